"""What stands on the evidence map, counted from the rows by plain code that shares none of it.

A dictionary of findings and a few loops: no index, no filter, no grid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from casestudies.models import Finding

ACTED = {"lead", "partner"}

CONCEPTS = ("approaches", "outcomes", "inferred_outcomes", "enablers", "inferred_enablers")
READ_TOGETHER = [
    *(f"{name}__broader__broader" for name in CONCEPTS),
    *("councils", "case_study__council_roles__council"),
    *(f"case_study__{name}__broader__broader" for name in ("population_groups", "settings")),
]
"""Rows that are fetched for all findings at once: one by one that takes ten times as long."""


@dataclass
class Plain:
    """Where two concepts meet: case studies by what their findings claim, and levels of changes."""

    changed: set[int] = field(default_factory=set)
    aimed: set[int] = field(default_factory=set)
    done: set[int] = field(default_factory=set)
    levels: set[int] = field(default_factory=set)
    ways: set[str] = field(default_factory=set)

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """Changed, aimed, done, and any of these, each case study once."""
        return (
            len(self.changed),
            len(self.aimed),
            len(self.done),
            len(self.changed | self.aimed | self.done),
        )


def with_broader(concepts: Iterable[Any]) -> set[str]:
    found = set()
    for concept in concepts:
        here = concept
        while here is not None:
            found.add(here.slug)
            here = here.broader
    return found


def tags(finding: Finding, *, firmly: bool) -> dict[str, set[str]]:
    """What one finding is about, with what it has from its case study."""
    study = finding.case_study
    outcomes, enablers = list(finding.outcomes.all()), list(finding.enablers.all())
    if not firmly:
        outcomes += finding.inferred_outcomes.all()
        enablers += finding.inferred_enablers.all()
    found = {
        "approach": with_broader(finding.approaches.all()),
        "outcome": with_broader(outcomes),
        "enabler": with_broader(enablers),
        "claim": {finding.claim},
        "change": {finding.direction},
    }
    if study is not None:
        councils = list(finding.councils.all()) or [
            row.council for row in study.council_roles.all() if row.role in ACTED
        ]
        found |= {
            "population": with_broader(study.population_groups.all()),
            "setting": with_broader(study.settings.all()),
            "council": {one.slug for one in councils},
            "council_type": {one.type for one in councils},
            "region": {one.region for one in councils},
            "stage": {study.stage},
        }
    return found


def fulfils(finding: Finding, about: Mapping[str, set[str]], filters: Mapping[str, Any]) -> bool:
    for name, values in filters.items():
        if name == "inferred":
            continue
        if name == "evidence":
            least = min(map(int, values))
            if finding.evidence_level is None or finding.evidence_level < least:
                return False
        elif not about[name] & set(values):
            return False
    return True


def findings_of_accounts() -> Iterable[Finding]:
    """Every finding of a published case study."""
    published = Finding.objects.filter(case_study__state="published")
    return published.prefetch_related(*READ_TOGETHER)


def plain_map(
    rows: str, columns: str, filters: Mapping[str, Any]
) -> Mapping[tuple[str, str], Plain]:
    """Count the map of two families under filters."""
    found: dict[tuple[str, str], Plain] = defaultdict(Plain)
    has_outcomes = "outcome" in (rows, columns)
    for finding in findings_of_accounts():
        study = finding.case_study_id
        assert study
        about = tags(finding, firmly="inferred" in filters)
        if not fulfils(finding, about, filters):
            continue
        for pair in product(about[rows], about[columns]):
            cell = found[pair]
            if finding.claim == "changed":
                cell.changed.add(study)
                cell.levels.add(finding.evidence_level or 0)
                cell.ways.add(finding.direction)
            elif finding.claim in ("intended", "modelled"):
                cell.aimed.add(study)
            elif not has_outcomes:
                cell.done.add(study)
    return found
