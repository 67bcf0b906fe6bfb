"""Loading is all or nothing, changes only what files changed, and never loses a curator's edit."""

# Tables of mistakes are read across, and may be wide.
# ruff: noqa: E501

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import CommandError

from casestudies.models import Approach, CaseStudy, Finding, Framework, Initiative
from strategies.models import Council, CouncilNeighbour, Priority, ScrutinyPoint, Source, Strategy
from tests import factories as make
from wellbeing_portal.core.content import ContentProblems
from wellbeing_portal.core.models import LoadedRecord

pytestmark = [pytest.mark.django_db, pytest.mark.history]

ALL = [
    "theme fairness",
    *("council northmarl", "council marlshire"),
    "source report",
    "strategy plan",
    *("approach play-streets", "approach gardens"),
    *("enabler leadership", "outcome belonging", "population group children", "setting street"),
    *("organisation trust", "case study streets", "framework ten"),
]


def rows():
    """How many rows each table has, history included."""
    return {
        model.__name__: model._default_manager.count()
        for app in ("strategies", "casestudies", "core")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }


def test_first_load_creates_everything(files):
    report = files.load()

    assert sorted(report.created) == sorted(ALL)
    assert report.changed == report.left == report.dropped == []
    assert not report.edited


def test_loaded_records_say_what_their_files_say(loaded):
    study = CaseStudy.objects.get()
    assert (study.title, study.state) == ("Living Streets", "published")
    assert study.published_at is not None
    assert study.ambition == "They wanted streets\nfor people."
    assert [str(role) for role in study.council_roles.all()] == ["Northmarl (lead)"]
    assert [str(role.organisation) for role in study.partner_roles.all()] == ["The Trust"]
    assert [row.how for row in study.approach_rows.all()] == ["On Sundays."]
    assert [row.how for row in study.enabler_rows.all()] == ["The leader swept."]
    assert [strategy.slug for strategy in study.strategies.all()] == ["plan"]
    assert [setting.slug for setting in study.settings.all()] == ["street"]
    assert [group.slug for group in study.population_groups.all()] == ["children"]
    first, second = study.findings.all()
    assert (first.number, first.key_order, str(first.initiative)) == ("50%", 1, "Play Street")
    assert [outcome.slug for outcome in first.outcomes.all()] == ["belonging"]
    assert [enabler.slug for enabler in first.enablers.all()] == ["leadership"]
    assert (second.number, second.evidence_level, second.source.slug) == ("", 0, "report")
    (fact,) = study.context_facts.all()
    assert (fact.figure, fact.council.slug) == ("33%", "northmarl")
    (initiative,) = study.initiatives.all()
    assert [str(funder) for funder in initiative.funders.all()] == ["The Trust: £70,000"]
    assert [approach.slug for approach in initiative.approaches.all()] == ["play-streets"]

    assert Council.objects.get(slug="northmarl").parent.slug == "marlshire"
    assert Approach.objects.get(slug="play-streets").broader.slug == "gardens"
    strategy = Strategy.objects.get()
    assert [priority.kind for priority in strategy.priorities.all()] == ["priority", "principle"]
    assert ScrutinyPoint.objects.get().meeting.strategy == strategy
    item = Framework.objects.get().items.get()
    assert (item.findings.count(), item.context_facts.count(), item.examples.count()) == (1, 1, 2)


def test_second_load_changes_nothing(loaded):
    before = rows()
    moments = list(CaseStudy.objects.values_list("updated_at", "published_at"))

    report = loaded.load()

    assert sorted(report.left) == sorted(ALL)
    assert report.created == report.changed == []
    assert not report.edited
    assert rows() == before
    assert list(CaseStudy.objects.values_list("updated_at", "published_at")) == moments


def test_file_that_is_written_differently_but_says_the_same_changes_nothing(loaded):
    loaded.change(
        "strategies/plan", "councils: [northmarl]", "# The council\ncouncils:\n  - northmarl"
    )

    assert sorted(loaded.load().left) == sorted(ALL)


CHANGES = [
    ("case studies/streets", "Neighbours took", "People took", "case study streets"),
    ("case studies/streets", "They felt safer.", "They felt safe.", "case study streets"),
    ("case studies/streets", "amount: 70000", "amount: 80000", "case study streets"),
    ("case studies/streets", "\n    key_order: 1", "", "case study streets"),
    ("strategies/plan", "Listen first", "Listen last", "strategy plan"),
    ("strategies/plan", "How much?", "How many?", "strategy plan"),
    ("frameworks/ten", "It works.", "It works well.", "framework ten"),
    ("sources/report", "A. Writer", "B. Writer", "source report"),
    ("councils", "Northmarl District Council", "Northmarl Borough Council", "council northmarl"),
    ("themes", "equity; justice", "equity", "theme fairness"),
    ("approaches", "closed for play.,gardens", "closed for play.,", "approach play-streets"),
]


@pytest.mark.parametrize(("name", "old", "new", "label"), CHANGES)
def test_changed_file_changes_its_record_and_no_other(loaded, name, old, new, label):
    loaded.change(name, old, new)

    report = loaded.load()

    assert report.changed == [label]
    assert sorted(report.left) == sorted(set(ALL) - {label})
    assert sorted(loaded.load().left) == sorted(ALL)


def test_changed_file_replaces_the_rows_it_had(loaded):
    loaded.change(
        "case studies/streets", "  - statement: They felt safer.", "  - statement: They were."
    )

    loaded.load()

    statements = [finding.statement for finding in CaseStudy.objects.get().findings.all()]
    assert statements == ["Half of them met.", "They were."]
    assert Finding.objects.filter(case_study__isnull=False).count() == 2
    assert Initiative.objects.count() == 1


def test_changed_file_keeps_the_day_of_first_publication(loaded):
    first = CaseStudy.objects.get().published_at
    loaded.change("case studies/streets", "Neighbours took", "People took")

    loaded.load()

    assert CaseStudy.objects.get().published_at == first


def test_draft_in_a_file_stays_a_draft(files):
    for name in ("case studies/streets", "strategies/plan", "frameworks/ten", "sources/report"):
        files.change(name, "\ntitle: ", "\nstate: draft\ntitle: ")

    files.load()

    for model in (CaseStudy, Strategy, Framework, Source):
        record = model.objects.get()
        assert (record.state, record.published_at) == ("draft", None)


EDITS = [
    ("case study streets", lambda: CaseStudy.objects.update(title="Edited")),
    ("case study streets", lambda: CaseStudy.objects.update(state="unpublished")),
    ("case study streets", lambda: CaseStudy.objects.update(inferred="We guess.")),
    ("case study streets", lambda: Finding.objects.filter(value=50).update(value=51)),
    ("case study streets", lambda: Finding.objects.filter(key_order=1).update(statement="Edited")),
    ("case study streets", lambda: Finding.objects.filter(key_order=1).get().outcomes.set([])),
    ("case study streets", lambda: Finding.objects.filter(key_order=1).delete()),
    ("case study streets", lambda: Initiative.objects.get().partners.set([])),
    ("case study streets", lambda: Initiative.objects.get().funders.update(amount=1)),
    ("case study streets", lambda: CaseStudy.objects.get().settings.set([])),
    ("case study streets", lambda: CaseStudy.objects.get().council_roles.update(role="partner")),
    ("case study streets", lambda: CaseStudy.objects.get().partner_roles.update(contribution="E")),
    ("case study streets", lambda: CaseStudy.objects.get().approach_rows.update(how="Edited")),
    ("case study streets", lambda: CaseStudy.objects.get().enabler_rows.update(locator="p. 1")),
    ("case study streets", lambda: CaseStudy.objects.get().context_facts.update(period="2020")),
    ("strategy plan", lambda: Priority.objects.filter(position=1).update(title="Edited")),
    ("strategy plan", lambda: Priority.objects.get(position=1).themes.set([])),
    ("strategy plan", lambda: ScrutinyPoint.objects.update(response="Edited")),
    ("strategy plan", lambda: Strategy.objects.get().councils.add(Council.objects.get(name="Marlshire"))),
    ("framework ten", lambda: Framework.objects.get().items.get().examples.filter(position=2).delete()),
    ("framework ten", lambda: Framework.objects.get().items.get().findings.update(statement="E")),
    ("framework ten", lambda: Framework.objects.get().items.get().enablers.set([])),
    ("source report", lambda: Source.objects.update(author="Edited")),
    ("council northmarl", lambda: Council.objects.filter(slug="northmarl").update(official_name="E")),
    ("approach gardens", lambda: Approach.objects.filter(slug="gardens").update(synonyms=["plots"])),
]  # fmt: skip


@pytest.mark.parametrize(("label", "edit"), EDITS)
def test_edit_of_a_record_or_of_anything_in_it_is_left_alone_and_named(loaded, label, edit):
    edit()
    before = rows()

    report = loaded.load()

    assert list(report.edited) == [label]
    assert report.changed == report.created == []
    assert rows() == before


def test_edit_survives_a_change_of_the_file(loaded):
    CaseStudy.objects.update(title="Edited")
    loaded.change("case studies/streets", "Neighbours took", "People took")

    report = loaded.load()

    assert list(report.edited) == ["case study streets"]
    study = CaseStudy.objects.standing().get()
    assert (study.title, study.strapline) == ("Edited", "Neighbours took the street back.")


@pytest.mark.parametrize(("label", "edit"), EDITS)
def test_overwrite_brings_back_what_the_file_says(loaded, label, edit):
    edit()

    report = loaded.load(overwrite=True)

    assert report.changed == [label]
    assert sorted(report.left) == sorted(set(ALL) - {label})
    assert sorted(loaded.load().left) == sorted(ALL)


def test_field_that_a_later_release_adds_is_no_edit_and_is_watched_from_then_on(loaded):
    trace = LoadedRecord.objects.get(kind="source", key="report")
    trace.state.pop("author")
    trace.save()
    Source.objects.update(author="Filled by a migration")

    assert not loaded.load().edited

    Source.objects.update(author="Edited")
    assert list(loaded.load().edited) == ["source report"]


def test_edit_that_is_taken_back_is_no_edit(loaded):
    CaseStudy.objects.update(title="Edited")
    CaseStudy.objects.update(title="Living Streets")

    assert not loaded.load().edited


def test_record_made_by_hand_is_left_alone_and_named(files):
    make.SourceFactory(slug="report", title="By hand")

    report = files.load()

    assert list(report.taken) == ["source report"]
    assert Source.objects.get().title == "By hand"

    assert files.load(overwrite=True).changed == ["source report"]
    assert Source.objects.get().title == "The Marl Report"


def test_record_whose_file_is_gone_is_kept_and_named(loaded):
    loaded.path("frameworks/ten").unlink()

    report = loaded.load()

    assert report.dropped == ["framework ten"]
    assert Framework.objects.count() == 1


@pytest.mark.parametrize("overwrite", [False, True])
def test_check_writes_nothing(files, overwrite):
    before = rows()

    report = files.load(check=True, overwrite=overwrite)

    assert sorted(report.created) == sorted(ALL)
    assert rows() == before


def test_check_says_what_would_change(loaded):
    loaded.change("strategies/plan", "Listen first", "Listen last")
    Source.objects.update(author="Edited")
    before = rows()

    report = loaded.load(check=True)

    assert (report.changed, list(report.edited)) == (["strategy plan"], ["source report"])
    assert rows() == before
    assert Priority.objects.filter(title="Listen first").exists()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("frameworks/ten", "title: Ten Things", "title: Ten: Things: Here"),
        ("frameworks/ten", "summary: What to do.", "summery: What to do."),
        ("frameworks/ten", "basis: comparison", "basis: guess"),
        (
            "case studies/streets",
            "  - council: northmarl\n",
            "  - council: northmarl\n    role: area\n",
        ),
    ],
)
def test_nothing_is_written_when_anything_is_wrong(files, name, old, new):
    line = files.change(name, old, new)
    before = rows()

    with pytest.raises(ContentProblems) as told:
        files.load()

    problem = told.value.problems[0]
    assert problem.path == files.path(name)
    assert problem.line in {line, 1, 9}
    assert rows() == before
    assert LoadedRecord.objects.count() == 0


class TestCommand:
    def test_it_says_what_it_did(self, command):
        assert command() == (
            "council_neighbours.csv: now ranks the neighbours of 1 council\n"
            f"created {len(ALL)}, changed 0, left 0.\n"
        )
        assert command() == f"created 0, changed 0, left {len(ALL)}.\n"

    def test_it_names_what_it_changed_and_what_it_left_alone(self, command, files):
        command()
        files.change("strategies/plan", "Listen first", "Listen last")
        Source.objects.update(author="Edited")

        said = command()

        assert "strategy plan: changed" in said
        assert "source report: edited by a curator since, so left alone" in said
        assert said.endswith(f"created 0, changed 1, left {len(ALL) - 1}.\n")

    def test_overwrite(self, command):
        command()
        Source.objects.update(author="Edited")

        assert "source report: changed" in command("--overwrite")
        assert Source.objects.get().author == "A. Writer"

    def test_check_writes_nothing_and_says_so(self, command):
        assert command("--check") == (
            "case study streets: Finding “Half of them met.”: a level of 2 means that it was "
            "measured before and after.\n"
            "case study streets: Nothing else that is published has the approach “Play streets”.\n"
            "council_neighbours.csv: would rank the neighbours of 1 council\n"
            f"Would have created {len(ALL)}, changed 0, left 0.\n"
        )
        assert Council.objects.count() == CouncilNeighbour.objects.count() == 0

    def test_every_record_is_named_when_asked(self, command):
        said = command("--verbosity=2")

        assert [line for line in said.splitlines() if line == "case study streets: created"]

    def test_broken_file_stops_it_naming_file_line_and_field(self, command, files):
        line = files.change("case studies/streets", "stage: established", "stage: old")
        path = files.path("case studies/streets")

        with pytest.raises(CommandError) as told:
            command()

        said = str(told.value)
        assert said.startswith(f"{path}:{line}: stage: expected")
        assert said.endswith("1 problem found; nothing has been written.")
        assert Council.objects.count() == 0

    def test_several_problems_are_counted(self, command, files):
        files.change("case studies/streets", "stage: established", "stage: old")
        files.change("frameworks/ten", "basis: comparison", "basis: guess")

        with pytest.raises(CommandError, match="2 problems found; nothing has been written"):
            command()

    def test_record_whose_file_is_gone_is_named(self, command, files):
        command()
        files.path("frameworks/ten").unlink()

        assert "framework ten: no longer in the files, but kept" in command()
