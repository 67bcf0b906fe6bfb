"""What the index counts for the evidence map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casestudies.evidence.ties import tied
from wellbeing_portal.search import CrossTable, Pairs

from .drawing import Met


def tables_of(rows: str, columns: str) -> tuple[CrossTable, ...]:
    """Return the tables in which two families meet.

    Findings do not name population groups and settings: with those, the strongest evidence is
    that of any finding in the case studies that have both.
    """
    facet = tied(rows, columns)
    if facet:
        return (CrossTable((f"{facet}|evidence",)),)
    return (CrossTable((rows, columns)), CrossTable((rows, columns, "evidence")))


def met_in(tables: Sequence[Pairs], rows: str, columns: str) -> Mapping[tuple[str, str], Met]:
    """Return where two families meet among the case studies counted in their tables."""
    facet = tied(rows, columns)
    if facet:
        return _tied(tables[0], flipped=facet.split("|")[0] != rows)
    return _together(*tables)


def _tied(pairs: Pairs, *, flipped: bool) -> Mapping[tuple[str, str], Met]:
    """Count pairs that a finding ties; the index has the strongest level of each with them."""
    numbers: dict[tuple[str, str], int] = {}
    strongest: dict[tuple[str, str], str] = {}
    for (first, second, level), count in pairs.items():
        key = (second, first) if flipped else (first, second)
        numbers[key] = numbers.get(key, 0) + count
        # Levels have one digit, so that they compare as text.
        if level > strongest.get(key, ""):
            strongest[key] = level
    return {key: Met(number, int(strongest[key])) for key, number in numbers.items()}


def _together(pairs: Pairs, levels: Pairs) -> Mapping[tuple[str, str], Met]:
    """Count pairs that stand in one case study, which has every level up to its strongest."""
    strongest: dict[tuple[str, str], int] = {}
    for row, column, level in levels:
        strongest[row, column] = max(int(level), strongest.get((row, column), 0))
    return {
        (row, column): Met(count, strongest.get((row, column)))
        for (row, column), count in pairs.items()
    }
