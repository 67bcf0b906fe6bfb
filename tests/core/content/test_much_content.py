"""A load costs what the files hold, whatever else is in the database."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.models import CaseStudy, Finding, Initiative
from strategies.models import Source

pytestmark = pytest.mark.django_db

TEXT = "What they did, told at length. " * 600
"""About 18 KB: 1,000 case studies of such texts take some 40 MB once they are records."""
LIMIT = 4_000_000
"""Bytes. All case studies with their findings and snapshots would take ten times as much."""


def make_more(first: int, last: int) -> None:
    """Add case studies that no file knows, each with an initiative and a finding of its own."""
    source = Source.objects.get()
    studies = CaseStudy.objects.bulk_create(
        CaseStudy(
            slug=f"more-{number}", title=f"More {number}", source=source,
            ambition=TEXT, approach=TEXT, state="published",
        )
        for number in range(first, last)
    )  # fmt: skip
    initiatives = Initiative.objects.bulk_create(
        Initiative(case_study=study, position=1, name="Something") for study in studies
    )
    Finding.objects.bulk_create(
        Finding(
            case_study=study, initiative=initiative, position=1, statement=TEXT, claim="done",
            output="other-activity", basis="perceived", source=source,
        )
        for study, initiative in zip(studies, initiatives, strict=True)
    )  # fmt: skip


def queries_of_a_changed_file(files: Any, old: str, new: str) -> int:
    files.change("case studies/streets", old, new)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        report = files.load()
    assert report.changed == ["case study streets"]
    return len(queries)


def test_one_changed_file_among_1000_case_studies(loaded):
    # The first change of all also begins the log of changes.
    queries_of_a_changed_file(loaded, "Neighbours took", "Friends took")
    make_more(0, 100)
    few = queries_of_a_changed_file(loaded, "Friends took", "People took")
    make_more(100, 1_000)
    many = queries_of_a_changed_file(loaded, "People took", "Everybody took")
    loaded.change("case studies/streets", "Everybody took", "All took")
    tracemalloc.start()
    try:
        report = loaded.load()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert report.changed == ["case study streets"]
    assert many == few
    assert peak < LIMIT
