"""When answers come from the last whole index because a newer one cannot be had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

LONGEST = dt.timedelta(hours=1)
"""How old the first change may be that an index lacks; past that it answers no more.

Long enough to build the largest index anew many times over, and for whoever watches the portal's
health to make room on a disk; short enough that nobody reads for half a day what was put right.
"""


@dataclass(frozen=True, slots=True)
class Behind:
    """Changes of content made since then are not in what is shown, and why."""

    since: dt.datetime
    why: str


@dataclass
class AnswerBeingMade:
    """What is being answered, such as a page; ``behind`` is set when an old index is asked."""

    behind: Behind | None = None


_answering: ContextVar[AnswerBeingMade | None] = ContextVar("portal_index_answering", default=None)


@contextmanager
def answering() -> Iterator[AnswerBeingMade]:
    """Note for the length of the block whether what is asked of the index is behind."""
    answer = AnswerBeingMade()
    token = _answering.set(answer)
    try:
        yield answer
    finally:
        _answering.reset(token)


def note(behind: Behind | None) -> None:
    """Say of what is being answered that it is behind."""
    answer = _answering.get()
    if answer and behind:
        answer.behind = behind
