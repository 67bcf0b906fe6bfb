"""The version of the content that a request has looked up, so that it does so once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .changes import ContentState, content_state, seal

_seen: ContextVar[ContentState | None] = ContextVar("portal_index_seen", default=None)


def look() -> ContentState:
    """Return the version of the content; what this transaction changes next is a new one."""
    seal()
    return content_state()


@contextmanager
def seeing(state: ContentState) -> Iterator[None]:
    """Answer from this version for the length of the block, or from a later one."""
    token = _seen.set(state)
    try:
        yield
    finally:
        _seen.reset(token)


def seen_state() -> ContentState:
    """Return the version that was looked up, or look."""
    return _seen.get() or content_state()
