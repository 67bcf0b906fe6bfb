"""The evidence map, drawn by hand and by property."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casestudies.evidence.map.counts import Counted
from casestudies.evidence.map.drawing import Axis, draw_map
from casestudies.evidence.map.research import CellResearch
from casestudies.evidence.map.words import breakable, in_short, named
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
TOLD = {
    ("training", "skills"): Counted(3, 1, 0, 4, 2, frozenset({"better"}), (0, 1, 0)),
    ("first-aid", "skills"): Counted(2, 0, 0, 2, 0, frozenset({"better", "mixed"}), (2, 0, 0)),
    ("contact", "skills"): Counted(1, 0, 0, 1, 4, frozenset({"worse"}), (1, 0, 0)),
    ("grants", "money"): Counted(0, 1, 0, 1, None, frozenset(), (0, 1, 0)),
}
RESEARCH = {
    ("training", "skills"): CellResearch(findings=1, level=3),
    ("grants", "skills"): CellResearch(findings=2),
}


def drawn(opened=(), within=(), told=TOLD):
    return draw_map(
        Axis(APPROACHES, opened, within), Axis(OUTCOMES, short={"money": "£"}), told, RESEARCH, 7
    )


def numbers(the_map):
    return [[cell.number for cell in row.cells] for row in the_map.rows]


def heads(the_map):
    return [(row.head.value, row.head.depth) for row in the_map.rows]


def test_what_has_a_change_in_the_most_pairs_stands_first_and_pairs_left_out_are_gaps():
    the_map = drawn()

    assert heads(the_map) == [("training", 0), ("grants", 0)]
    assert [head.short for head in the_map.columns] == ["Skills", "£"]
    assert numbers(the_map) == [[3, 0], [0, 1]]
    assert (the_map.total, len(the_map.cells), the_map.gaps) == (7, 4, 2)


def test_opened_row_is_followed_by_its_narrower_ones_by_name_where_equal():
    the_map = drawn(opened=["training"])

    assert heads(the_map)[:3] == [("training", 0), ("contact", 1), ("first-aid", 1)]
    assert the_map.rows[0].head.is_open
    assert not the_map.rows[3].head.has_narrower


def test_filter_on_an_axis_leaves_what_was_chosen_and_what_is_narrower():
    opened = drawn(within=["training"], opened=["training"])
    assert heads(opened) == [("training", 0), ("contact", 1), ("first-aid", 1)]
    assert heads(drawn(within=["first-aid"])) == [("first-aid", 0)]
    assert heads(drawn(within=["first-aid", "training"])) == [("training", 0)]


def test_cells_draw_changes_first_and_only_those_have_a_shade():
    training, contact, first_aid, grants = drawn(opened=["training"]).rows

    assert [(c.claim, c.number, c.shade) for c in training.cells] == [
        ("changed", 3, 2),
        ("", 0, None),
    ]
    assert (contact.cells[0].shade, contact.cells[0].way) == (3, "worse")
    assert (first_aid.cells[0].shade, first_aid.cells[0].way) == (0, "mixed")
    assert (grants.cells[1].claim, grants.cells[1].number, grants.cells[1].shade) == (
        *("aimed", 1),
        None,
    )
    assert training.cells[0].is_inferred
    assert not contact.cells[0].is_inferred


def test_name_of_a_cell_is_a_sentence():
    training, contact, first_aid, grants = drawn(opened=["training"]).rows

    assert named(training.cells[0]) == (
        "Training, skills: change found in 3 case studies, the surest measured in those who took "
        "part, tie inferred, wider research"
    )
    assert named(contact.cells[0]).endswith("1 case study, repeated by others, for the worse")
    assert "change said in 2 case studies, without figures, mixed results" in named(
        first_aid.cells[0]
    )
    assert named(grants.cells[1]) == (
        "Grants, money: a change aimed at or calculated in 1 case study"
    )
    assert named(grants.cells[0]) == "Grants, skills: wider research: 2 reported findings"


def test_parts_add_up_to_all_pairs():
    parts = drawn(opened=["training"]).parts

    assert (parts.found, parts.said, parts.worked, parts.research, parts.nothing) == (2, 1, 1, 1, 3)
    assert parts.pairs == 8
    assert in_short(parts, counts_done=False) == (
        "What changed was counted or measured for 2 of the 8 pairs, and only said for 1 more. "
        "1 has only aims or calculations, 1 only wider research, 3 nothing."
    )


def test_only_gaps_leaves_out_what_has_none():
    full = {
        (r, c): Counted(1, count=1, level=0)
        for r in ("training", "grants")
        for c in ("skills", "money")
    }
    del full["grants", "money"]

    the_map = drawn(told=full).only_gaps()

    assert [row.head.value for row in the_map.rows] == ["grants"]
    assert [head.value for head in the_map.columns] == ["money"]


def test_long_words_of_a_head_may_break():
    assert breakable("Partnership working").replace("\N{SOFT HYPHEN}", "-") == (
        "Part-ner-ship working"
    )
    for word in ("Tele-phone", "Work-pla-ces", "Emer-gency", "Know-ledge"):
        assert breakable(word.replace("-", "")) == word.replace("-", "\N{SOFT HYPHEN}")
    assert breakable("Use of money") == "Use of money"


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
def axes(draw):
    """A tree of up to five concepts: each is below an earlier one or at the top."""
    terms: list[Term] = []
    for slug in draw(st.lists(SLUGS, unique=True, min_size=1)):
        broader = draw(st.sampled_from([None, *(term.value for term in terms)]))
        terms.append(Term(slug, slug.upper(), broader))
    return Axis(Vocabulary.of(terms), draw(st.sets(SLUGS)), draw(st.sets(SLUGS, max_size=2)))


@st.composite
def told(draw):
    changed, aimed, done = (draw(st.integers(0, 9)) for _ in range(3))
    level = draw(st.integers(0, 5)) if changed else None
    return Counted(changed, aimed, done, max(changed, aimed, done), level)


PAIRS = st.tuples(SLUGS, SLUGS)
METS = st.dictionaries(PAIRS, told())
RESEARCHED = st.dictionaries(PAIRS, st.builds(CellResearch, findings=st.integers(1, 9)))


@given(rows=axes(), columns=axes(), met=METS, research=RESEARCHED)
def test_switching_the_axes_transposes_the_map(rows, columns, met, research):
    def turned(pairs):
        return {(b, a): found for (a, b), found in pairs.items()}

    one = draw_map(rows, columns, met, research, 9)
    other = draw_map(columns, rows, turned(met), turned(research), 9)

    assert [row.head for row in other.rows] == list(one.columns)
    assert list(other.columns) == [row.head for row in one.rows]
    assert one.parts == other.parts
    for y, row in enumerate(one.rows):
        for x, cell in enumerate(row.cells):
            twin = other.rows[x].cells[y]
            assert (cell.told, cell.research) == (twin.told, twin.research)


@given(rows=axes(), columns=axes(), met=METS, research=RESEARCHED)
def test_every_cell_says_what_was_counted_and_each_pair_stands_once(rows, columns, met, research):
    the_map = draw_map(rows, columns, met, research, 9)

    seen = set()
    for cell in the_map.cells:
        key = (cell.row.value, cell.column.value)
        assert key not in seen
        seen.add(key)
        assert cell.told == met.get(key, Counted())
        assert (cell.shade is None) == (cell.told.changed == 0)
        assert cell.number == (cell.told.changed or cell.told.aimed or cell.told.done)
    assert the_map.parts.pairs == len(seen)
    assert the_map.only_gaps().gaps == the_map.gaps


@given(rows=axes(), columns=axes(), met=METS)
def test_opening_everything_shows_every_concept_that_the_filter_allows(rows, columns, met):
    everything = {term.value for term in rows.vocabulary}
    allowed = rows.vocabulary.with_narrower(set(rows.within) & everything) or everything

    the_map = draw_map(Axis(rows.vocabulary, everything, rows.within), columns, met, {}, 9)

    shown = [row.head.value for row in the_map.rows]
    assert len(shown) == len(set(shown))
    assert set(shown) <= everything
    if not rows.within or set(rows.within) & everything:
        assert set(shown) == allowed
