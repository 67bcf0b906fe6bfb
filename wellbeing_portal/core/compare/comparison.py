"""Things laid side by side: what all of them share, what some share, what each has alone.

Nothing here knows what is compared. An app says what each item has as ``Trait`` objects, puts
them into sections with ``listed``, ``aligned`` or ``told``, and gets back a ``Comparison`` that a
page, a file or a test reads. Two traits mean the same thing if and only if their keys are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from wellbeing_portal.core.words import all_of, counted, in_sentence, joined

from .cells import (
    HIDDEN_SOURCE,
    Claimed,
    ComparedCell,
    ComparedItem,
    ComparedRow,
    HeldBy,
    Point,
    Sharing,
    Trait,
    Value,
)
from .shapes import ComparedSection, Comparison, Layout, Show

__all__ = [
    "HIDDEN_SOURCE",
    "Claimed",
    "ComparedCell",
    "ComparedItem",
    "ComparedRow",
    "ComparedSection",
    "Comparison",
    "HeldBy",
    "Layout",
    "Point",
    "Sharing",
    "Show",
    "Trait",
    "Value",
    "aligned",
    "compare",
    "listed",
    "told",
]

NAMED = 3
"""How many values a sentence names before it says how many more there are."""


def compare(
    heads: Sequence[ComparedItem], sections: Iterable[ComparedSection], *, mention: str = "mention"
) -> Comparison:
    """Return the sections that say something, with their sum in words.

    ``mention`` is how all of them together have something: “accounts mention”.
    """
    told = tuple(
        section
        for section in sections
        if any(not cell.is_empty for row in section.rows for cell in row.cells)
    )
    return Comparison(tuple(heads), told, _in_common(heads, told, mention), _apart(heads, told))


# ── Sections ─────────────────────────────────────────────────────────────────────────────


def told(
    name: str, label: str, heads: Sequence[ComparedItem], texts: Sequence[tuple[str, str]]
) -> ComparedSection:
    """Return a section of texts, each a beginning and the rest; texts are never called shared."""
    cells = (
        ComparedCell(head.short, text=text, more=more)
        for head, (text, more) in zip(heads, texts, strict=True)
    )
    return ComparedSection(name, label, Layout.TOLD, (ComparedRow(label, tuple(cells)),))


def listed(
    name: str,
    label: str,
    heads: Sequence[ComparedItem],
    items: Sequence[Sequence[Trait]],
    noun: str = "",
) -> ComparedSection:
    """Return a section of one row, each value in its cell marked with who else has it.

    The most widely shared stand first, the others as they come: a page folds a long end away.
    """
    marks = _marks(heads, items)

    def values(entries: Sequence[Trait]) -> list[Value]:
        listed = [Value(entry, marks[entry.key]) for entry in _once(entries)]
        return sorted(listed, key=lambda value: -len(value.mark.holders))

    cells = tuple(
        ComparedCell(head.short, tuple(values(entries)))
        for head, entries in zip(heads, items, strict=True)
    )
    standings = {mark.standing for mark in marks.values()}
    mark = None
    if standings == {HeldBy.ALL}:
        mark = next(iter(marks.values()))
    elif standings == {HeldBy.ONE}:
        holders = {mark.holders for mark in marks.values()}
        mark = Sharing(HeldBy.ONE, holders.pop() if len(holders) == 1 else (), len(heads))
    return ComparedSection(name, label, Layout.LISTED, (ComparedRow(label, cells, mark),), noun)


def aligned(
    name: str,
    label: str,
    heads: Sequence[ComparedItem],
    items: Sequence[Sequence[Trait]],
    noun: str = "",
    *,
    row_for_each: bool = False,
) -> ComparedSection:
    """Return a section with a row for each shared value, and what each item has alone below.

    The most widely shared come first. ``row_for_each`` gives values that only one item has a
    row of their own as well. Without a ``noun`` the sentences on top are silent on it.
    """
    marks = _marks(heads, items)
    entries = [{entry.key: entry for entry in _once(row)} for row in items]
    labels = {key: entry.label for row in entries for key, entry in row.items()}
    order = sorted(marks, key=lambda key: (-len(marks[key].holders), labels[key], key))
    rows = [
        ComparedRow(
            labels[key],
            tuple(
                ComparedCell(head.short, (Value(row[key], marks[key]),) if key in row else ())
                for head, row in zip(heads, entries, strict=True)
            ),
            marks[key],
            next(row[key].url for row in entries if key in row),
        )
        for key in order
        if row_for_each or marks[key].standing is not HeldBy.ONE
    ]
    alone = {key for key, mark in marks.items() if mark.standing is HeldBy.ONE}
    if alone and not row_for_each:
        cells = (
            ComparedCell(
                head.short,
                tuple(Value(entry, marks[key]) for key, entry in row.items() if key in alone),
            )
            for head, row in zip(heads, entries, strict=True)
        )
        rows.append(ComparedRow(gettext("Only in one of them"), tuple(cells)))
    return ComparedSection(name, label, Layout.ALIGNED, tuple(rows), noun)


def _once(entries: Iterable[Trait]) -> list[Trait]:
    """Return the entries without those whose key came before."""
    return list({entry.key: entry for entry in reversed(list(entries))}.values())[::-1]


def _marks(heads: Sequence[ComparedItem], items: Sequence[Sequence[Trait]]) -> dict[str, Sharing]:
    holders: dict[str, list[str]] = {}
    for head, entries in zip(heads, items, strict=True):
        for entry in _once(entries):
            holders.setdefault(entry.key, []).append(head.short)
    return {key: _mark(tuple(names), len(heads)) for key, names in holders.items()}


def _mark(holders: tuple[str, ...], total: int) -> Sharing:
    if len(holders) == total:
        return Sharing(HeldBy.ALL, holders, total)
    return Sharing(HeldBy.ONE if len(holders) == 1 else HeldBy.SOME, holders, total)


# ── In words ─────────────────────────────────────────────────────────────────────────────


def _labels(section: ComparedSection, standing: HeldBy, item: int) -> list[str]:
    """Return what an item has in a section with the given standing, in the section's order."""
    return [
        value.trait.label
        for row in section.rows
        for value in row.cells[item].values
        if value.mark.standing is standing
    ]


def _in_common(
    heads: Sequence[ComparedItem], sections: Iterable[ComparedSection], mention: str
) -> str:
    nouns = [section for section in sections if section.noun]
    phrases = [
        _phrase(section.noun, labels)
        for section in nouns
        if (labels := _labels(section, HeldBy.ALL, 0))
    ]
    everyone = all_of(len(heads))
    if phrases:
        return f"{everyone} {mention} {joined(phrases)}."
    if not nouns:
        return ""
    looked = joined([section.noun for section in nouns], "or")
    return gettext("No %(looked)s stands in %(everyone)s.") % {
        "looked": looked,
        "everyone": in_sentence(everyone),
    }


def _apart(heads: Sequence[ComparedItem], sections: Iterable[ComparedSection]) -> tuple[str, ...]:
    """Tell what each has alone of what is laid out value by value; the rest would be too much."""
    nouns = [s for s in sections if s.noun and s.layout is Layout.ALIGNED]
    told = []
    for item, head in enumerate(heads):
        phrases = [
            _phrase(section.noun, labels)
            for section in nouns
            if (labels := _labels(section, HeldBy.ONE, item))
        ]
        if phrases:
            mentions = head.mentions or gettext("%(short)s has") % {"short": head.short}
            told.append(
                gettext("Of these, only %(mentions)s %(phrases)s.")
                % {"mentions": mentions, "phrases": joined(phrases)}
            )
    return tuple(told)


def _phrase(noun: str, labels: Sequence[str]) -> str:
    """Return ``2 enablers (trust; shared priorities)``: names have commas and “and” in them."""
    more = len(labels) - NAMED
    names = [in_sentence(label) for label in labels[:NAMED]]
    if more > 0:
        names.append(gettext("and %(more)s more") % {"more": more})
    return f"{counted(len(labels), noun)} ({'; '.join(names)})"
