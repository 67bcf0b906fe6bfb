"""Where there is much of something, pages show the foremost and lead to the rest."""

from __future__ import annotations

import io
import re

import docx
import pytest

from casestudies import foremost
from casestudies.evidence.views.concept import BEGUN
from casestudies.models import Barrier, WiderEvidence
from strategies import latest
from tests import factories as make
from tests.pages.following import links_with, total_of
from tests.pages.reading import in_order
from wellbeing_portal.site.councils import accounts
from wellbeing_portal.site.priorities import views as priority_view


@pytest.fixture
def busy(db):
    """A council with five case studies, published one after the other."""
    council = make.CouncilFactory(name="Busyham")
    for number in range(5):
        study = make.CaseStudyFactory(
            published=True, title=f"Study {number}", published_at=f"2024-01-0{number + 1}T12:00Z"
        )
        study.councils.set([council])
    return council


def test_council_shows_the_newest_case_studies_and_leads_to_all(busy, client, show, monkeypatch):
    monkeypatch.setattr(accounts, "STUDIES_SHOWN", 2)

    page = show(busy.get_absolute_url())

    assert "acted in 5 accounts" in page.text
    assert "These are the latest 2. All 5 case studies by Busyham" in page.text
    assert "Study 4" in page.text
    assert "Study 2" not in page.text
    assert [total_of(client, link) for link, _ in links_with(page.html, "data-studies")] == [5]


def test_council_shows_the_first_finding_of_an_account_and_folds_the_others(db, show):
    council = make.CouncilFactory()
    study = make.CaseStudyFactory(published=True, councils=[council])
    for number in range(5):
        make.FindingFactory(case_study=study, statement=f"Statement {number}.", position=number)

    html = show(council.get_absolute_url()).html.split('id="case-studies"')[1]

    first, folded = html.split("<details")[:2]
    assert (first.count("data-finding"), folded.count("data-finding")) == (1, 2)
    assert in_order(folded, "4 more findings of its work", "2 more findings in the")


def test_council_shows_the_latest_strategies_and_leads_to_all(db, client, show, monkeypatch):
    monkeypatch.setattr(latest, "STRATEGIES_SHOWN", 2)
    council = make.CouncilFactory(name="Busyham")
    for year in (2015, 2021, 2018):
        make.StrategyFactory(
            published=True, title=f"Plan of {year}", start_year=year, councils=[council]
        )
    make.StrategyFactory(published=True, title="Undated plan", councils=[council], start_year=None)

    page = show(council.get_absolute_url())
    compared = show("/compare/councils/", item=[council.slug, make.CouncilFactory().slug])

    assert "These are the latest 2. All 4 strategies of Busyham" in page.text
    for shown in (page, compared):
        assert in_order(shown.text, "Plan of 2018", "Plan of 2021")
        assert "Plan of 2015" not in shown.text
        assert "Undated plan" not in shown.text
        assert f"/strategies/?council={council.slug}" in shown.links
    assert "2 more, which are not compared" in compared.text
    assert [total_of(client, link) for link, _ in links_with(page.html, "data-strategies")] == [4]


def test_council_with_few_shows_all(busy, show):
    page = show(busy.get_absolute_url())

    assert "Study 0" in page.text
    assert "These are the latest" not in page.text


def test_comparison_says_what_it_left_out(busy, client, show, monkeypatch):
    monkeypatch.setattr(foremost, "STUDIES_READ", 2)
    other = make.CouncilFactory(name="Quietham")

    page = show("/compare/councils/", item=[busy.slug, other.slug])

    assert "3 more, which are not compared" in page.text
    assert "Study 4" in page.text
    assert "Study 2" not in page.text
    assert total_of(client, f"/case-studies/?council={busy.slug}") == 5
    assert f"/case-studies/?council={busy.slug}" in page.links


def test_briefing_on_a_council_says_what_it_left_out(busy, client, monkeypatch):
    monkeypatch.setattr(foremost, "STUDIES_READ", 2)

    answer = client.get(busy.get_absolute_url(), {"export": "docx"})

    document = docx.Document(io.BytesIO(b"".join(answer)))
    texts = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "3 more are on the portal" in texts
    assert "Study 4" in texts
    assert "Study 2" not in texts


def test_theme_names_the_councils_with_most_and_leads_to_the_rest(db, client, show, monkeypatch):
    monkeypatch.setattr(priority_view, "COUNCILS_SHOWN", 2)
    theme = make.ThemeFactory()
    for number, name in enumerate(["Zedham", "Aham", "Beeham"], start=1):
        strategy = make.StrategyFactory(published=True, councils=[make.CouncilFactory(name=name)])
        for _ in range(4 - number):
            make.PriorityFactory(strategy=strategy, themes=[theme])

    page = show(theme.get_absolute_url())

    _, _, councils = page.text.partition("Councils with this priority")
    assert in_order(councils, "Aham 2 priorities", "Zedham 3 priorities")
    assert "Beeham" not in councils
    assert "These 2 of 3 councils have the most" in page.text
    assert total_of(client, f"/strategies/?theme={theme.slug}") == 3
    assert f"/strategies/?theme={theme.slug}" in page.links


def test_priority_names_three_case_studies_that_serve_it(db, show):
    strategy = make.StrategyFactory(published=True)
    theme = make.ThemeFactory()
    priority = make.PriorityFactory(strategy=strategy, themes=[theme])
    for number in range(4):
        make.CaseStudyFactory(published=True, title=f"Study {number}", priorities=[priority])

    served = show(theme.get_absolute_url()).text.partition("Served by ")[2]

    assert served.startswith("Study 0, Study 1, Study 2 and more")


def test_comparison_tells_of_the_strongest_findings_and_leads_to_the_rest(busy, client, show):
    outcome = make.OutcomeFactory(name="Sleep")
    for level, study in enumerate([*busy.case_studies.order_by("title")] * 2):
        finding = make.FindingFactory(
            case_study=study, statement=f"Finding {level}", evidence_level=min(level, 5)
        )
        finding.outcomes.set([outcome])

    other = make.CouncilFactory()

    page = show("/compare/councils/", item=[busy.slug, other.slug])

    assert in_order(page.text, *(f"Finding {level}" for level in (5, 6, 7)), "and 7 more")
    assert "Finding 0" not in page.text
    assert "7 more inside the rows" in page.text
    whole = show("/compare/councils/", item=[busy.slug, other.slug], open="changed")
    assert in_order(whole.text, *(f"Finding {level}" for level in (5, 6, 7)), "Finding 0")
    study = busy.case_studies.get(title="Study 0")
    key = study.findings.get(statement="Finding 5").key
    assert f"{study.get_absolute_url()}findings/{key}/" in page.links


def test_concept_begins_with_some_conclusions_and_barriers_and_leads_to_all(db, show):
    approach = make.ApproachFactory(name="Befriending")
    study = make.CaseStudyFactory(published=True)
    make.FindingFactory(case_study=study, approach=approach)
    for number in range(14):
        Barrier.objects.create(
            case_study=study, position=number, text=f"Rain on day {number}.", source=study.source
        )
        WiderEvidence.objects.create(
            approach=approach,
            title=f"Review {number}",
            slug=f"review-{number}",
            body="Institute of Visits",
            year=2022,
            url="https://example.org/review",
            concludes=f"Small effects, said {number} times.",
            state="published",
        )

    page = show(approach.get_absolute_url())
    wholes = {link for link in page.links if "all=" in link}
    barriers = show(f"{approach.get_absolute_url()}?all=barriers")
    last = WiderEvidence.objects.order_by("title").last()

    assert {link.partition("#")[2] for link in wholes} == {"research", "barriers"}
    assert page.text.count("Show all 14") == 2
    assert (page.text.count("Rain on day"), page.text.count("Small effects")) == (10, 10)
    assert barriers.text.count("Rain on day") == 14
    assert "Show all 14" in barriers.text
    assert f'id="wider-{last.slug}"' in show(last.get_absolute_url().partition("#")[0]).html


def test_concept_beside_many_others_begins_with_some_and_shows_all_of_them_on_request(db, show):
    outcome = make.OutcomeFactory()
    published = make.CaseStudyFactory(published=True)
    others = [make.ApproachFactory() for _ in range(14)]
    for one in others:
        make.FindingFactory(case_study=published, approaches=[one], outcomes=[outcome])

    page = show(outcome.get_absolute_url())
    whole = show(f"{outcome.get_absolute_url()}?all=approaches")

    assert len(re.findall("data-companion=", page.html)) == BEGUN
    assert "Show all 14" in page.text
    assert set(re.findall('data-companion="([^"]+)"', whole.html)) == {one.slug for one in others}
