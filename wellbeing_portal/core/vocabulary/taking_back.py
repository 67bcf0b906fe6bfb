"""The way back from a change of the vocabulary, until something it touched has changed since."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor, System, sign
from wellbeing_portal.core.aggregates import hold_together, read_many, rewrite
from wellbeing_portal.core.aggregates.form import FORMS
from wellbeing_portal.core.aggregates.reading import form_from
from wellbeing_portal.core.content.entries import in_batches
from wellbeing_portal.core.models import Concept, VocabularyChange
from wellbeing_portal.core.models.reason import Reason
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.roles.authorship import VOCABULARY
from wellbeing_portal.core.versions.keeping import document_of
from wellbeing_portal.core.versions.schemas import upgraded
from wellbeing_portal.search.changes import lock

from . import acting
from .columns import columns_now, put_back
from .entries import digest_of, enter, standing


def changed_since(change: VocabularyChange) -> list[str]:
    """Return what keeps a change from being taken back: what was changed after it, by name."""
    if change.taken_back_at is not None:
        return [gettext("It has been taken back already.")]
    return [*_changed_concepts(change), *_changed_records(change)]


@transaction.atomic
def take_back(change: VocabularyChange, *, by: Actor) -> None:
    """Make everything as it was before a change.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: with what has been changed since, or what took a name meanwhile.
    """
    require(by, Verb.VOCABULARY)
    lock()
    change.refresh_from_db()
    acting.refuse(changed_since(change))
    note = gettext("Taken back: %(note)s") % {"note": change.note}
    note = note[: acting.LONGEST_NOTE]
    touches: dict[str, list[Any]] = defaultdict(list)
    for touch in change.touches.order_by("kind", "record").defer("before"):
        touches[touch.kind].append(touch.record)
    # What stands is asked while records are as the change left them.
    batches = [
        (apps.get_model(kind), keys)
        for kind, records in touches.items()
        for keys in in_batches(records)
    ]
    stood = [standing(list(model._default_manager.filter(pk__in=keys))) for model, keys in batches]
    _bring_back(change, note, by)
    for (model, keys), standing_then in zip(batches, stood, strict=True):
        _write_back(change, model, keys, by)
        there = list(model._default_manager.filter(pk__in=keys).order_by("pk"))
        enter(change, there, standing_then, by=by, note=note)
    _remove_new(change, note, by)
    change.taken_back_at = timezone.now()
    change.taken_back_by_name = "" if isinstance(by, System) else by.get_username()
    change.save(update_fields=["taken_back_at", "taken_back_by_name"])


def _changed_concepts(change: VocabularyChange) -> list[str]:
    keys = [int(key) for key in change.after]
    now = columns_now(change.family, keys)
    names = [
        (change.after[key] or change.before[key] or {}).get("name", "")
        for key in change.after
        if now.get(int(key)) != change.after[key]
    ]
    said = gettext("“%(name)s” has been changed since.")
    return [said % {"name": name} for name in names]


def _changed_records(change: VocabularyChange) -> list[str]:
    found: list[str] = []
    touches = change.touches.defer("before").order_by("kind", "title", "pk")
    for batch in in_batches(touches.iterator(chunk_size=100)):
        by_kind: dict[str, list[Any]] = defaultdict(list)
        for touch in batch:
            by_kind[touch.kind].append(touch)
        for kind, some in by_kind.items():
            found += _of_kind(apps.get_model(kind), some)
    return found


def _of_kind(model: Any, touches: list[Any]) -> list[str]:
    there = model._default_manager.in_bulk([touch.record for touch in touches])
    digests = {
        record.pk: digest_of(document_of(form))
        for record, form in zip(there.values(), read_many(there.values()), strict=True)
    }
    return [
        Reason(
            gettext("“%(title)s” has been changed since.") % {"title": touch.title},
            about=there.get(touch.record),
        )
        for touch in touches
        if digests.get(touch.record) != touch.after
    ]


def _bring_back(change: VocabularyChange, note: str, by: Actor) -> None:
    """Let redirects lead where they led, and concepts be what they were, the broadest first."""
    model: type[Concept] = change.family
    for slug, key in change.redirects.items():
        acting.lead(model, [slug], change.concept if key is None else key)
    now = {one.pk: one for one in model._default_manager.filter(pk__in=map(int, change.before))}
    new = [int(key) for key, columns in change.before.items() if columns and int(key) not in now]
    # A concept that comes back may have the name of one that is about to give it up.
    for key in sorted(now):
        columns = change.before[str(key)]
        if columns is not None and not _waits_for(columns, new):
            _restore(now[key], columns, note, by)
    for key in new:
        _restore(model(), change.before[str(key)], note, by)
    for key in sorted(now):
        columns = change.before[str(key)]
        if columns is not None and _waits_for(columns, new):
            _restore(now[key], columns, note, by)


def _waits_for(columns: Any, new: list[int]) -> bool:
    return columns.get("broader_id") in new


def _restore(concept: Any, columns: Any, note: str, by: Actor) -> None:
    put_back(concept, columns)
    is_new = concept._state.adding
    concept.clean_fields()
    concept.clean()
    if is_new:
        concept.validate_unique()
    sign(concept, by, note[: acting.REASON])
    concept.save(force_insert=is_new)


def _write_back(change: VocabularyChange, model: Any, keys: list[int], by: Actor) -> None:
    """Let records say what they said, where the change wrote them anew."""
    form = FORMS[model]
    said = {
        touch.record: form_from(form, upgraded(form, touch.schema, touch.before))
        for touch in change.touches.filter(record__in=keys, kind=model._meta.label_lower)
        if touch.before is not None
    }
    if said:
        held = hold_together(model, said)
        forms = [said[one.pk] for one in held.records]
        rewrite(held, forms, by=by, because=VOCABULARY)


def _remove_new(change: VocabularyChange, note: str, by: Actor) -> None:
    """Take away what the change began.

    Raises:
        ValidationError: when something names it by now.
    """
    begun = [int(key) for key, columns in change.before.items() if columns is None]
    for concept in change.family._default_manager.filter(pk__in=begun):
        sign(concept, by, note[: acting.REASON])
        try:
            concept.delete()
        except ProtectedError as error:
            said = gettext("“%(name)s” is used by now.")
            raise ValidationError(said % {"name": concept}) from error
