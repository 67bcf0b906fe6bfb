"""Slugs made of titles."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.utils.text import slugify

from .keys import free_key
from .slugs import LONGEST

ROOM = 6
"""Letters kept for a number behind what a title asks for."""


def slug_from(title: str) -> str:
    """Return what a title is in addresses: without accents, signs and underscores; or nothing."""
    # Django leaves underscores in slugs; addresses of the portal have none.
    return re.sub(r"[-_]+", "-", slugify(title))[:LONGEST].strip("-")


def slug_beside(title: str, taken: Collection[str]) -> str:
    """Return what a title is in addresses, with a number where that is ``taken``."""
    return free_key(slug_from(title)[: LONGEST - ROOM].strip("-") or "untitled", taken)
