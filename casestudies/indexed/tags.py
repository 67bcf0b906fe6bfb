"""What findings tie together, as the index counts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from casestudies.models import Approach, Enabler, Finding, Outcome, PopulationGroup, Setting
from strategies.index import rows_by_record
from wellbeing_portal.core.indexed.concepts import Ancestry
from wellbeing_portal.search import Document, descending

Slugs = set[str]


@dataclass(frozen=True)
class FindingTags:
    """The concepts that a finding ties together, each with its broader ones."""

    approach: Slugs
    outcome: Slugs
    enabler: Slugs

    def facets(self, level: int) -> dict[str, list[str]]:
        """Return the facets of the finding's own document."""
        facets = {
            "approach": sorted(self.approach),
            "outcome": sorted(self.outcome),
            "enabler": sorted(self.enabler),
            "evidence": at_least(level),
        }
        for name, pairs in self.pairs.items():
            facets[name] = pairs
            facets[f"{name}|evidence"] = [f"{pair}|{level}" for pair in pairs]
        return facets

    @cached_property
    def pairs(self) -> dict[str, list[str]]:
        """The pairs that are tied, such as ``approach|outcome``."""
        return {
            "approach|outcome": [f"{a}|{o}" for a in self.approach for o in self.outcome],
            "enabler|approach": [f"{e}|{a}" for e in self.enabler for a in self.approach],
            "enabler|outcome": [f"{e}|{o}" for e in self.enabler for o in self.outcome],
        }


@dataclass
class Vocabulary:
    """All concepts, read once for a batch of records."""

    approach: Ancestry = field(default_factory=lambda: Ancestry(Approach))
    enabler: Ancestry = field(default_factory=lambda: Ancestry(Enabler))
    outcome: Ancestry = field(default_factory=lambda: Ancestry(Outcome))
    population: Ancestry = field(default_factory=lambda: Ancestry(PopulationGroup))
    setting: Ancestry = field(default_factory=lambda: Ancestry(Setting))

    def tags_of(self, findings: QuerySet[Any]) -> dict[int, FindingTags]:
        """Return what each finding ties together, in three queries."""
        keys = findings.order_by().values("pk")
        outcome_rows = Finding.outcomes.through.objects.filter(finding__in=keys)
        outcomes = rows_by_record(outcome_rows.values_list("finding_id", "outcome_id"))
        enabler_rows = Finding.enablers.through.objects.filter(finding__in=keys)
        enablers = rows_by_record(enabler_rows.values_list("finding_id", "enabler_id"))
        return {
            pk: FindingTags(
                self.approach.of([approach]),
                self.outcome.of(row[0] for row in outcomes[pk]),
                self.enabler.of(row[0] for row in enablers[pk]),
            )
            for pk, approach in findings.order_by().values_list("pk", "approach_id")
        }


def at_least(level: int) -> list[str]:
    """Return every level that evidence of this level fulfils, so that 2 also finds 3."""
    return [str(number) for number in range(level + 1)]


def strongest_pairs(levels: Iterable[tuple[FindingTags, int]]) -> dict[str, list[str]]:
    """Return what findings tie together, each pair once, and with its strongest level."""
    strongest: dict[str, dict[str, int]] = defaultdict(dict)
    for tags, level in levels:
        for name, pairs in tags.pairs.items():
            known = strongest[name]
            for pair in pairs:
                if known.get(pair, -1) < level:
                    known[pair] = level
    facets: dict[str, list[str]] = {}
    for name, pairs_with_level in strongest.items():
        facets[name] = list(pairs_with_level)
        facets[f"{name}|evidence"] = [f"{p}|{level}" for p, level in pairs_with_level.items()]
    return facets


def finding_document(
    finding: Finding, slug: str, tags: FindingTags, more: Mapping[str, Any], **values: Any
) -> Document:
    """Return the document of a finding, which is shown on the page of ``slug``."""
    facets = {
        **more,
        **tags.facets(finding.evidence_level),
        "direction": [finding.direction],
        "basis": [finding.basis],
        "figure": ["given"] * (finding.value is not None) + ["key"] * finding.is_key,
    }
    return Document(
        "finding",
        finding.pk,
        slug,
        finding.statement,
        body=tuple(filter(None, (finding.measure, finding.period))),
        facets=facets,
        sorts={"evidence": descending(finding.evidence_level)},
        **values,
    )
