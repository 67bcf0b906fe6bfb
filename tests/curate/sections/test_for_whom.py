"""What is declared of case studies is asked for in the editor, without another line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pytest_django.asserts import assertContains

from casestudies.facets import CASE_STUDY, FAMILIES
from casestudies.models import Setting
from strategies.facets import THEME
from tests import factories as make
from tests.core.facets.test_stated import NUMBER
from tests.curate.sections.editing import Editing
from wellbeing_portal.core.facets import Facet, FacetedRecord, Family
from wellbeing_portal.curate.sections.case_study import AROUND, CASE_STUDIES, THE_WORK, for_whom

PLACES = Family("meeting_place", Setting, "setting", "settings", heading="Meeting places")
PAGE = "for-whom/"


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> FacetedRecord:
    """A family without a question of its own, and a number that no other section asks for."""
    facets = (*CASE_STUDY.facets, Facet.of(PLACES, "settings__slug", phrase="at {}"))
    own = [one for one in facets if one.name not in {"setting", "population"}]
    record = replace(CASE_STUDY, facets=tuple(own), ranges=(NUMBER,))
    others = [one for one in CASE_STUDIES.sections if one.key not in {"basics", "for-whom"}]
    monkeypatch.setitem(
        vars(CASE_STUDIES), "sections", (*others[:4], for_whom(record, others), *others[4:])
    )
    return record


def test_groups_and_settings_are_asked_for_in_their_own_words(editing: Editing) -> None:
    page = editing.open(PAGE)

    asked = list(editing.opened(PAGE))
    assert asked.index("population_groups") < asked.index("settings")
    assert page.index("For whom is it?") < page.index("Where does it take place?")


def test_declared_family_and_number_are_asked_for_and_kept(
    declared: FacetedRecord, editing: Editing
) -> None:
    make.SettingFactory.create(name="Schools")
    page = editing.open(PAGE)
    assert "Which settings apply?" in page
    assert page.index("Which settings apply?") < page.index("Number of the year")
    assert str(editing.study._meta.get_field("start_year").help_text) in page

    editing.save(PAGE, settings="schools", start_year="1,999")

    assert (editing.said.settings, editing.said.start_year) == (["schools"], 1999)
    assert editing.opened(PAGE)["start_year"] == ["1,999"]
    line = next(one for one in CASE_STUDIES.sections if one.key == "for-whom")
    assert line.told(editing.said) == "Schools; number of the year: 1,999"
    assert "Schools; number of the year: 1,999" in editing.open()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1899", "Write a number from 1900 up."),
        ("99999999999", "That is more than there can be."),
        ("many", "Write a whole number, such as 1,250."),
    ],
)
def test_number_that_cannot_be_is_refused_and_stays(
    declared: FacetedRecord, editing: Editing, typed: str, told: str
) -> None:
    before = editing.said.start_year

    answer = editing.save(PAGE, status=422, start_year=typed)

    assertContains(answer, told, status_code=422)
    assertContains(answer, f'value="{typed}"', status_code=422)
    assert editing.said.start_year == before


def test_number_that_another_section_asks_for_is_asked_for_once() -> None:
    record = replace(CASE_STUDY, ranges=(NUMBER,))

    assert "start_year" not in for_whom(record, THE_WORK).edits
    assert "start_year" in for_whom(record, AROUND).edits


@pytest.mark.parametrize("family", [*FAMILIES.values(), THEME], ids=lambda one: one.name)
def test_every_family_has_its_vocabulary_and_is_offered(editing: Editing, family: Family) -> None:
    kind = family.in_addresses
    concept: Any = family.model._default_manager.create(slug="kept", name="Kept", definition="It.")

    assertContains(editing.client.get("/curate/vocabulary/"), f"/curate/vocabulary/{kind}/")
    assertContains(editing.client.get(f"/curate/vocabulary/{kind}/"), concept.name)
    assertContains(editing.client.get(f"/curate/suggest/{kind}?q=kept"), concept.name)
