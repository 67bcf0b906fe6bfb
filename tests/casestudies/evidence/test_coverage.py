"""What illustrates items of frameworks, and what frameworks agree on: by hand and by property."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casestudies.evidence.coverage import (
    MANY_ITEMS,
    SHOWN,
    Tagged,
    cover,
    illustrate,
    illustrations_shown,
)
from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

NONE: frozenset[str] = frozenset()
TRAINING, TRUST = frozenset({"training"}), frozenset({"trust"})


def test_what_shares_an_approach_and_an_enabler_comes_before_stronger_evidence():
    findings = [
        Tagged(1, 3, 10, NONE, TRUST),
        Tagged(2, 2, 20, TRAINING, NONE),
        Tagged(3, 0, 30, TRAINING, TRUST),
        Tagged(4, 5, 40, frozenset({"grants"}), NONE),
    ]

    assert illustrate({7: (TRAINING, TRUST)}, findings, 4) == {7: [3, 2, 1]}


def test_stronger_evidence_decides_between_equals_and_a_case_study_stands_once():
    findings = [
        Tagged(1, 1, 10, TRAINING, NONE),
        Tagged(2, 2, 20, TRAINING, NONE),
        Tagged(3, 2, 20, TRAINING, NONE),
    ]

    assert illustrate({7: (TRAINING, NONE), 8: (NONE, TRUST)}, findings) == {7: [2, 1], 8: []}


def test_frameworks_with_many_items_show_one_finding_for_each():
    assert illustrations_shown(MANY_ITEMS) == SHOWN
    assert illustrations_shown(MANY_ITEMS + 1) == 1


SLUGS = st.frozensets(st.sampled_from("abc"), max_size=2)


@given(
    wanted=st.tuples(SLUGS, SLUGS),
    findings=st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4), SLUGS, SLUGS), max_size=9),
    shown=st.integers(1, 4),
)
def test_only_what_shares_something_illustrates_and_never_more_than_asked_for(
    wanted, findings, shown
):
    tagged = [Tagged(pk, *values) for pk, values in enumerate(findings)]

    chosen = illustrate({1: wanted}, tagged, shown)[1]

    sharing = [one for one in tagged if wanted[0] & one.approach or wanted[1] & one.enabler]
    assert len(chosen) == min(shown, len({one.case_study for one in sharing}))
    assert set(chosen) <= {one.pk for one in sharing}


APPROACHES = Vocabulary.of(
    [
        Term("training", "Training"),
        Term("first-aid", "First aid", "training"),
        Term("grants", "Grants"),
        Term("unsaid", "Unsaid"),
    ]
)


def test_coverage_counts_items_once_for_the_broader_and_ranks_what_most_say():
    rows = [
        (1, 4, "first-aid"),
        (1, 2, "training"),
        (1, 4, "training"),
        (2, 9, "first-aid"),
        *((1, place, "grants") for place in range(1, 8)),
    ]

    covered = cover("approach", APPROACHES, [2, 1], rows)

    assert [(row.value, row.frameworks, row.numbers) for row in covered] == [
        ("training", 2, ((1, 9), (2, 2))),
        ("first-aid", 2, ((1, 9), (1, 4))),
        ("grants", 1, ((0, 0), (7, 1))),
    ]
