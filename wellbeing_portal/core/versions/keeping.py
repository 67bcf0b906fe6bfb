"""Keeps a record as it stands as one more version of it."""

from __future__ import annotations

import json

from django.contrib.auth.models import User
from django.utils import timezone

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.aggregates import RecordForm, read
from wellbeing_portal.core.models import Publishable, Version
from wellbeing_portal.core.models.locking import hold
from wellbeing_portal.core.models.redirect import kind_of

from .schemas import schema_of


def keep(
    record: Publishable,
    occasion: Version.Occasion,
    *,
    by: Actor,
    reviewer: str = "",
    note: str = "",
    note_is_public: bool = False,
) -> Version:
    """Write down all that ``record`` says now, and return that version.

    A working copy's versions count on from those of the record that it copies. To be called in
    the transaction that made the record so.
    """
    of: Publishable = record.copy_of or record
    hold(of)
    form = read(record)
    last = Version.objects.of(record).first()
    account = by if isinstance(by, User) else None
    version: Version = Version.objects.create(
        kind=kind_of(type(record)),
        record=of.pk,
        number=last.number + 1 if last else 1,
        schema=schema_of(type(form)),
        document=document_of(form),
        occasion=occasion,
        made_at=timezone.now(),
        made_by=account,
        made_by_name=account.get_username() if account else "",
        reviewer_name=reviewer,
        note=note,
        note_is_public=note_is_public,
    )
    return version


def document_of(form: RecordForm) -> dict[str, object]:
    """Return a form as JSON has it."""
    document: dict[str, object] = json.loads(form.model_dump_json())
    return document
