"""The pages of what matches."""

from __future__ import annotations

from .engine import DEEP, FIRST
from .questions import Question, Search


def stretch(question: Question, total: int) -> tuple[int, int, int]:
    """Return the number of the page asked for or the nearest, where it begins, and its size."""
    size = total if question.size is None else question.size
    page = min(max(1, question.page), pages_of(total, question.size))
    offset = (page - 1) * size
    return page, offset, max(0, min(size, total - offset))


def pages_of(total: int, size: int | None) -> int:
    """Return how many pages of a size there are; an empty list is a page too."""
    return max(1, -(-total // size)) if size else 1


def found_while_counted(search: Search) -> int:
    """Return how many of the best are found while what matches a search is counted."""
    return FIRST if search.kind or search.selection else DEEP
