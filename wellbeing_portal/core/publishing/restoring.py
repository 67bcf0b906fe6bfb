"""Brings back what a record said once."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.aggregates import read, write_as
from wellbeing_portal.core.models import Publishable, Version, Work
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.core.versions import as_form, keep

from .moving import hold_still
from .working_copy import copied, copy_of


@transaction.atomic
def restore(record: Publishable, version: Version, *, by: Actor) -> Publishable:
    """Let a working copy, or the draft itself, say what ``version`` says, and return it.

    The public page stays until somebody approves. What the draft said before is a version too.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when a working copy is there already, or something that the version
            names is not there any more.
    """
    hold_still(record)
    if not Version.objects.of(record).filter(pk=version.pk).exists():
        raise ValidationError(gettext("That is a version of another record."))
    form = as_form(version)
    if record.is_published:
        require(by, Verb.COPY, record)
        if copy_of(record) is not None:
            raise ValidationError(
                gettext("There is a working copy already. Publish it or put it away first.")
            )
        return _noted(copied(record, form, by=by), version, by)
    require(by, Verb.EDIT, record)
    keep(record, Version.Occasion.VISIT, by=by)
    stays = {name: getattr(read(record), name) for name in ("slug", "state")}
    return _noted(write_as(form.model_copy(update=stays), record, by=by), version, by)


def _noted(written: Publishable, version: Version, by: Actor) -> Publishable:
    note = gettext("From version %(number)s") % {"number": version.number}
    keep(written, Version.Occasion.RESTORED, by=by, note=note)
    work = Work.objects.on(written)
    work.note = note
    work.save()
    return written
