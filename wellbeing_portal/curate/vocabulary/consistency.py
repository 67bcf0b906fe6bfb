"""Records whose texts and tags do not agree on a concept, and what people decided of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from wellbeing_portal.core.models import Concept, Publishable, VocabularyChange
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.vocabulary.naming import ties_to, ways_up, with_narrower
from wellbeing_portal.core.vocabulary.texts import read_texts
from wellbeing_portal.core.vocabulary.uses import Uses, read_uses
from wellbeing_portal.core.words import opening, plural
from wellbeing_portal.curate.checking import record_url
from wellbeing_portal.curate.models import TagVerdict

from .pages import VocabularyConceptPage

Question = TagVerdict.Question
Answer = TagVerdict.Answer


@dataclass(frozen=True)
class Disagreement:
    """A record whose texts and tags do not agree; ``verdict`` is what somebody decided of it."""

    record: Any
    question: Question
    verdict: TagVerdict | None

    @property
    def url(self) -> str:
        """Its address in the editor."""
        return record_url(self.record)


def asked_of(model: type[Concept], uses: Uses) -> type[Publishable]:
    """Return the kind of record that tells of a family first of all: which names it most."""
    kinds = dict.fromkeys(kind for tie in ties_to(model) for _, kind in ways_up(tie.model))
    ordered = sorted(kinds, key=lambda kind: kind._meta.label)
    return max(ordered, key=lambda kind: (_ways(model, kind), len(uses.direct.get(kind, ()))))


def _ways(model: type[Concept], kind: type[Publishable]) -> int:
    return sum(kind is one for tie in ties_to(model) for _, one in ways_up(tie.model))


def disagreements(concept: Any) -> list[Disagreement]:
    """Return the published records whose texts and tags do not agree, decided or not."""
    model = type(concept)
    uses = read_uses(model)
    kind = asked_of(model, uses)
    speaking = read_texts(kind).speaking_of(concept.names())
    direct = uses.direct.get(kind, {})
    tagged = set(direct.get(concept.pk, ()))
    every = set().union(*(direct.get(one, ()) for one in with_narrower(model, [concept.pk])))
    verdicts = _verdicts(concept, kind)
    found = []
    for question, keys in (
        (Question.UNTAGGED, speaking - every),
        (Question.UNSPOKEN, tagged - speaking),
    ):
        rows = kind._default_manager.filter(pk__in=keys).order_by("title", "pk")
        found += [Disagreement(one, question, verdicts.get((one.pk, question))) for one in rows]
    return found


def _verdicts(concept: Any, kind: type[Publishable]) -> dict[tuple[int, str], TagVerdict]:
    rows = TagVerdict.objects.filter(
        kind=kind_of(type(concept)), concept__in=absorbed(concept), record_kind=kind_of(kind)
    )
    # What was decided of the concept itself counts before what was of one that is part of it.
    ordered = sorted(rows, key=lambda one: one.concept == concept.pk)
    return {(one.record, one.question): one for one in ordered}


def absorbed(concept: Any) -> set[int]:
    """Return a concept and those that were merged into it, by their keys."""
    merges = VocabularyChange.objects.filter(
        kind=kind_of(type(concept)), act=VocabularyChange.Act.MERGE, taken_back_at=None
    )
    pairs = list(merges.values_list("concept", "other"))
    found: set[int] = {concept.pk}
    while more := {former for former, kept in pairs if kept in found} - found:
        found |= more
    return found


class ConsistencyPage(VocabularyConceptPage):
    """One press to look, one to decide."""

    template_name = "curate/vocabulary/consistency.html"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Keep a decision."""
        require(self.user, Verb.VOCABULARY)
        asked, answer = request.POST.get("question"), request.POST.get("answer")
        found = next((one for one in self._found() if self._key(one) == asked), None)
        if found is None:
            messages.info(request, gettext("That has settled itself: texts and tags agree now."))
            return HttpResponseRedirect(request.path)
        if answer not in Answer.values:
            raise Http404(gettext("There is no such answer."))
        TagVerdict.objects.update_or_create(
            kind=self.family.kind,
            concept=self.concept.pk,
            record_kind=kind_of(type(found.record)),
            record=found.record.pk,
            question=found.question,
            defaults={"answer": answer, "said_by_name": self.user.get_username()},
        )
        said = gettext("“%(title)s”: noted. Nobody is asked again.")
        messages.success(request, said % {"title": found.record})
        return HttpResponseRedirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = list(self._found())
        kind = plural(str(type(found[0].record)._meta.verbose_name)) if found else ""
        told = {
            "title": gettext("Do texts and tags agree?"),
            "kind": opening(kind),
            "groups": [(question.label, self._open(found, question)) for question in Question],
            "wrong": self._decided(found, Answer.WRONG),
            "right": self._decided(found, Answer.RIGHT),
        }
        return super().get_context_data(**(told | kwargs))

    def _found(self) -> Sequence[Disagreement]:
        return disagreements(self.concept)

    def _key(self, one: Disagreement) -> str:
        return f"{one.question}-{one.record.pk}"

    def _open(self, found: Iterable[Disagreement], question: Question) -> list[Any]:
        return [
            (one, self._key(one))
            for one in found
            if one.question == question and one.verdict is None
        ]

    def _decided(self, found: Iterable[Disagreement], answer: Answer) -> list[Any]:
        return [
            (one, self._key(one))
            for one in found
            if one.verdict is not None and one.verdict.answer == answer
        ]
