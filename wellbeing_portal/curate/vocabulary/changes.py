"""What was changed in the vocabulary, and the way back."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.models import VocabularyChange
from wellbeing_portal.core.models.reason import reasons_in
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.vocabulary.taking_back import changed_since
from wellbeing_portal.curate.checking import CheckPoint, record_url

from .families import family_of
from .pages import VocabularyPage, points
from .suggested import take_back_with_suggestions

PAGE = 50
"""Changes on one page."""
NAMED = 200
"""Of the records that a change has touched, so many are named."""

SHOWN = ("definition", "synonyms", "counts", "does_not_count", "example")
"""What is shown of a concept that is gone."""


class ChangeList(VocabularyPage):
    """Every change, the newest first."""

    template_name = "curate/vocabulary/changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes = VocabularyChange.objects.defer("before", "after", "redirects")
        page = Paginator(changes, PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(title=gettext("Changes"), page=page, **kwargs)


class ChangePage(VocabularyPage):
    """One change: who, when, what it touched, and whether it can be taken back."""

    template_name = "curate/vocabulary/change.html"

    @cached_property
    def change(self) -> VocabularyChange:
        """The change that the address names."""
        return get_object_or_404(VocabularyChange, pk=self.kwargs["pk"])

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Take it back."""
        require(self.user, Verb.VOCABULARY)
        try:
            take_back_with_suggestions(self.change, by=self.user)
        except ValidationError as error:
            context = self.get_context_data(barred=points(reasons_in(error)))
            return self.render_to_response(context, status=422)
        messages.success(request, gettext("Everything is as it was before."))
        return HttpResponseRedirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        change = self.change
        if "barred" not in kwargs:
            kwargs["barred"] = points(changed_since(change))
        touches = change.touches.defer("before")
        told = {
            "title": change.note,
            "change": change,
            "touched": [_point(one) for one in touches[:NAMED]],
            "number": touches.count(),
            "gone": list(self._gone()),
            "concept_url": self._concept_url(),
        }
        return super().get_context_data(**(told | kwargs))

    def above(self) -> list[CheckPoint]:
        return [
            *super().above(),
            CheckPoint(gettext("Changes"), reverse("curate_vocabulary_changes")),
        ]

    def _concept_url(self) -> str:
        """Return the page of the concept, or of the one that it is part of now."""
        model = self.change.family
        there = model._default_manager.filter(pk__in=[self.change.concept, self.change.other or 0])
        keys = set(there.values_list("pk", flat=True))
        key = next((one for one in (self.change.concept, self.change.other) if one in keys), None)
        return family_of(model).page("curate_concept", key) if key else ""

    def _gone(self) -> Any:
        """Yield what a concept said of itself that is no longer there."""
        change = self.change
        columns = change.before.get(str(change.concept))
        if change.after.get(str(change.concept)) is not None or columns is None:
            return
        for name in SHOWN:
            said = columns.get(name)
            field: Any = change.family._meta.get_field(name)
            if said:
                yield field.verbose_name, "; ".join(said) if isinstance(said, list) else said


def _point(touch: Any) -> CheckPoint:
    record = apps.get_model(touch.kind)(pk=touch.record)
    return CheckPoint(touch.title, record_url(record))
