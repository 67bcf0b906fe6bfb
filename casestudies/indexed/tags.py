"""What findings tie together, as the index counts it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet

from casestudies.evidence.order import surest_first
from casestudies.evidence.ties import TIES
from casestudies.models import Finding
from casestudies.models.claims import Claim
from wellbeing_portal.search import Document, descending

Tags = Mapping[str, Collection[str]]
"""The values of a finding's facets."""

Ties = dict[str, list[str]]
"""What a finding ties together, by the names of the facets that say so."""

CLAIM, LEVEL = "claim", "evidence"

TIED = tuple(name for tie in TIES for name in (tie, f"{tie}|{CLAIM}", f"{tie}|{LEVEL}"))
"""Each pair is indexed by itself, with what is claimed of it, and with the level of a change:
``approach|outcome|evidence`` has, for a document, one value a pair, with its strongest level."""

_TIES = tuple((tie, *tie.split("|"), f"{tie}|{CLAIM}", f"{tie}|{LEVEL}") for tie in TIES)

_PLACES = {
    str(claim): place for place, claim in enumerate((Claim.DONE, Claim.INTENDED, Claim.MODELLED))
}
"""Where findings of no change stand behind those of one."""


class FindingRow(NamedTuple):
    """What documents tell of a finding: these columns of its row."""

    pk: int
    key: str
    statement: str
    measure: str
    period: str
    method_note: str
    claim: str
    evidence_level: int | None
    key_order: int | None
    position: int


def told_by(findings: QuerySet[Finding], owner: str) -> dict[int, list[FindingRow]]:
    """Return findings by the record that ``owner`` leads to, as it lists them."""
    found: dict[int, list[FindingRow]] = defaultdict(list)
    for key, *row in findings.order_by("position").values_list(owner, *FindingRow._fields):
        found[key].append(FindingRow._make(row))
    return found


def ties_of(tags: Tags, finding: FindingRow) -> Ties:
    """Return what a finding ties together: by pair, by what is claimed, and by level."""
    found: Ties = {}
    level = finding.evidence_level
    for tie, first, second, claimed, at_level in _TIES:
        pairs = [f"{one}|{other}" for one in tags[first] for other in tags[second]]
        if pairs:
            found[tie] = pairs
            found[claimed] = [f"{pair}|{finding.claim}" for pair in pairs]
            if level is not None:
                found[at_level] = [f"{pair}|{level}" for pair in pairs]
    return found


def tied(ties: Sequence[Ties]) -> dict[str, set[str]]:
    """Return what findings tie together; of the levels of a pair there is only the strongest."""
    found: dict[str, set[str]] = {}
    for name in TIED:
        values = {value for one in ties for value in one.get(name, ())}
        if name.endswith(f"|{LEVEL}"):
            # A level is one digit, so that of each pair the greatest comes last.
            strongest = {value.rpartition("|")[0]: value for value in sorted(values)}
            values = {*strongest.values()}
        if values:
            found[name] = values
    return found


def finding_document(
    finding: FindingRow,
    slug: str,
    tags: Tags,
    ties: Ties,
    *,
    reasons: Iterable[str],
    sorts: Mapping[str, str],
    **values: Any,
) -> Document:
    """Return the document of a finding, which is shown on the page of ``slug``.

    ``ties`` are what it ties together, ``reasons`` those of its readings, and ``sorts`` is what
    sorts its account.
    """
    return Document(
        "finding",
        finding.pk,
        slug,
        finding.statement,
        body=tuple(filter(None, (finding.measure, finding.period, finding.method_note, *reasons))),
        facets={**tags, **ties},
        sorts={"evidence": strongest_first(finding), **sorts},
        **values,
    )


def newest_first(published_at: dt.datetime | None) -> str:
    """Return what sorts records by when they were published, the newest first."""
    return descending(published_at.timestamp() if published_at else 0)


def strongest_first(finding: FindingRow) -> str:
    """Return what sorts changes by their level, then what was modelled, intended and done.

    Of equals, key findings come first, and then what their accounts tell first.
    """
    minus_level, *places = surest_first(finding)
    place = _PLACES.get(finding.claim, len(_PLACES))
    return " ".join(
        [descending(-minus_level), descending(place), *(f"{one:012d}" for one in places)]
    )
