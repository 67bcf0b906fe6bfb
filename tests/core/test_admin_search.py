"""Curators find records as readers do, drafts included, with the best match first."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casestudies.models import CaseStudy, Finding, Initiative, InitiativeFunder
from strategies.models import Council, Source, Strategy
from tests import factories
from tests.admin_pages import admin_url
from tests.core.test_admin_stale import curator
from wellbeing_portal.core.admin import ranked_search
from wellbeing_portal.search import IndexUnavailable

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(db: None) -> Client:
    return curator("ann")


def offered(client: Client, model: Any, field: str, term: str) -> list[str]:
    """What a look-up box offers."""
    answer = client.get(
        "/admin/autocomplete/",
        {
            "app_label": model._meta.app_label,
            "model_name": model._meta.model_name,
            "field_name": field,
            "term": term,
        },
    )
    return [one["text"] for one in answer.json()["results"]]


def listed(client: Client, model: Any, term: str, **query: str) -> list[str]:
    page = client.get(admin_url(model, "changelist"), {"q": term, **query})
    return [str(one) for one in page.context["cl"].result_list]


@pytest.fixture
def councils(db: None) -> None:
    for name, official in [
        ("East Riding of Yorkshire", "East Riding of Yorkshire Council"),
        ("North Yorkshire", "North Yorkshire Council"),
        ("York", "City of York Council"),
        ("King’s Lynn and West Norfolk", "Borough Council of King’s Lynn and West Norfolk"),
        ("Ynys Môn", "Isle of Anglesey County Council"),
        ("Bath & North East Somerset", "Bath and North East Somerset Council"),
        ("Stoke-on-Trent", "City of Stoke-on-Trent Council"),
    ]:
        factories.CouncilFactory.create(name=name, official_name=official)


@pytest.mark.parametrize(
    ("term", "first"),
    [
        ("york", "York"),
        ("City of York", "York"),
        ("King's Lynn", "King’s Lynn and West Norfolk"),
        ("King’s Lynn", "King’s Lynn and West Norfolk"),
        ("kings lynn", "King’s Lynn and West Norfolk"),
        ("lynn king", "King’s Lynn and West Norfolk"),
        ("ynys mon", "Ynys Môn"),
        ("Ynys Môn", "Ynys Môn"),
        ("anglesey", "Ynys Môn"),
        ("bath and north", "Bath & North East Somerset"),
        ("Bath & North", "Bath & North East Somerset"),
        ("stoke on trent", "Stoke-on-Trent"),
        ("stoke-on", "Stoke-on-Trent"),
        ("yor", "York"),
    ],
)
@pytest.mark.parametrize("with_index", [True, False])
def test_a_council_is_offered_first_however_it_is_written(
    ann, councils, monkeypatch, term, first, with_index
):
    if not with_index:
        monkeypatch.setattr(ranked_search, "current", unavailable)

    assert offered(ann, Strategy, "councils", term)[0] == first
    assert listed(ann, Council, term)[0] == first


def unavailable() -> Any:
    raise IndexUnavailable


def test_all_that_match_are_offered_in_order_of_how_well(ann, councils):
    for kind in ("Yorkshire Dales", "New York Hill"):
        factories.CouncilFactory.create(name=kind, region="london")

    found = offered(ann, Strategy, "councils", "york")

    assert found[:3] == ["York", "Yorkshire Dales", "New York Hill"]
    # These two match as well as each other.
    assert set(found[3:5]) == {"East Riding of Yorkshire", "North Yorkshire"}


@pytest.mark.parametrize("title", ["The community’s strengths", "The community's strengths"])
@pytest.mark.parametrize("term", ["community's strengths", "community’s strengths", "communitys"])
@pytest.mark.parametrize("published", [True, False])
def test_titles_are_found_with_either_apostrophe(ann, title, term, published):
    for model, factory in [
        (Source, factories.SourceFactory),
        (Strategy, factories.StrategyFactory),
        (CaseStudy, factories.CaseStudyFactory),
    ]:
        factory.create(title=title, published=published)
        factory.create(title="Something else")

        assert listed(ann, model, term) == [title]


def test_drafts_are_offered_beside_what_is_public(ann):
    factories.SourceFactory.create(title="Sleep in Leeds", published=True)
    factories.SourceFactory.create(title="Sleep")

    assert offered(ann, Finding, "source", "sleep") == ["Sleep", "Sleep in Leeds"]


def test_organisations_are_found_and_ranked_though_no_index_has_them(ann):
    for name in ("The Carers’ Trust", "Age UK", "Carers UK", "Carers"):
        factories.OrganisationFactory.create(name=name)

    assert offered(ann, InitiativeFunder, "organisation", "carers") == [
        "Carers",
        "Carers UK",
        "The Carers’ Trust",
    ]
    assert offered(ann, InitiativeFunder, "organisation", "carer's trust") == ["The Carers’ Trust"]


def test_a_concept_is_offered_by_another_name_before_what_only_mentions_it(ann):
    factories.ApproachFactory.create(name="Brief talks", definition="Some call this mecc style.")
    factories.ApproachFactory.create(name="Making every contact count", synonyms=["MECC"])

    assert offered(ann, Initiative, "approaches", "mecc") == [
        "Making every contact count",
        "Brief talks",
    ]


def test_a_council_is_found_by_its_code(ann):
    council = factories.CouncilFactory.create(gss_code="E08000035")
    factories.CouncilFactory.create()

    assert listed(ann, Council, "E08000035") == [council.name]


def test_a_source_is_found_by_its_address(ann):
    factories.SourceFactory.create(title="Report", url="https://www.example.org/a-report.pdf")

    assert listed(ann, Source, "example.org/a-report") == ["Report"]


def test_every_word_counts_and_a_word_with_a_minus_is_left_out(ann):
    for title in ("Sleep in Leeds", "Sleep in York", "Rest in Leeds"):
        factories.SourceFactory.create(title=title, published=True)

    assert listed(ann, Source, "sleep leeds") == ["Sleep in Leeds"]
    assert listed(ann, Source, "sleep -leeds") == ["Sleep in York"]
    assert listed(ann, Source, "sleep loneliness") == []


def test_a_chosen_column_still_sorts_what_is_found(ann, councils):
    found = listed(ann, Council, "york", o="-1")

    assert found == sorted(found, reverse=True)
    assert len(found) > 2


def test_a_record_with_several_matching_parts_is_found_once(ann):
    councils = [factories.CouncilFactory.create(name=f"Leeds {n}") for n in range(3)]
    factories.CaseStudyFactory.create(title="Sleep", councils=councils)

    assert listed(ann, CaseStudy, "leeds") == ["Sleep"]


@pytest.mark.parametrize(
    "term", ["'", '"', "%", "\\", "(", "[a-", "*", "a{99}", "\x00a", "’", "-", "&", "x" * 5000, "²"]
)
def test_signs_are_searched_for_and_break_nothing(ann, term):
    factories.CouncilFactory.create()

    assert isinstance(offered(ann, Strategy, "councils", term), list)
    assert isinstance(listed(ann, Source, term), list)


def test_a_look_up_asks_as_often_for_many_as_for_few(ann):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            offered(ann, Strategy, "councils", "yorkish")
        return len(queries)

    factories.CouncilFactory.create(name="Yorkish")
    asked()
    few = asked()
    for number in range(25):
        factories.CouncilFactory.create(name=f"Yorkish {number}")
    asked()

    session_and_account = 2
    assert asked() == few <= session_and_account + 3
