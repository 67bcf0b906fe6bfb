"""Citations for reference managers."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing_portal.core.citation import Citation, write_bibtex, write_ris


def citation(title="Living Streets", updated_on=dt.date(2021, 12, 31)):
    return Citation(
        title=title,
        slug="living-streets",
        url="https://portal.example/case-studies/living-streets/",
        updated_on=updated_on,
        seen_on=dt.date(2026, 11, 21),
    )


def test_bibtex_entry():
    assert write_bibtex(citation()) == (
        "@misc{living-streets-2021,\n"
        "  author = {{Council Wellbeing Portal}},\n"
        "  title = {{Living Streets}},\n"
        "  year = {2021},\n"
        "  url = {https://portal.example/case-studies/living-streets/},\n"
        "  urldate = {2026-11-21},\n"
        "  note = {Updated 31 December 2021}\n"
        "}\n"
    )


def test_ris_entry():
    assert write_ris(citation()).split("\r\n") == [
        "TY  - ELEC",
        "AU  - Council Wellbeing Portal",
        "TI  - Living Streets",
        "PB  - Council Wellbeing Portal",
        "PY  - 2021",
        "DA  - 2021/12/31/",
        "UR  - https://portal.example/case-studies/living-streets/",
        "Y2  - 2026/11/21/",
        "ER  - ",
        "",
    ]


def test_record_without_a_date_is_cited_by_the_day_it_was_seen():
    undated = citation(updated_on=None)

    assert "(2026)" in undated.text
    assert "Seen 21 November 2026" in undated.text
    assert "note" not in write_bibtex(undated)
    assert "DA" not in write_ris(undated)


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Health & care: 100%", r"Health \& care: 100\%"),
        ("a_b #1 $2", r"a\_b \#1 \$2"),
        ("} , note = {x", r"\textbraceright{} , note = \textbraceleft{}x"),
        (
            r"\input{/etc/passwd}",
            r"\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{}",
        ),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("two\nlines", "two lines"),
        ("Llên 👩🏽‍🤝‍👨🏿", "Llên 👩🏽‍🤝‍👨🏿"),
    ],
)
def test_title_cannot_break_bibtex(title, written):
    assert f"  title = {{{{{written}}}}},\n" in write_bibtex(citation(title))


@given(st.text())
def test_braces_of_bibtex_always_balance(title):
    text = write_bibtex(citation(title))

    assert text.count("{") == text.count("}")
    assert len(text.split("\n")) == 9


@given(st.text())
def test_title_never_begins_a_field_of_its_own_in_ris(title):
    tags = [line[:2] for line in write_ris(citation(title)).split("\r\n")]

    assert [tag for tag in tags if tag not in {"TI", ""}] == [
        *("TY", "AU", "PB", "PY", "DA", "UR", "Y2", "ER")
    ]
