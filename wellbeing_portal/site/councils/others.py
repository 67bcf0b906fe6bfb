"""Councils of the same type and region that have something: where to go on from one without.

Nothing else about them is compared, and the reason says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.timezone import localdate

from casestudies.models import CaseStudy, CaseStudyCouncil
from strategies.facets import existing_on
from strategies.models import Council
from wellbeing_portal.core.words import in_sentence
from wellbeing_portal.search import Question, Reader, Search, in_order

SHOWN = 6
LOOKED_AT = 24
"""Councils of which those with something to tell that no other here tells already are chosen."""
ACCOUNTS_SHOWN = 2


@dataclass(frozen=True)
class Other:
    """A council with accounts of its work, why it stands here, and the latest of them."""

    council: Council
    reason: str
    accounts: Sequence[CaseStudy]


def others_with_accounts(reader: Reader, council: Council) -> list[Other]:
    """Return councils that acted in a case study: of its type and region, of either after that.

    Those with the most accounts come first in each. One whose latest accounts are all told by
    others here is left out: eight councils may have acted in the same.
    """
    kind, region = {"council_type": [council.type]}, {"region": [council.region]}
    keys: dict[int, None] = {}
    for alike in (kind | region, region, kind):
        asked = Search(
            "council", selection=alike | _with_accounts(), ranges=existing_on(localdate())
        )
        question = Question(asked, "content", size=LOOKED_AT, told=False)
        keys |= dict.fromkeys(reader.ask(question).ids)
    keys.pop(council.pk, None)
    found: list[Any] = in_order(Council.objects.prefetch_related(_latest()), list(keys)[:LOOKED_AT])
    others: dict[int, Other] = {}
    told: set[int] = set()
    for one in found:
        accounts = [row.case_study for row in one.latest]
        new = {study.pk for study in accounts} - told
        if new and len(others) < SHOWN:
            told |= new
            others[one.pk] = Other(one, _reason(one), accounts)
    return list(others.values())


def _with_accounts() -> dict[str, list[str]]:
    return {"has": ["case-studies"]}


def _latest() -> Prefetch[Any]:
    rows = CaseStudyCouncil.objects.filter(
        role__in=CaseStudyCouncil.ACTED, case_study__state=CaseStudy.State.PUBLISHED
    )
    newest = rows.select_related("case_study").order_by("-case_study__told_in", "case_study__title")
    return Prefetch("case_study_roles", newest[:ACCOUNTS_SHOWN], to_attr="latest")


def _reason(council: Council) -> str:
    kind, region = council.get_type_display(), council.get_region_display()
    return kind if in_sentence(region) in in_sentence(kind) else f"{kind}, {region}"
