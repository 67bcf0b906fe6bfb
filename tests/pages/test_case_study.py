"""The page of a case study reads in the order that an officer needs."""

import pytest

from casestudies.models import CaseStudyCouncil, CaseStudyPartner
from tests import factories as make
from tests.pages.reading import SECTIONS, in_order


@pytest.fixture
def rich(universe, show):
    return show(universe.rich.get_absolute_url())


def test_sections_stand_in_order(rich):
    assert rich.sections == SECTIONS


def test_contents_name_the_sections_in_their_order(universe, show):
    for study in (universe.rich, universe.plain):
        page = show(study.get_absolute_url())
        anchors = [link for link in page.links if link.startswith("#") and link != "#main-content"]
        contents = anchors[: len(page.sections)]
        positions = [page.html.index(f'id="{anchor[1:]}"') for anchor in contents]
        assert positions == sorted(positions)
        assert len(contents) == len(page.sections)


def test_it_says_first_whose_it_is_and_what_it_is(rich):
    assert in_order(
        rich.text,
        "Case study: Northmarl and Southmarl",
        "Living Streets of Marl",
        "Two councils closed streets to cars so that people could meet.",
        "At a glance",
    )


def test_at_a_glance(rich):
    glance = rich.text.split("At a glance")[2].split("What they set out to do")[0]

    assert in_order(
        glance,
        "Northmarl District Council",
        "Marlshire County Council, partner",
        "Southmarl District Council",
        "Eastport City Council, learning partner: Copied it",
        "Marl Community Trust: Ran the teas",
        "2016 to 2020",
        "Evaluated",
        "Workforce training",
        "Community gardens",
        "Older people",
        "Streets",
        "£70,000 from Marl Community Trust for Play Street",
        "Almost £1.3 million from Marlshire for Play Street (over three years)",
        "Level 3 of 5: change against a comparison",
        "Inferred, not stated in the source. We assume that Marl is Marl.",
    )
    assert "Silent Fund" not in glance, "no amount, no money"


def test_ambition_comes_with_the_need(rich):
    assert in_order(
        rich.text,
        "They wanted streets for people.",
        "The need they answered",
        "One in three lived alone.",
        "The Marl Report",
        "Cars outnumbered people.",
        "They closed forty streets.",
    )
    assert "<strong>people</strong>" in rich.html


def test_what_they_did_lists_approaches_then_initiatives(rich):
    assert in_order(
        rich.text.split("They closed forty streets.")[1],
        "Workforce training How Workforce training went. Page 7",
        "Community gardens How Community gardens went. Page 7",
        "Play Street Since 2017 What it does and for whom.",
        "Funded by Marl Community Trust: £70,000",
        "Marlshire: almost £1.3 million (over three years)",
        "Silent Fund",
        "Partners Marl Community Trust",
        "Bench Club",
        "What changed",
    )


def test_key_figures_stand_large_before_the_findings(rich):
    changed = rich.text.split("What changed")[2]

    assert in_order(
        changed,
        "98% knew a neighbour by name Reported by participants",
        "over £280,000",
        "People met more often.",
        "All findings",
    )
    assert rich.html.count('class="portal-figure__number') == 2


def test_findings_table_gives_figure_basis_strength_and_source(rich):
    table = rich.text.split("All findings")[1].split("What made it work")[0]

    assert in_order(
        table,
        *("What was found", "Figure", "How it is known", "Strength", "Source"),
        *("Of those asked, 98% knew a neighbour by name.", "98%", "412", "2016 to 2020"),
        *("Reported by participants", "Level 2 of 5: change measured in participants"),
        *("Over £280,000 was saved.", "over £280,000", "Economic analysis", "Level 3", "Page 9"),
        *(
            "3,498 people came to a street party.",
            "3,498 people",
            "Recorded by those involved",
            "Activity",
        ),
        *("Level 1 of 5", "Minutes of the Northmarl Scrutiny Panel"),
        *("Residents felt safer.", "no figure", "Perceived by those involved", "Level 0 of 5"),
    )
    rows = [a.get("id") for tag, a in rich.tags if tag == "tr" and a.get("id")]
    assert rows == ["finding-1", "finding-2", "finding-3", "finding-4"]


def test_findings_table_has_a_caption_and_row_headings(rich):
    assert "Findings of this case study" in rich.html
    assert [a["scope"] for tag, a in rich.tags if tag == "th"] == ["col"] * 5 + ["row"] * 4


def test_it_ends_with_what_follows_and_where_it_comes_from(rich, universe):
    assert in_order(
        rich.text.split("All findings")[1],
        "Political leadership The leader swept the street. Page 8",
        "It is paid for until 2030.",
        "Streets became meeting places.",
        "Well in Marl, 2016 to 2021",
        "The Marl Report, Chapter 2",
        "A. Writer (2020) The Marl Report. A Publisher.",
        "Council Wellbeing Portal (",
        "Living Streets of Marl. Updated ",
        f"http://testserver{universe.rich.get_absolute_url()}",
    )


def test_everything_links(rich, universe):
    expected = [universe.northmarl, universe.southmarl, universe.eastport, universe.marlshire]
    expected += [universe.joint, universe.report, universe.minutes]
    assert {record.get_absolute_url() for record in expected} <= set(rich.links)


def test_page_with_the_least_leaves_out_what_is_not_there(universe, show):
    page = show(universe.plain.get_absolute_url())

    assert page.sections == [
        "At a glance",
        "What they set out to do",
        "What they did",
        "What changed",
        "Source and citation",
    ]
    assert "The source reports no change that could be recorded as a finding." in page.text
    assert "Strongest evidence No finding recorded" in page.text
    for heading in ("Money", "For whom", "Where", "Partners", "When", "Initiatives"):
        assert f"> {heading} <".replace("> ", ">").replace(" <", "<") not in page.html


def test_councils_and_partners_follow_their_positions(universe, show):
    study = universe.rich
    CaseStudyCouncil.objects.filter(case_study=study, council=universe.northmarl).update(position=9)
    other = make.OrganisationFactory(name="An Early Partner")
    CaseStudyPartner.objects.create(
        case_study=study, organisation=other, position=0, contribution="Came first"
    )

    page = show(study.get_absolute_url())

    assert "Case study: Southmarl and Northmarl" in page.text
    assert in_order(page.text, "An Early Partner: Came first", "Marl Community Trust: Ran the teas")


def test_strategies_stand_in_time_order(universe, show):
    later = make.StrategyFactory(
        title="A Later One", start_year=2022, end_year=2030, published=True
    )
    undated = make.StrategyFactory(
        title="An Undated One", start_year=None, end_year=None, published=True
    )
    universe.rich.strategies.add(later, undated)

    page = show(universe.rich.get_absolute_url())

    serves = page.text.split("Strategies it serves")[2]
    assert in_order(serves, "Well in Marl", "A Later One", "An Undated One")


def test_needs_stand_in_their_order_whichever_council_they_are_about(universe, show):
    study = universe.plain
    for statement, council in (("First.", universe.northmarl), ("Second.", None), ("Third.", None)):
        make.ContextFactFactory(case_study=study, council=council, statement=statement)

    page = show(study.get_absolute_url())

    assert in_order(page.text, "The need they answered", "First.", "Second.", "Third.")
