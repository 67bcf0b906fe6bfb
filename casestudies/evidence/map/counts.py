"""What the index counts for the evidence map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from casestudies.evidence.ties import tied
from casestudies.models import Finding
from wellbeing_portal.search import Reader, Search

from .drawing import Met


def count_met(
    reader: Reader, asked: Search, rows: str, columns: str
) -> Mapping[tuple[str, str], Met]:
    """Return where two families meet among the case studies asked for."""
    facet = tied(rows, columns)
    if facet:
        return _tied(reader, asked, facet, flipped=facet.split("|")[0] != rows)
    return _together(reader, asked, rows, columns)


def _tied(
    reader: Reader, asked: Search, facet: str, *, flipped: bool
) -> Mapping[tuple[str, str], Met]:
    """Count pairs that a finding ties; the index has the strongest level of each with them."""
    numbers: dict[tuple[str, str], int] = {}
    strongest: dict[tuple[str, str], str] = {}
    for (first, second, level), count in reader.cross_table(asked, f"{facet}|evidence").items():
        key = (second, first) if flipped else (first, second)
        numbers[key] = numbers.get(key, 0) + count
        # Levels have one digit, so that they compare as text.
        if level > strongest.get(key, ""):
            strongest[key] = level
    return {key: Met(number, int(strongest[key])) for key, number in numbers.items()}


def _together(
    reader: Reader, asked: Search, rows: str, columns: str
) -> Mapping[tuple[str, str], Met]:
    """Count pairs that stand in one case study, with the strongest of its findings.

    A fixed number of tables, one a level: findings do not name population groups and settings,
    so the strongest is that of any finding in those case studies.
    """
    counts = reader.cross_table(asked, rows, columns)
    levels: dict[tuple[str, ...], int] = {}
    least = _least(asked)
    for level in Finding.EvidenceLevel:
        chosen = {**asked.selection, "evidence": [str(max(level, least))]}
        found = reader.cross_table(replace(asked, selection=chosen), rows, columns)
        if not found:
            break
        levels |= dict.fromkeys(found, int(max(level, least)))
    return {
        (row, column): Met(count, levels.get((row, column)))
        for (row, column), count in counts.items()
    }


def _least(asked: Search) -> int:
    return min((int(level) for level in asked.selection.get("evidence", ())), default=0)
