"""Concepts are begun as drafts, taken into use, archived and brought back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.models import Concept, VocabularyChange
from wellbeing_portal.core.models.reason import Reason
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.search.changes import lock

from . import acting
from .columns import columns_of
from .foreseen import Foreseen
from .naming import naming, records
from .other_names import taken_names

AnyConcept = TypeVar("AnyConcept", bound=Concept)
Act = VocabularyChange.Act
State = Concept.State

TO: Mapping[str, tuple[str, frozenset[str]]] = {
    Act.ARCHIVE: (State.ARCHIVED, frozenset({State.CURRENT, State.DRAFT})),
    Act.RESTORE: (State.CURRENT, frozenset({State.ARCHIVED})),
    Act.SETTLE: (State.CURRENT, frozenset({State.DRAFT})),
}
"""To which state an act leads, and from which."""


@transaction.atomic
def begin(concept: AnyConcept, *, by: Actor) -> VocabularyChange:
    """Put a new concept into the vocabulary as a draft, which readers do not see.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when a rule is broken.
    """
    require(by, Verb.VOCABULARY)
    lock()
    acting.refuse(list(taken_names(concept, concept.names())))
    concept.state = State.DRAFT
    note = _said(concept, Act.BEGIN)
    acting.save(concept, note, by)
    change = acting.begin_change(Act.BEGIN, concept, note, {concept.pk: None}, by=by)
    return acting.end_change(change, [concept])


@transaction.atomic
def change_words(concept: AnyConcept, words: Mapping[str, Any], *, by: Actor) -> VocabularyChange:
    """Let a concept say other things of itself: its definition, its synonyms, what counts.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when a rule is broken.
    """
    held = acting.hold(type(concept), [concept.pk], by=by)[concept.pk]
    before, known = columns_of(held), set(held.names())
    for name, value in words.items():
        setattr(held, name, value)
    acting.refuse(list(taken_names(held, [name for name in held.names() if name not in known])))
    note = _said(held, Act.WORDS)
    change = acting.begin_change(Act.WORDS, held, note, {held.pk: before}, by=by)
    acting.save(held, note, by)
    return acting.end_change(change, [held])


def foresee_state(concept: AnyConcept, act: Act) -> Foreseen:
    """Return what stands in the way of an act that changes the state of a concept."""
    return Foreseen(concept, _said(concept, act), refused=tuple(_refusals(concept, act)))


@transaction.atomic
def change_state(concept: AnyConcept, act: Act, *, by: Actor) -> VocabularyChange:
    """Archive a concept that nothing uses, bring it back, or take a draft into use.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when something stands in the way.
    """
    held = acting.hold(type(concept), [concept.pk], by=by)[concept.pk]
    acting.refuse(_refusals(held, act))
    before, note = columns_of(held), _said(held, act)
    held.state = TO[act][0]
    change = acting.begin_change(act, held, note, {held.pk: before}, by=by)
    acting.save(held, note, by)
    return acting.end_change(change, [held])


def _refusals(concept: Any, act: Act) -> list[str]:
    state, before = TO[act]
    if concept.state not in before:
        said = gettext("That cannot be done: its state is “%(state)s”.")
        return [said % {"state": concept.get_state_display().lower()}]
    if state == State.ARCHIVED:
        return [*_users(concept)]
    try:
        concept.state, was = state, concept.state
        concept.clean()
    except ValidationError as error:
        return list(error.messages)
    finally:
        concept.state = was
    return []


def _users(concept: Any) -> list[str]:
    """Say what names a concept, which therefore can be merged and not archived."""
    model = type(concept)
    named = [
        Reason(
            gettext("“%(record)s” names it. What is used can be merged, not archived.")
            % {"record": one},
            about=one,
        )
        for batch in records(naming(model, [concept.pk]))
        for one in batch
    ]
    below = model._default_manager.filter(broader=concept.pk).order_by("name")
    stands = gettext("“%(name)s” stands under it. Move that first.")
    return [*named, *(stands % {"name": one} for one in below)]


def _said(concept: Any, act: Act) -> str:
    sentences = {
        Act.ARCHIVE: gettext("%(kind)s “%(name)s” archived"),
        Act.RESTORE: gettext("%(kind)s “%(name)s” brought back"),
        Act.SETTLE: gettext("%(kind)s “%(name)s” taken into use"),
        Act.BEGIN: gettext("%(kind)s “%(name)s” begun as a draft"),
        Act.WORDS: gettext("%(kind)s “%(name)s” says other things of itself"),
    }
    kind = str(concept._meta.verbose_name).capitalize()
    return sentences[act] % {"kind": kind, "name": concept.name}
