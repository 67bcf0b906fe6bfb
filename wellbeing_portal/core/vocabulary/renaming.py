"""A concept gets another name, and another address if that is wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.models import Concept, VocabularyChange
from wellbeing_portal.core.text.likeness import letters

from . import acting
from .columns import columns_of
from .foreseen import Foreseen, ForeseenPage, broader_of, pages_of, told
from .naming import naming
from .other_names import taken_names

AnyConcept = TypeVar("AnyConcept", bound=Concept)


def renamed(concept: Any, name: str, slug: str, *, keep_name: bool) -> str:
    """Let a concept, which is not saved here, have another name; return what the history says.

    Its former name stays among its synonyms, if that is wanted.
    """
    note = gettext("%(kind)s “%(former)s” is now called “%(name)s”") % {
        "kind": str(concept._meta.verbose_name).capitalize(),
        "former": concept.name,
        "name": name,
    }
    words = [word for word in concept.synonyms if letters(word) != letters(name)]
    if keep_name and letters(concept.name) not in {letters(name), *map(letters, words)}:
        words.append(concept.name)
    concept.name, concept.slug, concept.synonyms = name, slug, words
    return note


def foresee_rename(concept: AnyConcept, name: str, slug: str, *, keep_name: bool) -> Foreseen:
    """Return what would change if a concept had another name and address."""
    was = ForeseenPage(_address(concept), concept.name)
    copy = type(concept)._default_manager.get(pk=concept.pk)
    note = renamed(copy, name, slug, keep_name=keep_name)
    refused: list[str] = []
    try:
        _require_other(concept, name, slug)
        copy.full_clean()
    except ValidationError as error:
        refused = list(error.messages)
    if slug != concept.slug:
        was = replace(was, leads_to=_address(copy))
    return Foreseen(
        concept,
        note,
        told(naming(type(concept), [concept.pk])),
        pages=(was, *pages_of(broader_of(concept))),
        refused=tuple(refused),
    )


@transaction.atomic
def rename(
    concept: AnyConcept, name: str, slug: str, *, keep_name: bool = True, by: Actor
) -> VocabularyChange:
    """Let a concept have another name, and another address to which the former one leads.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when another has the name or the address.
    """
    held = acting.hold(type(concept), [concept.pk], by=by)[concept.pk]
    keys = naming(type(concept), [concept.pk])
    stood = acting.standing_of(keys)
    before = columns_of(held)
    _require_other(held, name, slug)
    note = renamed(held, name, slug, keep_name=keep_name)
    change = acting.begin_change(
        VocabularyChange.Act.RENAME, concept, note, {held.pk: before}, by=by
    )
    acting.save(held, note, by)
    acting.enter_all(change, keys, stood, by=by)
    return acting.end_change(change, [held])


def _require_other(concept: Any, name: str, slug: str) -> None:
    """Refuse to rename what is called so already.

    Raises:
        ValidationError: when neither name nor address would be another, or one means another.
    """
    if (name, slug) == (concept.name, concept.slug):
        raise ValidationError(gettext("It is called so already."))
    if name not in set(concept.names()) and (taken := list(taken_names(concept, [name]))):
        raise ValidationError(taken)
    others = type(concept)._default_manager.filter(slug=slug).exclude(pk=concept.pk)
    if (other := others.first()) is not None:
        said = gettext("“%(other)s” has that address.")
        raise ValidationError(said % {"other": other})


def _address(concept: Any) -> str:
    return str(concept.get_absolute_url())
