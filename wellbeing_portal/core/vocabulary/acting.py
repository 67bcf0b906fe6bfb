"""Steps that every act upon a concept takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor, sign
from wellbeing_portal.core.models import Concept, Redirect, VocabularyChange
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.search.changes import lock

from .columns import Columns, columns_of
from .entries import enter, standing
from .naming import Keys, records

LONGEST_NOTE = 300
REASON = 100
"""So many letters of a note stand with a version of a concept."""

Refusals = list[str]


def hold(model: type[Concept], keys: Iterable[int], *, by: Actor) -> dict[int, Any]:
    """Return concepts as they are now, held till the transaction ends, for somebody who may.

    Raises:
        NotAllowed: when ``by`` may not change the vocabulary.
        ValidationError: when one of them is not there any more.
    """
    require(by, Verb.VOCABULARY)
    lock()
    wanted = set(keys)
    rows = model._default_manager.select_for_update().filter(pk__in=wanted).order_by("pk")
    found: dict[int, Any] = {one.pk: one for one in rows}
    if wanted - found.keys():
        raise ValidationError(gettext("It is not in the vocabulary any more."))
    return found


def refuse(reasons: Refusals) -> None:
    """Stop where something stands in the way.

    Raises:
        ValidationError: with every reason.
    """
    if reasons:
        raise ValidationError(list(reasons))


def save(concept: Any, note: str, by: Actor) -> None:
    """Save a concept, if every rule is kept, as the work of ``by``.

    Raises:
        ValidationError: when one is not.
    """
    concept.full_clean()
    sign(concept, by, note[:REASON])
    concept.save()


def begin_change(
    act: VocabularyChange.Act,
    concept: Concept,
    note: str,
    before: dict[int, Columns | None],
    *,
    by: Actor,
    other: int | None = None,
) -> VocabularyChange:
    """Note a change that has begun, and what the concepts that it changes were before."""
    account = by if isinstance(by, User) else None
    change: VocabularyChange = VocabularyChange.objects.create(
        act=act,
        kind=kind_of(type(concept)),
        concept=concept.pk,
        name=concept.name,
        other=other,
        note=note[:LONGEST_NOTE],
        before={str(key): columns for key, columns in before.items()},
        made_by=account,
        made_by_name=account.get_username() if account else "",
    )
    return change


def end_change(change: VocabularyChange, concepts: Iterable[Any]) -> VocabularyChange:
    """Note what the concepts of a change are after it; one that is gone is None."""
    now = {str(one.pk): columns_of(one) for one in concepts}
    change.after = {key: now.get(key) for key in change.before}
    change.save(update_fields=["after", "redirects"])
    return change


def enter_all(change: VocabularyChange, keys: Keys, stood: dict[Any, Any], *, by: Actor) -> None:
    """Leave an entry in the history of records that say the same and are told otherwise."""
    for batch in records(keys):
        enter(change, batch, stood[type(batch[0]), batch[0].pk], by=by)


def standing_of(keys: Keys) -> dict[Any, Any]:
    """Return what has to go on standing of each batch of records, by its first."""
    return {(type(batch[0]), batch[0].pk): standing(batch) for batch in records(keys)}


def former_slugs(concept: Concept) -> dict[str, int]:
    """Return the former slugs that lead to a concept, each with its key."""
    slugs = Redirect.objects.of_record(concept).values_list("slug", flat=True)
    return dict.fromkeys(slugs, concept.pk)


def lead(model: type[Concept], slugs: Iterable[str], key: int) -> None:
    """Let former slugs lead to the concept of this key."""
    for redirect in Redirect.objects.of(model, slugs):
        redirect.record, redirect.name = key, ""
        redirect.save()
