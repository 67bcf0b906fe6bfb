"""What findings tie together, as the index counts it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casestudies.evidence.order import surest_first
from casestudies.evidence.ties import TIES
from casestudies.models import Finding
from casestudies.models.claims import Claim
from wellbeing_portal.search import Document, descending

Tags = Mapping[str, Iterable[str]]
"""The values of a finding's facets."""

CLAIM, LEVEL = "claim", "evidence"

TIED = tuple(name for tie in TIES for name in (tie, f"{tie}|{CLAIM}", f"{tie}|{LEVEL}"))
"""Each pair is indexed by itself, with what is claimed of it, and with the level of a change:
``approach|outcome|evidence`` has, for a document, one value a pair, with its strongest level."""


def pairs_of(tags: Tags) -> Iterator[tuple[str, str]]:
    """Yield the pairs of concepts that a finding ties together, each after the name of its tie."""
    for tie in TIES:
        first, second = tie.split("|")
        for one in tags[first]:
            for other in tags[second]:
                yield tie, f"{one}|{other}"


def tied(findings: Iterable[tuple[Tags, Finding]]) -> dict[str, list[str]]:
    """Return what findings tie together: by pair, by what is claimed, and the strongest change."""
    found: dict[str, set[str]] = defaultdict(set)
    strongest: dict[str, dict[str, int]] = defaultdict(dict)
    for tags, finding in findings:
        for tie, pair in pairs_of(tags):
            found[tie].add(pair)
            found[f"{tie}|{CLAIM}"].add(f"{pair}|{finding.claim}")
            level = finding.evidence_level
            if level is not None and strongest[tie].get(pair, -1) < level:
                strongest[tie][pair] = level
    for tie, levels in strongest.items():
        found[f"{tie}|{LEVEL}"] = {f"{pair}|{level}" for pair, level in levels.items()}
    return {name: sorted(values) for name, values in found.items()}


def finding_document(
    finding: Finding,
    slug: str,
    tags: Tags,
    *,
    reasons: Iterable[str],
    published_at: dt.datetime | None,
    sorts: Mapping[str, str] | None = None,
    **values: Any,
) -> Document:
    """Return the document of a finding, which is shown on the page of ``slug``.

    ``reasons`` are those of its readings, ``sorts`` what sorts its account.
    """
    return Document(
        "finding",
        finding.pk,
        slug,
        finding.statement,
        body=tuple(filter(None, (finding.measure, finding.period, finding.method_note, *reasons))),
        facets={**tags, **tied([(tags, finding)])},
        sorts={
            "evidence": strongest_first(finding),
            "newest": newest_first(published_at),
            **(sorts or {}),
        },
        **values,
    )


def newest_first(published_at: dt.datetime | None) -> str:
    """Return what sorts records by when they were published, the newest first."""
    return descending(published_at.timestamp() if published_at else 0)


def strongest_first(finding: Finding) -> str:
    """Return what sorts changes by their level, then what was modelled, intended and done.

    Of equals, key findings come first, and then what their accounts tell first.
    """
    minus_level, *places = surest_first(finding)
    order = [str(claim) for claim in (Claim.DONE, Claim.INTENDED, Claim.MODELLED)]
    place = order.index(finding.claim) if finding.claim in order else len(order)
    return " ".join(
        [descending(-minus_level), descending(place), *(f"{one:012d}" for one in places)]
    )
