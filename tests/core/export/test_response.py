"""Names and addresses of files."""

import datetime as dt

import pytest
from django.test import RequestFactory

from wellbeing_portal.core.export.response import disposition, without_own_parameters


def test_name_says_what_and_when(about):
    assert about.file_name("xlsx") == "case-studies-2026-11-21.xlsx"
    assert (
        about.file_name("csv", "framework_items") == "case-studies-framework_items-2026-11-21.csv"
    )


def test_name_of_letters_beyond_ascii_is_given_twice():
    header = disposition("Llên “Gwynedd”.csv")

    assert header == (
        'attachment; filename="Ll_n _Gwynedd_.csv"; '
        "filename*=UTF-8''Ll%C3%AAn%20%E2%80%9CGwynedd%E2%80%9D.csv"
    )


@pytest.mark.parametrize("name", ['a"b.csv', "a\r\nSet-Cookie: x.csv", "a;b.csv", "a\\b.csv"])
def test_name_cannot_break_out_of_the_header(name):
    plain = disposition(name).split(";")[1]

    assert plain.strip().removeprefix('filename="').removesuffix('"').isascii()
    assert not set('"\r\n;\\') & set(plain.strip().removeprefix('filename="').removesuffix('"'))


def test_address_of_a_file_is_that_of_its_page():
    request = RequestFactory().get("/x/?region=a&region=b&page=3&export=csv&table=t&q=a%26b")

    assert without_own_parameters(request) == "/x/?region=a&region=b&q=a%26b"
    assert without_own_parameters(request, export="json").endswith("&q=a%26b&export=json")


def test_made_on_is_for_reading():
    from wellbeing_portal.core.export.table import About

    about = About("T", "t", "http://x/", dt.datetime(2026, 1, 2, tzinfo=dt.UTC))

    assert (about.made_on, about.filters_in_words) == ("2 January 2026", "none")
