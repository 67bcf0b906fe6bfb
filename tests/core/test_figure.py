"""Numbers read as their source gives them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestudies.models import Finding
from wellbeing_portal.core.models.figure import pounds, rounded_pounds

U = Finding.Unit


def finding(value, unit="", qualifier="", measure=""):
    return Finding(
        value=None if value is None else Decimal(value),
        unit=unit,
        qualifier=qualifier,
        measure=measure,
    )


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "number", "figure"),
    [
        (None, "", "", "", ""),
        ("98", U.PERCENT, "", "98%", "98%"),
        ("10.8", U.PERCENT, "", "10.8%", "10.8%"),
        ("10.80", U.PERCENT, "", "10.8%", "10.8%"),
        ("100.00", U.PERCENT, "", "100%", "100%"),
        ("0", U.PERCENT, "", "0%", "0%"),
        ("3498", U.PEOPLE, "", "3,498", "3,498 people"),
        ("400", U.ORGANISATIONS, "over", "over 400", "over 400 organisations"),
        ("164000", U.PEOPLE, "", "164,000", "164,000 people"),
        ("600", U.COUNT, "over", "over 600", "over 600"),
        ("70000", U.POUNDS, "up to", "up to £70,000", "up to £70,000"),
        ("142838", U.POUNDS, "", "£142,838", "£142,838"),
        ("1300000", U.POUNDS, "almost", "almost £1.3 million", "almost £1.3 million"),
        ("10680000", U.POUNDS, "", "£10.68 million", "£10.68 million"),
        ("280000000", U.POUNDS, "over", "over £280 million", "over £280 million"),
        ("35000000000", U.POUNDS, "almost", "almost £35 billion", "almost £35 billion"),
        ("2.93", U.POUNDS_PER_POUND, "", "£2.93 per £1", "£2.93 per £1"),
        ("3", U.POUNDS_PER_POUND, "almost", "almost £3 per £1", "almost £3 per £1"),
        ("39.10", U.POUNDS_PER_POUND, "", "£39.10 per £1", "£39.10 per £1"),
        ("7.8", U.PER_100_000, "", "7.8 per 100,000", "7.8 per 100,000"),
        ("10.6", U.YEARS, "", "10.6 years", "10.6 years"),
        ("4", U.TIMES, "", "4 times", "4 times"),
        ("-2.5", U.PERCENT, "", "-2.5%", "-2.5%"),
    ],
)
def test_number_and_figure(value, unit, qualifier, number, figure):
    record = finding(value, unit, qualifier)

    assert record.number == number
    assert record.figure == figure


def test_meaning_completes_the_number():
    people = finding("3498", U.PEOPLE, measure="were given advice")
    share = finding("98", U.PERCENT, measure="of participants knew more")

    assert f"{people.number} {people.meaning}" == "3,498 people were given advice"
    assert f"{share.number} {share.meaning}" == "98% of participants knew more"


def test_meaning_of_a_number_without_measure_is_its_noun():
    assert finding("3", U.ORGANISATIONS).meaning == "organisations"
    assert finding("3", U.COUNT).meaning == ""


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "£0"),
        ("0.5", "£0.50"),
        ("1008", "£1,008"),
        ("999999.99", "£999,999.99"),
        ("1000000", "£1 million"),
        ("1500000", "£1.5 million"),
        ("10680000", "£10.68 million"),
        ("3385516", "£3,385,516"),
        ("999999999", "£999,999,999"),
        ("1000000000", "£1 billion"),
    ],
)
def test_pounds(amount, text):
    assert pounds(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("999999", "£999,999"),
        ("1000000", "£1 million"),
        ("3385516", "£3.39 million"),
        ("999999999", "£1 billion"),
        ("1234567890", "£1.23 billion"),
    ],
)
def test_pounds_of_a_range_are_rounded_from_a_million_on(amount, text):
    assert rounded_pounds(Decimal(amount)) == text


@given(
    st.decimals(min_value=0, max_value=10**13, places=2, allow_nan=False),
    st.sampled_from([unit for unit in U if unit != U.POUNDS]),
)
def test_number_keeps_every_digit_that_counts(value, unit):
    shown = finding(value, unit).number

    digits = re.sub(r"[^0-9.]", "", shown.split(" per ")[0])
    assert Decimal(digits) == value


@given(st.decimals(min_value=0, max_value=10**13, places=2, allow_nan=False))
def test_money_keeps_every_digit_that_counts(value):
    text = pounds(value)

    factor = 10**9 if "billion" in text else 10**6 if "million" in text else 1
    assert Decimal(re.sub(r"[^0-9.]", "", text)) * factor == value
