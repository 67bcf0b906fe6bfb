"""What frameworks have in common, by hand."""

from __future__ import annotations

from casestudies.evidence.coverage import cover
from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

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
