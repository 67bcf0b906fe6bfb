"""Case studies and councils side by side, worked by hand."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.comparing import case_studies
from casestudies.comparing.entries import opening
from casestudies.models import CaseStudyCouncil
from tests import factories as make
from wellbeing_portal.core.compare.comparison import ComparedSection, Comparison, HeldBy
from wellbeing_portal.search import current
from wellbeing_portal.site.councils import comparison as councils

pytestmark = pytest.mark.django_db

ONLY = "Of these, only {}"
THREE = ("leeds-mentally-healthy-city", "sandwell-stronger-sandwell", "bristol-thriving-at-work")


def compared(*slugs: str) -> Comparison:
    found = {study.slug: study for study in case_studies.comparable().filter(slug__in=slugs)}
    return case_studies.compare_case_studies([found[slug] for slug in slugs])


def compared_councils(*slugs: str) -> Comparison:
    found = {one.slug: one for one in councils.comparable().filter(slug__in=slugs)}
    return councils.compare_councils([found[slug] for slug in slugs])


def who_has_what(section: ComparedSection) -> dict[str, str]:
    """Each value of a section with who has it, in words."""
    return {
        value.trait.key: value.mark.words
        for row in section.rows
        for cell in row.cells
        for value in cell.values
    }


def test_leeds_sandwell_and_bristol_are_called_by_their_names(content):
    whole = compared(*THREE)

    assert [head.short for head in whole.heads] == ["Leeds", "Sandwell", "Bristol"]
    enablers = who_has_what(whole.section("enablers"))
    assert enablers["political-leadership"] == "All three"
    assert "political leadership" in whole.in_common
    assert whole.in_common.startswith("All three accounts mention ")


def test_broader_holds_what_is_narrower():
    work = make.ApproachFactory(name="Wellbeing at work")
    aid = make.ApproachFactory(name="First aid", broader=work)
    leeds, bristol = (make.CouncilFactory(name=name) for name in ("Leeds", "Bristol"))
    first = make.CaseStudyFactory(councils=[leeds], published=True)
    second = make.CaseStudyFactory(councils=[bristol], published=True)
    make.CaseStudyApproachFactory(case_study=first, approach=aid)
    make.CaseStudyApproachFactory(case_study=second, approach=work)

    whole = compared(first.slug, second.slug)

    assert who_has_what(whole.section("approaches")) == {
        work.slug: "Both",
        aid.slug: ONLY.format("Leeds"),
    }
    row = whole.section("approaches").rows[0]
    assert row.cells[0].values[0].trait.text == "As first aid"
    assert whole.in_common == "Both accounts mention 1 approach (wellbeing at work)."
    assert whole.apart == (
        "Of these, only Leeds’ account on the portal mentions 1 approach (first aid).",
    )


def test_two_that_have_it_by_different_narrower_ones_have_it_in_common():
    work = make.ApproachFactory(name="Wellbeing at work")
    narrower = [make.ApproachFactory(broader=work) for _ in range(2)]
    studies = make.CaseStudyFactory.create_batch(2, published=True)
    for study, approach in zip(studies, narrower, strict=True):
        make.CaseStudyApproachFactory(case_study=study, approach=approach)

    whole = compared(*(study.slug for study in studies))

    assert whole.in_common == "Both accounts mention 1 approach (wellbeing at work)."


def test_what_only_a_finding_names_is_mentioned_too():
    aid, trust = make.ApproachFactory(), make.EnablerFactory()
    studies = make.CaseStudyFactory.create_batch(2, published=True)
    make.CaseStudyApproachFactory(case_study=studies[0], approach=aid)
    make.FindingFactory(case_study=studies[1], approach=aid, inferred_enablers=[trust])

    whole = compared(*(study.slug for study in studies))

    assert who_has_what(whole.section("approaches"))[aid.slug] == "Both"
    told = whole.section("enablers").rows[0].cells[1].values[0].trait.text
    assert told == "Tied to a finding by us, not by the source."


def test_work_done_is_no_result_and_an_aim_is_none_either():
    studies = make.CaseStudyFactory.create_batch(2, published=True)
    make.FindingFactory(case_study=studies[0], claim="done", value=10_000)
    make.FindingFactory(case_study=studies[0], claim="intended")
    make.FindingFactory(case_study=studies[1], claim="modelled")

    whole = compared(*(study.slug for study in studies))

    names = {section.name for section in whole.sections}
    assert {"done", "aimed"} <= names
    assert "changed" not in names
    assert [cell.values[0].trait.label for cell in whole.section("strongest").rows[0].cells] == [
        "No change is claimed"
    ] * 2


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

    rows = compared(*(study.slug for study in studies)).section("changed").rows

    alone = rows[-1].cells[0].values[0]
    assert alone.trait.label == "Confidence"
    assert [point.claimed.level for point in alone.trait.points] == [3, 1]
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
        "metropolitan": ONLY.format("Leeds"),
        "unitary": ONLY.format("Bristol"),
    }
    approaches = who_has_what(whole.section("approaches"))
    assert approaches["employer-networks"] == "Both"


def test_learning_partner_does_not_count_as_doing_it():
    council, other = make.CouncilFactory.create_batch(2)
    study = make.CaseStudyFactory(councils=[other], published=True)
    make.CaseStudyCouncilFactory(
        case_study=study, council=council, role=CaseStudyCouncil.Role.LEARNING_PARTNER
    )
    make.CaseStudyApproachFactory(case_study=study)

    whole = compared_councils(council.slug, other.slug)

    assert list(who_has_what(whole.section("approaches")).values()) == [ONLY.format(other.name)]
    assert list(who_has_what(whole.section("case_studies")).values()) == [ONLY.format(other.name)]
    assert list(who_has_what(whole.section("named_in")).values()) == [ONLY.format(council.name)]


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
        # What stays known from one content to the next is no comparison's own.
        current().memory.clear()
        with CaptureQueriesContext(connection) as first:
            compared(*(study.slug for study in studies))
        current().memory.clear()
        with CaptureQueriesContext(connection) as second:
            compared_councils(*(council.slug for council in all_councils))
        return len(first), len(second)

    assert cost(2) == cost(4)
