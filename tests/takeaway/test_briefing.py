"""The Word briefing: what it tells, in how many queries, and what it never shows."""

import datetime as dt
import io

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casestudies.comparing.case_studies import comparable, compare_case_studies
from casestudies.models import CaseStudy
from strategies.models import Council, Priority, Strategy
from tests import factories as make
from tests.universe import SECRET
from wellbeing_portal.core.export.table import About
from wellbeing_portal.takeaway.briefing import Item, write_briefing

pytestmark = pytest.mark.django_db


def about(**given):
    values = {
        "title": "Shortlist",
        "slug": "shortlist",
        "address": "https://portal.example/shortlist/?a=1&b=2",
        "made": dt.datetime(2026, 11, 21, tzinfo=dt.UTC),
        "filters": (("Region", "London or South East"),),
    }
    return About(**values | given)


def written(items, **given):
    stream = io.BytesIO()
    write_briefing(stream, items, about(), **given)
    return docx.Document(stream)


def told(document):
    """Return all words of the document, tables included, in one text."""
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def headings(document, level=1):
    return [p.text for p in document.paragraphs if p.style.name == f"Heading {level}"]


@pytest.fixture
def mixed(universe):
    return [
        Item(CaseStudy, universe.rich.pk, "Ask them how."),
        Item(CaseStudy, universe.plain.pk),
        Item(Strategy, universe.joint.pk),
        Item(Priority, universe.joint.priorities.first().pk, "Like ours."),
        Item(Council, universe.northmarl.pk),
    ]


def test_briefing_has_its_parts_in_order(mixed):
    document = written(mixed)

    assert headings(document) == [
        "Purpose and scope",
        "Summary",
        "Case studies",
        "Strategy",
        "Priority",
        "Council",
        "Evidence and its limits",
        "References",
    ]


def test_briefing_says_what_when_where_and_under_which_licence(mixed):
    text = told(written(mixed))

    for part in (
        "2 case studies, 1 strategy, 1 priority and 1 council",
        "21 November 2026",
        "https://portal.example/shortlist/?a=1&b=2",
        "Region: London or South East",
        "Creative Commons Attribution 4.0 International",
    ):
        assert part in text


def test_case_study_is_told_with_note_figures_findings_and_enablers(mixed):
    text = told(written(mixed))

    for part in (
        "Note: Ask them how.",
        "Neighbours took the street back.",
        "Northmarl District Council and Southmarl District Council",
        "98%",
        "over £280,000",
        "3,498 people came to a street party.",
        "Activity: no change claimed",
        "Political leadership: The leader swept the street.",
        "Almost £1.3 million from Marlshire for Play Street (over three years)",
    ):
        assert part in text


def test_statement_leads_to_a_numbered_reference(universe):
    document = written([Item(CaseStudy, universe.rich.pk)])

    references = [p.text for p in document.paragraphs if p.style.name == "Reference"]
    assert references[0].startswith("[1]\tA. Writer (2020) The Marl Report. A Publisher.")
    assert "https://example.org/marl-report" in references[0]
    assert "[1] Page 9" in told(document)


def test_evidence_is_counted_by_level_and_explained(universe):
    document = written([Item(CaseStudy, universe.rich.pk)])

    (levels,) = [t for t in document.tables if t.rows[0].cells[0].text == "Level"]
    counts = [row.cells[1].text for row in levels.rows[1:]]
    assert counts == ["1", "1", "1", "1", "none", "none"]
    assert "This briefing rests on 4 findings." in told(document)
    assert "One compares the change with people or places without the work." in told(document)
    assert "One finding records activity" in told(document)


def test_single_case_study_is_told_in_full(universe):
    alone = told(written([Item(CaseStudy, universe.rich.pk)]))

    for part in ("They wanted streets for people.", "They closed forty streets.", "Play Street"):
        assert part in alone


def test_briefing_on_several_keeps_to_the_strongest_findings(universe):
    for _ in range(10):
        make.FindingFactory(case_study=universe.plain, evidence_level=1)
    strong = make.FindingFactory(case_study=universe.plain, evidence_level=4)

    text = told(written([Item(CaseStudy, pk) for pk in (universe.rich.pk, universe.plain.pk)]))

    assert "These are 8 of 11 findings, the strongest first." in text
    assert strong.statement in text
    assert "This briefing rests on 15 findings." in text


def test_comparison_is_part_of_it(universe):
    pks = [universe.rich.pk, universe.plain.pk]
    known = comparable().in_bulk(pks)
    comparison = compare_case_studies([known[pk] for pk in pks])

    document = written([Item(CaseStudy, pk) for pk in pks], comparison=comparison)

    assert "Comparison" in headings(document)
    assert any(section.page_width > section.page_height for section in document.sections)


def test_nothing_unpublished_is_told(universe, mixed):
    hidden = [
        *(Item(CaseStudy, study.pk) for study in universe.hidden_case_studies),
        *(Item(Strategy, strategy.pk) for strategy in universe.hidden_strategies),
        *(Item(Priority, pk) for pk in Priority.objects.values_list("pk", flat=True)),
        *(Item(Council, pk) for pk in Council.objects.values_list("pk", flat=True)),
    ]

    assert SECRET not in told(written([*mixed, *hidden]))


def test_briefing_on_nothing_is_a_document_all_the_same():
    assert "Nothing in this briefing is recorded as a finding" in told(written([]))


def test_queries_do_not_grow_with_items(mixed):
    def count(items):
        with CaptureQueriesContext(connection) as counted:
            written(items)
        return len(counted)

    small = count(mixed)
    more = []
    for _ in range(5):
        study = make.CaseStudyFactory(published=True)
        make.FindingFactory(case_study=study)
        make.CaseStudyEnablerFactory(case_study=study)
        make.InitiativeFunderFactory(initiative__case_study=study)
        strategy = make.StrategyFactory(published=True)
        priority = make.PriorityFactory(strategy=strategy)
        council = make.CouncilFactory()
        more += [Item(CaseStudy, study.pk), Item(Strategy, strategy.pk)]
        more += [Item(Priority, priority.pk), Item(Council, council.pk)]

    assert count([*mixed, *more]) == small


def test_hostile_content_comes_out_whole():
    text = "=1+1 <w:p/> & שלום 👩🏽‍🤝‍👨🏿 " + "long " * 2_000
    study = make.CaseStudyFactory(
        title="<script>alert(1)</script>", summary=text, ambition=text, published=True
    )
    make.FindingFactory(case_study=study, statement=text)

    read = told(written([Item(CaseStudy, study.pk, note=text)]))

    assert read.count(text.strip()) >= 4
    assert "<script>alert(1)</script>" in read


def test_several_priorities_of_a_kind_are_named_so(db):
    strategy = make.StrategyFactory(title="Well", published=True)
    for kind in ("priority", "priority", "aim"):
        make.PriorityFactory(strategy=strategy, kind=kind)

    text = told(written([Item(Strategy, strategy.pk)]))

    assert "Priorities: Well" in text
    assert "Aim: Well" in text
