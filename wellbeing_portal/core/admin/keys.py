"""Keys of records as browsers send them."""

from __future__ import annotations

from typing import Any

DIGITS = 18
"""As many as every number has that a database can hold as a key."""


def is_key(sent: Any) -> bool:
    """Tell whether this can be the key of a record; a hand-made request may send anything."""
    text = str(sent)
    return text.isascii() and text.isdecimal() and len(text) <= DIGITS
