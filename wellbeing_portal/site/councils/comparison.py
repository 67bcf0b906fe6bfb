"""Councils side by side: where they are, what they set out to do, what they did, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from django.db.models import Prefetch, QuerySet
from django.utils.http import urlencode

from casestudies.comparing.entries import outcomes
from casestudies.foremost import foremost_roles
from casestudies.models import CaseStudy, CaseStudyCouncil, Finding, FrameworkExample
from strategies.latest import in_time_order, latest_strategies
from strategies.models import Council, Priority, Strategy
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.compare.comparison import (
    ComparedItem,
    Comparison,
    Point,
    Section,
    Trait,
    aligned,
    compare,
    listed,
)
from wellbeing_portal.site.strategies.comparison import themes

POINTS_SHOWN = 3


def comparable() -> QuerySet[Council]:
    """Return all councils with all that a comparison reads; only what is published is read.

    ``case_study_count`` is the number of all its case studies, which may be more than are read.
    """
    studies = CaseStudy.objects.published().prefetch_related(
        "approaches",
        Prefetch("findings", Finding.objects.strongest_first().prefetch_related("outcomes")),
    )
    councils = Council.objects.with_content_counts().select_related("parent")
    return councils.prefetch_related(
        latest_strategies(
            Strategy.objects.prefetch_related(
                Prefetch("priorities", Priority.objects.prefetch_related("themes"))
            )
        ),
        foremost_roles(CaseStudyCouncil.objects.prefetch_related(Prefetch("case_study", studies))),
        Prefetch(
            "framework_examples",
            FrameworkExample.objects.filter(item__framework__state=CaseStudy.State.PUBLISHED)
            .select_related("item__framework")
            .order_by("item__framework__title", "item__position"),
        ),
    )


def compare_councils(councils: Sequence[Council]) -> Comparison:
    """Lay councils side by side, in the order given; they come from ``comparable``."""
    heads = [
        ComparedItem(c.slug, c.official_name, c.name, c.get_absolute_url(), c.get_type_display())
        for c in councils
    ]

    def row(name: str, label: str, read: Callable[[Council], list[Trait]]) -> Section:
        return listed(name, label, heads, [read(council) for council in councils])

    def rows(name: str, label: str, read: Callable[[Council], list[Trait]], noun: str) -> Section:
        return aligned(name, label, heads, [read(council) for council in councils], noun)

    return compare(
        heads,
        [
            row("type", "Type", lambda c: [Trait(c.type, c.get_type_display())]),
            row("region", "Region", lambda c: [Trait(c.region, c.get_region_display())]),
            row("nation", "Nation", lambda c: [Trait(c.nation, c.get_nation_display())]),
            row("parent", "County council", _parent),
            row("strategies", "Strategies", _strategies),
            rows("themes", "Themes of their priorities", _themes, "theme"),
            row("case_studies", "Case studies", _case_studies),
            rows("approaches", "Approaches in use", _approaches, "approach"),
            rows("outcomes", "Outcomes found", _outcomes, "outcome"),
            row("frameworks", "Named as an example by", _examples),
        ],
    )


def _parent(council: Council) -> list[Trait]:
    parent = council.parent
    if parent is None:
        return []
    return [Trait(parent.slug, parent.official_name, url=parent.get_absolute_url())]


def _strategies(council: Council) -> list[Trait]:
    strategies = in_time_order(council)
    left = cast("Any", council).strategy_count - len(strategies)
    return _rest(council, left, "strategies") + [
        Trait(
            strategy.slug,
            strategy.title,
            ", ".join(filter(None, [strategy.get_kind_display(), strategy.years])),
            strategy.get_absolute_url(),
        )
        for strategy in strategies
    ]


def _themes(council: Council) -> list[Trait]:
    priorities = [p for strategy in in_time_order(council) for p in strategy.priorities.all()]
    return [
        _foremost_of(theme, council, "theme", "strategies")
        for theme in themes(priorities)
        if theme.key
    ]


def _case_studies(council: Council) -> list[Trait]:
    roles = _roles(council)
    left = cast("Any", council).case_study_count - len(roles)
    return _rest(council, left, "case_studies") + [
        Trait(
            role.case_study.slug,
            role.case_study.title,
            role.get_role_display(),
            role.case_study.get_absolute_url(),
        )
        for role in roles
    ]


def _rest(council: Council, left: int, path: str) -> list[Trait]:
    """Return what says how many there are that are not compared, first, so that it is seen."""
    if left <= 0:
        return []
    url = f"{address_of(path)}?council={council.slug}"
    return [Trait(f"more:{council.slug}", f"{left:,} more, which are not compared", url=url)]


def _roles(council: Council) -> Sequence[CaseStudyCouncil]:
    """Return its parts in the case studies that ``comparable`` has read."""
    roles: Sequence[CaseStudyCouncil] = cast("Any", council).foremost_roles
    return roles


def _active(council: Council) -> list[CaseStudy]:
    """Return the case studies whose work is the council's own: learning partners only watched."""
    return [
        row.case_study
        for row in _roles(council)
        if row.role != CaseStudyCouncil.Role.LEARNING_PARTNER
    ]


def _approaches(council: Council) -> list[Trait]:
    gathered = _gathered(
        (approach, Point(study.title, url=study.get_absolute_url()))
        for study in _active(council)
        for approach in study.approaches.all()
    )
    return [_foremost_of(entry, council, "approach") for entry in gathered]


def _foremost_of(entry: Trait, council: Council, facet: str, path: str = "case_studies") -> Trait:
    """Return an entry with as many points as anybody reads side by side, and where the rest is."""
    left = len(entry.points) - POINTS_SHOWN
    if left <= 1:
        return entry
    query = urlencode({"council": council.slug, facet: entry.key})
    rest = Point(f"{left} more", url=f"{address_of(path)}?{query}")
    return replace(entry, points=(*entry.points[:POINTS_SHOWN], rest))


def _gathered(pairs: Iterable[tuple[Any, Point]]) -> list[Trait]:
    """Return one entry for each concept, with all its points."""
    points: dict[Any, list[Point]] = {}
    for concept, point in pairs:
        points.setdefault(concept, []).append(point)
    return [Trait(c.slug, c.name, points=tuple(told)) for c, told in points.items()]


def _outcomes(council: Council) -> list[Trait]:
    findings = [finding for study in _active(council) for finding in study.findings.all()]
    findings.sort(key=lambda finding: -finding.evidence_level)
    return [_foremost_of(entry, council, "outcome") for entry in outcomes(findings, linked=True)]


def _examples(council: Council) -> list[Trait]:
    return [
        Trait(
            f"{example.item.framework.slug}#{example.item.position}",
            example.item.title,
            example.item.framework.title,
            f"{example.item.framework.get_absolute_url()}#item-{example.item.position}",
        )
        for example in council.framework_examples.all()
    ]
