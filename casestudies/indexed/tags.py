"""What findings tie together, as the index counts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from casestudies.evidence.ties import TIES
from casestudies.models import Finding
from wellbeing_portal.search import Document, descending

Tags = Mapping[str, Iterable[str]]
"""The values of a finding's facets."""

Pairs = Mapping[str, list[str]]
"""The pairs that are tied, such as ``approach|outcome``."""


def pairs_of(tags: Tags) -> Pairs:
    """Return the pairs of concepts that a finding ties together."""
    ends = ((tie, tie.split("|")) for tie in TIES)
    return {
        tie: [f"{one}|{other}" for one in tags[first] for other in tags[second]]
        for tie, (first, second) in ends
    }


def with_level(pairs: Mapping[str, Mapping[str, int]]) -> dict[str, list[str]]:
    """Return pairs as the facets of a document: by themselves, and with their level."""
    facets: dict[str, list[str]] = {}
    for tie, levels in pairs.items():
        facets[tie] = list(levels)
        facets[f"{tie}|evidence"] = [f"{pair}|{level}" for pair, level in levels.items()]
    return facets


def strongest_pairs(levels: Iterable[tuple[Pairs, int]]) -> dict[str, list[str]]:
    """Return what findings tie together, each pair once, and with its strongest level."""
    strongest: dict[str, dict[str, int]] = defaultdict(dict)
    for pairs_by_tie, level in levels:
        for tie, pairs in pairs_by_tie.items():
            known = strongest[tie]
            for pair in pairs:
                if known.get(pair, -1) < level:
                    known[pair] = level
    return with_level(strongest)


def finding_document(
    finding: Finding, slug: str, tags: Tags, pairs: Pairs, **values: Any
) -> Document:
    """Return the document of a finding, which is shown on the page of ``slug``."""
    tied = {tie: dict.fromkeys(found, finding.evidence_level) for tie, found in pairs.items()}
    return Document(
        "finding",
        finding.pk,
        slug,
        finding.statement,
        body=tuple(filter(None, (finding.measure, finding.period))),
        facets={**tags, **with_level(tied)},
        sorts={"evidence": descending(finding.evidence_level)},
        **values,
    )
