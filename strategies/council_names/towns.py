"""Towns and parts of towns that have no council of their own name: they are spelt right."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_NAMES = Path(__file__).with_name("towns.txt")


@lru_cache(maxsize=1)
def towns() -> frozenset[str]:
    """Return the words of their names that have five letters or more, in small letters."""
    return frozenset(_NAMES.read_text().split())
