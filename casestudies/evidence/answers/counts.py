"""What the index counts of a family of concepts, in a few questions for all of its concepts."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from casestudies.facets import BETTER_FOR, FIRM_ENABLER, FIRM_OUTCOME, ITSELF, WORSE_FOR
from casestudies.models import Finding
from wellbeing_portal.search import (
    Counts,
    CrossTable,
    Pairs,
    PartTable,
    Question,
    Reader,
    Remembered,
    Search,
)

from .scope import Scope

CHANGED = Finding.Claim.CHANGED

CHANGES_OF = {"approach": "outcome", "enabler": "outcome", "outcome": "approach"}
"""What stands beside each family where it says what changed."""

FIRM = {"outcome": FIRM_OUTCOME, "enabler": FIRM_ENABLER}
"""What the index calls the ties that sources themselves make."""


Ways = Mapping[tuple[str, str], tuple[int, int]]
"""By concept and direction: the level of the surest finding, and how many findings."""


@dataclass(frozen=True)
class Numbers:
    """What is counted of one concept.

    ``studies`` and ``levels`` count accounts: with it at all, and with a change at least as sure.
    ``claims`` and ``reported`` count findings, councils' own and those of frameworks, by claim.
    ``changes`` have by the other concept and direction the level of the surest finding and how
    many there are, and ``itself`` the same of those that are tied to just that one and not only
    to something narrower;
    ``directions`` count by direction alone; ``firm`` are those that the source itself ties to it.
    ``itself_at`` is the level of the surest change that is tied to just this concept.
    ``councils`` are those that are credited.
    """

    studies: int = 0
    councils: frozenset[str] = frozenset()
    levels: Mapping[int, int] = field(default_factory=dict)
    claims: Counts = field(default_factory=dict)
    reported: Counts = field(default_factory=dict)
    changes: Ways = field(default_factory=dict)
    itself: Ways = field(default_factory=dict)
    directions: Counts = field(default_factory=dict)
    firm: int = 0
    itself_at: int | None = None
    better_for: Counts = field(default_factory=dict)
    worse_for: Counts = field(default_factory=dict)

    @property
    def strongest(self) -> int | None:
        """The level of the surest change, if any was found or said."""
        return max((level for level, number in self.levels.items() if number), default=None)

    def surest_at(self, level: int) -> int:
        """Return how many accounts have their surest change at just this level."""
        return self.levels.get(level, 0) - self.levels.get(level + 1, 0)

    @property
    def with_change(self) -> int:
        """How many accounts say that anything changed, or did not."""
        return self.levels.get(Finding.EvidenceLevel.SAID, 0)

    @property
    def measured(self) -> int:
        """How many accounts measured a change."""
        return self.levels.get(Finding.EvidenceLevel.MEASURED, 0)

    @property
    def inferred(self) -> int:
        """How many findings we tie to an enabler or outcome, and their sources do not."""
        return self.findings - self.firm

    @property
    def findings(self) -> int:
        """How many findings of councils name it."""
        return sum(self.claims.values())


_NUMBERS: Remembered[Any, dict[str, Numbers]] = Remembered("what is counted of a family's concepts")


def numbers_of(reader: Reader, family: str, scope: Scope) -> Mapping[str, Numbers]:
    """Return what is counted of each concept of a family, by slug."""
    key = (family, scope.key)
    return _NUMBERS.once(reader.memory, key, lambda: _close_together(_count(reader, family, scope)))


def _close_together(numbers: dict[str, Numbers]) -> dict[str, Numbers]:
    """Return the same in memory of its own.

    Among half a million counts, made for a moment, the few that are kept would keep all of it from
    being given back.
    """
    # What is read is what was written here, one line before.
    written = pickle.dumps(numbers)
    del numbers
    read: dict[str, Numbers] = pickle.loads(written)  # noqa: S301
    return read


def _count(reader: Reader, family: str, scope: Scope) -> dict[str, Numbers]:
    mine, other = scope.facet(family), scope.facet(CHANGES_OF[family])
    tables = [
        CrossTable((mine, "claim")),
        CrossTable((mine, "change")),
        CrossTable((mine, BETTER_FOR)),
        CrossTable((mine, WORSE_FOR)),
        CrossTable((ITSELF[mine], "evidence")),
    ]
    claims, directions, better, worse, levels_itself = tables_of(reader, scope.findings, tables)
    (reported,) = tables_of(reader, scope.reported, [CrossTable((mine, "claim"))])
    firm = FIRM.get(family)
    (firmly,) = tables_of(reader, scope.findings, [CrossTable((firm,))]) if firm else ({},)
    (levels,) = reader.pairs_in_parts(scope.studies, PartTable(mine, "evidence"))
    studies, councils = _accounts(reader, family, scope)
    by: dict[str, dict[str, Any]] = {
        "studies": studies,
        "councils": councils,
        "levels": {
            slug: {int(level): number for level, number in those.items()}
            for slug, those in _by_first(levels).items()
        },
        "claims": _by_first(claims),
        "reported": _by_first(reported),
        "firm": {key[0]: number for key, number in firmly.items()},
        "directions": _by_first(directions),
        "better_for": _by_first(better),
        "worse_for": _by_first(worse),
        "itself_at": {
            slug: max(map(int, those)) for slug, those in _by_first(levels_itself).items()
        },
        "changes": _ways(reader, scope.findings, mine, other),
        "itself": _ways(reader, scope.findings, mine, ITSELF[other]),
    }
    slugs = {slug for found in by.values() for slug in found}
    return {
        slug: Numbers(**{name: found[slug] for name, found in by.items() if slug in found})
        for slug in slugs
    }


def _accounts(
    reader: Reader, family: str, scope: Scope
) -> tuple[dict[str, int], dict[str, frozenset[str]]]:
    """Return by concept the number of accounts with it, and the councils that are credited.

    Where one finding has to fulfil all filters, they are those of such findings; otherwise those
    that the account as a whole credits, row by row.
    """
    if scope.binds:
        mine = scope.facet(family)
        (pairs,) = reader.pairs_in_parts(scope.studies, PartTable(mine, "of"))
        (councils,) = tables_of(reader, scope.findings, [CrossTable((mine, "council"))])
        return {key[0]: number for key, number in pairs.items()}, _second(councils)
    tables = [CrossTable((family,)), CrossTable((f"{family}|council",))]
    studies, credited = tables_of(reader, scope.studies, tables)
    return {key[0]: number for key, number in studies.items()}, _second(credited)


def tables_of(reader: Reader, search: Search, tables: Sequence[CrossTable]) -> Sequence[Pairs]:
    """Return cross tables of a search that nobody else asks for: they are not kept."""
    asked = Question(search, size=0, tables=tables, told=False, keep_tables=False)
    return reader.ask(asked).tables


def _by_first(pairs: Pairs) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (first, second), number in pairs.items():
        found[first][second] = number
    return dict(found)


def _ways(reader: Reader, findings: Search, mine: str, other: str) -> dict[str, Ways]:
    """Return the ways that things went, by concept of one facet and then of another."""
    facets = mine, other, "change", "evidence"
    table = reader.same_parts.combinations(findings, facets)
    if table is None:
        (table,) = tables_of(reader, findings, [CrossTable(facets)])
    # A finding at level 2 counts at 0, 1 and 2: those at 0 are all there are.
    found: dict[str, dict[tuple[str, str], tuple[int, int]]] = defaultdict(dict)
    # The same keys come with each concept: kept once, they take a third of the memory.
    kept: dict[tuple[str, str], tuple[str, str]] = {}
    for (first, value, direction, least), number in table.items():
        key, level = (value, direction), int(least)
        surest, most = found[first].get(key, (level, number))
        found[first][kept.setdefault(key, key)] = (max(surest, level), max(most, number))
    return dict(found)


def _second(pairs: Pairs) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    kept: dict[str, str] = {}
    for first, second in pairs:
        found[first].add(kept.setdefault(second, second))
    return {first: frozenset(those) for first, those in found.items()}


def search_of(search: Search, family: str, slug: str, scope: Scope) -> Search:
    """Return the search narrowed to one concept, as the lists would be."""
    return narrowed(search, scope.facet(family), slug)


def narrowed(search: Search, facet: str, value: str) -> Search:
    """Return the search for what has one value of a facet, whatever was chosen in it."""
    same = search.same
    if same is not None and same.binds:
        chosen = {**same.selection, facet: [value]}
        return replace(search, same=replace(same, selection=chosen))
    return replace(search, selection={**search.selection, facet: [value]})


def with_claim(findings: Search, claim: str) -> Search | None:
    """Return the search for those findings that make a claim; None where others are asked for."""
    asked = findings.selection.get("claim") or [claim]
    return narrowed(findings, "claim", claim) if claim in asked else None
