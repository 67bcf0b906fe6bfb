"""The entry that a change of the vocabulary leaves in the history of every record it touches."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max
from django.utils import timezone

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.aggregates import RecordForm, difference, read_many
from wellbeing_portal.core.models import (
    Publishable,
    Version,
    VocabularyChange,
    VocabularyTouch,
    Work,
)
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.publishing.working_copy import base_of
from wellbeing_portal.core.versions import as_form
from wellbeing_portal.core.versions.keeping import document_of
from wellbeing_portal.core.versions.schemas import schema_of

LONGEST_TITLE = 200

Documents = Mapping[int, dict[str, object]]
"""What records said before they were written anew, by their keys."""


@dataclass(frozen=True)
class StoodBefore:
    """What has to go on standing though records say something else now.

    ``approved`` are the approvals of records that are still as somebody approved them, by key;
    ``copies`` the work on working copies that know all of what they copy, by the key of that.
    """

    approved: Mapping[int, Version]
    copies: Mapping[int, Work]


def standing(records: Sequence[Any], forms: Mapping[int, RecordForm] | None = None) -> StoodBefore:
    """Return what has to go on standing of records of one kind; called before they change."""
    works = Work.objects.on_each(list(records))
    kind = kind_of(type(records[0])) if records else ""
    waiting = [
        one
        for one in records
        if (work := works.get((kind, one.pk))) is not None and work.approved_at is not None
        if one.state == Publishable.State.IN_REVIEW
    ]
    model: Any = type(records[0]) if records else None
    keys = [one.pk for one in records]
    copies = list(model._default_manager.filter(copy_of__in=keys)) if records else []
    said = dict(forms or {})
    lacking = {one.pk: one for one in (*waiting, *(copy.copy_of for copy in copies))}
    missing = [one for key, one in lacking.items() if key not in said]
    said |= {one.pk: form for one, form in zip(missing, read_many(missing), strict=True)}
    return StoodBefore(_approved(waiting, said), _up_to_date(copies, said))


def _approved(waiting: Sequence[Any], said: Mapping[int, RecordForm]) -> dict[int, Version]:
    found = {}
    for record in waiting:
        versions = Version.objects.of(record).filter(occasion=Version.Occasion.APPROVED)
        last = versions.first()
        if last is not None and not difference(as_form(last), said[record.pk]):
            found[record.pk] = last
    return found


def _up_to_date(copies: Sequence[Any], said: Mapping[int, RecordForm]) -> dict[int, Work]:
    found = {}
    for copy in copies:
        base, live = base_of(copy), said[copy.copy_of_id]
        if base is None:
            continue
        unlike = {"state": base.state, "slug": base.slug}
        if not difference(base, live.model_copy(update=unlike)):
            found[copy.copy_of_id] = Work.objects.on(copy)
    return found


def digest_of(document: Mapping[str, object]) -> str:
    """Return what tells one document of a record from another."""
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def enter(
    change: VocabularyChange,
    records: Sequence[Any],
    stood: StoodBefore,
    *,
    by: Actor,
    before: Documents | None = None,
    note: str = "",
) -> None:
    """Leave one entry in the history of each of some records of one kind, as they are now.

    With ``before``, or without a ``note`` of its own, the change remembers that it touched them.
    """
    if not records:
        return
    forms = read_many(records)
    documents = {one.pk: document_of(form) for one, form in zip(records, forms, strict=True)}
    schema = schema_of(type(forms[0]))
    versions = _versions(records, documents, schema, stood, by, note or change.note)
    for record in records:
        work = stood.copies.get(record.pk)
        if work is not None:
            work.based_on = versions[record.pk].number
            work.save(update_fields=["based_on"])
    if note:
        return
    VocabularyTouch.objects.bulk_create(
        VocabularyTouch(
            change=change,
            kind=kind_of(type(record)),
            record=record.pk,
            title=str(record)[:LONGEST_TITLE],
            before=(before or {}).get(record.pk),
            schema=schema,
            after=digest_of(documents[record.pk]),
        )
        for record in records
    )


def _versions(
    records: Sequence[Any],
    documents: Documents,
    schema: int,
    stood: StoodBefore,
    by: Actor,
    note: str,
) -> dict[int, Version]:
    kind, account = kind_of(type(records[0])), by if isinstance(by, User) else None
    owners = {one.pk: one.copy_of_id or one.pk for one in records}
    rows = Version.objects.filter(kind=kind, record__in=set(owners.values())).order_by()
    last = dict(rows.values_list("record").annotate(last=Max("number")))
    made = []
    for record in records:
        owner = owners[record.pk]
        last[owner] = last.get(owner, 0) + 1
        approval = stood.approved.get(record.pk)
        made.append(
            Version(
                kind=kind,
                record=owner,
                number=last[owner],
                schema=schema,
                document=documents[record.pk],
                occasion=Version.Occasion.APPROVED if approval else Version.Occasion.VOCABULARY,
                made_at=timezone.now(),
                made_by=account,
                made_by_name=account.get_username() if account else "",
                reviewer_name=approval.reviewer_name if approval else "",
                note=note,
            )
        )
    kept = Version.objects.bulk_create(made)
    return {record.pk: version for record, version in zip(records, kept, strict=True)}
