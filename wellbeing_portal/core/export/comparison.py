"""A comparison as one table: a row for each thing compared, a column for each item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from wellbeing_portal.core.compare.comparison import ComparedCell, Comparison, Point, Value

from .table import Column, Table


def comparison_table(comparison: Comparison) -> Table:
    """Return what the page shows side by side."""
    return Table(
        key="comparison",
        name=gettext("Comparison"),
        columns=[
            Column("subject", gettext("Subject"), width=24, wraps=True),
            Column("row", gettext("Row"), width=28, wraps=True),
            Column("shared_by", gettext("Shared by"), width=20, wraps=True),
            # What an item is called depends on what it is compared with; its slug does not.
            *(
                Column(head.slug.replace("-", "_"), head.short, width=48, wraps=True)
                for head in comparison.heads
            ),
        ],
        rows=_rows(comparison),
    )


def _rows(comparison: Comparison) -> Iterator[Sequence[str]]:
    for section in comparison.sections:
        for row in section.rows:
            shared = row.mark.words if row.mark else ""
            label = "" if row.label == section.label else row.label
            yield (section.label, label, shared, *(cell_text(cell) for cell in row.cells))


def cell_text(cell: ComparedCell) -> str:
    """Return everything in a cell, a value a line."""
    if cell.text:
        return cell.more or cell.text
    return "\n".join(value_text(value) for value in cell.values)


def value_text(value: Value) -> str:
    """Return a value with how it is held there, and what was found."""
    entry = value.trait
    points = "; ".join(map(point_text, entry.points))
    return ": ".join(filter(None, [entry.label, entry.text, points]))


def point_text(point: Point) -> str:
    """Return what is claimed, in words, then how sure that is: words first, its level second."""
    claimed = point.claimed
    sure = ""
    if claimed:
        level = (
            ""
            if claimed.level is None
            else gettext(" (level %(level)s of 5)") % {"level": claimed.level}
        )
        sure = f"{claimed.strength}{level}"
    head = ", ".join(filter(None, [claimed.words if claimed else "", point.strong]))
    tail = " · ".join(filter(None, [sure, point.note]))
    said = f"{head}: {point.text}" if head else point.text
    return f"{said} [{tail}]" if tail else said
