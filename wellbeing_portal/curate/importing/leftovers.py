"""Imports that are kept no longer: what they brought stands in the histories of its records."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone

from wellbeing_portal.curate.models import ImportedRecord, ImportRun

DAYS = 90
"""Days for which an import stays with its file, counted from the last thing that became of it."""


def no_longer_kept() -> QuerySet[ImportRun]:
    """Return imports of which nothing became for so long."""
    runs: QuerySet[ImportRun] = ImportRun.objects.filter(
        stage_at__lte=timezone.now() - dt.timedelta(days=DAYS)
    )
    return runs


def remove_old(limit: int) -> int:
    """Remove up to so many rows of such imports, the records of each before it.

    Returns:
        How many rows went.
    """
    runs = no_longer_kept()
    told = ImportedRecord.objects.filter(run__in=runs).order_by("pk")
    keys = list(told.values_list("pk", flat=True)[:limit])
    if keys:
        return int(ImportedRecord.objects.filter(pk__in=keys).delete()[0])
    done = list(runs.order_by("pk").values_list("pk", flat=True)[:limit])
    return ImportRun.objects.filter(pk__in=done).delete()[0] if done else 0
