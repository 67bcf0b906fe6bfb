"""What a concept goes with, ranked; and a family as a tree: by hand and by property."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casestudies.evidence.goes_with import rank_companions
from casestudies.evidence.tree import grow_tree
from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

OUTCOMES = Vocabulary.of(
    [
        Term("skills", "Skills"),
        Term("knowledge", "Knowledge", "skills"),
        Term("money", "Money"),
        Term("access", "Access"),
        Term("nothing", "Nothing"),
    ]
)


def test_most_findings_come_first_then_the_stronger_and_narrower_stand_below_broader():
    rows = rank_companions(
        OUTCOMES,
        {"skills": {0: 2, 2: 1}, "knowledge": {2: 1}, "money": {1: 3}, "access": {0: 4}},
        {"skills": {"activity": 1, "better": 2}},
        {"skills": 2, "knowledge": 1, "money": 3},
        {"skills": "approach.a~outcome.skills"},
    )

    assert [(row.value, row.depth, row.findings, row.level, row.studies) for row in rows] == [
        ("access", 0, 4, 0, 0),
        ("skills", 0, 3, 2, 2),
        ("knowledge", 1, 1, 2, 1),
        ("money", 0, 3, 1, 3),
    ]
    assert rows[1].directions == (("better", 2), ("activity", 1))
    assert rows[1].tie == "approach.a~outcome.skills"
    assert rows[1].level_label.startswith("Change measured")


NUMBERS = st.dictionaries(st.sampled_from([term.value for term in OUTCOMES]), st.integers(0, 9))


@given(numbers=NUMBERS, findings=NUMBERS)
def test_tree_holds_every_concept_once_with_its_numbers_and_the_fullest_first(numbers, findings):
    tree = grow_tree(OUTCOMES, {}, numbers, findings, {})

    seen = []

    def walk(branches):
        assert [one.number for one in branches] == sorted(
            (one.number for one in branches), reverse=True
        )
        for one in branches:
            seen.append(one.value)
            assert one.number == numbers.get(one.value, 0)
            assert one.findings == findings.get(one.value, 0)
            assert 0 <= one.share <= 100
            walk(one.narrower)

    walk(tree)
    assert sorted(seen) == sorted(term.value for term in OUTCOMES)
