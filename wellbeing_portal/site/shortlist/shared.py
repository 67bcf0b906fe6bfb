"""A list as a link carries it: its records and title, and the notes if its owner says so."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from .kept import LIMIT, NOTE_LENGTH, ShortlistEntry, clean_note, clean_title, read_link
from .records import ShortlistItem, items_of_link, link_of

NOTES_LENGTH = 2400
"""Letters that the notes may take in a link: with more it is cut off on its way."""
UNPACKED = LIMIT * (NOTE_LENGTH * 6 + 20)
"""Bytes that the notes of a whole list can take at most; more is none of ours."""


@dataclass(frozen=True)
class SharedList:
    """What a link names and the public may see, and how many of its records are gone."""

    items: list[ShortlistItem]
    missing: int
    title: str

    @classmethod
    def of(cls, query: QueryDict) -> SharedList:
        """Return the list that an address carries."""
        notes = read_notes(query.get("notes", ""))
        entries = [
            (replace(entry, note=notes.get(entry.key, "")), check)
            for entry, check in read_link(query.get("items", ""))
        ]
        shown = items_of_link(entries)
        missing = len({entry.key for entry, _check in entries}) - len(shown)
        return cls(shown, missing, clean_title(query.get("title", "")))


def query_of(items: Iterable[ShortlistItem], title: str, notes: str = "") -> str:
    """Return the query that carries a list."""
    carried = {"items": link_of(items), "title": title, "notes": notes}
    return urlencode({name: value for name, value in carried.items() if value})


def notes_text(entries: Iterable[ShortlistEntry]) -> str:
    """Return the notes on a list as text for a link; none if they are too long for one."""
    notes = {entry.key: entry.note for entry in entries if entry.note}
    if not notes:
        return ""
    packed = zlib.compress(json.dumps(notes, ensure_ascii=False).encode(), 9)
    text = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return text if len(text) <= NOTES_LENGTH else ""


def read_notes(text: str) -> Mapping[str, str]:
    """Return the notes that a link carries, by the key of what they are on."""
    if not text or len(text) > NOTES_LENGTH:
        return {}
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        read: Any = json.loads(zlib.decompressobj().decompress(packed, UNPACKED))
    except (ValueError, binascii.Error, zlib.error, RecursionError):
        return {}
    if not isinstance(read, dict):
        return {}
    return {key: clean_note(note) for key, note in read.items() if isinstance(note, str)}
