"""Records are named by any of their names; what comes near is offered to press."""

from __future__ import annotations

from typing import Any

import pytest

from strategies.models import Source
from tests import factories as make
from tests.curate.sections.editing import Editing, told
from wellbeing_portal.curate.models import SuggestedTerm, Typed
from wellbeing_portal.curate.picking import find, near, the_ones

pytestmark = pytest.mark.django_db

FOR_WHOM = "for-whom/"


def names(found: Any) -> list[str]:
    return [one.name for one in found]


@pytest.fixture
def groups(db: None) -> None:
    """Groups of people that are called much alike."""
    make.PopulationGroupFactory.create(name="Older people", synonyms=["seniors", "over 65s"])
    make.PopulationGroupFactory.create(name="Carers", synonyms=["older carers"])
    make.PopulationGroupFactory.create(name="Young people", synonyms=["teenagers"])


class TestRanked:
    def test_council_that_is_called_so_comes_before_one_whose_name_holds_it(self) -> None:
        make.CouncilFactory.create(name="East Riding of Yorkshire")
        make.CouncilFactory.create(name="North Yorkshire")
        make.CouncilFactory.create(name="York", official_name="City of York Council")

        assert names(find("councils", "york"))[0] == "City of York Council"

    def test_name_comes_before_synonym_and_synonym_before_the_rest(self, groups: None) -> None:
        make.PopulationGroupFactory.create(name="Seniors abroad")

        assert names(find("population-groups", "older"))[0] == "Older people"
        assert names(find("population-groups", "seniors"))[0] == "Older people"

    def test_suggestion_says_by_which_other_name_it_was_found(self, groups: None) -> None:
        (found,) = find("population-groups", "teenagers")

        assert (found.name, found.about) == ("Young people", "also known as teenagers")

    @pytest.mark.parametrize("text", ["Older people", "OLDER PEOPLE", "seniors", "over 65s"])
    def test_every_name_names_it(self, groups: None, text: str) -> None:
        assert names(the_ones("population-groups", text)) == ["Older people"]

    def test_slug_names_it(self, groups: None) -> None:
        (slug,) = {one.slug for one in find("population-groups", "carers")}

        assert names(the_ones("population-groups", slug)) == ["Carers"]

    def test_what_it_is_called_is_surer_than_what_else_another_is(self, groups: None) -> None:
        make.PopulationGroupFactory.create(name="Volunteers", synonyms=["Carers"])

        assert names(the_ones("population-groups", "carers")) == ["Carers"]

    @pytest.mark.parametrize("text", ["Oldr people", "yuong people", "older persons"])
    def test_slip_and_half_a_name_come_near(self, groups: None, text: str) -> None:
        assert near("population-groups", text)


class TestWithoutScripts:
    def test_names_are_looked_up_when_they_are_sent(self, editing: Editing, groups: None) -> None:
        editing.save(FOR_WHOM, population_groups="seniors\nCarers\n")

        assert len(editing.said.population_groups) == 2

    def test_what_comes_near_is_offered_to_press_and_then_taken(
        self, editing: Editing, groups: None
    ) -> None:
        typed = editing.opened(FOR_WHOM)
        answer = editing.send(FOR_WHOM, typed, population_groups="Carers\nOldr people")
        page = told(answer)

        assert answer.status_code == 422
        assert "What do you mean by “Oldr people”?" in page
        meant = find("population-groups", "Older people")[0].slug
        assert f'name="population_groups-meant-0" value="{meant}"' in page

        pressed = {
            "population_groups": "Carers\nOldr people",
            "population_groups-asked-0": "Oldr people",
            "population_groups-meant-0": meant,
        }
        assert editing.send(FOR_WHOM, typed, **pressed).status_code == 302
        assert len(editing.said.population_groups) == 2

    def test_what_is_none_of_these_can_be_taken_out(self, editing: Editing, groups: None) -> None:
        typed = editing.opened(FOR_WHOM)
        pressed = {
            "population_groups": "Carers\nOldr people",
            "population_groups-asked-0": "Oldr people",
            "population_groups-meant-0": "",
        }
        assert editing.send(FOR_WHOM, typed, **pressed).status_code == 302
        assert len(editing.said.population_groups) == 1

    def test_of_two_that_are_called_the_same_one_is_asked_for(self, editing: Editing) -> None:
        make.SourceFactory.create(title="Annual report", slug="report-of-leeds")
        second = make.SourceFactory.create(title="Annual report", slug="report-of-york")
        answer = editing.save("basics/", status=422, source="Annual report")

        assert "could be one of those below" in told(answer)
        pressed = {"source-asked-0": "Annual report", "source-meant-0": second.slug}
        assert editing.send("basics/", editing.opened("basics/"), **pressed).status_code == 302
        assert editing.said.source == second.slug

    def test_record_that_is_named_already_stays_whoever_else_is_called_so(
        self, editing: Editing
    ) -> None:
        make.SourceFactory.create(title=editing.study.source.title, slug="another")

        editing.save("basics/", strapline="Something else.")

        assert editing.said.source == editing.study.source.slug


class TestAside:
    def test_term_that_is_missing_is_suggested_and_nothing_typed_is_lost(
        self, editing: Editing
    ) -> None:
        typed = editing.opened(FOR_WHOM)
        leave = editing.send(
            FOR_WHOM,
            typed,
            population_groups="Carers\nNight workers",
            aside="population-groups:population_groups",
        )
        form = editing.client.get(leave["Location"])
        assert 'value="Night workers"' in told(form)

        sent = {"name": "Night workers", "meaning": "People who work at night."}
        back = editing.client.post(leave["Location"], sent)

        term = SuggestedTerm.objects.get()
        assert (term.vocabulary, term.name) == ("population-groups", "Night workers")
        assert (term.record, term.made_by) == (editing.study.pk, editing.user)
        assert back["Location"] == editing.url(FOR_WHOM)
        # It is not asked for again, and the rest stands.
        assert "Carers</textarea>" in editing.open(FOR_WHOM)

    def test_the_same_term_is_suggested_once(self, editing: Editing) -> None:
        page = f"/curate/suggest-term/outcomes/?next={editing.url(FOR_WHOM)}"
        sent = {"name": "Joy", "meaning": "Being glad."}
        assert editing.client.post(page, sent).status_code == 302

        again = editing.client.post(page, sent)

        assert again.status_code == 422
        assert "suggested for the record already" in told(again)

    def test_source_that_is_missing_is_added_as_a_draft_and_named(self, editing: Editing) -> None:
        typed = editing.opened("basics/")
        leave = editing.send("basics/", typed, strapline="Not lost.", aside="sources:source")

        sent = {"title": "Report on York", "kind": "report"}
        back = editing.client.post(leave["Location"], sent)

        source = Source.objects.get(title="Report on York")
        assert source.state == Source.State.DRAFT
        assert back["Location"] == editing.url("basics/")
        page = editing.open("basics/")
        assert 'value="Report on York"' in page
        assert "Not lost." in page
        assert editing.send("basics/", editing.opened("basics/")).status_code == 302
        assert editing.said.source == source.slug

    def test_source_is_added_before_there_is_a_record(self, editing: Editing) -> None:
        start = "/curate/case-studies/start/"
        sent = {"title": "York: walks", "source": "", "aside": "sources:source"}
        leave = editing.client.post(start, sent)
        editing.client.post(leave["Location"], {"title": "Report on York", "kind": "report"})

        page = told(editing.client.get(start))

        assert 'value="York: walks"' in page
        assert 'value="Report on York"' in page
        begun = editing.client.post(start, {"title": "York: walks", "source": "Report on York"})
        assert begun.status_code == 302
        assert not Typed.objects.filter(record=0).exists()

    @pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "javascript:1"])
    def test_way_back_stays_in_the_portal(self, editing: Editing, back: str) -> None:
        sent = {"name": "Joy", "meaning": "Being glad."}
        answer = editing.client.post(f"/curate/suggest-term/outcomes/?next={back}", sent)

        assert answer["Location"] == "/curate/"
