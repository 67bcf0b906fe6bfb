"""Parts of records as bits: those of records, wherever their keys lie."""

from __future__ import annotations

from collections import Counter

import pytest

from casestudies.models import Finding
from tests import factories as make
from tests.search.test_agrees_with_sql import bound
from wellbeing_portal.search import Question, current, same_part, slots
from wellbeing_portal.search.parts import Parts

pytestmark = pytest.mark.django_db


def keys_of(found: Parts, bits: int) -> set[int]:
    """Return the parts among ``bits``, one by one."""
    return {
        key
        for key in Finding.objects.values_list("pk", flat=True)
        if bits & found._slots.bits([key])
    }


@pytest.mark.parametrize("spread", [slots.SPREAD, 0])
def test_parts_of_records_are_all_of_theirs_and_no_others(
    spread: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "SPREAD", spread)
    studies = [make.CaseStudyFactory.create(state="published") for _ in range(4)]
    rows = {
        study.pk: {make.FindingFactory.create(case_study=study).pk for _ in range(number)}
        for study, number in zip(studies, (3, 1, 2, 0), strict=True)
    }
    found = Parts(current(), "finding")

    for chosen in ([], [0], [1, 3], [0, 2], [3], [0, 1, 2, 3]):
        keys = [studies[place].pk for place in chosen]
        bits = found.of_records(keys)
        assert keys_of(found, bits) == set().union(*(rows[key] for key in keys))
        assert found.count(bits) == sum(bool(rows[key]) for key in keys)
        assert found.keys(bits) == [key for key in keys if rows[key]]


@pytest.mark.parametrize("with_word", [1, 3, 4])
def test_words_in_few_accounts_or_in_most_are_counted_alike(
    with_word: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(same_part, "MANY", 0)
    claims = ["changed", "done", "changed", "intended"]
    for number, claim in enumerate(claims):
        title = f"A {'garden' if number < with_word else 'school'} {number}"
        study = make.CaseStudyFactory.create(title=title, state="published")
        direction = "better" if claim == "changed" else ""
        level = 2 if claim == "changed" else None
        make.FindingFactory.create(
            case_study=study, claim=claim, direction=direction, evidence_level=level
        )
    asked = bound({"q": ["garden"]}).search("case-study")

    matches = current().ask(Question(asked, facets=["claim"]))

    assert matches.total == with_word
    assert current().total(asked) == with_word
    assert matches.facets["claim"] == dict(Counter(claims[:with_word]))
