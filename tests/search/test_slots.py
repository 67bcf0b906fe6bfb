"""Bits of parts after some went and others came: as if all were laid out anew."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.depth import examples
from wellbeing_portal.search import slots
from wellbeing_portal.search.slots import Slots

RECORDS = st.integers(1, 6)
CHANGES = st.lists(
    st.dictionaries(RECORDS, st.integers(0, 4), min_size=1, max_size=3), min_size=1, max_size=6
)
"""Step after step: how many parts some records have from then on."""


class Kept:
    """Parts by record, as a database would have them, each with a key of its own."""

    def __init__(self) -> None:
        self.parts: dict[int, list[int]] = {}
        self.number = 0

    def change(self, numbers: dict[int, int]) -> tuple[list[int], list[tuple[int, int]]]:
        """Give records new parts, and return the keys that went and the pairs that came."""
        gone = [part for record in numbers for part in self.parts.pop(record, [])]
        for record, number in numbers.items():
            self.parts[record] = [self.number + n + 1 for n in range(number)]
            self.number += number
        return gone, sorted((record, part) for record in numbers for part in self.parts[record])

    @property
    def pairs(self) -> list[tuple[int, int]]:
        return sorted((record, part) for record, those in self.parts.items() for part in those)


@pytest.mark.parametrize("spread", [slots.SPREAD, 0])
@settings(max_examples=examples(60), deadline=None)
@given(changes=CHANGES, chosen=st.sets(st.integers(1, 40), max_size=8), few=st.sampled_from([0, 9]))
def test_what_is_moved_answers_like_what_is_laid_out_anew(
    spread: int, changes: Any, chosen: set[int], few: int
) -> None:
    kept = Kept()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "SPREAD", spread)
        patch.setattr(slots, "FEW", few)
        patch.setattr(slots, "WASTED", 1)
        found = Slots()
        for numbers in changes:
            moved = found.moved(*kept.change(numbers))
            found = Slots(kept.pairs) if moved is None else moved
            anew = Slots(kept.pairs)

            assert found.everything.bit_count() == anew.everything.bit_count()
            parts = [part for _, part in kept.pairs if part in chosen]
            records = {record for record, part in kept.pairs if part in chosen}
            bits = found.bits(parts)
            assert bits.bit_count() == len(parts)
            assert found.records(bits).bit_count() == len(records)
            assert sorted(found.keys(bits)) == sorted(records)
            all_of_theirs = found.bits(part for one in records for part in kept.parts[one])
            assert found.of_records(sorted(records)) == all_of_theirs


def test_record_whose_parts_would_lie_apart_is_laid_out_anew() -> None:
    found = Slots([(1, 1), (1, 2), (2, 3)])

    assert found.moved([2], [(1, 4)]) is None
    assert found.moved([1], []) is None


def test_too_many_bits_of_nothing_are_laid_out_anew() -> None:
    found: Slots | None = Slots([(record, record) for record in range(1, 101)])
    steps = 0
    while found is not None:
        found = found.moved([5 + 100 * steps] if steps else [5], [(5, 5 + 100 * (steps + 1))])
        steps += 1
        assert steps < 60

    assert steps > 20


def test_key_far_from_all_others_is_laid_out_anew() -> None:
    found = Slots([(1, 1), (2, 2)])

    assert found.moved([], [(3, 10**9)]) is None


def test_key_far_from_all_others_takes_no_room_for_those_between() -> None:
    tracemalloc.start()
    try:
        found = Slots([(1, 1), (3, 10**7)])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert found.keys(3) == [1, 3]
    assert most < 10**6
