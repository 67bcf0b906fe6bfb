"""A table with more cells than the engine counts at once is counted in parts, and exactly."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from casestudies.models import Finding
from tests import factories as make
from wellbeing_portal.search import Question, Search, current
from wellbeing_portal.search.questions import CrossTable

pytestmark = pytest.mark.django_db

OF_EACH = 17
"""Of four kinds of values in one document: 83,521 cells, and the engine gives 65,000."""


def finding(number: int) -> Finding:
    study = make.CaseStudyFactory.create(state="published")
    row = make.FindingFactory.create(case_study=study)
    row.approaches.set(make.ApproachFactory.create_batch(number))
    row.outcomes.set(make.OutcomeFactory.create_batch(number))
    row.enablers.set(make.EnablerFactory.create_batch(number))
    row.councils.set(make.CouncilFactory.create_batch(number))
    return row


def cells(*rows: Finding) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        tied = (row.approaches, row.outcomes, row.enablers)
        found.update(product(*([one.slug for one in relation.all()] for relation in tied)))
    return found


def test_table_of_more_cells_than_the_engine_gives_is_whole() -> None:
    large, small = finding(OF_EACH), finding(2)
    small.outcomes.add(large.outcomes.get(pk=large.outcomes.values("pk")[:1]))
    four = CrossTable(("approach", "outcome", "enabler", "council"))
    three = CrossTable(("approach", "outcome", "enabler"))
    reader = current()

    whole, part = reader.ask(Question(Search("finding"), size=0, tables=[four, three])).tables

    assert len(whole) == OF_EACH**4 + 2 * 3 * 2 * 2
    assert part == cells(large, small)
