"""A number that is declared of a record stands everywhere, without another line."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from pydantic import ValidationError

from casestudies.facets import CASE_STUDY
from casestudies.models import CaseStudy
from tests import factories as make
from tests.pages.reading import Page
from wellbeing_portal.core.aggregates import RecordForm, declared
from wellbeing_portal.core.facets import Range
from wellbeing_portal.takeaway import case_studies as tables

NUMBER = Range.of(
    "start_year",
    "Number of the year",
    at_least=("year_from", "At least", "in {} or later"),
    at_most=("year_to", "At most", "in {} or earlier"),
    within=(1900, 2100),
)


@pytest.fixture(autouse=True)
def stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(CASE_STUDY), "ranges", (*CASE_STUDY.ranges, NUMBER))


@pytest.fixture
def told(db: None) -> list[Any]:
    return [
        make.CaseStudyFactory(published=True, title=title, start_year=year, end_year=None)
        for title, year in (("Told early", 1999), ("Told late", 2019), ("Undated", None))
    ]


def test_it_is_a_field_of_the_form_within_its_limits() -> None:
    @declared(CASE_STUDY)
    class Form(RecordForm):
        """What stands here stays."""

        model = CaseStudy

    said = {"slug": "a", "title": "A"}

    assert Form.model_validate(said | {"start_year": 1999}).model_dump()["start_year"] == 1999
    assert Form.model_validate(said).model_dump()["start_year"] is None
    assert Form.model_validate(said | {"settings": ["school"]}).model_dump()["settings"] == [
        "school"
    ]
    for wrong in (1899, 2101, "often"):
        with pytest.raises(ValidationError, match="start_year"):
            Form.model_validate(said | {"start_year": wrong})
    assert (Form.__name__, Form.__doc__) == ("Form", "What stands here stays.")


def test_it_is_a_line_of_the_page(told: list[Any], client: Client) -> None:
    early, _, undated = [
        Page(client.get(one.get_absolute_url()).content.decode()).text for one in told
    ]

    assert "Number of the year 1,999" in early
    assert "Number of the year" not in undated


def test_it_is_a_row_of_comparisons(told: list[Any], client: Client) -> None:
    items = "&".join(f"item={one.slug}" for one in told)
    page = client.get(f"/compare/case-studies/?{items}").content.decode()

    assert "Number of the year" in page
    assert {"1,999", "2,019"} <= set(page.replace("<", " ").replace(">", " ").split())


def test_it_is_a_column_of_files(told: list[Any], client: Client) -> None:
    file = b"".join(client.get("/case-studies/?export=csv")).decode("utf-8-sig")
    rows = {row["Title"]: row["Number of the year"] for row in csv.DictReader(io.StringIO(file))}

    assert rows == {"Told early": "1999", "Told late": "2019", "Undated": ""}
    columns = {one.key: one.heading for one in tables.case_studies([], "").columns}
    assert columns["start_year"] == "Number of the year"
