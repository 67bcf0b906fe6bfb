"""A concept comes to stand under another, or on its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.models import Concept, VocabularyChange

from . import acting
from .columns import columns_of
from .foreseen import Foreseen, broader_of, pages_of, told
from .naming import naming, with_narrower
from .uses import changed_counts, read_uses

AnyConcept = TypeVar("AnyConcept", bound=Concept)


def moved(concept: Any, under: Any) -> str:
    """Let a concept, which is not saved here, stand under another; return what the history says."""
    concept.broader = under
    kind = str(concept._meta.verbose_name).capitalize()
    if under is None:
        return gettext("%(kind)s “%(name)s” stands on its own") % {"kind": kind, "name": concept}
    said = gettext("%(kind)s “%(name)s” moved under “%(under)s”")
    return said % {"kind": kind, "name": concept, "under": under}


def foresee_move(concept: AnyConcept, under: AnyConcept | None) -> Foreseen:
    """Return what would change if a concept stood under another."""
    standing: Any = concept
    copy: Any = type(concept)._default_manager.get(pk=concept.pk)
    note = moved(copy, under)
    if copy.broader_id == standing.broader_id:
        return Foreseen(concept, note, refused=(gettext("It stands there already."),))
    try:
        copy.full_clean()
    except ValidationError as error:
        return Foreseen(concept, note, refused=tuple(error.messages))
    uses = read_uses(type(concept))
    after = replace(uses, broader={**uses.broader, concept.pk: under.pk if under else None})
    changed: dict[Concept, None] = dict.fromkeys((concept, *broader_of(concept), *broader_of(copy)))
    return Foreseen(
        concept,
        note,
        told(naming(type(concept), with_narrower(type(concept), [concept.pk]))),
        tuple(changed_counts(uses, after)),
        tuple(pages_of(changed)),
    )


@transaction.atomic
def move(concept: AnyConcept, under: AnyConcept | None, *, by: Actor) -> VocabularyChange:
    """Let a concept stand under another: choosing that finds it too.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when that would lead round in a circle, or changes nothing.
    """
    model: Any = type(concept)
    keys = {concept.pk, *([under.pk] if under else [])}
    concepts = acting.hold(model, keys, by=by)
    held = concepts[concept.pk]
    if held.broader_id == (under.pk if under else None):
        raise ValidationError(gettext("It stands there already."))
    touched = naming(model, with_narrower(model, [concept.pk]))
    stood = acting.standing_of(touched)
    before = columns_of(held)
    note = moved(held, concepts[under.pk] if under else None)
    change = acting.begin_change(
        VocabularyChange.Act.MOVE,
        held,
        note,
        {held.pk: before},
        by=by,
        other=under.pk if under else None,
    )
    acting.save(held, note, by)
    acting.enter_all(change, touched, stood, by=by)
    return acting.end_change(change, [held])
