"""Councils that will soon be others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from strategies.models import Council, CouncilChange
from wellbeing_portal.core.roles import Verb
from wellbeing_portal.core.words import day_in_words, joined

from .line import CareScope, HealthEntry, HealthLine, HealthPart

A_YEAR = dt.timedelta(days=365)


def _ending(_scope: CareScope) -> list[HealthPart]:
    """Councils whose last day comes within a year, or that another follows whole by law by then.

    What is only proposed or decided may come to nothing.
    """
    today = timezone.localdate()
    followed = CouncilChange.objects.filter(
        predecessor=OuterRef("pk"),
        extent=CouncilChange.Extent.WHOLE,
        status__in=CouncilChange.LAW,
        date__gt=today,
        date__lte=today + A_YEAR,
    )
    known = Q(ends__gte=today, ends__lte=today + A_YEAR)
    rows = Council.objects.filter(known | (Q(ends=None) & Exists(followed)))
    return [HealthPart(rows.prefetch_related("followed_by__successor"), _tell_ending)]


def _tell_ending(councils: Sequence[Any]) -> list[HealthEntry]:
    return [HealthEntry(one.official_name, _in_admin(one), _end_of(one)) for one in councils]


def _in_admin(council: Council) -> str:
    return reverse("admin:strategies_council_change", args=[council.pk])


def _end_of(council: Council) -> str:
    changes = list(council.followed_by.all())
    if council.ends is None:
        law = [one.date for one in changes if one.status in CouncilChange.LAW and one.date]
        said = gettext("No last day is entered, and it is followed on %(day)s.") % {
            "day": day_in_words(max(law, default=None))
        }
    else:
        said = gettext("Its last day is %(day)s.") % {"day": day_in_words(council.ends)}
    if not changes:
        return f"{said} {gettext('No council that follows it is entered.')}"
    after = joined([one.successor.name for one in changes])
    return f"{said} {gettext('Followed by %(councils)s.') % {'councils': after}}"


COUNCILS = HealthLine(
    "councils-that-end",
    _("Councils that end within a year"),
    gettext_noop("council"),
    _("See that who follows them is entered, and that what is told of them says when it was."),
    _ending,
    verb=Verb.VOCABULARY,
)
