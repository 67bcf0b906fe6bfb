"""A visitor's own list of case studies, strategies and priorities, with a title and notes.

``Shortlist`` is what the list can do, and knows neither session nor database. It is kept in the
session as plain numbers and texts, and travels in a link as a short text: for each record its
kind, its number and a check made from its slug, so that a link never opens as other records than
were shared, wherever it is opened.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.http import base36_to_int, int_to_base36

from wellbeing_portal.core.text import characters

LIMIT = 50
NOTE_LENGTH = 1000
TITLE_LENGTH = 120
KEY, BEFORE = "shortlist", "shortlist_before"
TITLE = "title"
"""What the row of a session holds that is no record: it comes first."""
KINDS = {"c": "case study", "s": "strategy", "p": "priority"}
LARGEST = 2**31 - 1
PART = re.compile(r"([csp])([0-9a-z]{1,6})-([0-9a-z]{3})")
LONGEST_TEXT = LIMIT * 12


@dataclass(frozen=True)
class ShortlistEntry:
    """A record on the list: its kind, its number, and what the visitor notes about it."""

    kind: str
    pk: int
    note: str = ""

    @property
    def key(self) -> str:
        """What forms call it: ``c12``."""
        return f"{self.kind}{self.pk}"


@dataclass(frozen=True)
class Shortlist:
    """Entries in the visitor's order, each record once, at most ``LIMIT``, under a title."""

    entries: tuple[ShortlistEntry, ...] = ()
    title: str = ""

    @property
    def keys(self) -> set[str]:
        """What is on the list."""
        return {entry.key for entry in self.entries}

    @property
    def is_full(self) -> bool:
        """Whether nothing can be added."""
        return len(self.entries) >= LIMIT

    def adding(self, entries: Iterable[ShortlistEntry]) -> Shortlist:
        """Return the list with ``entries`` at its end, as far as they are new and there is room."""
        kept = {entry.key: entry for entry in self.entries}
        for entry in entries:
            kept.setdefault(entry.key, entry)
        return replace(self, entries=tuple(kept.values())[:LIMIT])

    def without(self, key: str) -> Shortlist:
        """Return the list without one record."""
        return replace(self, entries=tuple(e for e in self.entries if e.key != key))

    def moving(self, key: str, by: int) -> Shortlist:
        """Return the list with one record moved up (-1) or down (1), as far as it goes."""
        entries = list(self.entries)
        place = next((n for n, entry in enumerate(entries) if entry.key == key), None)
        if place is None or not 0 <= place + by < len(entries):
            return self
        entries.insert(place + by, entries.pop(place))
        return replace(self, entries=tuple(entries))

    def called(self, title: str) -> Shortlist:
        """Return the list under another title, or under none."""
        return replace(self, title=clean_title(title))

    def noting(self, key: str, note: str) -> Shortlist:
        """Return the list with another note on one record."""
        text = clean_note(note)
        noted = (replace(e, note=text) if e.key == key else e for e in self.entries)
        return replace(self, entries=tuple(noted))


def clean_note(note: str) -> str:
    """Return a note without control characters, no longer than a note may be."""
    lines = characters.storable(note.replace("\r\n", "\n").replace("\r", "\n"))
    plain = "".join(c for c in lines if c == "\n" or (c.isprintable() or c == "\u200d"))
    return plain.strip()[:NOTE_LENGTH]


def clean_title(title: str) -> str:
    """Return a title on one line, no longer than a title may be."""
    return " ".join(clean_note(title).split())[:TITLE_LENGTH].strip()


# ── In the session ───────────────────────────────────────────────────────────────────────


def kept(session: SessionBase, key: str = KEY) -> Shortlist:
    """Return the list kept in the session; what cannot be read is passed over."""
    rows = session.get(key)
    if not isinstance(rows, list):
        return Shortlist()
    return Shortlist(title=_title(rows)).adding(filter(None, map(_entry, rows)))


def keep(session: SessionBase, shortlist: Shortlist) -> None:
    """Keep a list, and the one before it, so that a change can be undone."""
    before = kept(session)
    if shortlist == before:
        return
    session[BEFORE] = _rows(before)
    session[KEY] = _rows(shortlist)


def undo(session: SessionBase) -> None:
    """Go back to the list as it was before the last change."""
    if BEFORE in session:
        keep(session, kept(session, BEFORE))


def _rows(shortlist: Shortlist) -> list[list[Any]]:
    rows: list[list[Any]] = [[entry.kind, entry.pk, entry.note] for entry in shortlist.entries]
    return [[TITLE, 0, shortlist.title], *rows] if shortlist.title else rows


def _title(rows: list[Any]) -> str:
    match rows:
        case [[kind, 0, str(title)], *_] if kind == TITLE:
            return clean_title(title)
    return ""


def _entry(row: Any) -> ShortlistEntry | None:
    match row:
        case [str(kind), int(pk), str(note)] if kind in KINDS and 0 < pk <= LARGEST:
            return ShortlistEntry(kind, pk, clean_note(note))
    return None


def entry_from_key(key: str) -> ShortlistEntry | None:
    """Return the entry that a form names: ``c12``."""
    number = key[1:11]
    return _entry([key[:1], int(number), ""]) if number.isascii() and number.isdigit() else None


# ── In a link ────────────────────────────────────────────────────────────────────────────


def check_of(slug: str) -> str:
    """Return three letters that hardly any other slug has."""
    number = int.from_bytes(hashlib.sha256(slug.encode()).digest()[:4], "big")
    return int_to_base36(number % 36**3).rjust(3, "0")


def link_text(entries: Iterable[tuple[ShortlistEntry, str]]) -> str:
    """Return entries, each with the slug that its check is made from, as text for a link."""
    return ".".join(
        f"{entry.kind}{int_to_base36(entry.pk)}-{check_of(slug)}" for entry, slug in entries
    )


def read_link(text: str) -> list[tuple[ShortlistEntry, str]]:
    """Return the entries of a link with their checks; what cannot be read is passed over."""
    found = (PART.fullmatch(part) for part in text[:LONGEST_TEXT].split("."))
    rows = ((_entry([m[1], base36_to_int(m[2]), ""]), m[3]) for m in found if m)
    return [(entry, check) for entry, check in rows if entry][:LIMIT]
