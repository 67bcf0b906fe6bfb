"""How many examples a rule that holds for all input is tried with: some, or with THOROUGH=1 all."""

from __future__ import annotations

import os

from hypothesis import settings

THOROUGH = os.environ.get("THOROUGH") == "1"
FRACTION, LEAST = 4, 5


def choose_depth() -> None:
    """Let tests that name no number do as this run does; called before they are read."""
    settings.register_profile("brief", max_examples=examples(settings().max_examples))
    settings.load_profile("brief")


def examples(number: int) -> int:
    """Return how many of ``number`` examples this run tries."""
    return number if THOROUGH else max(LEAST, number // FRACTION)
