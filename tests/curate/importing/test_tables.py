"""Tables that come in: what would become of each record, and what does."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from strategies.models import Council, Source, Strategy, Theme
from tests.curate.importing.conftest import fates, troubles, workbook
from tests.factories import (
    ApproachFactory,
    CaseStudyFactory,
    CouncilFactory,
    OutcomeFactory,
    SourceFactory,
    StrategyFactory,
    ThemeFactory,
)
from tests.people import contributor, editor, reviewer
from wellbeing_portal.core.models import Publishable, VocabularyChange, Work
from wellbeing_portal.core.publishing.working_copy import copy_of, start_copy
from wellbeing_portal.core.vocabulary.taking_back import take_back
from wellbeing_portal.curate.importing import running
from wellbeing_portal.curate.importing.tables import tables
from wellbeing_portal.curate.models import ImportedRecord, SuggestedTerm
from wellbeing_portal.search.models import IndexChange

pytestmark = pytest.mark.django_db

COUNCILS = """Name,Official name,GSS code,Type,Region,Nation,Begins
Northmarl,Northmarl Council,E07000901,District council,South East,England,01/04/2023
Southmarl,Southmarl Council,E07000902,district,south-east,england,
Eastport,Eastport Council,E06000903,Unitary authority,Lundon,England,31/02/2020
"""


@pytest.fixture
def northmarl() -> Council:
    council: Council = CouncilFactory(
        slug="northmarl",
        name="North Marl",
        official_name="North Marl Council",
        gss_code="E07000901",
        type="district",
        region="south-east",
        nation="england",
    )
    return council


def test_check_says_what_would_become_of_each_record_and_writes_none(checked, northmarl):
    CouncilFactory(
        slug="southmarl",
        name="Southmarl",
        official_name="Southmarl Council",
        gss_code="E07000902",
        type="district",
        region="south-east",
        nation="england",
    )

    run = checked("councils", COUNCILS)

    assert fates(run) == [("North Marl", "changed"), ("Southmarl", "same"), ("Eastport", "refused")]
    assert run.counts == {"changed": 1, "same": 1, "refused": 1}
    assert Council.objects.count() == 2
    assert Council.objects.get(slug="northmarl").name == "North Marl"
    changes = {one["field"]: one for one in run.records.first().told["changes"]}
    assert changes["Name"] == {
        "field": "Name",
        "before": "North Marl",
        "after": "Northmarl",
        "said": "",
    }
    assert changes["Begins on"]["after"] == "1 April 2023"


def test_errors_name_row_column_value_and_what_would_be_accepted(checked):
    run = checked("councils", COUNCILS)

    assert troubles(run) == [
        (4, "Region", "Lundon", "It is none of these."),
        (4, "Begins", "31/02/2020", "This is no day of the calendar."),
    ]
    (region, begins) = run.records.get(number=3).told["troubles"]
    assert "London" in region["near"]
    assert "East Midlands" in region["accepts"]
    assert "31/03/2024" in begins["accepts"]


@pytest.mark.history
def test_councils_are_written_at_once_with_history_and_the_index_is_told(imported, northmarl):
    before = IndexChange.objects.count()

    imported("councils", COUNCILS, leaves_out=True)

    northmarl.refresh_from_db()
    assert northmarl.name == "Northmarl"
    version = northmarl.history.first()
    assert (version.history_user.username, version.history_change_reason) == (
        "administrator",
        "import",
    )
    assert not Council.objects.filter(name="Eastport").exists()
    changed = IndexChange.objects.order_by("pk")[before:]
    made = Council.objects.get(slug="southmarl")
    assert ("councils", made.pk) in {(one.collection, one.record) for one in changed}


def test_what_is_refused_is_left_out_only_when_somebody_says_so(imported):
    with pytest.raises(running.ChangedSince):
        imported("councils", COUNCILS)

    assert not Council.objects.exists()


def test_nothing_is_written_when_a_record_would_not_become_what_was_shown(
    checked, northmarl, administrator
):
    run = checked("councils", COUNCILS.rsplit("\n", 2)[0])
    Council.objects.filter(pk=northmarl.pk).update(official_name="Another")

    with pytest.raises(running.ChangedSince, match="row 2"):
        running.write_all(run, by=administrator)

    assert not Council.objects.filter(name="Southmarl").exists()
    run.refresh_from_db()
    assert run.stage == "checked"


def test_parents_of_the_same_file_may_stand_below_what_they_are_above(imported):
    imported(
        "councils",
        "Slug,Name,Official name,Type,Region,Nation,Parent\n"
        "ashmarl,Ashmarl,Ashmarl Council,district,south-east,england,Marlshire\n"
        "marlshire,Marlshire,Marlshire County Council,county,south-east,england,\n",
    )

    assert Council.objects.get(slug="ashmarl").parent.slug == "marlshire"


def test_same_record_twice_in_a_file_is_refused_the_second_time(checked):
    run = checked("sources", "Title,Kind,Url\nA,report,https://x.org/a\nB,report,http://x.org/a/\n")

    assert fates(run) == [("A", "new"), ("B", "refused")]
    assert "row 2" in troubles(run)[0][3]


def test_two_records_of_one_title_and_two_addresses_are_two(checked):
    """What a file brings is told apart as the records that are there are."""
    run = checked(
        "sources",
        "Title,Kind,Url\nPlan,report,https://x.org/a\nPlan,report,https://x.org/b\nPlan,report,\n",
    )

    assert fates(run) == [("Plan", "new"), ("Plan", "new"), ("Plan", "refused")]
    assert "row 2" in troubles(run)[0][3]


@pytest.mark.parametrize(
    "title", ["DC&amp;SDC_Supplementary__Guide", "_Plan_2050_", "History", "&"]
)
def test_any_title_becomes_an_address(imported, title):
    run = imported("sources", f"Title,Kind,Url\n{title},report,https://x.org/a\n")

    assert [fate for _, fate in fates(run)] == ["new"]
    Source.objects.get(title__startswith=title[:5]).full_clean()


def test_reasons_are_told_by_their_kind_and_not_row_by_row(checked):
    twice = "".join(f"Plan {n},report,https://x.org/{n}\n" * 2 for n in range(3))
    run = checked("sources", f"Title,Kind,Url\n{twice}")

    assert [number for _, number in run.reasons] == [3]
    assert "row …" in run.reasons[0][0]


def test_duplicates_are_known_by_address_and_shown_by_title(checked):
    there = SourceFactory(title="A plan", url="https://x.org/a", kind="report")
    run = checked(
        "sources",
        "Title,Kind,Url\nA plan,report,https://x.org/a\nA plan,report,https://x.org/b\n",
    )

    assert fates(run) == [("A plan", "same"), ("A plan", "new")]
    assert there.slug in run.records.get(number=2).told["doubts"][0]


@pytest.mark.parametrize(("empties", "publisher"), [(False, "York"), (True, "")])
def test_what_a_file_does_not_say_leaves_unless_empty_cells_are_to_empty(
    imported, empties, publisher
):
    source = SourceFactory(url="https://x.org/a", publisher="York", author="Lee", kind="report")
    file = f"Slug,Title,Kind,Publisher\n{source.slug},Another title,report,\n"

    imported("sources", file, empties=empties)

    source.refresh_from_db()
    assert (source.title, source.publisher) == ("Another title", publisher)
    assert (source.author, source.url) == ("Lee", "https://x.org/a")


def test_new_sources_are_drafts_of_whoever_brings_them_in(imported, administrator):
    imported("sources", "Title,Kind,State\nA report,Report,Published\n")

    source = Source.objects.get()
    assert (source.slug, source.state) == ("a-report", Publishable.State.DRAFT)
    assert Work.objects.on(source).owner == administrator


def test_published_record_is_not_touched_and_gets_a_working_copy(imported):
    source = SourceFactory(published=True, title="A report", kind="report", publisher="York")

    imported("sources", f"Slug,Publisher\n{source.slug},Leeds\n")

    source.refresh_from_db()
    copy = copy_of(source)
    assert "working copy" in ImportedRecord.objects.get().told["doubts"][0]
    assert (source.publisher, source.state) == ("York", Publishable.State.PUBLISHED)
    assert copy is not None
    assert (copy.publisher, copy.state) == ("Leeds", Publishable.State.DRAFT)


def test_working_copy_of_a_colleague_is_not_written_over(checked):
    source = SourceFactory(published=True, publisher="York")
    start_copy(source, by=editor())

    run = checked("sources", f"Slug,Publisher\n{source.slug},Leeds\n")

    assert "working copy already" in troubles(run)[0][3]


@pytest.mark.parametrize("state", ["withdrawn", "unpublished", "trashed"])
def test_records_that_are_gone_are_refused(checked, state):
    source = SourceFactory()
    Source.objects.filter(pk=source.pk).update(state=state)

    run = checked("sources", f"Slug,Publisher\n{source.slug},Leeds\n")

    assert "Make a draft of it first" in troubles(run)[0][3]


def test_definitions_change_and_new_terms_go_to_the_suggestions(imported, administrator):
    theme = ThemeFactory(name="Loneliness", definition="Old.")

    run = imported("themes", "Name,Definition\nLoneliness,New words.\nBees,Keeping bees.\n")

    theme.refresh_from_db()
    assert theme.definition == "New words."
    assert not Theme.objects.filter(name="Bees").exists()
    assert fates(run) == [("Loneliness", "changed"), ("Bees", "suggested")]
    term = SuggestedTerm.objects.get()
    assert (term.vocabulary, term.name, term.meaning) == ("themes", "Bees", "Keeping bees.")
    assert term.made_by == administrator


def test_unknown_terms_of_records_go_to_the_suggestions_once(imported):
    strategy = StrategyFactory(title="A plan")
    ThemeFactory(name="Loneliness")
    rows = "".join(f"a-plan,Aim {n},Loneliness; Bees\n" for n in (1, 2))
    assert strategy.slug == "a-plan"

    imported("priorities", f"Strategy,Title,Themes\n{rows}")

    assert [one.title for one in strategy.priorities.all()] == ["Aim 1", "Aim 2"]
    assert strategy.priorities.first().themes.get().name == "Loneliness"
    term = SuggestedTerm.objects.get()
    assert (term.name, term.record) == ("Bees", strategy.pk)


def test_tables_of_rows_add_and_change_and_take_nothing_away(imported):
    study = CaseStudyFactory(title="A study")
    rows = "a-study,£5000,in-all,Staff\nA study,about £1.2 million,a-year,Buses\n"
    imported("costs", f"Case study,Amount,Unit,Covers\n{rows}")

    imported("costs", "Case study,Amount,Unit,Covers\na-study,£6000,in-all,Staff\n")

    assert [(str(one.money), one.covers) for one in study.costs.all()] == [
        ("£6,000 in all", "Staff"),
        ("about £1.2 million a year", "Buses"),
    ]


def test_row_of_a_record_that_is_not_there_is_refused(checked):
    CaseStudyFactory(title="A study")

    run = checked("costs", "Case study,Amount,Unit,Covers\nA stady,£5,in-all,Staff\n")

    assert fates(run) == [("A stady", "refused")]
    assert "no case study of this name" in troubles(run)[0][3]


def test_strategies_come_with_their_priorities_from_one_workbook(imported):
    CouncilFactory(name="York", official_name="City of York Council")
    source = SourceFactory(title="The plan", url="https://york.gov.uk/plan")
    sheets = {
        "Strategies": [
            ["Title", "Kind", "Councils", "Source", "Start year"],
            ["A plan for York", "City or area plan", "City of York Council", source.url, 2024],
        ],
        "Priorities": [["Strategy", "Title"], ["A plan for York", "Fewer lonely people"]],
    }

    imported("strategies", workbook(sheets))

    strategy = Strategy.objects.get()
    assert strategy.state == Publishable.State.DRAFT
    assert [one.name for one in strategy.councils.all()] == ["York"]
    assert [one.title for one in strategy.priorities.all()] == ["Fewer lonely people"]


def test_wider_research_comes_with_its_readings(imported):
    ApproachFactory(name="Green prescribing")
    OutcomeFactory(name="Loneliness")
    sheets = {
        "wider evidence": [
            ["Title", "Approach", "Body", "Year", "Url", "Concludes"],
            ["A review", "green prescribing", "What Works", 2020, "https://x.org", "It helps."],
        ],
        "readings": [["Wider evidence", "Outcome", "Reading"], ["A review", "Loneliness", "Works"]],
    }

    imported("wider-evidence", workbook(sheets))

    study = ApproachFactory._meta.model.objects.get().wider_evidence.get()
    assert [(one.outcome.name, one.reading) for one in study.readings.all()] == [
        ("Loneliness", "works")
    ]


@pytest.mark.parametrize("somebody", [contributor, reviewer, editor])
def test_nobody_but_administrators_begins_checks_or_writes(checked, somebody):
    run = checked("councils", COUNCILS)
    account: Any = somebody()

    for act in (running.check, running.write_all):
        with pytest.raises(PermissionDenied):
            act(run, by=account)
    with pytest.raises(PermissionDenied):
        running.begin(running.tables()["councils"], COUNCILS.encode(), "a.csv", by=account)
    assert not Council.objects.exists()


def test_terms_are_changed_with_a_way_back(imported):
    kept = ApproachFactory(name="Befriending", slug="befriending", synonyms=["visits"])
    above = ApproachFactory(name="Company", slug="company")

    imported(
        "approaches", "Slug,Name,Definition,Broader\nbefriending,Befriending,New words.,company\n"
    )

    kept.refresh_from_db()
    assert (kept.definition, kept.broader) == ("New words.", above)
    changes = VocabularyChange.objects.of(kept)
    assert {one.act for one in changes} == {"words", "move"}
    for one in changes:
        take_back(one, by=editor())
    kept.refresh_from_db()
    assert kept.definition != "New words."
    assert kept.broader is None


def test_term_whose_new_name_means_another_is_refused(checked):
    ApproachFactory(name="Choirs", slug="choirs", synonyms=["song"])
    ApproachFactory(name="Befriending", slug="befriending")

    run = checked("approaches", "Slug,Name,Also known as\nbefriending,Befriending,Song\n")

    assert [fate for _, fate in fates(run)] == ["refused"]
    assert "“Song” is another name of “Choirs”" in troubles(run)[0][3]


def test_what_another_record_has_is_told_with_what_to_write(checked):
    CouncilFactory(name="Northmarl")
    other = CouncilFactory(name="Southmarl")

    run = checked("councils", f"Slug,Name\n{other.slug},Northmarl\n")

    row, _, value, why = troubles(run)[0]
    assert (row, value) == (2, "Northmarl")
    assert "already exists" in why
    assert "the slug of the record" in run.records.get().told["troubles"][0]["accepts"]


def test_rows_are_numbered_as_excel_shows_them(checked):
    run = checked("sources", 'Title,Kind,Author\n"A","report","Lee\nKim"\n\nB,nonsense,\n')

    assert [one.row for one in run.records.all()] == [2, 4]


def test_spaces_that_nobody_sees_are_no_change(checked):
    council = CouncilFactory(name="Northmarl", official_name="Northmarl Council")
    file = f"Slug,Official name\n{council.slug},Northmarl \u00a0 Council\n"

    assert fates(checked("councils", file)) == [("Northmarl", "same")]


@pytest.mark.parametrize(
    ("headings", "sheet"),
    [
        ("Case study,Statement,Claim,Locator,Basis", "findings"),
        ("Title,Summary,Ambition,Stage", "case_studies"),
        ("Nothing,of,ours", "case_studies"),
    ],
)
def test_what_a_file_of_any_name_holds_is_told_by_its_headings(administrator, headings, sheet):
    file = f"{headings}\na,b,c\n".encode()

    run = running.begin(tables()["case-studies"], file, "f1.csv", by=administrator)

    assert [one["sheet"] for one in run.mapping] == [sheet]
