"""Case studies and councils side by side, worked by hand."""

from __future__ import annotations

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.comparing import case_studies
from casestudies.comparing.entries import opening
from casestudies.models import CaseStudy, CaseStudyCouncil, CaseStudyEnabler
from tests import factories as make
from wellbeing_portal.core.compare.comparison import Comparison, HeldBy, Section
from wellbeing_portal.site.councils import comparison as councils

pytestmark = pytest.mark.django_db

THREE = ("leeds-mentally-healthy-city", "sandwell-stronger-sandwell", "bristol-thriving-at-work")


def compared(*slugs: str) -> Comparison:
    found = {study.slug: study for study in case_studies.comparable().filter(slug__in=slugs)}
    return case_studies.compare_case_studies([found[slug] for slug in slugs])


def compared_councils(*slugs: str) -> Comparison:
    found = {one.slug: one for one in councils.comparable().filter(slug__in=slugs)}
    return councils.compare_councils([found[slug] for slug in slugs])


def who_has_what(section: Section) -> dict[str, str]:
    """Each value of a section with who has it, in words."""
    return {
        value.trait.key: value.mark.words
        for row in section.rows
        for cell in row.cells
        for value in cell.values
    }


def test_leeds_sandwell_and_bristol_share_what_their_records_say(content):
    """Read from the three content files, one beside the other."""
    whole = compared(*THREE)

    assert [head.short for head in whole.heads] == ["Leeds", "Sandwell", "Bristol"]
    assert who_has_what(whole.section("enablers")) == {
        "political-leadership": "All three",
        "trust-between-partners": "All three",
        "strong-voluntary-sector": "Leeds and Sandwell",
        "shared-priorities": "Leeds and Bristol",
        "sharing-control": "Sandwell and Bristol",
        "flexible-commissioning": "Only Leeds",
        "local-evidence": "Only Leeds",
        "community-engagement": "Only Sandwell",
        "learning-from-other-places": "Only Sandwell",
        "long-term-commitment": "Only Bristol",
        "national-programmes": "Only Bristol",
        "senior-leadership": "Only Bristol",
    }
    approaches = who_has_what(whole.section("approaches"))
    assert {key: words for key, words in approaches.items() if not words.startswith("Only")} == {
        "employer-networks": "Leeds and Bristol",
        "council-as-employer": "Leeds and Bristol",
        "small-grants": "Leeds and Sandwell",
        "participation-and-coproduction": "Leeds and Sandwell",
    }
    assert approaches["suicide-prevention"] == "Only Leeds"
    assert approaches["wellbeing-hubs"] == "Only Sandwell"
    assert approaches["mental-health-first-aid"] == "Only Bristol"
    assert "2 enablers (political leadership; trust between partners)" in whole.in_common


def test_shared_concepts_are_those_that_the_database_says(content):
    """The same question asked of the database, for every two case studies."""
    slugs = list(CaseStudy.objects.published().values_list("slug", flat=True))
    for first, second in itertools.pairwise(slugs):
        rows = CaseStudyEnabler.objects.filter(case_study__slug__in=[first, second])
        held = list(rows.values_list("enabler__slug", flat=True))
        shared = {slug for slug in held if held.count(slug) == 2}

        found = who_has_what(compared(first, second).section("enablers"))

        assert {slug for slug, words in found.items() if words == "Both"} == shared
        assert set(found) == set(held)


def test_enabler_says_how_it_worked_in_each():
    trust = make.EnablerFactory(name="Trust")
    studies = make.CaseStudyFactory.create_batch(2, published=True)
    for study in studies:
        make.CaseStudyEnablerFactory(case_study=study, enabler=trust, how=f"How in {study}.")

    row = compared(*(study.slug for study in studies)).section("enablers").rows[0]

    assert row.label == "Trust"
    assert [cell.values[0].trait.text for cell in row.cells] == [f"How in {s}." for s in studies]


def test_outcome_has_its_findings_with_the_strongest_first():
    outcome = make.OutcomeFactory(name="Confidence")
    studies = make.CaseStudyFactory.create_batch(2, published=True)
    for level in (1, 3):
        make.FindingFactory(case_study=studies[0], outcomes=[outcome], evidence_level=level)
    make.FindingFactory(case_study=studies[1])

    rows = compared(*(study.slug for study in studies)).section("outcomes").rows

    alone = rows[-1].cells[0].values[0]
    assert alone.trait.label == "Confidence"
    assert [point.level for point in alone.trait.points] == [3, 1]
    assert alone.mark.standing is HeldBy.ONE


def test_case_studies_of_one_council_are_called_by_their_titles():
    leeds = make.CouncilFactory(name="Leeds")
    studies = make.CaseStudyFactory.create_batch(2, councils=[leeds], published=True)

    heads = compared(*(study.slug for study in studies)).heads

    assert [head.short for head in heads] == [study.title for study in studies]


def test_source_that_is_not_published_is_no_link():
    source = make.SourceFactory()
    studies = make.CaseStudyFactory.create_batch(2, source=source, published=True)

    row = compared(*(study.slug for study in studies)).section("source").rows[0]

    assert row.cells[0].values[0].trait.url == ""
    assert row.mark
    assert row.mark.words == "Both"


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("One sentence.", "One sentence.", False),
        (
            "Leeds wants to be “the best city.” And more.",
            "Leeds wants to be “the best city.”",
            True,
        ),
        ("It has **two** parts:\n\n- one\n- two", "It has two parts:", True),
        ("", "", False),
    ],
)
def test_opening_is_the_first_sentence(text, first, rest):
    assert opening(text)[0] == first
    assert bool(opening(text)[1]) is rest


def test_councils_share_what_their_work_shares(content):
    whole = compared_councils("leeds", "bristol")

    assert [head.short for head in whole.heads] == ["Leeds", "Bristol"]
    assert who_has_what(whole.section("type")) == {
        "metropolitan": "Only Leeds",
        "unitary": "Only Bristol",
    }
    approaches = who_has_what(whole.section("approaches"))
    assert approaches["employer-networks"] == "Both"
    assert approaches["suicide-prevention"] == "Only Leeds"


def test_learning_partner_does_not_count_as_doing_it():
    council, other = make.CouncilFactory.create_batch(2)
    study = make.CaseStudyFactory(councils=[other], published=True)
    make.CaseStudyCouncilFactory(
        case_study=study, council=council, role=CaseStudyCouncil.Role.LEARNING_PARTNER
    )
    make.CaseStudyApproachFactory(case_study=study)

    whole = compared_councils(council.slug, other.slug)

    assert list(who_has_what(whole.section("approaches")).values()) == [f"Only {other.name}"]
    assert list(who_has_what(whole.section("case_studies")).values()) == ["Both"]


def test_nothing_unpublished_is_compared():
    councils_ = make.CouncilFactory.create_batch(2)
    draft = make.CaseStudyFactory(councils=councils_)
    make.CaseStudyApproachFactory(case_study=draft)
    make.FindingFactory(case_study=draft)
    strategy = make.StrategyFactory(councils=councils_)
    make.PriorityFactory(strategy=strategy, themes=[make.ThemeFactory()])
    make.FrameworkExampleFactory(council=councils_[0])
    shown = make.CaseStudyFactory(strategies=[strategy], published=True)

    whole = compared_councils(*(council.slug for council in councils_))

    names = {section.name for section in whole.sections}
    assert names == {"type", "region", "nation"}
    assert not case_studies.comparable().filter(pk=draft.pk).exists()
    assert list(case_studies.comparable().get(pk=shown.pk).strategies.all()) == []


def test_comparison_asks_as_often_at_any_size():
    def cost(size: int) -> tuple[int, int]:
        all_councils = make.CouncilFactory.create_batch(size)
        studies = []
        for _ in range(size):
            study = make.CaseStudyFactory(councils=all_councils, published=True)
            for _ in range(size):
                make.CaseStudyApproachFactory(case_study=study)
                make.CaseStudyEnablerFactory(case_study=study)
                make.FindingFactory(case_study=study)
                make.InitiativeFunderFactory(initiative__case_study=study)
            studies.append(study)
        with CaptureQueriesContext(connection) as first:
            compared(*(study.slug for study in studies))
        with CaptureQueriesContext(connection) as second:
            compared_councils(*(council.slug for council in all_councils))
        return len(first), len(second)

    assert cost(2) == cost(4)
