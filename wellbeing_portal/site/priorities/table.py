"""Who has made what a priority: themes against councils.

Pure: it is given what the index counted. A number is how many priorities of a council's
strategies are about the theme; a priority about two themes counts under both. A row's number of
councils counts each council once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from wellbeing_portal.core.lists.vocabulary import Vocabulary

COUNCILS_SHOWN = 20
"""Columns that can be read side by side: those of the councils with the most priorities."""

FILLED, EMPTY, HEAVIEST = 160, 105, 76_000
"""About how many bytes a cell with a number takes, besides its address and name, and one without;
and what all cells may take together."""


@dataclass(frozen=True)
class ThemeRow:
    """A theme: how many priorities are about it, of how many councils, and of which."""

    value: str
    label: str
    priorities: int
    councils: int
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class PriorityTable:
    """Themes as rows, councils as columns; ``left_out`` councils have no column."""

    councils: tuple[tuple[str, str, int], ...]
    rows: tuple[ThemeRow, ...]
    left_out: int


def tabulate(
    themes: Vocabulary,
    councils: Vocabulary,
    pairs: Mapping[tuple[str, ...], int],
    by_theme: Mapping[str, int],
    by_council: Mapping[str, int],
    filters: str = "",
) -> PriorityTable:
    """Return the table: the themes of the most councils first, then of the most priorities.

    It has fewer columns where they would be too heavy; ``filters`` are those that each cell's
    address repeats.
    """
    ranked = sorted(by_council, key=lambda slug: (-by_council[slug], councils.label(slug)))
    filled = Counter(council for _, council in pairs)
    number = len(list(themes))
    weights = (
        filled[slug] * (FILLED + len(filters) + 2 * len(slug) + len(councils.label(slug)))
        + (number - filled[slug]) * (EMPTY + len(slug))
        for slug in ranked
    )
    light = sum(weight <= HEAVIEST for weight in accumulate(weights))
    shown = ranked[: min(light, COUNCILS_SHOWN)]
    having: dict[str, int] = {}
    for theme, _ in pairs:
        having[theme] = having.get(theme, 0) + 1
    rows = [
        ThemeRow(
            term.value,
            term.label,
            by_theme.get(term.value, 0),
            having.get(term.value, 0),
            tuple(pairs.get((term.value, council), 0) for council in shown),
        )
        for term in themes
    ]
    rows.sort(key=lambda row: (-row.councils, -row.priorities, row.label.casefold()))
    return PriorityTable(
        tuple((slug, councils.label(slug), by_council[slug]) for slug in shown),
        tuple(rows),
        len(ranked) - len(shown),
    )
