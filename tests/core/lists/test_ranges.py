"""Numbers that a list can be asked for: how they are typed, read and refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from casestudies.facets import CASE_STUDY
from casestudies.filtersets import CaseStudyFilterSet
from casestudies.views.case_study import CaseStudyList
from tests import factories as make
from wellbeing_portal.core.facets import LARGEST, Range, RangeEnd

pytestmark = pytest.mark.django_db

LIST = "/case-studies/"


def served(bound: RangeEnd) -> Range:
    return Range(("start_year",), ("start",), dict, (bound,))


SERVED = RangeEnd(
    "served",
    "start",
    "At least",
    "serving {} people or more",
    lambda number: Q(start_year__gte=number),
    within=(0, LARGEST),
)


@pytest.fixture(autouse=True)
def number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that is no year: the index bounds it by what it has of the year of the beginning."""
    record = replace(CASE_STUDY, ranges=(*CASE_STUDY.ranges, served(SERVED)))
    filterset = type("Served", (CaseStudyFilterSet,), {"record": record})
    monkeypatch.setattr(CaseStudyList, "filterset_class", filterset)
    make.CaseStudyFactory(published=True, title="Early", start_year=1999)
    make.CaseStudyFactory(published=True, title="Late", start_year=2019)


def boxes(page: Any) -> dict[str, str]:
    """The boxes of the form, by their names: the beginning of what stands in the tag."""
    parts = page.content.decode().split("<input ")
    return {p.split('name="')[1].split('"')[0]: p.split(">")[0] for p in parts if 'name="' in p}


def test_a_number_has_commas_in_sentences_and_a_year_has_none(client: Client) -> None:
    page = client.get(LIST, {"served": "1500", "from": "2001"})

    assertContains(page, "serving <em>1,500</em> people or more")
    assertContains(page, "running in <em>2001</em> or later")
    assert [one.label for one in page.context["chips"]] == ["2001", "1,500"]
    assertContains(client.get(LIST, {"served": "1500", "export": "json"}), '"1,500"')


@pytest.mark.parametrize("typed", ["2,000", "2 000", " 2000 ", "2\u00a0000"])
def test_thousands_may_be_parted_as_people_write_them(client: Client, typed: str) -> None:
    page = client.get(LIST, {"served": typed})

    assert (page.context["total"], page.context["ignored"]) == (1, [])
    assertContains(page, "serving <em>2,000</em> people or more")
    (chip,) = page.context["chips"]
    assert chip.url == LIST, "it can be taken away as it was typed"


@pytest.mark.parametrize("typed", ["99999999999", "9" * 20, "9" * 5000, "1,000,000,000"])
def test_a_number_past_the_bounds_is_told_them(client: Client, typed: str) -> None:
    page = client.get(LIST, {"served": typed})

    assertContains(page, "Write a number from 0 to 999,999,999.")
    assert page.context["total"] == 2
    if len(typed) <= 20:
        assert f'value="{typed}"' in boxes(page)["served"]


@pytest.mark.parametrize("typed", ["1,5", "1,00", "-1", "half", "²", "1.000"])
def test_what_is_no_whole_number_is_refused(client: Client, typed: str) -> None:
    assertContains(client.get(LIST, {"served": typed}), "Write a whole number.")


def test_bounds_of_years_have_no_commas(client: Client) -> None:
    assertContains(client.get(LIST, {"from": "99999999999"}), "Write a number from 1900 to 2100.")


@pytest.mark.parametrize(("most", "width"), [(99, 2), (9_999, 5), (99_999, 10), (LARGEST, 20)])
def test_a_box_is_as_wide_as_the_longest_number(
    client: Client, monkeypatch: pytest.MonkeyPatch, most: int, width: int
) -> None:
    record = replace(CASE_STUDY, ranges=(served(replace(SERVED, within=(0, most))),))
    filterset = type("Served", (CaseStudyFilterSet,), {"record": record})
    monkeypatch.setattr(CaseStudyList, "filterset_class", filterset)
    page = client.get(LIST)

    assert f"govuk-input--width-{width} " in f"{boxes(page)['served']} ".replace('"', " ")
    assertNotContains(page, "govuk-input--width-4")
