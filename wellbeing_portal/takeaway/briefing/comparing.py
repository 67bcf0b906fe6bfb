"""The comparison in a briefing, on pages that lie."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from wellbeing_portal.core.compare.comparison import (
    ComparedCell,
    ComparedRow,
    ComparedSection,
    Comparison,
    Layout,
    Point,
)
from wellbeing_portal.core.document import Inline, Quiet, Strong, WordFile
from wellbeing_portal.core.words import opening

POINTS = 2
"""Findings or priorities that a cell names before it says how many more there are."""


def write_comparison(document: WordFile, comparison: Comparison) -> None:
    """Add what the items share and where they differ, then a table for each subject."""
    document.turn(landscape=True)
    document.heading(gettext("Comparison"))
    if comparison.in_common:
        document.paragraph([Strong(gettext("In common. ")), comparison.in_common])
    if comparison.apart:
        document.paragraph([Strong(gettext("Only in one of them"))])
        document.bullets(comparison.apart)
    heads = [head.short for head in comparison.heads]
    shares = [0.16, *([0.84 / len(heads)] * len(heads))]
    short = [section for section in comparison.sections if section.layout is not Layout.ALIGNED]
    document.table(
        gettext("Side by side"),
        ("", *heads),
        [_named(s.label, s.rows[0].cells) for s in short],
        shares,
        rows_may_break=True,
    )
    for section in comparison.sections:
        if section.layout is Layout.ALIGNED:
            _aligned(document, section, heads, shares)
    document.turn(landscape=False)


def _aligned(
    document: WordFile, section: ComparedSection, heads: Sequence[str], shares: Sequence[float]
) -> None:
    document.table(
        section.label,
        (opening(section.noun or section.label), *heads),
        [
            _row(row.label, row.cells, row.mark.words) if row.mark else _alone(row)
            for row in section.rows
        ],
        shares,
        rows_may_break=True,
    )


def _row(label: str, cells: Sequence[ComparedCell], shared: str) -> Sequence[Sequence[Inline]]:
    """Return a row about one value: who has it, and how each has it."""
    return [[Strong(label), Quiet(f"\n{shared}")], *(_how(cell) for cell in cells)]


def _named(label: str, cells: Sequence[ComparedCell]) -> Sequence[Sequence[Inline]]:
    """Return a row whose cells name what each item has."""
    return [[Strong(label)], *(_names(cell) for cell in cells)]


def _alone(row: ComparedRow) -> Sequence[Sequence[Inline]]:
    """Return the row of what only one item has: the names alone, since each item tells more."""
    return [
        [Strong(row.label)],
        *(["\n".join(value.trait.label for value in cell.values) or "–"] for cell in row.cells),
    ]


def _names(cell: ComparedCell) -> list[Inline]:
    if cell.is_empty or cell.text:
        return [cell.text or "–"]
    pieces: list[Inline] = []
    for value in cell.values:
        entry = value.trait
        pieces += ["\n"] if pieces else []
        pieces += [Strong(entry.label), f": {entry.text}"] if entry.text else [entry.label]
    return pieces


def _how(cell: ComparedCell) -> list[Inline]:
    if cell.is_empty:
        return ["–"]
    entry = cell.values[0].trait
    pieces: list[Inline] = [entry.text] if entry.text else []
    for point in entry.points[:POINTS]:
        pieces += ["\n"] if pieces else []
        pieces += _point(point)
    more = len(entry.points) - POINTS
    if more > 0:
        pieces.append(Quiet(gettext("\nand %(more)s more") % {"more": more}))
    return pieces or [gettext("Mentioned")]


def _point(point: Point) -> list[Inline]:
    """Return what is claimed, what was found, and how sure that is: words first."""
    head = ", ".join(filter(None, [point.claimed.words if point.claimed else "", point.strong]))
    pieces: list[Inline] = [Strong(f"{head}: ")] if head else []
    pieces.append(point.text)
    if point.claimed:
        pieces.append(Quiet(f" ({point.claimed.strength})"))
    return pieces
