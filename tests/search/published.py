"""What readers find of published case studies, for tests of the index."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from wellbeing_portal.search import Question, Reader, Search, current

Answer = TypeVar("Answer")


def titles() -> list[str]:
    """Return the titles that the index finds, in order."""
    return [one.title for one in current().ask(Question(Search("case-study"), sort="title")).found]


def without_bits(settings: Any, reader: Reader, ask: Callable[[], Answer]) -> Answer:
    """Return what is answered when the engine alone finds and counts; nothing stays known."""
    settings.INDEX_BITMAPS = False
    reader.memory.clear()
    answer = ask()
    reader.memory.clear()
    settings.INDEX_BITMAPS = True
    return answer
