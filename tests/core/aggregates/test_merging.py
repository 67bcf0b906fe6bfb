"""What two people made of the same record is brought together, and nothing of either is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casestudies.aggregates import CaseStudyForm
from tests.core.aggregates.forms import form_of_kind
from tests.depth import examples
from tests.universe import Universe
from wellbeing_portal.core.aggregates import difference, merge, read
from wellbeing_portal.core.aggregates.shape import shape_of

pytestmark = pytest.mark.django_db

ARBITRARY = settings(
    max_examples=examples(24),
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


@ARBITRARY
@given(data=st.data())
def test_what_only_one_changed_is_as_that_one_has_it(universe: Universe, data: Any) -> None:
    base, other = (data.draw(form_of_kind(CaseStudyForm)) for _ in range(2))

    for merged, wanted in [(merge(base, base, other), other), (merge(base, other, base), other)]:
        assert merged.conflicts == []
        assert same(merged.form, wanted)
    assert same(merge(base, other, other).form, other)
    assert merge(base, other, other).conflicts == []


@ARBITRARY
@given(data=st.data())
def test_what_either_changed_stands_or_is_a_conflict(universe: Universe, data: Any) -> None:
    base, theirs, mine = (data.draw(form_of_kind(CaseStudyForm)) for _ in range(3))
    merged = merge(base, theirs, mine)

    for name in CaseStudyForm.model_fields:
        if name in shape_of(CaseStudyForm).rows:
            continue
        was, other, own = (getattr(one, name) for one in (base, theirs, mine))
        now = getattr(merged.form, name)
        told = [one for one in merged.conflicts if one.path == (name,)]
        assert now == (other if own == was else own), name
        assert bool(told) == (was not in (other, own) and other != own), name


def same(one: Any, other: Any) -> bool:
    """Whether two forms say the same; rows may have another order."""
    return not [two for two in difference(one, other) if two.what != "moved"]


def rows_changed(form: Any, name: str, rows: Any) -> Any:
    return form.model_copy(update={name: rows})


def test_changes_of_two_rows_and_of_two_fields_of_a_row_come_together(universe: Universe) -> None:
    base = read(universe.rich)
    first, second, *others = base.findings
    theirs = rows_changed(
        base,
        "findings",
        [first.model_copy(update={"period": "2021"}), second, *others],
    )
    mine = rows_changed(
        base,
        "findings",
        [
            first.model_copy(update={"measure": "knew everybody"}),
            second.model_copy(update={"statement": "Mine."}),
            *others,
        ],
    )
    merged = merge(base, theirs, mine)

    assert merged.conflicts == []
    assert (merged.form.findings[0].period, merged.form.findings[0].measure) == (
        *("2021", "knew everybody"),
    )
    assert merged.form.findings[1].statement == "Mine."


def test_a_value_that_both_changed_is_a_conflict_that_names_both(universe: Universe) -> None:
    base = read(universe.rich)
    theirs, mine = (base.model_copy(update={"title": said}) for said in ("Theirs", "Mine"))
    merged = merge(base, theirs, mine)

    (conflict,) = merged.conflicts
    assert (conflict.path, conflict.base) == (("title",), base.title)
    assert (conflict.theirs, conflict.mine, merged.form.title) == ("Theirs", "Mine", "Mine")


def test_a_row_that_one_removed_and_the_other_changed_stays_as_a_conflict(
    universe: Universe,
) -> None:
    base = read(universe.rich)
    first, *others = base.findings
    removed = rows_changed(base, "findings", others)
    changed = rows_changed(
        base, "findings", [first.model_copy(update={"statement": "Other."}), *others]
    )

    by_them = merge(base, removed, changed)
    assert [one.path for one in by_them.conflicts] == [("findings", first.key)]
    assert by_them.form.findings[0].statement == "Other."
    by_me = merge(base, changed, removed)
    assert [one.path for one in by_me.conflicts] == [("findings", first.key)]
    assert by_me.conflicts[0].theirs.statement == "Other."


def test_rows_that_either_added_or_removed_are_as_they_have_it(universe: Universe) -> None:
    base = read(universe.rich)
    first, second, *others = base.findings
    new = first.model_copy(update={"key": "theirs", "key_order": None})
    own = first.model_copy(update={"key": "mine", "key_order": None})
    theirs = rows_changed(base, "findings", [second, *others, new])
    mine = rows_changed(base, "findings", [own, first, second, *others])
    merged = merge(base, theirs, mine)

    keys = [row.key for row in merged.form.findings]
    assert keys == ["mine", second.key, *(row.key for row in others), "theirs"]
    assert merged.conflicts == []
