"""Keeps a record as it stands as one more version of it."""

from __future__ import annotations

import json
from typing import Any

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
    hold(record.copy_of or record)
    told = {"reviewer_name": reviewer, "note": note, "note_is_public": note_is_public}
    return _kept(record, read(record), by, occasion=occasion, **told)


def keep_as_read(
    record: Publishable,
    said: RecordForm,
    occasion: Version.Occasion,
    *,
    by: Actor,
    note: str = "",
) -> Version:
    """Write down what was read of ``record`` since it is held; only its state is another now."""
    hold(record.copy_of or record)
    form = said.model_copy(update={"state": record.state})
    return _kept(record, form, by, occasion=occasion, note=note)


def _kept(record: Publishable, form: RecordForm, by: Actor, **values: Any) -> Version:
    of: Publishable = record.copy_of or record
    last = Version.objects.of(record).first()
    account = by if isinstance(by, User) else None
    version: Version = Version.objects.create(
        kind=kind_of(type(record)),
        record=of.pk,
        number=last.number + 1 if last else 1,
        schema=schema_of(type(form)),
        document=document_of(form),
        made_at=timezone.now(),
        made_by=account,
        made_by_name=account.get_username() if account else "",
        **values,
    )
    return version


def document_of(form: RecordForm) -> dict[str, object]:
    """Return a form as JSON has it."""
    document: dict[str, object] = json.loads(form.model_dump_json())
    return document
