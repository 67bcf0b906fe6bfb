"""Figures in cells of files are read as people write them, and no words are lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from wellbeing_portal.curate.importing.cells import AmountReader, FigureReader, NotAccepted

NAMES: Any = None


def test_words_stay_with_a_number_that_was_worked_out() -> None:
    counted = FigureReader().read("42 of 60 people", NAMES)
    plain = FigureReader().read("76-96%", NAMES)

    assert (counted.besides["value"], counted.besides["wording"]) == (70, "42 of 60 people")
    assert "wording" not in plain.besides


@pytest.mark.parametrize("text", ["1,5", "5 to 10 million", "42 of 60"])
def test_amount_that_nobody_wrote_is_not_read(text: str) -> None:
    with pytest.raises(NotAccepted):
        AmountReader().read(text, NAMES)


def test_amount_with_commas_between_thousands_is_read() -> None:
    assert AmountReader().read("1,250.50", NAMES).value == Decimal("1250.50")
