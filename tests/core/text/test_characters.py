"""What of a text is kept, and what can be written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wellbeing_portal.core.text.characters import for_xml, storable, storable_within

EVERYTHING = st.text(alphabet=st.characters(codec=None))


@pytest.mark.parametrize(
    ("given_text", "text", "line"),
    [
        ("one\x0btwo", "one\ntwo", "one two"),
        ("one\x0ctwo\x85three", "one\ntwo\nthree", "one two three"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef", "abcdef"),
        ("half \ud83d", "half ", "half "),
        ("no\ufffe\uffff\ufdd0\U0001ffff characters", "no characters", "no characters"),
        ("tab\tand\nline\r\nends", "tab\tand\nline\nends", "tab\tand\nline ends"),
        ("turned\u202e round\u2066 here\ufeff", "turned round here", "turned round here"),
        ("one\u2028two\u2029three", "one\ntwo\nthree", "one two three"),
        ("שלום 👩🏽‍🤝‍👨🏿 é ｅ", "שלום 👩🏽‍🤝‍👨🏿 é ｅ", "שלום 👩🏽‍🤝‍👨🏿 é ｅ"),
    ],
)
def test_text_is_kept_without_what_is_no_character(given_text, text, line):
    assert storable(given_text) == text
    assert storable(given_text, one_line=True) == line


@given(EVERYTHING)
def test_kept_text_holds_nothing_that_is_no_character_and_can_be_kept_again(text):
    found = storable(text)

    assert {unicodedata.category(one) for one in found if one not in "\t\n\r"} & {
        "Cc",
        "Cs",
    } == set()
    assert for_xml(found.replace("\r", "")) == found.replace("\r", "")
    assert storable(found) == found
    assert len(found) <= len(text)


@given(st.recursive(EVERYTHING | st.integers() | st.none(), st.lists))
def test_lists_are_kept_text_by_text(value):
    def flat(one):
        return [two for each in one for two in flat(each)] if isinstance(one, list) else [one]

    assert flat(storable_within(value)) == [
        storable(one) if isinstance(one, str) else one for one in flat(value)
    ]


@given(EVERYTHING)
def test_text_for_xml_is_read_back_by_a_strict_parser(text):
    element = etree.Element("t")
    element.text = for_xml(text)

    assert (etree.fromstring(etree.tostring(element)).text or "") == for_xml(text)
