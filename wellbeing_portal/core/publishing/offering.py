"""Offers what a content file says by now to whoever looks after its record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import RecordForm, merge, read
from wellbeing_portal.core.aggregates.lost import without_lost
from wellbeing_portal.core.aggregates.snapshots import form_of_snapshot
from wellbeing_portal.core.models import Publishable, Work

from .working_copy import copied, copy_of


def offer(said: RecordForm, record: Any, then: Mapping[str, Any] | None) -> bool:
    """Make a working copy of a published record that has what its file says new; nobody owns it.

    ``then`` is what the record said when its file was last loaded: what people have changed
    since stays, but for what the file has changed as well. Whether all of it is offered: False
    where a working copy stands already, or readers do not see the record.
    """
    if not isinstance(record, Publishable) or not record.is_published:
        return False
    now: RecordForm = read(record)
    own = {"slug": now.slug, "state": now.state}
    base = now if then is None else form_of_snapshot(type(now), then)
    # On what both have changed the file has its say: it is an offer, and somebody looks at it.
    base = base.model_copy(update=own)
    merged = without_lost(merge(base, now, said.model_copy(update=own)).form, base, now)
    if merged == now:
        return True
    if copy_of(record) is not None:
        return False
    work = Work.objects.on(copied(record, merged, by=SYSTEM))
    work.note = gettext("From the content files")
    work.save()
    return True
