"""What all pages of the vocabulary have in common."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.models import Publishable, VocabularyChange
from wellbeing_portal.core.models.reason import Reason
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.access import EditorPage
from wellbeing_portal.curate.checking import CheckPoint, record_url

from .families import ConceptFamily, families


class VocabularyPage(EditorPage):
    """A page for those who keep the vocabulary, looking included."""

    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            require(request.user, Verb.VOCABULARY)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"above": list(self.above())} | kwargs))

    def above(self) -> Iterable[CheckPoint]:
        """Return the pages above this one."""
        return [CheckPoint(gettext("Vocabulary"), reverse("curate_vocabulary"))]


class FamilyPage(VocabularyPage):
    """A page about one family of concepts."""

    @cached_property
    def family(self) -> ConceptFamily:
        """The family that the address names.

        Raises:
            Http404: when it is none.
        """
        found = families().get(self.kwargs["family"])
        if found is None:
            raise Http404(gettext("There is no such vocabulary."))
        return found

    def above(self) -> Iterable[CheckPoint]:
        return [*super().above(), CheckPoint(self.family.title, self.family.url)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**({"family": self.family} | kwargs))


class VocabularyConceptPage(FamilyPage):
    """A page about one concept."""

    @cached_property
    def concept(self) -> Any:
        """The concept that the address names.

        Raises:
            Http404: when there is none.
        """
        rows = self.family.model._default_manager.select_related("broader")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead from what became part of another to the change that made it so."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            change = VocabularyChange.objects.that_took_away(self.family.model, self.kwargs["pk"])
            if change is None or request.method != "GET":
                raise
            return HttpResponseRedirect(reverse("curate_vocabulary_change", args=[change.pk]))

    @property
    def concept_url(self) -> str:
        """The address of its page in the editor."""
        return self.family.page("curate_concept", self.concept.pk)

    def above(self) -> Iterable[CheckPoint]:
        return [*super().above(), CheckPoint(self.concept.name, self.concept_url)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"concept": self.concept, "concept_url": self.concept_url}
        return super().get_context_data(**(told | kwargs))


def points(reasons: Iterable[str]) -> list[CheckPoint]:
    """Return sentences with the ways to the records that they are about."""
    return [CheckPoint(str(one), _url(one)) for one in reasons]


def _url(reason: str) -> str:
    about = reason.about if isinstance(reason, Reason) else None
    return record_url(about) if isinstance(about, Publishable) else ""
