"""Reading and writing a whole record takes as many queries however many rows it has."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.models import CaseStudy, Finding
from tests import factories as make
from tests.core.aggregates.test_writing import changed, finding, rows_of
from tests.universe import Universe
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, read_many, write_as

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

    count = queries(lambda: write_as(form, largest, by=SYSTEM))

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
    write_as(
        changed(form, **{name: [*rows_of(form, name), *rows] for name, rows in more.items()}),
        study,
        by=SYSTEM,
    )


def test_writing_takes_no_more_queries_for_a_large_record_than_for_a_small_one(
    universe: Universe,
) -> None:
    study = universe.rich
    form = read(study)
    small = queries(lambda: write_as(edited(form), study, by=SYSTEM))
    write_as(form, study, by=SYSTEM)
    with_more_rows(study)
    form = read(study)

    large = queries(lambda: write_as(edited(form), study, by=SYSTEM))

    assert large <= small <= MOST


def test_many_changed_rows_take_as_many_queries_as_one(universe: Universe) -> None:
    study = universe.plain
    rows = [finding(f"Statement {n}.") for n in range(20)]
    form = changed(read(study), findings=rows)
    write_as(form, study, by=SYSTEM)

    def edit(count: int) -> Any:
        """Change as many of the first rows, leave out as many of the last, and add as many."""
        findings = rows_of(read(study), "findings")
        for row in findings[:count]:
            row["statement"] += " Indeed."
        new = [rows[0] | {"statement": f"One of {count}: {n}."} for n in range(count)]
        return changed(form, findings=[*findings[: len(findings) - count], *new])

    one = edit(1)
    few = queries(lambda: write_as(one, study, by=SYSTEM))
    seven = edit(7)

    assert queries(lambda: write_as(seven, study, by=SYSTEM)) == few
    assert read(study) == seven


def test_reading_takes_as_many_queries_for_all_records_as_for_one(universe: Universe) -> None:
    for richest in (universe.rich, universe.framework, universe.joint):
        records = list(type(richest)._default_manager.all())
        one = queries(partial(read, richest))

        assert queries(partial(read_many, records)) == one


def test_reading_a_large_record_takes_as_many_queries_as_a_small_one(universe: Universe) -> None:
    small = queries(lambda: read(universe.rich))
    for _ in range(5):
        make.FindingFactory.create(case_study=universe.rich)

    assert queries(lambda: read(universe.rich)) == small
    assert Finding.objects.filter(case_study=universe.rich).count() == 9
