"""With how many other councils a change was brought about."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.models import CaseStudyCouncil, Finding
from wellbeing_portal.core.words import spelt


def with_number_of_others(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Return findings that say in ``others`` of how many councils each is the work, less one.

    They are those that it names, or those that acted in its account.
    """
    named = Finding.councils.through.objects.filter(finding=OuterRef("pk"))
    acted = CaseStudyCouncil.objects.filter(
        case_study=OuterRef("case_study"), role__in=CaseStudyCouncil.ACTED
    )
    number = Coalesce(_number(named, "finding"), _number(acted, "case_study"), 1)
    return findings.annotate(others=number - 1)


def _number(rows: QuerySet[Any], of: str) -> Subquery:
    """Return how many rows there are of each ``of``, or nothing where there are none."""
    counted = rows.order_by().values(of).annotate(number=Count("pk")).values("number")
    return Subquery(counted, output_field=IntegerField())


def with_others(number: int) -> str:
    """Return with how many other councils something was done, or nothing."""
    if not number:
        return ""
    said = ngettext("with %(number)s other council", "with %(number)s other councils", number)
    return said % {"number": spelt(number)}


def in_account_shared(number: int) -> str:
    """Return where a finding stands that names no council: in whose account."""
    return _("in an account shared %(others)s") % {"others": with_others(number)}
