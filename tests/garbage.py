"""How often Python looks for what can be thrown away."""

from __future__ import annotations

import gc

YOUNG, MIDDLE, OLD = 20_000, 20, 100
"""Objects made between two looks, and looks of one age before one at the next."""


def seldom() -> None:
    """Look for garbage seldom: for processes that end soon, or keep most of what they make."""
    gc.set_threshold(YOUNG, MIDDLE, OLD)
