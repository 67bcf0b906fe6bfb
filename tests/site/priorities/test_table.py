"""Themes against councils, by hand and by property."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary
from wellbeing_portal.site.priorities.table import COUNCILS_SHOWN, HEAVIEST, tabulate

THEMES = Vocabulary.of([Term("work", "Work"), Term("housing", "Housing"), Term("age", "Age")])
COUNCILS = Vocabulary.of([Term(f"c{place:02}", f"Council {place:02}") for place in range(30)])


def test_themes_of_most_councils_come_first_and_councils_with_most_priorities():
    pairs = {("housing", "c01"): 1, ("housing", "c02"): 2, ("work", "c02"): 7}

    table = tabulate(THEMES, COUNCILS, pairs, {"housing": 2, "work": 7}, {"c01": 1, "c02": 8})

    assert table.councils == (("c02", "Council 02", 8), ("c01", "Council 01", 1))
    assert [(row.value, row.councils, row.priorities, row.numbers) for row in table.rows] == [
        ("housing", 2, 2, (2, 1)),
        ("work", 1, 7, (7, 0)),
        ("age", 0, 0, (0, 0)),
    ]
    assert table.left_out == 0


@given(
    pairs=st.dictionaries(
        st.tuples(
            st.sampled_from([term.value for term in THEMES]),
            st.sampled_from([term.value for term in COUNCILS]),
        ),
        st.integers(1, 9),
    )
)
def test_every_council_is_counted_though_only_some_have_a_column(pairs):
    by_council: dict[str, int] = {}
    for (_, council), number in pairs.items():
        by_council[council] = by_council.get(council, 0) + number

    table = tabulate(THEMES, COUNCILS, pairs, {}, by_council)

    assert len(table.councils) == min(COUNCILS_SHOWN, len(by_council))
    assert len(table.councils) + table.left_out == len(by_council)
    shown = [slug for slug, *_ in table.councils]
    for row in table.rows:
        assert row.councils == sum(theme == row.value for theme, _ in pairs)
        assert row.numbers == tuple(pairs.get((row.value, slug), 0) for slug in shown)


def test_full_table_with_long_addresses_has_fewer_columns():
    many = Vocabulary.of([Term(f"t{place}", f"Theme {place}") for place in range(25)])
    by_council = {term.value: 25 for term in COUNCILS}
    pairs = {(theme.value, council): 1 for theme in many for council in by_council}
    long = "region=north-east&" * 20

    full, longer = (
        tabulate(many, COUNCILS, pairs, {}, by_council, filters) for filters in ("", long)
    )

    assert 0 < len(longer.councils) < len(full.councils) <= COUNCILS_SHOWN
    assert len(longer.councils) + longer.left_out == len(COUNCILS.terms)
    assert 25 * len(longer.councils) * len(long) <= HEAVIEST
