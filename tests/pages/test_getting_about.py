"""Getting about: what has ended, what cards say, whom to tell, and where to go from nothing."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from casestudies.models import CaseStudy, Finding
from strategies.models import Strategy
from tests import account_factories as account
from tests import factories as make
from tests.pages.reading import Page, in_order

pytestmark = pytest.mark.django_db

MAIN = ["What works", "Case studies", "Priorities", "Evidence map", "Councils", "Compare"]
MAILBOX = "wellbeing@council.example"


def test_card_says_the_cost_where_it_is_asked_for(show):
    study = make.CaseStudyFactory(published=True)
    account.CostFactory(
        case_study=study, source=study.source, amount=9_000, unit="a-year", covers="Two posts"
    )

    assert "Cost: £9,000 a year: Two posts" in show("/case-studies/", cost="stated").text
    assert "£9,000" not in show("/case-studies/").text


def test_lists_tell_what_has_ended(show):
    year = timezone.localdate().year
    for title, values in {
        "Over": {"end_year": year - 1},
        "Done": {"stage": CaseStudy.Stage.COMPLETED},
        "Runs": {"end_year": year},
        "Open": {},
    }.items():
        make.CaseStudyFactory(title=title, published=True, **values)
    make.StrategyFactory(published=True, status=Strategy.Status.SUPERSEDED)
    make.StrategyFactory(published=True, end_year=year + 1)

    assert sorted(show("/case-studies/", ends="ended").results) == ["done", "over"]
    running = show("/case-studies/", ends="running", sort="ends")
    assert running.results == ["open", "runs"]
    assert "not known to have ended" in running.text
    assert show("/strategies/", ends="ended").total == 1
    assert show("/strategies/", ends="running").total == 1


def test_lists_sort_and_filter_by_year_told_and_by_what_was_read(show):
    depth = CaseStudy.Depth
    make.CaseStudyFactory(title="Older", published=True, told_in=2015, depth=depth.WHOLE)
    make.CaseStudyFactory(title="Newer", published=True, told_in=2024, depth=depth.OPENING)

    assert show("/case-studies/", sort="told").results == ["newer", "older"]
    assert show("/case-studies/", sort="depth").results == ["older", "newer"]
    assert show("/case-studies/", told="2015").results == ["older"]
    assert show("/case-studies/", depth=depth.OPENING.value).results == ["newer"]


def test_card_names_what_changed_each_way(show):
    study = make.CaseStudyFactory(published=True, title="Baths")
    names = ("Trust", "Sleep", "Calm")
    better = [make.OutcomeFactory(name=name) for name in names]
    make.FindingFactory(case_study=study, evidence_level=3, outcomes=better)
    worse = make.OutcomeFactory(name="Debt")
    for level, direction in ((3, Finding.Direction.WORSE), (1, Finding.Direction.MIXED)):
        make.FindingFactory(
            case_study=study, evidence_level=level, direction=direction, outcomes=[worse]
        )

    text = show("/case-studies/").text

    assert in_order(
        text,
        *("Strongest change:", "Better: Calm, Sleep and 1 more", "Worse: Debt"),
        "Compared with others",
    )
    assert "Mixed" not in text.partition("Baths")[2].partition("Compared with others")[0]


def test_navigation_is_in_peoples_words_and_the_foot_has_it_too(show):
    page = show("/about/")

    for part in ('id="navigation"', 'id="menu"'):
        told = Page(page.html.partition(part)[2].partition("</nav>")[0]).text
        assert in_order(told, *MAIN, "Shortlist")


def test_each_page_leads_to_the_mailbox_of_the_settings(show, settings, client):
    settings.CONTACT_EMAIL = MAILBOX
    make.CaseStudyFactory(title="Baths", published=True)

    for address, status in (("/", 200), ("/case-studies/baths/", 200), ("/no-such/", 404)):
        (link,) = [one for one in show(address, status).links if one.startswith("mailto:")]
        assert link.startswith(f"mailto:{MAILBOX}?subject=")
        assert unquote(link).endswith(f"http://testserver{address}")
    assert MAILBOX in show("/contact/").text


def test_without_a_mailbox_there_is_no_link_and_the_start_says_so(show, capsys):
    page = show("/contact/")
    call_command("check", "--deploy", "--tag", "security")

    assert not [one for one in page.links if one.startswith("mailto:")]
    assert "has given no address to write to" in page.text
    assert "No CONTACT_EMAIL is set" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["/case-studies/", "/findings/", "/strategies/", "/councils/"])
def test_filters_that_find_nothing_lead_on(show, address):
    make.StrategyFactory(published=True, councils=[make.CouncilFactory()])
    make.FindingFactory(case_study=make.CaseStudyFactory(published=True))

    page = show(address, q="zebra")

    assert page.total == 0
    assert {address, "/search/?q=zebra", "/contact/"} <= set(page.links)


def test_address_of_an_unknown_subject_leads_to_a_search_for_it(show):
    page = show("/approaches/fuel-poverty/", 404)

    assert "Search the portal for “fuel poverty”" in page.text
    assert "/search/?q=fuel%20poverty" in page.links
    assert "Search the portal for" not in show("/approaches/%3Cb%3E/", 404).text


def test_search_that_finds_nothing_offers_next_steps(show):
    assert {"/approaches/", "/contact/"} <= set(show("/search/", q="zebra").links)


def test_box_of_a_comparison_suggests_what_can_be_added(client: Client):
    one = make.CaseStudyFactory(title="Baths of Marl", published=True)
    make.CaseStudyFactory(title="Baths of Fenn", published=True)
    make.CaseStudyFactory(title="Baths of nobody")

    asked = {"item": one.slug, "typing": "1", "q": "bath"}
    answer = client.get("/compare/case-studies/", asked)

    (found,) = answer.json()["suggestions"]
    assert found["title"] == "Baths of Fenn"
    assert found["url"] == "/compare/case-studies/?item=baths-of-marl&item=baths-of-fenn"
    assert "no-store" in answer["Cache-Control"]
    assert client.get("/compare/case-studies/", asked | {"q": " "}).json() == {"suggestions": []}


def test_comparison_begins_with_what_matters_first(show):
    trust = make.OutcomeFactory(name="Trust")
    studies = [
        make.CaseStudyFactory(title=title, published=True, told_in=2019)
        for title in ("Baths", "Parks")
    ]
    make.FindingFactory(case_study=studies[0], evidence_level=2, outcomes=[trust])

    text = show("/compare/case-studies/", item=[one.slug for one in studies]).text

    assert in_order(
        text,
        "Strongest change: better (Trust). Measured in those who took part (level 2 of 5).",
        *("Cost: not stated. Told in 2019.", "No change is claimed. Cost: not stated."),
    )
