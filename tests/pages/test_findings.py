"""Findings: their list, their feed, and the page that each has for ever."""

from __future__ import annotations

import pytest
from django.utils import timezone
from lxml import etree

from casestudies.models import CaseStudy, CaseStudyCouncil, Finding, GradeReading
from tests import factories as make
from tests.hidden import SECRET
from tests.pages.reading import in_order
from wellbeing_portal.core.models import Publishable

pytestmark = pytest.mark.django_db

Claim, Level = Finding.Claim, Finding.EvidenceLevel


@pytest.fixture
def study():
    return make.CaseStudyFactory(
        title="Baths of Marl",
        published=True,
        told_in=2019,
        councils=[make.CouncilFactory(name="Marl")],
        source=make.SourceFactory(published=True),
    )


def address(finding):
    return f"{finding.case_study.get_absolute_url()}findings/{finding.key}/"


# ── The page of a finding ────────────────────────────────────────────────────────────────


def test_page_says_everything_that_stands_with_a_finding(study, show):
    finding = make.FindingFactory(
        case_study=study,
        statement="More people could swim.",
        approach=make.ApproachFactory(name="Free baths"),
        outcomes=[make.OutcomeFactory(name="Swimming")],
        inferred_outcomes=[make.OutcomeFactory(name="Joy")],
        enablers=[make.EnablerFactory(name="Warm water")],
        value=48,
        from_value=33,
        measure="could swim",
        sample_size=1_412,
        period="2016 to 2018",
        method_note="A test in the water",
        evidence_level=Level.MEASURED,
        locator="Page 9",
    )
    finding.better_for.add(make.PopulationGroupFactory(name="Girls"))
    GradeReading.objects.create(finding=finding, position=1, claim="changed", evidence_level=2)

    page = show(address(finding))

    assert page.headings[0] == ("h1", "More people could swim.")
    assert in_order(
        page.text,
        "Better",
        "More people could swim.",
        "Measured in those who took part",
        "As told in 2019 in Baths of Marl",
        "How sure it is Measured in those who took part, level 2 of 5.",
        "How it is known Reported by participants. A test in the water",
        "Figure from 33% to 48% could swim",
        "Sample 1,412 in the sample",
        "Period 2016 to 2018",
        "Whose work Marl",
        "Approach Free baths",
        "Outcomes Swimming, Joy (inferred by us)",
        "What helped Warm water",
        "For whom Better for Girls",
        f"Where it stands {study.source.title}, Page 9",
        "How it was graded First reading: changed, level 2 of 5",
        "“More people could swim.” In: Baths of Marl. Updated",
        f"http://testserver{address(finding)}",
        "More people could swim. [Measured in those who took part (level 2 of 5) · ",
    )


def test_page_of_work_done_claims_no_strength(study, show):
    finding = make.FindingFactory(case_study=study, claim=Claim.DONE, value=12)

    page = show(address(finding))

    assert "Counted, no change claimed. What was done has no level of evidence." in page.text
    assert "portal-evidence--" not in page.html


def test_whose_work_it_is_when_it_names_its_councils(study, show):
    peak = make.CouncilFactory(name="Peak")
    make.CaseStudyCouncilFactory(case_study=study, council=peak)
    theirs = make.FindingFactory(case_study=study, councils=[peak])
    everybodys = make.FindingFactory(case_study=study)

    assert "Whose work Peak" in show(address(theirs)).text
    assert "Whose work Marl and Peak" in show(address(everybodys)).text


def test_nobody_is_credited_where_no_council_acted(study, show):
    study.council_roles.update(role=CaseStudyCouncil.Role.AREA)

    text = show(address(make.FindingFactory(case_study=study))).text

    assert "The source names no council that acted; the work took place in the area of Marl" in text


def test_neighbours_lead_on_and_back(study, show):
    first, second, third = make.FindingFactory.create_batch(3, case_study=study)

    page = show(address(second))

    assert in_order(page.text, f"Before it: {first.statement}", f"After it: {third.statement}")
    assert {address(first), address(third)} <= set(page.links)
    assert "Before it" not in show(address(first)).text
    assert "After it" not in show(address(third)).text


def test_unknown_finding_is_not_found(study, client):
    assert client.get(f"{study.get_absolute_url()}findings/nothing/").status_code == 404


@pytest.mark.parametrize(
    "state", [Publishable.State.DRAFT, Publishable.State.IN_REVIEW, Publishable.State.TRASHED]
)
def test_finding_of_what_is_not_published_is_not_found(study, client, state):
    finding = make.FindingFactory(case_study=study)
    assert client.get(address(finding)).status_code == 200

    CaseStudy.objects.filter(pk=study.pk).update(state=state, published_at=None)

    assert client.get(address(finding)).status_code == 404


@pytest.mark.parametrize(
    "state",
    [Publishable.State.DRAFT, Publishable.State.TRASHED, Publishable.State.UNPUBLISHED],
)
def test_finding_that_readers_had_is_said_to_be_gone(study, client, state):
    finding = make.FindingFactory(case_study=study)

    CaseStudy.objects.filter(pk=study.pk).update(state=state, published_at=timezone.now())

    assert client.get(address(finding)).status_code == 410


def test_no_page_of_findings_says_a_word_of_what_is_unpublished(universe, client):
    published = [universe.rich, universe.plain]
    addresses = ["/findings/", "/findings/feed/", "/"]
    addresses += [one.get_absolute_url() + "?open=all" for one in published]
    addresses += [address(one) for study in published for one in study.findings.all()]
    for one in addresses:
        assert SECRET not in client.get(one).content.decode(), one


# ── The list ─────────────────────────────────────────────────────────────────────────────


def test_list_holds_the_findings_of_published_case_studies_by_strength(universe, show):
    make.FrameworkFindingFactory(framework_item=universe.framework.items.first())

    page = show("/findings/")

    slug = universe.rich.slug
    keys = [f"{slug}/{one.key}" for one in universe.rich.findings.order_by("position")]
    assert page.results == [keys[1], keys[0], keys[3], keys[2]]
    assert page.total == 4
    assert "<h2" in page.html
    assert "4 findings" in page.text


def test_list_takes_the_parameters_of_the_list_of_case_studies(study, show):
    baths, luck = make.ApproachFactory(name="Baths"), make.OutcomeFactory(name="Luck")
    wanted = make.FindingFactory(
        case_study=study, approach=baths, inferred_outcomes=[luck], outcomes=[], direction="mixed"
    )
    make.FindingFactory(case_study=study, approach=baths)
    make.FindingFactory(case_study=study, claim=Claim.DONE, approach=baths)
    only = [f"{study.slug}/{wanted.key}"]

    assert show("/findings/", approach=baths.slug, change="mixed").results == only
    assert show("/findings/", outcome=luck.slug).results == only
    assert show("/findings/", outcome=luck.slug, inferred="no").results == []
    assert show("/findings/", claim="changed", told="2019").total == 2
    assert show("/findings/", region="london").total == 0


def test_list_says_in_a_sentence_what_it_holds(study, show):
    baths = make.ApproachFactory(name="Baths")
    make.FindingFactory(case_study=study, approach=baths, direction="worse")

    page = show("/findings/", approach=baths.slug, change="worse")

    assert "1 finding with Baths where the outcome was worse" in page.text
    assert page.title.startswith("Findings with Baths where the outcome was worse")


def test_list_without_any_match_offers_ways_on(study, show):
    make.FindingFactory(case_study=study)

    page = show("/findings/", change="worse")

    assert page.total == 0
    assert "Show all findings" in page.text


def test_each_result_shows_its_account_strength_people_and_year(study, show):
    make.FindingFactory(case_study=study, statement="It rose.", evidence_level=Level.COMPARED)

    assert in_order(
        show("/findings/").text,
        "Baths of Marl: It rose. Compared with others",
        "number of people not stated",
        "told in 2019",
    )


def test_a_period_without_a_year_also_says_when_it_was_told(study, show):
    make.FindingFactory(case_study=study, period="three months")

    assert "three months, told in 2019" in show("/findings/").text


def test_feed_holds_the_newest_with_their_addresses(study, client):
    finding = make.FindingFactory(case_study=study, statement="A < B & more.")

    feed = etree.fromstring(client.get("/findings/feed/?change=better").content)

    atom = "{http://www.w3.org/2005/Atom}"
    (entry,) = feed.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}title") == "A < B & more."
    assert entry.find(f"{atom}link").get("href").endswith(address(finding))
    assert feed.findtext(f"{atom}title").startswith("Findings where the outcome was better")


def test_empty_feed_is_a_feed(client):
    response = client.get("/findings/feed/")

    assert response.status_code == 200
    etree.fromstring(response.content)


def test_list_and_page_ask_as_often_for_little_as_for_much(
    study, client, django_assert_max_num_queries
):
    for _ in range(25):
        make.FindingFactory(
            case_study=study,
            councils=make.CouncilFactory.create_batch(2),
            inferred_outcomes=make.OutcomeFactory.create_batch(2),
            inferred_enablers=make.EnablerFactory.create_batch(2),
        )
    finding = study.findings.first()
    for one in ("/findings/", address(finding), study.get_absolute_url()):
        client.get(one)
        with django_assert_max_num_queries(12):
            client.get(one)


# ── Cards of case studies ────────────────────────────────────────────────────────────────


@pytest.fixture
def two_findings(study):
    """One finding has the approach, the other the strength; and one council did each."""
    peak = make.CouncilFactory(name="Peak", region="london")
    make.CaseStudyCouncilFactory(case_study=study, council=peak)
    baths, grants = make.ApproachFactory(name="Baths"), make.ApproachFactory(name="Grants")
    marl = study.council_roles.get(role="lead").council
    make.FindingFactory(
        case_study=study, approach=baths, statement="Baths said.", evidence_level=0, councils=[marl]
    )
    make.FindingFactory(
        case_study=study, approach=grants, statement="Grants shown.", evidence_level=3,
        councils=[peak],
    )  # fmt: skip
    return baths, grants


def card(page):
    return page.text.split("Baths of Marl")[1]


def test_list_with_a_claim_means_one_and_the_same_finding_and_says_so(two_findings, show):
    baths, grants = two_findings

    nothing = show("/case-studies/", approach=baths.slug, evidence="2")
    found = show("/case-studies/", approach=grants.slug, evidence="2", stage="established")

    assert nothing.total == 0
    assert found.total == 1
    assert in_order(
        found.text,
        "1 case study at stage Established with Grants with evidence:",
        "– all in one and the same finding",
    )
    assert "all in one and the same finding" in found.title
    assert "same finding" not in show("/case-studies/", approach=grants.slug).title


def test_finding_on_a_card_meets_everything_that_was_asked(two_findings, show):
    baths, grants = two_findings

    both = show("/case-studies/", approach=[baths.slug, grants.slug])
    strong = show("/case-studies/", approach=[baths.slug, grants.slug], evidence="2")
    place = show("/case-studies/", claim="changed", region="london")

    assert in_order(both.text, "Grants shown.", "Baths said.")
    for page in (strong, place):
        assert "Grants shown." in card(page)
        assert "Baths said." not in card(page)


def test_finding_on_a_card_is_tied_by_its_source_where_that_is_asked(study, show):
    luck = make.OutcomeFactory(name="Luck")
    make.FindingFactory(case_study=study, statement="Firm.", outcomes=[luck])
    make.FindingFactory(case_study=study, statement="Ours.", outcomes=[], inferred_outcomes=[luck])

    assert "Ours." in card(show("/case-studies/", outcome=luck.slug))
    firm = card(show("/case-studies/", outcome=luck.slug, inferred="no"))
    assert "Firm." in firm
    assert "Ours." not in firm


def test_place_alone_brings_up_no_finding(two_findings, show):
    assert "Grants shown." not in show("/case-studies/", region="london").text


def test_card_shows_the_strongest_change_and_the_year(two_findings, show):
    assert in_order(
        card(show("/case-studies/")),
        *("Strongest change: Better:", "Compared with others"),
        "Told in 2019",
    )


def test_card_says_that_no_change_was_measured(study, show):
    make.FindingFactory(case_study=study, claim=Claim.DONE, value=1_000)

    text = card(show("/case-studies/"))

    assert "Change not measured" in text
    assert "Strongest" not in text


def test_card_shows_every_way_that_the_strongest_changes_went(study, show):
    for direction in ("worse", "better"):
        make.FindingFactory(case_study=study, direction=direction)

    assert in_order(
        card(show("/case-studies/")),
        *("Strongest change: Better:", "Worse:", "Measured in those who took part"),
    )


def test_inferred_ties_are_a_box_to_tick(study, show):
    def box(page):
        return next(v for _, v in page.tags if v.get("name") == "inferred")

    make.FindingFactory(case_study=study)

    without, with_it = show("/case-studies/"), show("/case-studies/", inferred="no")

    assert box(without)["type"] == "checkbox"
    assert "checked" not in box(without)
    assert "checked" in box(with_it)
    assert sum(values.get("name") == "inferred" for _, values in with_it.tags) == 1
