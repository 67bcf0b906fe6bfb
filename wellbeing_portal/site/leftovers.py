"""What visitors leave behind, and when it goes: sessions, records of signing in, searches."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from wellbeing_portal.core.models.unanswered_search import KEPT, UnansweredSearch
from wellbeing_portal.core.serving.cleaning import register

MOST_SESSIONS = 100_000
"""Sessions that are kept at a time. Past that the oldest of visitors go, with their lists: no
portal has so many readers, but somebody may write a program that pretends."""
ATTEMPTS_KEPT = timedelta(days=1)
"""Failed attempts to sign in stop counting after a quarter of an hour."""
SIGN_INS_KEPT = timedelta(days=90)


def expired_sessions(limit: int) -> int:
    """Remove sessions that have run out."""
    return _remove(Session.objects.filter(expire_date__lt=timezone.now()), "expire_date", limit)


def sessions_past_the_most(limit: int) -> int:
    """Remove the oldest sessions of visitors where there are too many."""
    too_many = min(Session.objects.count() - MOST_SESSIONS, limit)
    if too_many <= 0:
        return 0
    oldest = Session.objects.order_by("expire_date")[: 2 * too_many]
    visitors = [one.pk for one in oldest if SESSION_KEY not in one.get_decoded()][:too_many]
    return Session.objects.filter(pk__in=visitors).delete()[0]


def old_attempts(limit: int) -> int:
    """Remove records of failed sign-ins that no longer count."""
    since = timezone.now() - ATTEMPTS_KEPT
    return sum(
        _remove(model.objects.filter(attempt_time__lt=since), "attempt_time", limit)
        for model in (AccessAttempt, AccessFailureLog)
    )


def old_sign_ins(limit: int) -> int:
    """Remove the record of who signed in when, after three months."""
    since = timezone.now() - SIGN_INS_KEPT
    return _remove(AccessLog.objects.filter(attempt_time__lt=since), "attempt_time", limit)


def old_searches(limit: int) -> int:
    """Remove searches that found nothing, ninety days after the last time; all if none are kept."""
    rows = UnansweredSearch.objects.all()
    if settings.UNANSWERED_SEARCHES:
        rows = rows.filter(last_on__lt=timezone.localdate() - KEPT)
    return _remove(rows, "last_on", limit)


def connect() -> None:
    """Let them be cleaned up."""
    register("sessions that had run out", expired_sessions)
    register("sessions past the most that are kept", sessions_past_the_most)
    register("failed sign-ins", old_attempts)
    register("sign-ins", old_sign_ins)
    register("searches that found nothing", old_searches)


def _remove(rows: QuerySet[Any], by: str, limit: int) -> int:
    keys = list(rows.order_by(by).values_list("pk", flat=True)[:limit])
    return rows.model._default_manager.filter(pk__in=keys).delete()[0] if keys else 0
