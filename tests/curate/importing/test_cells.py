"""What people write into cells, and what it is understood as."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from strategies.models import Council, Source
from tests.factories import CouncilFactory, SourceFactory, ThemeFactory
from wellbeing_portal.core.models import Figure
from wellbeing_portal.curate.importing.cells import (
    AmountReader,
    ChoiceReader,
    DateReader,
    FigureReader,
    FileNames,
    ListReader,
    NameReader,
    NotAccepted,
    NumberReader,
    TextReader,
    WholeReader,
    YesNoReader,
)


def read(reader, text):
    return reader.read(text, FileNames())


@pytest.mark.parametrize(
    "text",
    [
        *("31/03/2024", "31.3.2024", "31-03-24", "31 March 2024", "31st Mar 2024"),
        *("Sunday 31 March 2024", "31 March, 2024", "2024-03-31", "2024/3/31", "31-Mar-24"),
    ],
)
def test_british_days_are_understood_and_told(text):
    said = read(DateReader(), text)

    assert said.value == dt.date(2024, 3, 31)
    assert said.as_told == ("" if text == "2024-03-31" else "31 March 2024")


@pytest.mark.parametrize("text", ["31/02/2024", "03/31/2024", "March 2024", "45123", "1/2/345"])
def test_what_is_no_british_day_is_refused(text):
    with pytest.raises(NotAccepted):
        read(DateReader(), text)


@pytest.mark.parametrize(
    ("text", "value", "besides"),
    [
        ("1,200.50", "1200.50", {}),
        ("£5,000", "5000", {}),
        ("about £1.2 million", "1200000", {"qualifier": Figure.Qualifier.ABOUT}),
        ("£5,000 to £10,000", "5000", {"high_amount": Decimal(10000)}),
        ("over £3k", "3000", {"qualifier": Figure.Qualifier.OVER}),
    ],
)
def test_pounds_and_ranges_fill_what_they_say(text, value, besides):
    said = read(AmountReader(), text)

    assert (said.value, said.besides) == (Decimal(value), besides)


@pytest.mark.parametrize(
    "text", ["48%", "from £3 to £5", "£1.234", "a lot", "-5", "£5 for cycling"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(NotAccepted):
        read(AmountReader(), text)


def test_figure_fills_all_its_fields_and_is_told_as_understood():
    said = read(FigureReader(), "from 48% to 33%")

    assert said.besides["value"] == 33
    assert said.besides["from_value"] == 48
    assert said.besides["unit"] == Figure.Unit.PERCENT
    assert said.as_told == "from 48% to 33%"
    assert read(FigureReader(), "76-96%").besides["high_value"] == 96


def test_choices_are_known_by_key_and_by_label_in_any_letters():
    reader = ChoiceReader(tuple(Source.Kind.choices))

    assert read(reader, "web_page").value == "web_page"
    assert read(reader, "WEB PAGE").value == "web_page"
    with pytest.raises(NotAccepted) as refused:
        read(reader, "Artikle")
    assert refused.value.near == ("Article",)


@pytest.mark.parametrize(("text", "value"), [("Yes", True), ("n", False), ("1", True), ("x", True)])
def test_yes_and_no(text, value):
    assert read(YesNoReader(), text).value is value


@pytest.mark.parametrize(
    ("reader", "text", "value"),
    [
        (WholeReader(1900, 2100), "2,024", 2024),
        (WholeReader(1900, 2100), "2024.0", 2024),
        (NumberReader(17, 3), "48.5%", Decimal("48.5")),
        (NumberReader(17, 3), "−3", Decimal(-3)),
        (ListReader(TextReader()), "a; b;c\\; d", ["a", "b", "c; d"]),
    ],
)
def test_numbers_and_lists(reader, text, value):
    assert read(reader, text).value == value


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (WholeReader(1900, 2100), "1850"),
        (WholeReader(), "2.5"),
        (WholeReader(), "1e5"),
        (NumberReader(17, 3), "1.2345"),
        (NumberReader(17, 3), "12 people"),
        (NumberReader(17, 3), "NaN"),
        (TextReader(5), "too long"),
        (TextReader(200, is_address=True), "www york"),
        (YesNoReader(), "perhaps"),
    ],
)
def test_what_a_column_cannot_hold_is_refused_in_words(reader, text):
    with pytest.raises(NotAccepted) as refused:
        read(reader, text)

    assert str(refused.value).endswith(".")
    assert "ConversionSyntax" not in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["hull", "E06000010", "Kingston upon Hull City Council", "Hull"])
def test_councils_are_known_by_code_and_by_any_name(text):
    CouncilFactory(
        slug="kingston-upon-hull",
        name="Kingston upon Hull",
        official_name="Kingston upon Hull City Council",
        gss_code="E06000010",
        other_names=["Hull"],
    )

    assert read(NameReader(Council), text).value == "kingston-upon-hull"


@pytest.mark.django_db
def test_near_misses_are_offered():
    CouncilFactory(name="Wrexham", official_name="Wrexham County Borough Council")

    with pytest.raises(NotAccepted) as refused:
        read(NameReader(Council), "Wrexam")

    assert refused.value.near == ("Wrexham",)


@pytest.mark.django_db
def test_terms_are_known_by_synonym_and_unknown_ones_are_left_out():
    theme = ThemeFactory(name="Loneliness", synonyms=["social isolation"])
    reader = ListReader(NameReader(type(theme)))

    said = read(reader, "Social isolation; Beekeeping")

    assert said.value == ["loneliness"]
    assert said.unknown == (("strategies.Theme", "Beekeeping"),)


@pytest.mark.django_db
def test_sources_are_known_by_their_address():
    source = SourceFactory(url="https://www.york.gov.uk/report/")

    assert read(NameReader(Source), "http://york.gov.uk/report").value == source.slug
