"""Answers that are kept for as long as the content stays the same."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping, Sized
from typing import Any, Generic, TypeVar

VALUES_KEPT = 100_000
"""Values that answers may have together, such as the counts of a facet's options: those of more
than a hundred pages, in about 14 MB."""

VALUE_BYTES = 140
"""Memory that one of them takes."""

CHANGED_KEPT = 300
"""Owners of changed documents up to which an answer is brought up to date, and not found anew."""

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


class Memory:
    """Answers by what was asked; those longest out of use go first. Threads may share it.

    It is reached through what is ``Remembered``, so that no two modules meet by chance.
    """

    def __init__(self, values_kept: int = VALUES_KEPT) -> None:
        self._values_kept = values_kept
        self._values = 0
        self._answers: dict[Hashable, Any] = {}
        self._former: dict[Hashable, tuple[Any, frozenset[str]]] = {}
        self._lock = threading.Lock()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._answers

    def get(self, key: Hashable, otherwise: Any) -> Any:
        """Return what is kept under ``key``, which puts off its being forgotten."""
        with self._lock:
            if key not in self._answers:
                return otherwise
            self._answers[key] = answer = self._answers.pop(key)
            return answer

    def keep(self, key: Hashable, answer: Any) -> None:
        """Keep an answer, whatever its size, and forget what has to go for it."""
        with self._lock:
            self._forget(key)
            self._answers[key] = answer
            self._values += _weight(key, answer)
            while self._values > self._values_kept and len(self._answers) > 1:
                self._forget(next(iter(self._answers)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()
            self._former.clear()
            self._values = 0

    def take_over(self, before: Memory, changed: frozenset[str]) -> None:
        """Keep what may be carried over from answers before the documents of owners changed."""
        with before._lock:
            answers, former = before._answers.copy(), before._former.copy()
        for key, (answer, since) in former.items():
            if len(since | changed) <= CHANGED_KEPT:
                self._former[key] = answer, since | changed
        for key, answer in answers.items():
            if isinstance(key, tuple) and getattr(key[0], "carried", False):
                self._former[key] = answer, changed

    def former(self, key: Hashable) -> tuple[Any, frozenset[str]] | None:
        """Return a former answer and whose documents have changed since, and let go of it."""
        with self._lock:
            return self._former.pop(key, None)

    def _forget(self, key: Hashable) -> None:
        if key in self._answers:
            self._values -= _weight(key, self._answers.pop(key))


_UNKNOWN: Any = object()


class Remembered(Generic[Key, Answer]):
    """One sort of answers in a memory, by one type of key.

    Whoever makes it owns the answers: nobody without it comes by them or puts others in their
    place, whatever the keys. ``what`` only says to people what they are. Where they are
    ``carried``, who makes one may learn of the one before the content changed. ``weight`` is how
    many values each takes the memory of, where that cannot be counted.
    """

    def __init__(self, what: str, *, carried: bool = False, weight: int = 0) -> None:
        self.what = what
        self.carried = carried
        self.weight = weight

    def __repr__(self) -> str:
        return f"<Remembered: {self.what}>"

    def once(self, memory: Memory, key: Key, make: Callable[[], Answer]) -> Answer:
        """Return what was answered before, or answer now."""
        found: Answer = memory.get((self, key), _UNKNOWN)
        return self.keep(memory, key, make()) if found is _UNKNOWN else found

    def get(self, memory: Memory, key: Key) -> Answer | None:
        """Return what was answered before, or None."""
        found: Answer | None = memory.get((self, key), None)
        return found

    def keep(self, memory: Memory, key: Key, answer: Answer) -> Answer:
        """Keep an answer in the place of an earlier one."""
        memory.keep((self, key), answer)
        return answer

    def former(self, memory: Memory, key: Key) -> tuple[Answer, frozenset[str]] | None:
        """Return the answer before the content changed, and the owners of what changed since.

        It is given once, to whoever makes the next.
        """
        return memory.former((self, key))

    def known(self, memory: Memory, key: Key) -> bool:
        """Tell whether there is an answer."""
        return (self, key) in memory


def values_of(answer: Any) -> int:
    """Return about how many values an answer holds."""
    if isinstance(answer, Mapping):
        return 1 + sum(values_of(one) if isinstance(one, Mapping) else 1 for one in answer.values())
    if isinstance(answer, tuple):
        return 1 + sum(map(values_of, answer))
    return 1 + len(answer) if isinstance(answer, Sized) else 1


def _weight(key: Hashable, answer: Any) -> int:
    sort = key[0] if isinstance(key, tuple) else None
    return values_of(answer) + (sort.weight if isinstance(sort, Remembered) else 0)
