"""Each line counts what its list shows, and its list shows what it says."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casestudies.models import CaseStudy, Finding, Framework, WiderEvidence
from casestudies.models.gaps import gaps_of_findings
from casestudies.models.only_here import concepts_of_its_own
from strategies.models import CouncilChange, Source, Strategy
from tests import account_factories as account
from tests import factories as make
from tests.curate.health.lacking import (
    ALL,
    lack_everything,
    numbers,
    silent,
    statements_without_place,
    told,
    whole,
)
from wellbeing_portal.core.models import Publishable, UnansweredSearch
from wellbeing_portal.core.models.reason import Reason
from wellbeing_portal.core.publishing.working_copy import start_copy
from wellbeing_portal.curate.health import LINES
from wellbeing_portal.curate.health.concepts import concept_models


def today() -> dt.date:
    """Return the day on which a test runs, which may not be that of its start."""
    return timezone.localdate()


pytestmark = pytest.mark.django_db

State = Publishable.State


def days(number: int) -> dt.date:
    return today() + dt.timedelta(days=number)


def test_number_of_each_line_is_the_length_of_its_list(as_editor: Client) -> None:
    lack_everything(3)

    counted = numbers(as_editor)

    assert set(counted) == {line.key for line in LINES} == {*ALL}
    assert all(counted.values()), counted
    assert {key: len(whole(as_editor, key)) for key in ALL} == counted
    assert numbers(as_editor, "curate_home") == counted


def test_long_list_has_pages_and_loses_and_repeats_nothing(as_editor: Client) -> None:
    for number in range(40):
        make.CaseStudyFactory(published=True, title=f"Study {number}", review_due=today())
        make.StrategyFactory(published=True, title=f"Strategy {number}", review_due=today())

    first, second = told(as_editor, "overdue"), told(as_editor, "overdue", 2)

    assert first.total == 80
    assert (len(first.titles), len(second.titles)) == (50, 30)
    assert len({*first.titles, *second.titles}) == 80
    assert told(as_editor, "overdue", 9).titles == second.titles
    page = as_editor.get(reverse("curate_health_line", args=["overdue"]), {"page": "9"})
    assert "There is no page “9”" in page.content.decode()
    assert "80 records, of which this page has 51 to 80." in page.content.decode()


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.key)
def test_nothing_behind_a_line_is_said_so(as_editor: Client, line: Any) -> None:
    page = as_editor.get(reverse("curate_health_line", args=[line.key])).content.decode()

    assert str(line.title) in page
    assert ("There is nothing here" in page) is not bool(line.unknown())


def test_there_is_no_other_line(as_editor: Client) -> None:
    assert as_editor.get(reverse("curate_health_line", args=["moods"])).status_code == 404


# ── Records ──────────────────────────────────────────────────────────────────────────────


def test_overdue_is_what_readers_see_and_its_day_has_come(as_editor: Client) -> None:
    due = make.CaseStudyFactory(published=True, review_due=today())
    make.CaseStudyFactory(published=True, review_due=days(1))
    make.CaseStudyFactory(review_due=today())
    source = make.SourceFactory(published=True, review_due=days(-9))

    found = told(as_editor, "overdue")

    assert found.titles == [due.title, source.title]
    assert found.urls[0] == reverse("curate_tasks", args=["case-studies", due.pk])
    assert "To be checked by" in found.words[0]


def bare_records() -> list[Any]:
    """Drafts that lack something of their own, and some that lack nothing."""
    lead = make.CouncilFactory()
    learning = make.CaseStudyFactory(councils=[])
    make.CaseStudyCouncilFactory(case_study=learning, council=lead, role="learning-partner")
    full = [make.CaseStudyFactory(), make.StrategyFactory(), make.FrameworkFactory()]
    return [
        *(make.CaseStudyFactory(**{name: ""}) for name in CaseStudy.NEEDED),
        make.CaseStudyFactory(councils=[]),
        learning,
        make.StrategyFactory(summary=""),
        make.StrategyFactory(councils=[]),
        make.FrameworkFactory(summary=""),
        account.WiderEvidenceFactory(),
        account.WiderReadingFactory().evidence,
        *full,
    ]


def test_incomplete_is_what_may_not_be_published_for_what_it_lacks_itself(
    as_editor: Client,
) -> None:
    bare_records()

    drafts = [
        record
        for model in (CaseStudy, Strategy, Framework, WiderEvidence)
        for record in model._default_manager.filter(state=State.DRAFT)
    ]
    lacking = [one for one in drafts if any(at_of(why) for why in one.reasons_not_to_publish())]

    assert 9 < len(lacking) < len(drafts)
    assert sorted(whole(as_editor, "incomplete")) == sorted(one.title for one in lacking)


def at_of(reason: str) -> str:
    return reason.at if isinstance(reason, Reason) else ""


def test_incomplete_says_what_is_missing(as_editor: Client) -> None:
    make.CaseStudyFactory(title="No words", summary="", strapline="")
    make.CaseStudyFactory(title="Nobody", councils=[])

    nobody, wordless = told(as_editor, "incomplete").words

    assert "Strapline is missing. Summary is missing." in wordless
    assert "Name at least one council that acted" in nobody


def test_source_in_draft_says_whether_anything_cites_it(as_editor: Client) -> None:
    cited, alone = make.SourceFactory(title="Cited"), make.SourceFactory(title="Alone")
    make.CaseStudyFactory(source=cited)
    public = make.SourceFactory(published=True)
    start_copy(public, by=make.UserFactory(is_superuser=True))

    found = told(as_editor, "sources-in-draft")

    assert found.titles == [alone.title, cited.title]
    assert "No record cites it." in found.words[0]
    assert "first record that cites it" in found.words[1]


# ── Statements ───────────────────────────────────────────────────────────────────────────


def test_statement_without_place_leads_to_the_page_that_mends_it(as_editor: Client) -> None:
    rows = statements_without_place()
    make.FindingFactory(case_study=rows[0].case_study)

    found = told(as_editor, "without-place")

    assert found.total == len(rows)
    for url in found.urls:
        page = as_editor.get(url)
        assert page.status_code == 200
        assert 'name="locator"' in page.content.decode(), url


def test_statement_of_what_has_gone_is_nobodys_concern(as_editor: Client) -> None:
    for state in State:
        make.FindingFactory(case_study=make.CaseStudyFactory(state=state), locator="")

    assert told(as_editor, "without-place").total == len(State) - 2


def test_level_without_method_is_what_the_gate_says_of_findings(as_editor: Client) -> None:
    for level in Finding.EvidenceLevel:
        for sample in (None, 40):
            for note in ("", "Asked before and after.", "As Read here: a count."):
                make.FindingFactory(
                    evidence_level=level, sample_size=sample, method_note=note, wording="half"
                )
    make.FindingFactory(claim=Finding.Claim.DONE, method_note="")

    refused = [gap for gap in gaps_of_findings(Finding.objects.all()) if "a level of" in gap]
    found = told(as_editor, "without-sample")

    assert 0 < found.total == len(refused) < Finding.objects.count()
    assert "A level of 2 needs a sample or a note on the method." in " ".join(found.words)
    assert {as_editor.get(url).status_code for url in found.urls} == {200}


def test_level_without_figure_is_what_the_gate_says_of_findings(as_editor: Client) -> None:
    figures: list[dict[str, Any]] = [{"wording": "half"}, {"value": 3}, {}]
    for level in Finding.EvidenceLevel:
        for direction in Finding.Direction:
            for figure in figures:
                make.FindingFactory(evidence_level=level, direction=direction, **figure)
    make.FindingFactory(claim=Finding.Claim.DONE)

    refused = [gap for gap in gaps_of_findings(Finding.objects.all()) if "needs a figure" in gap]
    found = told(as_editor, "without-figure")

    assert 0 < found.total == len(refused) < Finding.objects.count()
    assert "A level of 1 needs a figure" in " ".join(found.words)
    assert {as_editor.get(url).status_code for url in found.urls} == {200}


# ── Councils, concepts, searches ─────────────────────────────────────────────────────────


def ends(name: str, on: dt.date | None = None, **change: Any) -> None:
    council = make.CouncilFactory(name=name, ends=on)
    if change:
        make.CouncilChangeFactory(predecessor=council, **change)


def test_councils_end_within_a_year_by_their_day_or_by_law(as_editor: Client) -> None:
    ordered, soon = CouncilChange.Status.ORDERED, days(90)
    ends("Today", today())
    ends("Late", days(365), status=ordered, date=days(366))
    ends("Too late", days(366))
    ends("Yesterday", days(-1))
    ends("By law", status=ordered, date=soon)
    ends("In part", status=ordered, date=soon, extent=CouncilChange.Extent.PART)
    ends("Only decided", status=CouncilChange.Status.DECIDED, date=soon)

    found = told(as_editor, "councils-that-end")

    assert found.titles == ["By law City Council", "Late City Council", "Today City Council"]
    assert "No last day is entered" in found.words[0]
    assert "Followed by Council" in found.words[1]
    assert "No council that follows it is entered." in found.words[2]


def test_concepts_used_once_are_those_that_records_have_alone(
    universe: Any, as_editor: Client
) -> None:
    said = [
        sentence
        for study in CaseStudy.objects.published()
        for sentence in concepts_of_its_own(study)
    ]
    alone = {name for sentence in said for name in re.findall(r"“(.+?)”", sentence)}
    kinds = {"Approach.", "Enabler.", "Outcome."}
    found = told(as_editor, "concepts-used-once")
    both = zip(found.titles, found.words, strict=True)
    of_studies = {title for title, word in both if word in kinds}

    assert alone
    assert alone <= of_studies


def test_concept_is_used_once_however_many_rows_of_one_record_name_it(as_editor: Client) -> None:
    once, twice, hidden = (make.ApproachFactory(name=name) for name in ("Once", "Twice", "Never"))
    study = make.CaseStudyFactory(published=True, title="Its study")
    make.CaseStudyApproachFactory(case_study=study, approach=once)
    for _row in range(3):
        make.FindingFactory(case_study=study, approach=once, outcomes=[])
    make.FindingFactory(case_study=study, approach=twice, outcomes=[])
    item = make.FrameworkItemFactory(framework=make.FrameworkFactory(published=True))
    item.approaches.add(twice)
    make.FindingFactory(approach=hidden)
    make.FindingFactory(approach=once)

    page = as_editor.get(reverse("curate_health_line", args=["concepts-used-once"]))
    entries = list(page.context["page_obj"])

    assert [entry.title for entry in entries if entry.told == "Approach."] == ["Once"]
    (entry,) = [entry for entry in entries if entry.title == "Once"]
    assert entry.also.text == "Its study"
    assert as_editor.get(entry.url).status_code == 200


def test_every_vocabulary_is_looked_at() -> None:
    names = {model.__name__ for model in concept_models()}

    assert names >= {"Approach", "Enabler", "Outcome", "PopulationGroup", "Setting", "Theme"}


def test_searches_are_those_typed_on_two_days_and_lead_to_why(
    as_editor: Client, settings: Any
) -> None:
    say = {"times": 4, "first_on": days(-3), "last_on": today()}
    UnansweredSearch.objects.create(digest="a", words="moon bases", days=2, **say)
    UnansweredSearch.objects.create(digest="b", words="", days=1, **say)

    found = told(as_editor, "searches")

    assert found.titles == ["moon bases"]
    assert as_editor.get(found.urls[0]).context["text"] == "moon bases"
    assert "Typed on 2 days" in found.words[0]
    settings.UNANSWERED_SEARCHES = False
    assert "Not noted" in as_editor.get("/curate/").content.decode()


# ── The evidence map ─────────────────────────────────────────────────────────────────────


def test_lone_cells_are_those_that_the_map_draws_with_one(universe: Any, as_editor: Client) -> None:
    page = Client().get(reverse("evidence_map")).content.decode()
    cells = re.findall(r"<td[^>]*data-row[^>]*>", page)
    drawn = [int(changed) or int(aimed) for changed, aimed in map(counts_of, cells)]

    found = told(as_editor, "lone-cells")

    assert 0 < found.total == drawn.count(1) < len(drawn)
    for url in found.urls:
        assert 'data-total="1"' in Client().get(url).content.decode(), url


def counts_of(cell: str) -> tuple[str, str]:
    changed = re.search(r'data-changed="(\d+)"', cell)
    aimed = re.search(r'data-aimed="(\d+)"', cell)
    return (changed[1] if changed else "0", aimed[1] if aimed else "0")


def test_cell_of_two_accounts_is_none_of_them(as_editor: Client) -> None:
    approach, outcome = make.ApproachFactory(), make.OutcomeFactory()

    def tell(published: bool = True) -> None:
        study = make.CaseStudyFactory(published=published)
        make.FindingFactory(case_study=study, approach=approach, outcomes=[outcome])

    tell()
    assert told(as_editor, "lone-cells").total == 1
    tell(published=False)
    assert told(as_editor, "lone-cells").total == 1
    tell()
    assert told(as_editor, "lone-cells").total == 0


# ── Addresses ────────────────────────────────────────────────────────────────────────────


def test_silent_are_published_sources_and_research_that_failed_on_two_days(
    as_editor: Client,
) -> None:
    url = "https://gone.example/{}".format
    now = timezone.now()
    for number, failed in enumerate((2, 1, 5)):
        make.SourceFactory(published=True, title=f"Source {number}", url=url(number))
        silent(url(number), now, failed)
    Source.objects.create(title="Draft", slug="draft", kind="report", url=url(0))
    account.WiderEvidenceFactory(title="Research", state=State.PUBLISHED, url=url(2))

    found = told(as_editor, "silent-addresses")

    assert found.titles == ["Source 0", "Source 2", "Research"]
    assert "Failed on 2 days" in found.words[0]
    assert "it answers 404" in found.words[0]


def test_addresses_that_nobody_has_asked_are_not_said_to_answer(as_editor: Client) -> None:
    make.SourceFactory(published=True, url="https://portal.example/report")

    assert "Not checked" in as_editor.get("/curate/").content.decode()
    page = as_editor.get(reverse("curate_health_line", args=["silent-addresses"]))
    assert "No address has been checked" in page.content.decode()
    assert "There is nothing here" not in page.content.decode()
