"""References from content files to records, by the key of the other's file.

A record is known by its primary key for ever. The key in a file stays the same when a curator
gives the record another address; saving needs the address that it has now.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pydantic_core import PydanticCustomError

GONE = "gone"
"""The type of error that a reference to a record is which does not exist any more."""

Key = tuple[str, str]
"""A kind of record and the slug that its file gives it."""


class References(Protocol):
    """Tells what a key in a file leads to."""

    def resolve(self, kind: str, key: str) -> str:
        """Return the slug that the record has now.

        Raises:
            ValueError: when there is no such record, which is a mistake in the file.
            PydanticCustomError: of type ``GONE`` when there is none any more.
        """
        ...


@dataclass
class Named:
    """Believes everything, and notes what files refer to."""

    keys: set[Key] = field(default_factory=set)

    def resolve(self, kind: str, key: str) -> str:
        """Note the key."""
        self.keys.add((kind, key))
        return key


@dataclass(frozen=True)
class Known:
    """Accepts what has a file, was loaded from one in the past, or is in the database."""

    keys: Mapping[str, set[str]]

    def resolve(self, kind: str, key: str) -> str:
        """Return the key, or say what may have been meant."""
        known = self.keys.get(kind, set())
        if key not in known:
            close = difflib.get_close_matches(key, sorted(known), 1)
            hint = f"; did you mean “{close[0]}”?" if close else ""
            raise ValueError(f"there is no {kind} of this name{hint}")
        return key


@dataclass
class Present:
    """Leads to the records as they are while files are being loaded.

    ``missing`` says of a key why nothing is there.
    """

    slugs: dict[Key, str] = field(default_factory=dict)
    missing: dict[Key, str] = field(default_factory=dict)

    def resolve(self, kind: str, key: str) -> str:
        """Return the slug that the record has now."""
        slug = self.slugs.get((kind, key))
        if slug is None:
            reason = self.missing.get((kind, key), "is not loaded")
            raise PydanticCustomError(
                GONE, "needs the {kind} {key}", {"kind": kind, "key": key, "reason": reason}
            )
        return slug
