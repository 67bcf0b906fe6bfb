"""A table with more cells than the engine counts at once is counted in parts, and exactly."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from casestudies.models import Finding
from tests import factories as make
from wellbeing_portal.search import ANY_ORDER, Question, Reader, Search, current
from wellbeing_portal.search.engine_counts import CountsByEngine
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


def kept(reader: Reader) -> list[Any]:
    return list(reader.memory._answers)


def cells(*rows: Finding) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        tied = (row.approaches, row.outcomes, row.enablers)
        found.update(product(*([one.slug for one in relation.all()] for relation in tied)))
    return found


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The facets and tables that the engine has counted, in their order."""
    found: list[Any] = []
    count = CountsByEngine.count

    def counting(engine: CountsByEngine, query: Any, names: Any, tables: Any = ()) -> Any:
        found.extend((*names, *tables))
        return count(engine, query, names, tables)

    monkeypatch.setattr(CountsByEngine, "count", counting)
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


def test_tables_that_are_not_to_be_kept_are_the_same_and_drive_nothing_out() -> None:
    rows = finding(2), finding(3)
    table = CrossTable(("approach", "outcome", "enabler"))
    asked = Question(Search("finding"), size=0, tables=[table], keep_tables=False)
    reader = current()

    (found,) = reader.ask(asked).tables

    assert found == cells(*rows)
    assert not any("cross tables" in repr(key) for key in kept(reader))
    assert reader.ask(replace(asked, keep_tables=True)).tables == (found,)


def test_tables_that_are_kept_are_counted_once(counted: list[Any]) -> None:
    row = finding(2)
    table = CrossTable(("approach", "outcome", "enabler"))
    asked = Question(Search("finding"), size=0, tables=[table])
    reader = current()

    assert [reader.ask(asked).tables for _ in range(2)] == [(cells(row),)] * 2
    assert counted == [table]


def test_what_is_chosen_in_a_facet_leaves_its_counts_which_are_counted_once(
    counted: list[Any], settings: Any
) -> None:
    settings.INDEX_BITMAPS = False
    slugs = [one.slug for one in finding(2).approaches.all()]
    reader = current()

    for slug in slugs:
        asked = Question(Search("finding", "", {"approach": [slug]}), size=0, facets=["approach"])
        assert reader.ask(asked).facets["approach"] == dict.fromkeys(slugs, 1)

    assert counted == ["approach"]


def test_who_needs_no_order_finds_all_the_same() -> None:
    rows = [finding(1) for _ in range(5)]
    hidden = make.FindingFactory.create(case_study=make.CaseStudyFactory.create())
    reader = current()

    found = reader.ask(Question(Search("finding"), ANY_ORDER, size=None, told=False))

    assert set(found.ids) == {row.pk for row in rows} != {hidden.pk}
    assert found.total == len(rows)
