"""One pass over all that has the words of a search, which tells more than how many there are.

To walk over the documents takes the engine nearly all of the time, whatever is told of them: so
the first walk tells the best of them, and, where they are not most of the content, also which they
are. Nothing then has to walk there again to count facets, the parts of records or kinds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from tantivy import Query

from .bitmaps import Bitmaps
from .declarations import registry
from .engine import FIRST, Engine
from .memory import VALUE_BYTES
from .schema import KIND_NUMBER
from .worded import Unit, Worded

MANY = 50_000
"""Documents of all kinds up to which it is told which they are."""
MOST_TELLING = "body"
"""The text that says about how many documents a word stands in."""


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """Documents of one kind, as bits; it takes the memory of as many values as it has length."""

    bits: int

    def __len__(self) -> int:
        return self.bits.bit_length() // 8 // VALUE_BYTES


class OfKind(NamedTuple):
    """How many documents of a kind there are, and the best of them."""

    total: int
    hits: list[Any]


class Best(NamedTuple):
    """How many documents there are, and the best of them.

    ``documents`` are all of them, where they are of one kind and known; ``kinds`` tell those of
    every kind, where they are of any and known, and ``deeper`` the best of each kind that are not
    among the best of all.
    """

    total: int
    hits: list[Any]
    deeper: Sequence[Any] = ()
    documents: DocumentSet | None = None
    kinds: Mapping[str, OfKind] | None = None


def first_pass(
    engine: Engine, query: Query, most: int, said: Worded, kind: str, bits: Bitmaps | None
) -> Best:
    """Return the ``most`` best documents of a query for words, with what else can be told.

    ``bits`` are those of its kind, if it is of one.
    """
    wide = 0
    if settings.INDEX_BITMAPS and (bits is not None or not kind):
        wide = MANY if bits is None else bits.number // 2
    if not _may_be_fewer(engine, said.units, wide):
        return Best(*engine.counted(query, limit=most))
    total, hits = engine.counted(query, limit=max(most, wide))
    first = hits[:most]
    if len(hits) < total:
        return Best(total, first)
    if bits is not None:
        return Best(total, first, (), DocumentSet(bits.of_hits(hits)))
    kinds = _by_kind(engine, hits)
    best = {id(hit) for one in kinds.values() for hit in one.hits}
    return Best(total, first, [hit for hit in hits[most:] if id(hit) in best], None, kinds)


def is_told(engine: Engine, best: Best) -> bool:
    """Tell whether more has the words than a few documents that nobody means by a name."""
    if not 0 < best.total <= len(best.hits):
        return best.total > 0
    names = registry.kind_names()
    addresses = [address for _, address in best.hits]
    numbers = engine.searcher.fast_field_values(KIND_NUMBER, addresses)
    return any(registry.kinds[names[int(one or 0)]].is_meant for one in numbers)


def _may_be_fewer(engine: Engine, units: Iterable[Unit], most: int) -> bool:
    """Tell whether what has all units is probably no more than so many documents."""
    return most > 0 and min((_standing(engine, one) for one in units), default=most) < most


def _standing(engine: Engine, unit: Unit) -> int:
    """Return about how many documents have a unit: its words, or those of another name."""
    concepts = unit.widening.concepts if unit.widening else ()
    said = {unit.stems, *(stems for one in concepts for stems in one.stems)}
    known: dict[str, int] = {}

    def standing(stem: str) -> int:
        if stem not in known:
            known[stem] = engine.searcher.doc_freq(MOST_TELLING, stem)
        return known[stem]

    return max((min(map(standing, stems), default=0) for stems in said), default=0)


def _by_kind(engine: Engine, hits: Sequence[Any]) -> dict[str, OfKind]:
    """Return what there is of every kind, in the order of ``hits``."""
    addresses = [address for _, address in hits]
    numbers = engine.searcher.fast_field_values(KIND_NUMBER, addresses)
    totals = Counter(int(number or 0) for number in numbers)
    best: dict[int, list[Any]] = {number: [] for number in totals}
    for hit, number in zip(hits, numbers, strict=True):
        if len(of_kind := best[int(number or 0)]) < FIRST:
            of_kind.append(hit)
    return {
        name: OfKind(totals[number], best.get(number, []))
        for number, name in enumerate(registry.kind_names())
    }
