"""An answer to the whole starter content is as short as a phone's first screen wants it."""

from __future__ import annotations

import pytest

from casestudies.evidence.answers import everything, rows_of
from casestudies.evidence.answers.answer import WORDS, answer
from wellbeing_portal.search import current


@pytest.mark.long
@pytest.mark.parametrize("family", ["approach", "outcome", "enabler"])
def test_answers_fit_the_first_screen_of_a_phone(whole_content: None, family: str) -> None:
    reader = current()

    told = {
        row.slug: len(" ".join(answer(row)).split())
        for row in rows_of(reader, family, everything(family, reader.memory))
    }

    assert WORDS == 60
    assert {slug: words for slug, words in told.items() if words > WORDS} == {}
    assert len(told) > 10
