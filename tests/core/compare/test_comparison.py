"""What a comparison says is shared is shared, whatever is compared."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wellbeing_portal.core.compare.comparison import (
    ComparedItem,
    Comparison,
    HeldBy,
    Show,
    Trait,
    aligned,
    compare,
    listed,
    told,
)

KEYS = st.lists(st.sampled_from("abcdefgh"), max_size=8)
ITEMS = st.lists(KEYS, min_size=2, max_size=4)
NAMES = ("Ayr", "Bath", "Cork", "Deal")


def heads(number: int) -> list[ComparedItem]:
    return [
        ComparedItem(name.lower(), f"{name} in full", name, f"/{name}/") for name in NAMES[:number]
    ]


def entries(keys: list[str]) -> list[Trait]:
    return [Trait(key, f"Value {key}", f"How {key} went") for key in keys]


def both(items: list[list[str]]) -> Comparison:
    """The same items compared value by value and as lists."""
    named = heads(len(items))
    rows = [entries(keys) for keys in items]
    return compare(
        named,
        [
            aligned("aligned", "Aligned", named, rows, "value"),
            listed("listed", "Listed", named, rows),
        ],
    )


def standings(comparison: Comparison, item: int) -> list[set[tuple[str, HeldBy]]]:
    """The values of one item with their standing, in each section."""
    return [
        {
            (value.trait.key, value.mark.standing)
            for row in section.rows
            for value in row.cells[item].values
        }
        for section in comparison.sections
    ]


def expected(key: str, items: list[list[str]]) -> HeldBy:
    holders = sum(key in keys for keys in items)
    if holders == len(items):
        return HeldBy.ALL
    return HeldBy.ONE if holders == 1 else HeldBy.SOME


@given(ITEMS)
def test_value_stands_as_widely_as_items_have_it(items):
    comparison = both(items)

    for number, keys in enumerate(items):
        wanted = {(key, expected(key, items)) for key in keys}
        assert all(found == wanted for found in standings(comparison, number))


@given(ITEMS, st.randoms(use_true_random=False))
def test_order_of_items_is_kept_and_changes_nothing_else(items, random):
    order = list(range(len(items)))
    random.shuffle(order)

    before, after = both(items), both([items[place] for place in order])

    assert [head.slug for head in after.heads] == [h.slug for h in heads(len(items))]
    for new, old in enumerate(order):
        assert standings(after, new) == standings(before, old)
    labels = [[row.label for row in section.rows] for section in before.sections]
    assert labels == [[row.label for row in section.rows] for section in after.sections]


@given(ITEMS)
def test_differences_and_shared_leave_out_nothing_together(items):
    whole = both(items)
    parts = [whole.showing(show) for show in (Show.DIFFERENCES, Show.SHARED)]

    for number in range(len(items)):
        seen = [set().union(*standings(part, number)) for part in parts]
        everything = set().union(*standings(whole, number))
        assert seen[0] | seen[1] == everything
        assert all(standing is not HeldBy.ALL for _key, standing in seen[0])
        assert all(standing is not HeldBy.ONE for _key, standing in seen[1])


def test_most_widely_shared_come_first_and_single_ones_in_one_row():
    named = heads(3)

    section = aligned(
        "a", "A", named, [entries(list(keys)) for keys in ("abz", "bay", "bx")], "value"
    )

    assert [(row.label, row.mark and row.mark.words) for row in section.rows] == [
        ("Value b", "All three"),
        ("Value a", "Ayr and Bath"),
        ("Only in one of them", None),
    ]
    last = section.rows[-1]
    assert [[value.trait.key for value in cell.values] for cell in last.cells] == [
        ["z"],
        ["y"],
        ["x"],
    ]


def test_every_value_may_have_a_row_of_its_own():
    section = aligned(
        "a", "A", heads(2), [entries(["a"]), entries(["b"])], "value", row_for_each=True
    )

    assert [row.mark and row.mark.words for row in section.rows] == [
        "Of these, only Ayr",
        "Of these, only Bath",
    ]
    assert section.rows[0].cells[1].is_empty


def test_list_begins_with_what_is_most_widely_shared():
    lists = [entries(list(keys)) for keys in ("zyxa", "bya", "ca")]

    cells = listed("l", "L", heads(3), lists).rows[0].cells

    order = ["".join(value.trait.key for value in cell.values) for cell in cells]
    assert order == ["ayzx", "ayb", "ac"]


def test_row_of_lists_says_once_that_all_is_the_same_or_all_differs():
    named = heads(2)

    same = listed("s", "S", named, [entries(["a"]), entries(["a"])]).rows[0]
    different = listed("d", "D", named, [entries(["a"]), entries(["b"])]).rows[0]
    mixed = listed("m", "M", named, [entries(["a"]), entries(["a", "b"])]).rows[0]

    assert same.mark
    assert same.mark.words == "Both"
    assert different.mark
    assert different.mark.words == "No two the same"
    assert mixed.mark is None


def test_sections_in_which_nobody_has_anything_are_left_out():
    named = heads(2)

    comparison = compare(
        named, [listed("l", "L", named, [[], []]), told("t", "T", named, [("", ""), ("", "")])]
    )

    assert comparison.sections == ()


def test_texts_are_differences_and_never_shared():
    named = heads(2)
    comparison = compare(named, [told("t", "T", named, [("Same.", ""), ("Same.", "")])])

    assert comparison.showing(Show.DIFFERENCES).sections
    assert not comparison.showing(Show.SHARED).sections


def test_words_name_three_values_and_count_the_others():
    comparison = both([list("abcdexy"), list("abcdez")])

    assert comparison.in_common == "Both mention 5 values (value a; value b; value c; and 2 more)."
    assert comparison.apart == (
        "Of these, only Ayr has 2 values (value x; value y).",
        "Of these, only Bath has 1 value (value z).",
    )


def test_words_say_when_nothing_is_shared():
    assert both([["a"], ["b"], []]).in_common == "No value stands in all three."
