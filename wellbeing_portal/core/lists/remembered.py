"""Vocabularies, read once for as long as the content stays the same."""

from __future__ import annotations

from collections.abc import Callable

from wellbeing_portal.search import Memory, Remembered, changed_records, registry

from .vocabulary import Vocabulary

Read = Callable[[], Vocabulary]
"""Reads a vocabulary from the database. The same function every time, since it is the key."""

_VOCABULARIES: Remembered[Read, Vocabulary] = Remembered("vocabularies", carried=True)


def read_once(memory: Memory, read: Read) -> Vocabulary:
    """Return what ``read`` gives; whoever else reads it, filter or map, shares it.

    One of records' slugs is as it was while none of these records has another document.
    """
    return _VOCABULARIES.once(memory, read, lambda: _still_so(memory, read) or read())


def _still_so(memory: Memory, read: Read) -> Vocabulary | None:
    """Return the vocabulary from before the content changed, if it is the same."""
    vocabulary, changed = _VOCABULARIES.former(memory, read) or (None, frozenset())
    if vocabulary is None or vocabulary.model is None:
        return None
    names = [one.name for one in registry.collections.values() if one.model is vocabulary.model]
    is_same = names and not any(changed_records(changed, *names).values())
    return vocabulary if is_same else None
