"""Answers that are kept for as long as the content stays the same."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping, Sized
from typing import Any, TypeVar

VALUES_KEPT = 100_000
"""Values that answers may have together, such as the counts of a facet's options: those of more
than a hundred pages, in about 14 MB."""

Answer = TypeVar("Answer")


class Memory:
    """Answers by what was asked; those longest out of use go first. Threads may share it."""

    def __init__(self, values_kept: int = VALUES_KEPT) -> None:
        self._values_kept = values_kept
        self._values = 0
        self._answers: dict[Hashable, Any] = {}
        self._lock = threading.Lock()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._answers

    def once(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return what was answered before, or answer now."""
        with self._lock:
            if key in self._answers:
                answer: Answer = self._answers.pop(key)
                self._answers[key] = answer
                return answer
        return self.keep(key, make())

    def keep(self, key: Hashable, answer: Answer) -> Answer:
        """Keep an answer, whatever its size, and forget what has to go for it."""
        with self._lock:
            self._forget(key)
            self._answers[key] = answer
            self._values += values_of(answer)
            while self._values > self._values_kept and len(self._answers) > 1:
                self._forget(next(iter(self._answers)))
        return answer

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()
            self._values = 0

    def _forget(self, key: Hashable) -> None:
        if key in self._answers:
            self._values -= values_of(self._answers.pop(key))


def values_of(answer: Any) -> int:
    """Return about how many values an answer holds."""
    if isinstance(answer, Mapping):
        return 1 + sum(values_of(one) if isinstance(one, Mapping) else 1 for one in answer.values())
    return 1 + len(answer) if isinstance(answer, Sized) else 1
