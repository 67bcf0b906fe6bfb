"""Reading and writing a whole record takes as many queries however many rows it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.models import CaseStudy, Finding, Framework
from strategies.models import Strategy
from tests import factories as make
from tests.core.aggregates.test_writing import changed, finding, rows_of
from tests.universe import Universe
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, read_many, write

pytestmark = pytest.mark.django_db

MOST = 60
"""The most queries that saving a case study may take."""


def queries(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def edited(form: Any) -> Any:
    """Some fields and rows of a case study as another edit would have them."""
    dump = form.model_dump()
    findings, facts = dump["findings"], dump["context_facts"]
    findings[0]["statement"] += " Indeed."
    findings[0]["outcomes"] = findings[-1]["outcomes"]
    findings[1], findings[2] = findings[2], findings[1]
    added = findings.pop() | {"key": "something-new", "statement": "Something new."}
    facts[0]["period"] = "2020"
    dump["initiatives"][0]["description"] += " Indeed."
    values = {
        "title": f"{form.title}, again", "impact": "Much.", "settings": dump["settings"][:1],
        "findings": [*findings, added], "initiatives": dump["initiatives"],
        "context_facts": facts,
    }  # fmt: skip
    return changed(form, **values)


@pytest.mark.usefixtures("content")
def test_largest_case_study_is_saved_in_few_queries() -> None:
    largest = max(CaseStudy.objects.all(), key=lambda study: study.findings.count())
    form = edited(read(largest))

    count = queries(lambda: write(form, largest, by=SYSTEM))

    assert read(largest) == form
    assert count <= MOST


def with_more_rows(study: CaseStudy) -> None:
    """Give a case study three times as many findings, facts and initiatives with funders."""
    form = read(study)
    more = {
        "findings": [finding(f"Statement {n}.") for n in range(9)],
        "context_facts": [{"statement": f"Fact {n}."} for n in range(6)],
        "initiatives": [
            {
                "name": f"Initiative {n}",
                "description": "What it does.",
                "funders": [{"council": "eastport"}],
            }
            for n in range(6)
        ],
    }
    write(
        changed(form, **{name: [*rows_of(form, name), *rows] for name, rows in more.items()}),
        study,
        by=SYSTEM,
    )


def test_writing_takes_as_many_queries_for_a_large_record_as_for_a_small_one(
    universe: Universe,
) -> None:
    study = universe.rich
    form = read(study)
    small = queries(lambda: write(edited(form), study, by=SYSTEM))
    write(form, study, by=SYSTEM)
    with_more_rows(study)
    form = read(study)

    large = queries(lambda: write(edited(form), study, by=SYSTEM))

    assert large == small
    assert large <= MOST


def test_many_changed_rows_take_as_many_queries_as_two(universe: Universe) -> None:
    study = universe.rich
    with_more_rows(study)

    def edit(count: int, words: str) -> Any:
        form = read(study)
        rows = rows_of(form, "findings")
        for row in rows[:count]:
            row["statement"] = f"{words} {row['key']}."
        gone = [row for row in rows[count:] if not row["is_key"]][count:]
        kept = [row for row in rows if row not in gone]
        new = [finding(f"{words} {n}.") for n in range(count)]
        return changed(form, findings=[*kept, *new])

    write(edit(1, "Begins"), study, by=SYSTEM)
    few, many = edit(2, "Few"), None
    count_of_few = queries(lambda: write(few, study, by=SYSTEM))
    many = edit(5, "Many")
    count_of_many = queries(lambda: write(many, study, by=SYSTEM))

    assert read(study) == many
    assert count_of_many <= count_of_few


def test_reading_takes_as_many_queries_for_all_records_as_for_one(universe: Universe) -> None:
    for model in (CaseStudy, Framework, Strategy):
        records = list(model._default_manager.all())

        assert queries(lambda: read_many(records)) == queries(lambda: read(records[0]))  # noqa: B023


def test_reading_a_large_record_takes_as_many_queries_as_a_small_one(universe: Universe) -> None:
    small = queries(lambda: read(universe.rich))
    for _ in range(5):
        make.FindingFactory.create(case_study=universe.rich)

    assert queries(lambda: read(universe.rich)) == small
    assert Finding.objects.filter(case_study=universe.rich).count() == 9
