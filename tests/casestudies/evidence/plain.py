"""What answers should say, made of rows by plain code that shares nothing with the portal's own.

It walks every published account, finding by finding; of the index it knows nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from casestudies.models import CaseStudy, Cost, Finding

ACTED = {"lead", "partner"}
TAGS = ("approaches", "outcomes", "inferred_outcomes", "enablers", "inferred_enablers")
OF_FINDINGS = [f"{name}__broader__broader" for name in (*TAGS, "better_for", "worse_for")]
OF_STUDIES = [
    *(f"findings__{name}" for name in ("councils", *OF_FINDINGS)),
    *("council_roles__council", "initiatives__councils", "initiatives__approaches__broader"),
    *("approach_rows__approach__broader", "enabler_rows__enabler__broader"),
]
"""Rows that are fetched for all accounts at once: one by one that takes ten times as long."""
Keep = Callable[["PlainFinding"], bool]


def above(concept: Any) -> set[str]:
    """A concept's slug and those of everything broader."""
    found = set()
    while concept is not None:
        found.add(concept.slug)
        concept = concept.broader
    return found


def slugs(concepts: Iterable[Any]) -> set[str]:
    return {slug for one in concepts for slug in above(one)}


@dataclass
class PlainFinding:
    """A finding as its rows have it; ``councils`` are its own, or all that acted."""

    pk: int
    claim: str
    level: int | None
    direction: str
    tags: dict[str, set[str]]
    firm: dict[str, set[str]]
    itself: dict[str, set[str]]
    itself_firm: dict[str, set[str]]
    named: set[str]
    councils: set[str]
    types: set[str]
    better_for: set[str]
    worse_for: set[str]


@dataclass
class PlainStudy:
    """An account: who acted, its findings, what it took as a whole."""

    pk: int
    acted: set[str]
    leads: set[str]
    types: set[str]
    taken: dict[str, set[str]]
    doings: list[tuple[set[str], set[str]]]
    findings: list[PlainFinding] = field(default_factory=list)

    def has(self, family: str, slug: str) -> bool:
        return (
            slug in self.taken[family]
            or any(slug in one.tags[family] for one in self.findings)
            or (family == "approach" and any(slug in tags for tags, _ in self.doings))
        )

    def credited(self, family: str, slug: str) -> set[str]:
        """The councils that did it: of rows that name councils just those."""
        rows = [(one.tags[family], one.named) for one in self.findings]
        rows += self.doings if family == "approach" else []
        mine = [named for tags, named in rows if slug in tags]
        found = {council for named in mine for council in (named or self.acted)}
        if slug in self.taken[family] and not any(mine):
            found |= self.acted
        return found


def read_studies() -> list[PlainStudy]:
    """Every published account."""
    published = CaseStudy.objects.filter(state="published")
    return [_study(one) for one in published.prefetch_related(*OF_STUDIES)]


def _study(study: CaseStudy) -> PlainStudy:
    roles = [row for row in study.council_roles.all() if row.role in ACTED]
    types = {row.council.slug: row.council.type for row in study.council_roles.all()}
    plain = PlainStudy(
        study.pk,
        {row.council.slug for row in roles},
        {row.council.slug for row in roles if row.role == "lead"},
        {row.council.type for row in roles},
        {
            "approach": slugs(row.approach for row in study.approach_rows.all()),
            "enabler": slugs(row.enabler for row in study.enabler_rows.all()),
            "outcome": set(),
        },
        [
            (slugs(one.approaches.all()), {council.slug for council in one.councils.all()})
            for one in study.initiatives.all()
        ],
    )
    plain.findings = [_finding(one, plain.acted, types) for one in study.findings.all()]
    return plain


def _finding(one: Finding, acted: set[str], types: dict[str, str]) -> PlainFinding:
    named = {council.slug for council in one.councils.all()}
    councils = named or acted
    firm = {
        "approach": slugs(one.approaches.all()),
        "outcome": slugs(one.outcomes.all()),
        "enabler": slugs(one.enablers.all()),
    }
    inferred = {
        "approach": set(),
        "outcome": slugs(one.inferred_outcomes.all()),
        "enabler": slugs(one.inferred_enablers.all()),
    }
    itself_firm = {
        "approach": {tag.slug for tag in one.approaches.all()},
        "outcome": {tag.slug for tag in one.outcomes.all()},
        "enabler": {tag.slug for tag in one.enablers.all()},
    }
    by_us = {
        "approach": set(),
        "outcome": {tag.slug for tag in one.inferred_outcomes.all()},
        "enabler": {tag.slug for tag in one.inferred_enablers.all()},
    }
    return PlainFinding(
        one.pk,
        one.claim,
        one.evidence_level,
        one.direction,
        {family: firm[family] | inferred[family] for family in firm},
        firm,
        {family: itself_firm[family] | by_us[family] for family in itself_firm},
        itself_firm,
        named,
        councils,
        {types[slug] for slug in councils},
        slugs(one.better_for.all()),
        slugs(one.worse_for.all()),
    )


def reported(family: str, slug: str) -> int:
    """How many findings of frameworks name a concept."""
    found = 0
    published = Finding.objects.filter(framework_item__framework__state="published")
    for one in published.prefetch_related(*OF_FINDINGS):
        tags: dict[str, Iterable[Any]] = {
            "approach": one.approaches.all(),
            "outcome": [*one.outcomes.all(), *one.inferred_outcomes.all()],
            "enabler": [*one.enablers.all(), *one.inferred_enablers.all()],
        }
        found += slug in slugs(tags[family])
    return found


@dataclass
class PlainRow:
    """What a row should say."""

    studies: int
    councils: set[str]
    levels: dict[int, int]
    claims: dict[str, int]
    directions: dict[str, int]
    changes: dict[tuple[str, str], tuple[int, int]]
    itself: dict[tuple[str, str], tuple[int, int]]
    itself_at: int | None
    strongest: set[int]
    firm: int
    better_for: dict[str, int]
    worse_for: dict[str, int]


def row_of(
    studies: list[PlainStudy],
    family: str,
    slug: str,
    *,
    keep: Keep = lambda _: True,
    binds: bool = False,
    firm: bool = False,
    record: Callable[[PlainStudy], bool] = lambda _: True,
    places: set[str] | None = None,
) -> PlainRow:
    """Recompute a row; ``keep`` is asked of findings, ``record`` of accounts."""
    other = {"approach": "outcome", "enabler": "outcome", "outcome": "approach"}[family]
    number: int = 0
    councils: set[str] = set()
    levels: dict[int, int] = defaultdict(int)
    claims: dict[str, int] = defaultdict(int)
    directions: dict[str, int] = defaultdict(int)
    changes: dict[tuple[str, str], list[int]] = defaultdict(list)
    itself: dict[tuple[str, str], list[int]] = defaultdict(list)
    at: list[int] = []
    surest: dict[int, set[int]] = defaultdict(set)
    firmly: int = 0
    better: dict[str, int] = defaultdict(int)
    worse: dict[str, int] = defaultdict(int)
    for study in studies:
        mine = [
            one
            for one in study.findings
            if slug in (one.firm if firm else one.tags)[family] and keep(one)
        ]
        if binds:
            number += bool(mine)
            councils |= {council for one in mine for council in one.councils}
        elif record(study) and study.has(family, slug):
            number += 1
            councils |= study.credited(family, slug)
        highest = max((one.level for one in mine if one.level is not None), default=-1)
        for level in range(highest + 1):
            levels[level] += 1
        for one in mine:
            claims[one.claim] += 1
            firmly += slug in one.firm[family]
            for groups, counts in ((one.better_for, better), (one.worse_for, worse)):
                for group in groups:
                    counts[group] += 1
            if one.claim == "changed":
                directions[one.direction] += 1
                surest[one.level or 0].add(one.pk)
                _note(changes, (one.firm if firm else one.tags)[other], one)
                own = one.itself_firm if firm else one.itself
                _note(itself, own[other], one)
                at += [one.level or 0] if slug in own[family] else []
    top = max(surest, default=0)
    return PlainRow(
        number,
        councils if places is None else councils & places,
        dict(levels),
        dict(claims),
        dict(directions),
        {key: (max(those), len(those)) for key, those in changes.items()},
        {key: (max(those), len(those)) for key, those in itself.items()},
        max(at, default=None),
        surest[top] if top else set(),
        firmly,
        dict(better),
        dict(worse),
    )


def _note(levels: dict[tuple[str, str], list[int]], tags: set[str], one: PlainFinding) -> None:
    for tag in tags:
        levels[tag, one.direction].append(one.level or 0)


def told(row: PlainRow) -> dict[str, int]:
    """Of how many things each sign is told; better and worse of one thing is mixed, told once."""
    signs: dict[str, int] = defaultdict(int)
    for tag in {tag for tag, _ in row.itself}:
        ways = {way: row.itself[one, way][0] for one, way in row.itself if one == tag}
        found = _told_as({way for way, level in ways.items() if level})
        said = {way for way, level in ways.items() if not level} - found
        if "mixed" in found:
            said = set()
        for way in found:
            signs[way] += 1
        for way in _told_as(said):
            signs[f"said-{way}"] += 1
    return dict(signs)


def _told_as(ways: set[str]) -> set[str]:
    turned = ways - {"no-change"}
    return {"mixed"} if len(turned) > 1 or "mixed" in turned else ways


def costs_of(
    slug: str, studies: list[PlainStudy]
) -> tuple[int, int, dict[tuple[str, str], tuple[Any, Any]]]:
    """How many accounts state an approach's own cost, how many only a wider one, and amounts.

    The least and the most are those of one unit that cover one and the same thing.
    """
    stating: set[int] = set()
    wider: set[int] = set()
    ranges: dict[tuple[str, str], list[Any]] = defaultdict(list)
    here = {study.pk: study for study in studies if study.has("approach", slug)}
    for cost in Cost.objects.filter(case_study__in=here, is_planned=False):
        study = cost.case_study
        taken = set(cost.initiative.approaches.all()) if cost.initiative else _taken(study)
        broader = {up for one in taken for up in above(one) if up != one.slug}
        narrowest = {one for one in taken if one.slug not in broader}
        own = not cost.is_shared_total and len(narrowest) == 1 and slug in slugs(narrowest)
        if own:
            stating.add(study.pk)
            ranges[cost.unit, cost.covers.rstrip(".").casefold()] += [
                cost.amount,
                cost.high_amount or cost.amount,
            ]
        elif not cost.initiative or slug in slugs(taken):
            wider.add(study.pk)
    return (
        len(stating),
        len(wider - stating),
        {like: (min(those), max(those)) for like, those in ranges.items()},
    )


def _taken(study: CaseStudy) -> set[Any]:
    """What an account took: by a row of its own, in a finding or in an initiative."""
    taken = {row.approach for row in study.approach_rows.all()}
    parts: tuple[Any, ...] = (*study.findings.all(), *study.initiatives.all())
    for part in parts:
        taken |= set(part.approaches.all())
    return taken
