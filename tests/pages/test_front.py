"""The front page: what it counts is what the rows say."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest
from django.utils import timezone

from casestudies.models import CaseStudy, CaseStudyCouncil, Cost, Finding
from tests import factories as make
from tests.pages.reading import in_order

pytestmark = pytest.mark.django_db

Claim, Role = Finding.Claim, CaseStudyCouncil.Role


def part(page, name, value):
    """The words of a part of the page that is marked ``data-name="value"``."""
    found = re.search(rf'data-{name}="{value}">(.*?)</(?:li|p)>', page.html, re.DOTALL)
    assert found, f"no {name} {value}"
    return " ".join(re.sub(r"<[^>]*>", "", found[1]).split())


def study(**values):
    return make.CaseStudyFactory(published=True, **values)


def finding(**values):
    return make.FindingFactory(**values)


@pytest.fixture
def mixed_world():
    """Case studies of every strength, told in several years, by councils in every role."""
    year = timezone.localdate().year
    strengths = [(3, "better"), (2, "no-change"), (1, "worse"), (0, "better"), (None, "")]
    for age, (level, direction) in enumerate(strengths):
        one = study(told_in=year - 2 * age)
        make.CaseStudyCouncilFactory(case_study=one, role=Role.LEARNING_PARTNER)
        make.CaseStudyCouncilFactory(case_study=one, role=Role.AREA)
        make.CaseStudyCouncilFactory(case_study=one, role=Role.PARTNER)
        finding(case_study=one, claim=Claim.DONE, value=90)
        if level is not None:
            finding(case_study=one, evidence_level=level, direction=direction)
    last = CaseStudy.objects.order_by("pk").last()
    finding(case_study=last, claim=Claim.MODELLED)
    Cost.objects.create(case_study=last, source=last.source, amount=1, unit="in-all", covers="All")
    change = Finding.objects.filter(evidence_level=3).get()
    change.worse_for.add(make.PopulationGroupFactory())
    draft = make.CaseStudyFactory()
    hidden = finding(case_study=draft, evidence_level=5)
    hidden.better_for.add(make.PopulationGroupFactory())


def recounted():
    """The numbers of the page from the rows, by plain code."""
    studies = list(CaseStudy.objects.filter(state="published"))
    rows = [one for each in studies for one in each.findings.all()]
    acted = {
        role.council_id
        for each in studies
        for role in each.council_roles.all()
        if role.role in ("lead", "partner")
    }
    strongest = Counter()
    for each in studies:
        levels = [f.evidence_level for f in each.findings.all() if f.evidence_level is not None]
        strongest[min(3, max(levels, default=0))] += 1
    numbered = [one for one in rows if one.evidence_level]
    return studies, rows, acted, strongest, numbered


def test_counts_are_those_of_the_rows(mixed_world, show):
    page = show("/")

    studies, rows, acted, strongest, numbered = recounted()
    unchanged = sum(one.direction == "no-change" for one in numbered)
    assert f"{len(studies)} case studies, in which {len(acted)} councils acted" in page.text
    for level in (3, 2, 1, 0):
        assert part(page, "share", level).split()[0] == str(strongest[level]), level
    assert part(page, "known", "findings").startswith(
        f"Of {len(rows)} findings, {len(numbered) - unchanged} show a change that was counted or "
        f"measured (level 1 of 5 or above), {unchanged} found none, "
        f"and {len(rows) - len(numbered)} say what was done"
    )


def test_what_is_not_known_is_counted_from_the_rows(mixed_world, show):
    page = show("/")

    studies, rows, *_ = recounted()
    free = sum(not one.costs.exists() for one in studies)
    adverse = sum(one.direction in ("no-change", "mixed", "worse") for one in rows)
    year = timezone.localdate().year - 5
    old = sum(one.told_in <= year for one in studies)
    assert f"{free} of {len(studies)} give no amount" in part(page, "unknown", "cost")
    assert f"1 of {len(studies)} say" in part(page, "unknown", "for-whom")
    assert f"{adverse} findings of no change" in part(page, "unknown", "adverse")
    later = {
        one.case_study_id
        for one in rows
        if one.case_study.told_in <= year and (one.source.year or 0) > year
    }
    since = part(page, "unknown", "since")
    assert f"The main source of {old} of {len(studies)} is of {year} or before." in since
    assert f"Of these {len(later)} have a finding from a later source." in since
    measured = {outcome.pk for one in rows if one.evidence_level for outcome in one.outcomes.all()}
    public = {outcome.pk for one in rows for outcome in one.outcomes.all()}
    assert f"For {len(public - measured)} of {len(public)} no account" in (
        part(page, "unknown", "outcomes")
    )


def test_numbers_lead_to_lists_that_hold_as_many(mixed_world, show):
    page = show("/")

    for name, address in (("cost", "/case-studies/"), ("adverse", "/findings/")):
        (link,) = re.findall(rf'(?s)data-unknown="{name}">.*?href="([^"]*)"', page.html)
        number = int(re.search(r"\d+", part(page, "unknown", name))[0])
        assert link.startswith(address)
        assert show(link.replace("&amp;", "&")).total == number


def test_learning_partners_and_areas_did_not_act(show):
    one = study()
    for role in (Role.LEARNING_PARTNER, Role.AREA):
        make.CaseStudyCouncilFactory(case_study=one, role=role)

    assert "1 case study, in which 1 council acted" in show("/").text


def test_each_figure_shows_strength_people_and_year(show):
    one = study(title="Baths", told_in=2019)
    finding(case_study=one, statement="It rose by 7%.", value=7, evidence_level=3)
    other = study(title="Grants", told_in=2017)
    finding(case_study=other, statement="It fell.", evidence_level=1, direction="worse")

    assert in_order(
        show("/").text,
        "Two findings, good and bad",
        *("Baths: It rose by 7%.", "Compared with others", "number of people not stated"),
        "told in 2019",
        *("Worse", "Grants: It fell.", "Counted, no method stated", "told in 2017"),
    )


def test_findings_are_of_different_accounts_and_one_did_not_go_well(show):
    for title in "ABCD":
        one = study(title=f"Account {title}")
        finding(case_study=one, statement=f"Strong {title}.", evidence_level=3, key_order=1)
        finding(case_study=one, statement=f"Second {title}.", evidence_level=3)
    finding(case_study=one, statement="No effect.", evidence_level=2, direction="no-change")

    text = show("/").text.split("good and bad")[1].split("New on the portal")[0]

    assert in_order(text, "Strong A.", "Strong B.", "No effect.")
    assert not re.search(r"Second|Strong [CD]", text)


def test_what_was_only_said_or_done_is_no_finding_for_the_front_page(show):
    one = study()
    finding(case_study=one, statement="Said.", evidence_level=0)
    finding(case_study=one, statement="Done.", claim=Claim.DONE, value=1_000_000)

    text = show("/").text

    assert "Nobody on the portal gives a number for what changed." in text
    assert "1,000,000" not in text


def test_questions_lead_to_lists_with_an_honest_second_line(show):
    lonely = make.OutcomeFactory(name="Loneliness", slug="loneliness-and-isolation")
    for level in (2, 1):
        finding(case_study=study(), outcomes=[lonely], evidence_level=level)
    both = study()
    finding(case_study=both, outcomes=[lonely], claim=Claim.INTENDED)
    finding(case_study=both, evidence_level=3)
    money = make.OutcomeFactory(name="Money", slug="money-saved")
    finding(case_study=study(), outcomes=[money], claim=Claim.MODELLED)

    page = show("/")

    assert in_order(
        page.text,
        "What works for loneliness?",
        "3 accounts; 1 with a measured result",
        "What saved money?",
        "1 account: 1 only calculated one",
        "What failed or is unproven?",
        "No findings of no change, mixed or worse",
    )
    assert lonely.get_absolute_url() in page.links
    assert "staff and workplaces" not in page.text, "the portal has no such subject"


def test_search_is_the_page_and_stands_there_once(show):
    study(councils=[make.CouncilFactory(name="Marl")])

    page = show("/")

    assert page.headings[0][1] == "What have councils tried for wellbeing, and did it work?"
    assert sum(values.get("name") == "q" for _, values in page.tags) == 1
    assert "/search/?q=Marl" in page.links
    assert {"/case-studies/", "/findings/", "/councils/", "/strategies/"} <= set(page.links)


def test_newest_three_stand_with_their_strongest_change(show):
    now = timezone.now()
    studies = [
        study(title=f"Told {age}", published_at=now - dt.timedelta(days=age)) for age in range(5)
    ]
    finding(case_study=studies[0], evidence_level=2)

    text = show("/").text.split("New on the portal")[1]

    assert in_order(
        text, "Told 0", "Strongest change: Better", "Told 1", "Change not measured", "Told 2"
    )
    assert "Told 3" not in text


def test_empty_portal_says_so(show):
    text = show("/").text

    assert "No case study has been published yet." in text
    assert "What we do not know" not in text


def test_front_page_asks_as_often_for_little_as_for_much(client, django_assert_max_num_queries):
    for _ in range(12):
        one = study()
        finding(case_study=one, evidence_level=3)
        finding(case_study=one, evidence_level=2, direction="worse")
    client.get("/")

    with django_assert_max_num_queries(12):
        client.get("/")
