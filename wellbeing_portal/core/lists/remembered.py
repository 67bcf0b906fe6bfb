"""Vocabularies, read once for as long as the content stays the same."""

from __future__ import annotations

from collections.abc import Callable

from wellbeing_portal.search import Memory, Remembered

from .vocabulary import Vocabulary

Read = Callable[[], Vocabulary]
"""Reads a vocabulary from the database. The same function every time, since it is the key."""

_VOCABULARIES: Remembered[Read, Vocabulary] = Remembered("vocabularies")


def read_once(memory: Memory, read: Read) -> Vocabulary:
    """Return what ``read`` gives; whoever else reads it, filter or map, shares it."""
    return _VOCABULARIES.once(memory, read, read)
