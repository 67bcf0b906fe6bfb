"""What a file says new of a record that somebody has edited waits as a working copy."""

from __future__ import annotations

from typing import Any

import pytest

from casestudies.models import CaseStudy
from tests.people import editor, signed_in
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, write_as
from wellbeing_portal.core.models import LoadedRecord, Version, Work
from wellbeing_portal.core.publishing.review import force_publish
from wellbeing_portal.core.publishing.working_copy import copy_of, discard, start_copy

pytestmark = pytest.mark.django_db

OLD, NEW = "They closed streets.", "They closed fourteen streets."
STREETS = "case studies/streets"


@pytest.fixture
def study(loaded: Any) -> CaseStudy:
    found: CaseStudy = CaseStudy.objects.get(slug="streets")
    return found


def say(record: Any, **values: Any) -> None:
    write_as(read(record).model_copy(update=values), record, by=SYSTEM)


def test_it_keeps_what_people_changed_and_has_what_the_file_changed(files, study):
    say(study, strapline="Edited.")
    before = read(study)
    files.change(STREETS, f"summary: {OLD}", f"summary: {NEW}")
    files.change(STREETS, "sample_size: 40", "sample_size: 44")
    report = files.load()

    copy = copy_of(study)
    assert read(study) == before
    assert (copy.summary, copy.strapline, copy.state) == (NEW, "Edited.", "draft")
    assert [row.sample_size for row in read(copy).findings] == [44, None]
    assert [row.key for row in read(copy).findings] == [row.key for row in before.findings]
    said = [text for label, text in report.lines(created=False) if "streets" in label]
    assert said == [
        "edited by a curator since, so left alone",
        "what its file says by now is offered as a working copy",
    ]


@pytest.mark.parametrize("with_findings", [True, False])
def test_what_people_removed_together_stays_away(files, study, with_findings):
    """A finding of an initiative, the initiative itself, or both."""
    before = read(study)
    (named,) = [row.key for row in before.findings if row.initiative]
    kept = (
        [row for row in before.findings if row.key != named]
        if with_findings
        else [row.model_copy(update={"initiative": None}) for row in before.findings]
    )
    say(study, initiatives=[], findings=kept)
    files.change(STREETS, f"summary: {OLD}", f"summary: {NEW}")
    files.load()

    offered = read(copy_of(study))

    assert offered.summary == NEW
    assert offered.initiatives == []
    assert [row.key for row in offered.findings] == [row.key for row in kept]
    assert not any(row.initiative for row in offered.findings)


def test_on_what_both_changed_the_file_has_its_say_till_somebody_decides(files, study):
    say(study, summary="Edited.")
    files.change(STREETS, f"summary: {OLD}", f"summary: {NEW}")
    files.load()
    assert (copy_of(study).summary, CaseStudy.objects.get(pk=study.pk).summary) == (
        *(NEW, "Edited."),
    )


def test_nobody_owns_it_and_everybody_finds_it_on_the_first_page(files, study):
    say(study, strapline="Edited.")
    files.change(STREETS, f"summary: {OLD}", f"summary: {NEW}")
    files.load()
    work = Work.objects.on(copy_of(study))
    assert (work.owner, work.owner_name, work.note) == (None, "", "From the content files")
    page = signed_in(editor()).get("/curate/").content.decode()
    assert "From the content files" in page
    assert f"/curate/case-studies/{copy_of(study).pk}/" in page


def test_it_is_offered_once_for_each_change_of_the_file(files, study):
    say(study, strapline="Edited.")
    files.change(STREETS, f"summary: {OLD}", f"summary: {NEW}")
    files.load()
    discard(copy_of(study))
    assert files.load().offered == {}
    assert copy_of(study) is None

    files.change(STREETS, NEW, "They closed fifty streets.")
    files.load()
    assert copy_of(study).summary == "They closed fifty streets."


def test_what_was_approved_is_people_s_from_then_on(files, study):
    say(study, strapline="Edited.")
    files.change(STREETS, f"summary: {OLD}", f"summary: {NEW}")
    files.load()
    live = force_publish(copy_of(study), "It is right.", by=SYSTEM)
    assert (live.pk, live.summary, live.strapline) == (study.pk, NEW, "Edited.")
    report = files.load()
    assert report.offered == {}
    assert report.edited
    assert copy_of(study) is None


def test_nothing_is_offered_where_nothing_is_new(files, study):
    say(study, strapline="Edited.")
    files.load()
    assert copy_of(study) is None
    files.change(STREETS, "Neighbours took the street back.", "Edited.")
    files.load()
    assert copy_of(study) is None, "the file says it too by now"


def test_a_working_copy_that_is_there_is_left_alone(files, study):
    say(study, strapline="Edited.")
    copy = start_copy(study, by=SYSTEM)
    say(copy, impact="Mine.")
    files.change(STREETS, f"summary: {OLD}", f"summary: {NEW}")
    assert files.load().offered == {}
    assert read(copy_of(study)).impact == "Mine."
    discard(copy)
    files.load()
    assert copy_of(study).summary == NEW, "it is offered when there is room"


@pytest.mark.parametrize("state", ["draft", "withdrawn", "unpublished", "trashed", "in_review"])
def test_only_what_readers_see_is_copied(files, study, state):
    CaseStudy.objects.filter(pk=study.pk).update(state=state)
    files.change(STREETS, f"summary: {OLD}", f"summary: {NEW}")
    files.load()
    assert copy_of(study) is None


def test_trying_a_load_leaves_nothing(files, study):
    say(study, strapline="Edited.")
    files.change(STREETS, f"summary: {OLD}", f"summary: {NEW}")
    assert files.load(check=True).offered
    assert copy_of(study) is None
    assert not LoadedRecord.objects.exclude(offered_digest="").exists()
    assert not Version.objects.exists()


def test_every_kind_of_record_is_offered(files, loaded):
    from casestudies.models import Framework
    from strategies.models import Source, Strategy

    for model in (Source, Strategy, Framework):
        record = model.objects.get()
        say(record, inferred="Edited.")
    files.change("sources/report", "The Marl Report", "The Report of Marl")
    files.change("strategies/plan", "What it sets out.", "What it says.")
    files.change("frameworks/ten", "What to do.", "What one does.")
    files.load()
    for model, name, new in [
        (Source, "title", "The Report of Marl"),
        (Strategy, "summary", "What it says."),
        (Framework, "summary", "What one does."),
    ]:
        copy = model.objects.get(copy_of__isnull=False)
        assert (getattr(copy, name), copy.inferred) == (new, "Edited.")
