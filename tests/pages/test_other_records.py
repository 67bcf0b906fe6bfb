"""Pages of strategies, councils, sources and frameworks, and what stands on them in which order."""

import re

from strategies.models import Strategy
from tests import factories as make
from tests.pages.reading import in_order
from tests.past_signals import update


def test_strategy_sections(universe, show):
    page = show(universe.joint.get_absolute_url())

    assert page.sections == [
        "Theme by theme",
        "What it set out to do",
        "Work under this strategy",
        "Scrutiny",
        "At a glance",
        "Source and citation",
    ]


def test_strategy_says_whose_it_is_for_how_long_and_what_it_wants(universe, show):
    page = show(universe.joint.get_absolute_url())

    assert in_order(
        page.text,
        "Health and wellbeing strategy Well in Marl",
        "What it wanted:",
        "A place where everybody is well.",
        "Ran from 2016 to 2021; ended",
        "What it sets out.",
        *("At a glance", "Councils", "Northmarl", "Southmarl"),
        "Marl Health and Wellbeing Board",
        "2016 to 2021",
        "Adopted, adopted on 1 June 2016",
    )


def test_strategy_priorities_stand_by_kind_with_themes(universe, show):
    page = show(universe.joint.get_absolute_url())

    assert in_order(
        page.text,
        *("2 priorities", "Start well", "fairness", "Age well", "fairness"),
        *("1 principle", "Listen first", "fairness"),
        *("Work under this strategy", "Living Streets of Marl"),
    )
    assert {"priority-1", "priority-2", "priority-3"} <= set(page.ids)
    assert re.findall(r'<li id="priority-\d" value="(\d)"', page.html) == ["1", "2", "3"]


def test_strategy_scrutiny_is_question_and_answer(universe, show):
    page = show(universe.joint.get_absolute_url())

    assert in_order(
        page.text.split("Scrutiny Panel, 4 May 2021")[1],
        "Officers presented it.",
        *("Money", "Answered", "Councillor Smith: What was asked."),
        "The officer: What was answered.",
        *("Buses", "Still open", "The minutes record no answer."),
        *("What the chair concluded", "The chair thanked them."),
        "Minutes of the Northmarl Scrutiny Panel",
    )


def test_strategy_cites_its_source_and_itself(universe, show):
    page = show(universe.joint.get_absolute_url())

    assert in_order(
        page.text.split("Source and citation")[-1],
        "The Marl Report, Page 4",
        "A. Writer (2020) The Marl Report. A Publisher.",
        "Well in Marl. Updated",
    )


def test_strategy_with_the_least(universe, show):
    page = show(universe.plain_strategy.get_absolute_url())

    assert page.sections == ["Work under this strategy", "At a glance", "Source and citation"]
    assert "Not stated in the source" in page.text
    assert "No case study on the portal is tied to this strategy yet." in page.text


def test_inferred_record_says_so(universe, show):
    update(Strategy.objects.filter(pk=universe.joint.pk), inferred="We guessed the council.")

    page = show(universe.joint.get_absolute_url())

    assert "Inferred, not stated in the source. We guessed the council." in page.text


def test_council_sections(universe, show):
    page = show(universe.northmarl.get_absolute_url())

    assert page.sections == [
        "What it did",
        "Strategies and priorities",
        "Scrutiny",
        "Named as an example",
        "Context",
    ]


def test_council_context(universe, show):
    page = show(universe.northmarl.get_absolute_url())

    assert in_order(
        page.text.split("Named as an example")[1],
        *("District council", "Yorkshire and the Humber, England", "Marlshire County Council"),
        *("Began", "1 April 2009", "E07999991", "Northmarl is flat."),
    )


def test_council_facts_of_its_own_and_of_published_parents(universe, show):
    for parent in ({"case_study": universe.rich}, {"case_study": universe.hidden_case_studies[0]}):
        statement = f"A fact in {parent['case_study'].get_state_display()}."
        make.ContextFactFactory(**parent, council=universe.northmarl, statement=statement)

    page = show(universe.northmarl.get_absolute_url())

    assert "A fact in Published." in page.text
    assert "A fact in Draft." not in page.text


def test_council_strategies_stand_in_time_with_priorities_linked(universe, show):
    page = show(universe.northmarl.get_absolute_url())

    strategies = page.html[page.html.index('id="strategies"') :]
    assert in_order(
        strategies, "Well in Marl</a>", "Start well", "Listen first", "Marl in Bloom</a>"
    )
    assert "Ran from 2016 to 2021; ended" in page.text
    assert f"{universe.joint.get_absolute_url()}#priority-3" in page.links
    assert "Listen first (principle)" in page.text


def test_council_timeline_draws_what_has_a_start(universe, show):
    page = show(universe.northmarl.get_absolute_url())

    drawing = page.html[page.html.index('<svg class="portal-timeline') :].split("</svg>")[0]
    assert "Strategies from 2016 to 2021" in drawing
    assert drawing.count("<rect") == 1
    assert "Marl in Bloom" not in drawing


def test_council_without_dated_strategies_has_no_timeline(universe, show):
    assert "portal-timeline" not in show(universe.eastport.get_absolute_url()).html


def test_council_scrutiny_and_examples_lead_to_their_place(universe, show):
    page = show(universe.northmarl.get_absolute_url())

    assert f"{universe.joint.get_absolute_url()}#scrutiny" in page.links
    assert "2 points raised in the Scrutiny Panel" in page.text
    for position in (1, 2, 3):
        assert f"{universe.framework.get_absolute_url()}#item-{position}" in page.links


def test_county_lists_its_districts_that_still_exist(universe, show):
    page = show(universe.marlshire.get_absolute_url())

    districts = page.text.split("Districts in the county")[1].split("GSS code")[0]
    assert in_order(districts, "Northmarl", "Southmarl")
    assert "Old Marl" not in districts


def test_source_page(universe, show):
    page = show(universe.report.get_absolute_url())

    assert page.sections == ["What rests on it", "How to cite the document"]
    assert in_order(
        page.text,
        *("Source The Marl Report", "What we saw in Marl.", "Report", "A. Writer", "A Publisher"),
        *("2020", "https://example.org/marl-report", "Findings that rest on it"),
        *("Case studies", "Living Streets of Marl, Chapter 2"),
        *("Strategies", "Well in Marl, Page 4", "Frameworks", "Ten Things for Marl"),
        *("How to cite the document", "A. Writer (2020) The Marl Report. A Publisher."),
    )


def test_source_of_minutes_leads_to_the_scrutiny(universe, show):
    page = show(universe.minutes.get_absolute_url())

    assert "4 May 2021" in page.text
    assert f"{universe.joint.get_absolute_url()}#scrutiny" in page.links


def test_source_that_holds_one_finding_says_so(universe, show):
    source = make.SourceFactory(title="A Study of Benches", published=True)
    make.FindingFactory(case_study=universe.rich, source=source)

    page = show(source.get_absolute_url())

    assert "Single findings or facts rest on this source, but no whole record." in page.text


def test_framework_sections_are_its_groups(universe, show):
    page = show(universe.framework.get_absolute_url())

    assert page.sections == ["What it says", "Background", "Source and citation"]
    assert "Framework , 3 items" in page.text or "Framework, 3 items" in page.text
    assert in_order(page.text, "Together 2 items", "Alone 1 item", "Twelve people were asked.")
    assert re.findall(r'data-section="([^"]*)"', page.html) == ["together", "alone"]


def test_section_of_a_framework_has_an_address_with_all_of_it(universe, show, client):
    whole = universe.framework.get_absolute_url()
    assert f"{whole}alone/" in show(whole).links

    page = show(f"{whole}together/")

    assert re.findall(r'id="item-(\d)"', page.html) == ["1", "2"]
    assert page.html.count("<details") == page.html.count(" open>")
    assert in_order(page.text, "Together", "Listen; Share.", "Section 1 of 2:", "2 items")
    assert f"{whole}alone/" in page.links
    assert client.get(f"{whole}nothing-like-it/").status_code == 404
    assert (
        client.get(f"{universe.hidden_frameworks[0].get_absolute_url()}items/").status_code == 404
    )


def test_framework_items_give_everything(universe, show):
    page = show(universe.framework.get_absolute_url())

    for title, position in (("Listen", 1), ("Share", 2), ("Read", 3)):
        item = page.html[page.html.index(f'id="item-{position}"') :]
        assert in_order(
            item,
            f"{title} <em>carefully</em>.",
            *("Reported by Ten Things for Marl", "Better", f"{title} works for half."),
            *("Measured in those who took part", "level 2 of 5", f"{title} was needed."),
            *("Northmarl</a>: Did it", f"{title} Society"),
            *("Approaches", f"{title} approach", "Enablers", f"{title} enabler", "Page 20"),
        )


def test_framework_without_groups_calls_them_items(universe, show):
    page = show(universe.plain_framework.get_absolute_url())

    assert page.sections == ["What it says", "Source and citation"]
    assert f"{universe.plain_framework.get_absolute_url()}items/" in page.links
