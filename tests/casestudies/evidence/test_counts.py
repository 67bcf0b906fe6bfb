"""What is counted of concepts is the same however it is counted."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from casestudies.evidence.answers.counts import CHANGES_OF, numbers_of
from casestudies.evidence.answers.scope import bind_to, scope_of
from wellbeing_portal.search import current


@pytest.mark.parametrize(
    "query", ["", "inferred=no", "nation=england", "change=better", "from=2015"]
)
@pytest.mark.parametrize("family", CHANGES_OF)
def test_bits_and_the_engine_count_alike(content, settings, family, query):
    reader, counted = current(), []
    for uses_bits in (True, False):
        settings.INDEX_BITMAPS = uses_bits
        reader.memory.clear()
        bound = bind_to(family, QueryDict(query), reader.memory)
        counted.append(numbers_of(reader, family, scope_of(bound, reader.memory)))

    by_bits, by_engine = counted
    assert by_bits == by_engine
    assert any(numbers.changes for numbers in by_bits.values())
    assert any(numbers.itself for numbers in by_bits.values())
