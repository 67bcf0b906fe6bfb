"""Working copies: a published record is changed beside itself, and the public page stays.

A working copy is an ordinary draft with rows of its own that points to the record it copies.
What the two have in common is known by slugs and keys, so that approving it changes the record
row by row, and rows that stay keep their identity.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from wellbeing_portal.core.acting import SYSTEM, Actor, sign
from wellbeing_portal.core.aggregates import (
    Conflict,
    RecordForm,
    difference,
    merge,
    read,
    remove,
    write_as,
)
from wellbeing_portal.core.models import Publishable, Version, Work
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.slugs import LONGEST
from wellbeing_portal.core.versions import as_form, keep

from .going import record_goes
from .moving import hold_still
from .ownership import own

AnyRecord = TypeVar("AnyRecord", bound=Publishable)

SLUG = "copy-of-{key}-{slug}"


@transaction.atomic
def start_copy(record: AnyRecord, *, by: Actor) -> AnyRecord:
    """Return the working copy of a published record; it is made if there is none yet.

    Raises:
        NotAllowed: when ``by`` may not.
    """
    hold_still(record)
    require(by, Verb.COPY, record)
    standing = copy_of(record)
    if standing is not None:
        return standing
    return copied(record, read(record), by=by)


def copy_of(record: AnyRecord) -> AnyRecord | None:
    """Return the working copy of a record, if there is one."""
    model: Any = type(record)
    found: AnyRecord | None = model._default_manager.filter(copy_of=record.pk).first()
    return found


def copied(record: AnyRecord, form: RecordForm, *, by: Actor) -> AnyRecord:
    """Make a working copy of ``record`` that says what ``form`` says, begun by ``by``."""
    slug = SLUG.format(key=record.pk, slug=record.slug)[:LONGEST].rstrip("-")
    told = {"slug": slug, "state": Publishable.State.DRAFT}
    copy: AnyRecord = write_as(form.model_copy(update=told), by=by)
    copy.copy_of = record
    sign(copy, by)
    copy.save(update_fields=["copy_of"])
    work = own(copy, by)
    work.based_on = keep_standing(record).number
    work.save()
    return copy


def apply_copy(copy: AnyRecord, *, by: Actor) -> AnyRecord:
    """Make the published record say what its working copy says, and remove the copy.

    To be called in a transaction.

    Raises:
        ValidationError: when the record was changed meanwhile, or may not be published so.
    """
    live: AnyRecord = type(copy)._default_manager.get(pk=copy.copy_of_id)
    hold_still(live)
    if not live.is_published:
        raise ValidationError(gettext("The record that this copies is not published any more."))
    if changes := changed_meanwhile(copy):
        raise ValidationError([overtaken(), *changes])
    form: RecordForm = read(copy)
    keys = {"slug": live.slug, "state": Publishable.State.PUBLISHED}
    discard(copy, into=live)
    written: AnyRecord = write_as(form.model_copy(update=keys), live, by=by)
    return written


def keep_standing(record: Publishable) -> Version:
    """Return the version that says what readers see of a record now; it is kept if none does."""
    last = next((one for one in Version.objects.of(record) if one.is_public), None)
    if last is not None and not difference(as_form(last), read(record)):
        return last
    version = keep(record, Version.Occasion.STOOD, by=SYSTEM)
    version.made_at = record.updated_at
    version.save(update_fields=["made_at"])
    return version


def discard(record: Publishable, *, into: Publishable | None = None) -> None:
    """Delete a record with its rows and the work on it; ``into`` has what it said, if any does."""
    kind, key = kind_of(type(record)), record.pk
    record_goes.send(type(record), record=record, into=into)
    remove(record)
    Work.objects.filter(kind=kind, record=key).delete()


def overtaken() -> str:
    """Say that a working copy was made from what stands no longer."""
    return gettext(
        "The published record has been changed since this working copy was made. Take these "
        "changes over, or write them again, before it is approved."
    )


def changed_meanwhile(copy: Publishable) -> list[str]:
    """Return what has changed in the published record since its copy was made, in sentences."""
    base = base_of(copy)
    if base is None or copy.copy_of is None:
        return []
    unlike = {"state": base.state, "slug": base.slug}
    now = read(copy.copy_of).model_copy(update=unlike)
    return [str(one) for one in difference(base, now)]


def base_of(copy: Publishable) -> RecordForm | None:
    """Return what the published record said when its copy was made, or was last settled with."""
    number = Work.objects.on(copy).based_on or 0
    version = Version.objects.of(copy).filter(number=number).first()
    return as_form(version) if version else None


@transaction.atomic
def take_over(copy: AnyRecord, *, by: Actor) -> list[Conflict]:
    """Let a working copy have what has changed in the published record since, where it can.

    Returns what both have changed; the copy keeps its own, and somebody should look.

    Raises:
        NotAllowed: when ``by`` may not.
    """
    hold_still(copy)
    require(by, Verb.EDIT, copy)
    live, base, mine = copy.copy_of, base_of(copy), read(copy)
    if live is None or base is None:
        return []
    own = {"slug": mine.slug, "state": mine.state}
    base, theirs = base.model_copy(update=own), read(live).model_copy(update=own)
    merged = merge(base, theirs, mine)
    write_as(merged.form, copy, by=by)
    work = Work.objects.on(copy)
    work.based_on = keep_standing(live).number
    work.save()
    return merged.conflicts
