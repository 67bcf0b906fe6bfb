"""Terms that people missed while they tagged, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.checking import CheckPoint
from wellbeing_portal.curate.forms.fields import record_field
from wellbeing_portal.curate.forms.review import long_reason
from wellbeing_portal.curate.models import SuggestedTerm
from wellbeing_portal.curate.picking import near

from . import suggested
from .concept import begin_form, begun
from .organisations import OrganisationForm, OrganisationKind, suggestible
from .pages import VocabularyPage
from .suggesting import Suggestion, suggestions

LATELY = 20
"""Terms that were decided which the queue still shows."""


class QueuePage(VocabularyPage):
    """What waits, the oldest first, and what was decided lately."""

    template_name = "curate/vocabulary/queue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decided = SuggestedTerm.objects.exclude(settled_at=None).order_by("-settled_at")
        told = {
            "title": gettext("Suggested terms"),
            "waiting": suggestions(SuggestedTerm.objects.filter(settled_at=None)),
            "decided": suggestions(decided[:LATELY]),
        }
        return super().get_context_data(**(told | kwargs))


@dataclass(frozen=True)
class Decision:
    """A way to decide about a term: what is asked, and what is done."""

    key: str
    title: Any
    button: Any
    form: forms.Form
    do: Callable[[dict[str, Any]], None]


class DecidePage(VocabularyPage):
    """One term: a draft, another name of what is there, or none."""

    template_name = "curate/vocabulary/decide.html"

    @cached_property
    def suggestion(self) -> Suggestion:
        """The term that the address names, with its record."""
        term = get_object_or_404(
            SuggestedTerm, pk=self.kwargs["pk"], vocabulary__in=suggestible().keys()
        )
        return suggestions([term])[0]

    def above(self) -> list[CheckPoint]:
        return [
            *super().above(),
            CheckPoint(gettext("Suggested terms"), reverse("curate_vocabulary_queue")),
        ]

    def decisions(self, sent: Any = None) -> list[Decision]:
        """Return the ways to decide; the one that was sent has what was typed."""
        term, family, user = self.suggestion.term, self.suggestion.family, self.user
        is_organisation = isinstance(family, OrganisationKind)
        which: Any = {"which": record_field(family.key, _("Which is it?"))}
        why: Any = {
            "because": long_reason(
                _("Why not? Whoever suggested it sees this."),
                _("“It is a council: name it there.”")
                if is_organisation
                else _("“It is an outcome: choose it there.”"),
                _("Say why not."),
            )
        }

        def form(key: str, kind: type[forms.Form], **initial: Any) -> forms.Form:
            is_sent = sent is not None and sent.get("verdict") == key
            return kind(sent if is_sent else None, initial=initial, auto_id=f"id_{key}_%s")

        def known(said: dict[str, Any]) -> None:
            rows: Any = family.model._default_manager
            settle: Any = (
                suggested.name_organisation if is_organisation else suggested.take_as_known
            )
            settle(term, rows.get(slug=said["which"]), by=user)

        def taken() -> Decision:
            if is_organisation:
                asked: Any = form("added", OrganisationForm, name=term.name)
                return Decision(
                    "added",
                    _("Add it"),
                    _("Add the organisation"),
                    asked,
                    lambda _said: suggested.add_organisation(term, asked.made(), by=user),
                )
            return Decision(
                "draft",
                _("Take it into the vocabulary"),
                _("Make a draft of it"),
                form("draft", begin_form(family.key), name=term.name, definition=term.meaning),
                lambda said: suggested.take_as_draft(term, begun(family.model, said), by=user),
            )

        return [
            taken(),
            Decision(
                "known",
                _("It is there under another name"),
                _("That is the one") if is_organisation else _("Add it as another name"),
                form("known", type("KnownForm", (forms.Form,), which)),
                known,
            ),
            Decision(
                "refused",
                _("It does not belong there"),
                _("Leave it out"),
                form("refused", type("RefuseForm", (forms.Form,), why)),
                lambda said: suggested.refuse(term, said["because"], by=user),
            ),
        ]

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Decide."""
        require(self.user, Verb.VOCABULARY)
        ways = self.decisions(request.POST)
        way = next((one for one in ways if one.key == request.POST.get("verdict")), ways[0])
        if way.form.is_valid():
            try:
                way.do(way.form.cleaned_data)
            except ValidationError as error:
                way.form.add_error(None, error.messages)
            else:
                said = gettext("“%(name)s” is decided.") % {"name": self.suggestion.term.name}
                messages.success(request, said)
                return HttpResponseRedirect(reverse("curate_vocabulary_queue"))
        context = self.get_context_data(decisions=ways, form=way.form)
        return self.render_to_response(context, status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.suggestion
        if "decisions" not in kwargs:
            kwargs["decisions"] = self.decisions()
        told = {
            "title": one.term.name,
            "suggestion": one,
            "near": [(found.name, found.about) for found in near(one.family.key, one.term.name)],
        }
        return super().get_context_data(**(told | kwargs))
