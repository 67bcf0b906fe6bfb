"""Figures as people type them: what is understood, what is refused, and in which words."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wellbeing_portal.core.figures import NotUnderstood, Understood, understand
from wellbeing_portal.core.models import Figure

Unit, Qualifier = Figure.Unit, Figure.Qualifier


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("76-96%", "76% to 96%"),
        ("76 to 96 %", "76% to 96%"),
        ("76–96 per cent", "76% to 96%"),
        ("between 5% and 10%", "5% to 10%"),
        ("from 3 to 11", "from 3 to 11"),
        ("fell from 11 to 3", "from 11 to 3"),
        ("from £1 million to £300,000", "from £1 million to £300,000"),
        ("from 1 in 5 to 1 in 3", "about from 20% to 33%"),
        ("a third", "about 33%"),
        ("a third fewer", "about 33% fewer"),
        ("fell by a third", "about 33%"),
        ("three quarters of residents", "75% of residents"),
        ("half", "50%"),
        ("2/3", "about 67%"),
        ("½", "50%"),
        ("2½ years", "2.5 years"),
        ("one and a half times", "1.5 times"),
        ("half a million pounds", "£500,000"),
        ("about 48", "about 48"),
        ("~50", "about 50"),
        ("c. 40", "about 40"),
        ("£1.2 million", "£1.2 million"),
        ("£1.2m", "£1.2 million"),
        ("£50k", "£50,000"),
        ("£5-10 million", "£5 million to £10 million"),
        ("£500 to £1,000,000", "£500 to £1,000,000"),
        ("£4 for every £1 spent", "£4 per £1 spent"),
        ("£4:£1", "£4 per £1"),
        ("1 in 5", "20%"),
        ("nine in ten people", "90% of people"),
        ("48 out of 50", "96%"),
        ("more than 200 people", "over 200 people"),
        ("fewer than 5 people", "under 5 people"),
        ("no more than 5", "up to 5"),
        ("just under 50%", "almost 50%"),
        ("at least 40%", "at least 40%"),
        ("40% or more", "at least 40%"),
        ("200+ people", "at least 200 people"),
        ("minus 3", "-3"),
        ("−3%", "-3%"),
        ("-£5", "£-5"),
        ("two hundred and fifty thousand", "250,000"),
        ("twenty-five people", "25 people"),
        ("10 000", "10,000"),
        ("twice as many", "2 times as many"),
        ("threefold", "3 times"),
        ("7.8 in 100,000", "7.8 per 100,000"),
        ("18 months", "18 months"),
        ("75 calls to the Police", "75 calls to the Police"),
    ],
)
def test_what_is_typed_is_understood(typed: str, told: str) -> None:
    assert understand(typed).told == told


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("many", "no figure"),
        ("", "no figure"),
        ("from 3", "Say both numbers"),
        ("96-76%", "A range goes up"),
        ("5% to 10 people", "different kinds"),
        ("60% of 200 people", "“of 200 people” behind the figure"),
        ("3 or 4", "“or 4” behind the figure"),
        ("5abc", "behind the figure"),
        ("12,34", "behind the figure"),
        ("1.2345", "3 decimal places"),
        ("£1.234", "2 decimal places"),
        ("9" * 15, "too large"),
        ("2016 to 2020", "look like years"),
        ("£5 to £10 million", "in full"),
        ("over at least 3", "Write one of them"),
    ],
)
def test_what_is_not_understood_is_refused_in_words(typed: str, why: str) -> None:
    with pytest.raises(NotUnderstood, match=why):
        understand(typed)


def test_a_limit_is_never_made_stronger() -> None:
    assert understand("at least 40%").qualifier == Qualifier.AT_LEAST
    assert understand("over 40%").qualifier == Qualifier.OVER
    assert understand("at most 40%").qualifier == Qualifier.UP_TO


numbers = st.decimals(-(10**13), 10**13, places=3, allow_nan=False)


@st.composite
def figures(draw: st.DrawFn) -> Understood:
    unit = draw(st.sampled_from(Unit))
    money = unit in {Unit.POUNDS, Unit.POUNDS_PER_POUND}
    number = numbers.map(lambda one: round(one, 2) if money else one) | st.integers(-5, 3000).map(
        Decimal
    )
    value, other = draw(number), draw(st.none() | number)
    said: dict[str, Any] = {}
    if other is not None:
        assume(unit != Unit.COUNT or not (1900 <= value <= 2100 and 1900 <= other <= 2100))
        said = {"from_value": other} if draw(st.booleans()) else {"high_value": other}
        assume("from_value" in said or other > value)
    return Understood(value, unit, draw(st.sampled_from(Qualifier)), **said)


@given(figures())
def test_what_the_portal_writes_is_understood_the_same_again(figure: Understood) -> None:
    assert understand(figure.figure) == figure


@given(st.text(max_size=40) | st.text("0123456789 -–%£,.toinfrmabut/+½", max_size=25))
def test_whatever_is_typed_is_understood_the_same_again_or_refused_in_words(typed: str) -> None:
    understood = None
    with suppress(NotUnderstood):
        understood = understand(typed)

    if understood is not None:
        assert understand(understood.figure).figure == understood.figure
