"""The evidence map, drawn by hand and by property."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestudies.evidence.map.drawing import SIZES, Axis, Met, draw_map, size_of
from casestudies.evidence.ties import Tie, parse_tie, tie_between, tied
from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

APPROACHES = Vocabulary.of(
    [
        Term("training", "Training"),
        Term("first-aid", "First aid", "training"),
        Term("contact", "Every contact", "training"),
        Term("grants", "Grants"),
    ]
)
OUTCOMES = Vocabulary.of([Term("skills", "Skills"), Term("money", "Money")])
MET = {
    ("training", "skills"): Met(3, 2),
    ("first-aid", "skills"): Met(2, 1),
    ("contact", "skills"): Met(1, 2),
    ("grants", "money"): Met(1, 0),
}
APPROACH_TOTALS = {"training": 4, "first-aid": 2, "contact": 2, "grants": 5}
OUTCOME_TOTALS = {"skills": 3, "money": 1}


def drawn(opened=(), within=(), met=MET):
    return draw_map(
        Axis("approach", APPROACHES, APPROACH_TOTALS, opened, within),
        Axis("outcome", OUTCOMES, OUTCOME_TOTALS),
        met,
        7,
    )


def numbers(the_map):
    return [[cell.number for cell in row.cells] for row in the_map.rows]


def heads(the_map):
    return [(row.head.value, row.head.depth, row.head.total) for row in the_map.rows]


def test_rows_and_columns_stand_fullest_first_and_pairs_left_out_are_gaps():
    the_map = drawn()

    assert heads(the_map) == [("grants", 0, 5), ("training", 0, 4)]
    assert [head.value for head in the_map.columns] == ["skills", "money"]
    assert numbers(the_map) == [[0, 1], [3, 0]]
    assert (the_map.total, the_map.cells, the_map.gaps) == (7, 4, 2)


def test_opened_row_is_followed_by_its_narrower_ones_by_name_where_equal():
    the_map = drawn(opened=["training"])

    assert heads(the_map)[1:] == [("training", 0, 4), ("contact", 1, 2), ("first-aid", 1, 2)]
    assert the_map.rows[1].head.is_open
    assert not the_map.rows[0].head.has_narrower


def test_filter_on_an_axis_leaves_what_was_chosen_and_what_is_narrower():
    assert heads(drawn(within=["training"], opened=["training"])) == [
        *(("training", 0, 4), ("contact", 1, 2), ("first-aid", 1, 2)),
    ]
    assert heads(drawn(within=["first-aid"])) == [("first-aid", 0, 2)]
    assert heads(drawn(within=["first-aid", "training"])) == [("training", 0, 4)]


def test_cell_carries_its_strongest_level_and_a_size_by_area():
    cell = drawn().rows[1].cells[0]

    assert (cell.number, cell.level, cell.size) == (3, 2, SIZES)
    assert size_of(0, 9) == 0
    assert size_of(1, 36) == 1
    assert size_of(9, 36) == 3


def test_only_gaps_leaves_out_what_has_none():
    full = {(r, c): Met(1, 0) for r in ("training", "grants") for c in ("skills", "money")}
    del full["grants", "money"]

    the_map = drawn(met=full).only_gaps()

    assert [row.head.value for row in the_map.rows] == ["grants"]
    assert [head.value for head in the_map.columns] == ["money"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("approach.a~outcome.b", Tie("approach|outcome", "a", "b")),
        ("outcome.b~approach.a", Tie("approach|outcome", "a", "b")),
        (" enabler.e~outcome.o ", Tie("enabler|outcome", "e", "o")),
        *((text, None) for text in ("", "~", "a~b", "approach.a", "approach.a~approach.b")),
        *((text, None) for text in ("approach.~outcome.b", "setting.a~outcome.b", "approach.a|b~")),
        ("approach.a~outcome.b~enabler.c", None),
    ],
)
def test_tie_is_read_from_an_address(text, expected):
    assert parse_tie(text) == expected


def test_tie_is_written_as_it_is_read_and_some_families_have_none():
    tie = tie_between("outcome", "skills", "enabler", "trust")

    assert tie == Tie("enabler|outcome", "trust", "skills")
    assert parse_tie(tie.parameter) == tie
    assert tied("population", "outcome") == ""


SLUGS = st.sampled_from(["a", "b", "c", "d", "e"])


@st.composite
def axes(draw, family):
    """A tree of up to five concepts: each is below an earlier one or at the top."""
    terms: list[Term] = []
    for slug in draw(st.lists(SLUGS, unique=True, min_size=1)):
        broader = draw(st.sampled_from([None, *(term.value for term in terms)]))
        terms.append(Term(slug, slug.upper(), broader))
    totals = draw(st.dictionaries(SLUGS, st.integers(0, 9)))
    opened = draw(st.sets(SLUGS))
    return Axis(family, Vocabulary.of(terms), totals, opened, draw(st.sets(SLUGS, max_size=2)))


METS = st.dictionaries(
    st.tuples(SLUGS, SLUGS), st.builds(Met, st.integers(1, 99), st.integers(0, 5))
)


@given(rows=axes("approach"), columns=axes("outcome"), met=METS)
def test_switching_the_axes_transposes_the_map(rows, columns, met):
    one = draw_map(rows, columns, met, 9)
    other = draw_map(columns, rows, {(b, a): found for (a, b), found in met.items()}, 9)

    assert [row.head for row in other.rows] == list(one.columns)
    assert list(other.columns) == [row.head for row in one.rows]
    for y, row in enumerate(one.rows):
        for x, cell in enumerate(row.cells):
            twin = other.rows[x].cells[y]
            assert (cell.number, cell.level, cell.size) == (twin.number, twin.level, twin.size)


@given(rows=axes("approach"), columns=axes("outcome"), met=METS)
def test_every_cell_says_what_was_counted_and_each_pair_stands_once(rows, columns, met):
    the_map = draw_map(rows, columns, met, 9)

    seen = set()
    for row in the_map.rows:
        assert row.head.total == rows.totals.get(row.head.value, 0)
        for cell in row.cells:
            key = (cell.row.value, cell.column.value)
            assert key not in seen
            seen.add(key)
            assert cell.number == (met[key].number if key in met else 0)
            assert (cell.size == 0) == (cell.number == 0)
            assert 0 <= cell.size <= SIZES
    assert the_map.gaps == sum(key not in met for key in seen)


@given(rows=axes("approach"), columns=axes("outcome"), met=METS)
def test_opening_everything_shows_every_concept_that_the_filter_allows(rows, columns, met):
    everything = {term.value for term in rows.vocabulary}
    allowed = rows.vocabulary.with_narrower(rows.within & everything) or everything

    the_map = draw_map(
        Axis("a", rows.vocabulary, rows.totals, everything, rows.within), columns, met, 9
    )

    shown = [row.head.value for row in the_map.rows]
    assert len(shown) == len(set(shown))
    assert set(shown) <= everything
    if not rows.within or rows.within & everything:
        assert set(shown) == allowed


@given(rows=axes("approach"), columns=axes("outcome"), met=METS)
def test_only_gaps_loses_no_gap(rows, columns, met):
    the_map = draw_map(rows, columns, met, 9)

    assert the_map.only_gaps().gaps == the_map.gaps


@given(numbers=st.lists(st.integers(1, 500), min_size=2))
def test_more_case_studies_never_have_a_smaller_circle(numbers):
    sizes = [size_of(number, max(numbers)) for number in sorted(numbers)]

    assert sizes == sorted(sizes)
    assert sizes[-1] == SIZES
