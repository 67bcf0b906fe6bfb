"""The surest changes in some work, and in the work that serves priorities of a theme.

What they changed is what the work changed: nothing says that it is a change in the theme itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from casestudies.models import CaseStudy, Finding
from strategies.facets import THEME
from strategies.models import Strategy
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.search import Reader, Remembered, in_order

from .order import first_of_equals, key_of_first
from .strongest import StrongestChange, strongest

Row = tuple[int, str, int, int]
"""A level, a direction, how many changes are of both, and what orders the first of them."""

ABOUT = "case_study__priorities__themes__slug"

_BY_THEME: Remembered[None, dict[str, SurestWork]] = Remembered("surest changes by theme")


@dataclass(frozen=True)
class SurestWork:
    """The highest level above 0 that changes in some work reach, and how many changes reach it.

    ``examples`` are keys of findings: the first of each direction at that level.
    """

    change: StrongestChange
    number: int
    examples: Sequence[int]


def surest_in(studies: QuerySet[CaseStudy]) -> SurestWork | None:
    """Return the surest changes in case studies; None where none was counted or measured."""
    rows = _changes().filter(case_study__in=studies.order_by().values("pk"))
    return _surest(_by_level_and_way(rows))


def surest_by_theme(reader: Reader) -> Mapping[str, SurestWork]:
    """Return the surest changes in the case studies that name a priority about each theme.

    What is about a narrower theme is about the broader one, as on the page of a theme.
    """
    return _BY_THEME.once(reader.memory, None, lambda: _read_by_theme(THEME.vocabulary(reader)))


def examples_of(found: Iterable[SurestWork]) -> dict[int, Finding]:
    """Return the findings that stand for the surest changes, by key. One query."""
    keys = [key for one in found for key in one.examples]
    rows = in_order(Finding.objects.select_related("case_study", "source"), keys) if keys else []
    return {finding.pk: finding for finding in rows}


def _read_by_theme(themes: Vocabulary) -> dict[str, SurestWork]:
    by_theme: dict[str, list[Row]] = defaultdict(list)
    for theme, *row in _by_level_and_way(_serving(themes__isnull=False), ABOUT):
        by_theme[theme].append((row[0], row[1], row[2], row[3]))
    found = {theme: _surest(rows) for theme, rows in by_theme.items()}
    for one in themes:
        narrower = themes.with_narrower([one.value])
        if len(narrower) > 1:
            found[one.value] = _surest(_by_level_and_way(_serving(themes__slug__in=narrower)))
    return {theme: surest for theme, surest in found.items() if surest}


def _serving(**about: Any) -> QuerySet[Finding]:
    """Return the changes in work that names a priority of a published strategy with such themes."""
    published = {"case_study__priorities__strategy__state": Strategy.State.PUBLISHED}
    asked = {f"case_study__priorities__{name}": value for name, value in about.items()}
    return _changes().filter(**published, **asked)


def _changes() -> QuerySet[Finding]:
    return Finding.objects.filter(
        claim=Finding.Claim.CHANGED,
        evidence_level__gt=Finding.EvidenceLevel.SAID,
        case_study__state=CaseStudy.State.PUBLISHED,
    ).order_by()


def _by_level_and_way(changes: QuerySet[Finding], *by: str) -> Any:
    grouped = changes.values_list(*by, "evidence_level", "direction")
    return grouped.annotate(reached=Count("pk", distinct=True), first_of_them=first_of_equals())


def _surest(rows: Iterable[Row]) -> SurestWork | None:
    known = list(rows)
    change = strongest((level, way, "") for level, way, *_ in known)
    if change is None:
        return None
    there = sorted((first, number) for level, _, number, first in known if level == change.level)
    examples = [key_of_first(first) for first, _ in there]
    return SurestWork(change, sum(number for _, number in there), examples)
