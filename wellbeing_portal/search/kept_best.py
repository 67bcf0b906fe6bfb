"""The best documents for words, kept with all that the walk which found them told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from .clauses import Clauses
from .counting import CountedValues
from .engine import Engine
from .first_pass import Best
from .memory import Memory, Remembered
from .pages import found_while_counted
from .questions import Search
from .schema import KIND

_BEST: Remembered[Any, Best] = Remembered("the best documents for words")


def keep_best(memory: Memory, values: CountedValues, search: Search, best: Best) -> None:
    """Keep what was found for the words of a search, whatever else it asks.

    Of all kinds it is kept for each by itself, too.
    """
    alone = replace(search, selection={}, ranges={}, same=None)
    _BEST.keep(memory, alone.key, best._replace(documents=None, kinds=None))
    if best.documents is not None:
        values.broad.know(alone, best.documents)
    if best.kinds is not None:
        values.know(alone, KIND, {name: one.total for name, one in best.kinds.items()})
        for name, (total, hits) in best.kinds.items():
            of_kind = replace(alone, selection={KIND: [name]})
            _BEST.keep(memory, of_kind.key, Best(total, hits))


def best_of(engine: Engine, memory: Memory, clauses: Clauses) -> Best:
    """Return the best documents of a search, as they are kept or found now."""

    def found() -> Best:
        most = found_while_counted(clauses.search)
        return Best(*engine.counted(clauses.whole, limit=most))

    return _BEST.once(memory, clauses.search.key, found)
