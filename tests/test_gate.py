"""What may be published, asked in one place by actions, editor, typed form and content files."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from casestudies.models import CaseStudy, Finding
from casestudies.models.claims import EvidenceLevel
from strategies.models import Source
from tests import factories as make
from tests.repeated_texts import shared_runs
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.publishing import actions
from wellbeing_portal.core.publishing.gate import judge

pytestmark = pytest.mark.django_db

Level = EvidenceLevel


def study_with(**finding: object) -> CaseStudy:
    """A case study with one finding, which has a figure unless you say otherwise."""
    study: CaseStudy = make.CaseStudyFactory()
    make.FindingFactory(case_study=study, **{"value": 40, **finding})
    return study


def refused(record: Publishable) -> str:
    """Why the record is refused, joined; it is not published and nothing is lost."""
    records: Any = type(record)._default_manager
    before = records.get(pk=record.pk)
    with pytest.raises(ValidationError) as told:
        actions.publish(record, by=SYSTEM)
    after = records.get(pk=record.pk)
    assert (after.state, after.published_at) == (before.state, before.published_at)
    assert tuple(told.value.messages) == judge(record).refused
    return " ".join(told.value.messages)


def test_a_finding_without_a_place_in_its_source_is_refused():
    study = study_with(claim=Finding.Claim.DONE, statement="Forty people met.", locator="")

    assert "“Forty people met.”: say where in its source it stands." in refused(study)


@pytest.mark.parametrize("level", [Level.MEASURED, Level.COMPARED])
def test_a_level_that_says_measured_needs_a_sample_or_a_method(level):
    claim = {"claim": Finding.Claim.CHANGED, "evidence_level": level, "locator": "Page 2"}
    bare = study_with(**claim, sample_size=None, method_note="")
    sampled = study_with(**claim, sample_size=40)
    explained = study_with(**claim, method_note="Asked before and after.")

    assert f"a level of {level} needs a sample or a note on the method" in refused(bare)
    assert not judge(sampled).refused
    assert not judge(explained).refused


@pytest.mark.parametrize("note", ["Before and after is our reading.", "Read here as a trial."])
def test_a_method_that_is_our_reading_bears_no_level_above_1(note):
    claim = {"claim": Finding.Claim.CHANGED, "locator": "Page 2", "method_note": note}
    study = study_with(**claim, evidence_level=Level.MEASURED, sample_size=40)

    assert "needs a method that the source itself states" in refused(study)
    assert not judge(study_with(**claim, evidence_level=Level.NUMBER)).refused


@pytest.mark.parametrize("level", [Level.NUMBER, Level.MEASURED, Level.COMPARED])
@pytest.mark.parametrize("way", ["better", "worse", "mixed"])
def test_a_level_above_0_needs_a_figure(level, way):
    change = {"claim": Finding.Claim.CHANGED, "direction": way, "locator": "Page 2"}
    bare = study_with(**change, evidence_level=level, value=None, sample_size=40)

    assert f"a level of {level} needs a figure" in refused(bare)
    assert not judge(study_with(**change, evidence_level=Level.SAID, value=None)).refused
    assert not judge(study_with(**change, evidence_level=level, value=None, wording="half")).refused


@pytest.mark.parametrize("level", [Level.MEASURED, Level.COMPARED])
def test_that_a_study_found_no_change_needs_no_figure(level):
    none_found = {"claim": Finding.Claim.CHANGED, "direction": "no-change", "locator": "Page 2"}

    assert not judge(study_with(**none_found, evidence_level=level, value=None)).refused
    assert "a level of 1 needs a figure" in refused(
        study_with(**none_found, evidence_level=Level.NUMBER, value=None)
    )


def test_a_number_alone_needs_neither_sample_nor_method():
    study = study_with(
        claim=Finding.Claim.CHANGED,
        evidence_level=Level.NUMBER,
        locator="Page 2",
        sample_size=None,
        method_note="",
    )

    assert not judge(study).refused


each_that_rests_on_a_source = pytest.mark.parametrize(
    "resting_on",
    [
        lambda source: make.CaseStudyFactory(source=source),
        lambda source: make.StrategyFactory(source=source),
        lambda source: make.FrameworkFactory(source=source),
        lambda source: study_with(claim=Finding.Claim.DONE, source=source, locator="Page 2"),
        lambda source: make.ContextFactFactory(source=source).case_study,
    ],
    ids=["case study", "strategy", "framework", "finding", "context fact"],
)


@each_that_rests_on_a_source
def test_what_rests_on_a_source_that_left_is_refused(resting_on: Any) -> None:
    source = make.SourceFactory(title="A report", state=Publishable.State.UNPUBLISHED)
    record = resting_on(source)

    assert "Publish its source “A report” first." in refused(record)

    source.state = Publishable.State.PUBLISHED
    source.save()
    assert not judge(record).refused


@each_that_rests_on_a_source
def test_draft_of_a_source_goes_out_with_what_rests_on_it(resting_on: Any) -> None:
    source = make.SourceFactory(title="A report not yet out")
    record = resting_on(source)

    assert "Publish its source “A report not yet out” first." in judge(record).unmet
    assert judge(record).with_it == (source,)

    actions.publish(record, by=SYSTEM)
    source.refresh_from_db()
    assert source.is_published


def test_what_makes_a_record_doubtful_does_not_keep_it_back():
    Source.objects.all().delete()
    first = make.SourceFactory(title="Annual report", url="https://leeds.example/report")
    second = make.SourceFactory(
        slug="second", title="annual report", url="https://leeds.example/Report"
    )

    assert judge(first).doubted == (
        f"Another source has this title: {second.slug}.",
        f"Another source has this address: {second.slug}.",
    )
    actions.publish(first, by=SYSTEM)
    assert first.is_published


def test_a_concept_that_one_record_alone_has_may_be_a_near_twin_of_another():
    approach = make.ApproachFactory(name="Forest bathing")
    study = make.CaseStudyFactory(published=True)
    make.FindingFactory(case_study=study, approaches=[approach], outcomes=[], evidence_level=1)

    assert judge(study).doubted == (
        "Nothing else that is published has the approach “Forest bathing”.",
    )

    other = make.CaseStudyFactory()
    make.FindingFactory(case_study=other, approaches=[approach], outcomes=[])
    assert judge(study).doubted

    other.state = Publishable.State.PUBLISHED
    other.save()
    assert not judge(study).doubted


def test_texts_of_two_files_that_share_twelve_words_are_found():
    said = "People who came once a week said that they slept better than before"
    files = {
        "case_studies/a.yaml": {"findings": [{"statement": f"Leeds. {said}."}]},
        "case_studies/b.yaml": {"approach": f"{said.upper()}!"},
        "case_studies/c.yaml": {"approach": "People who came once a week said so."},
        "sources/d.yaml": {"title": said},
    }

    shared = shared_runs(files)
    assert shared == {}, "a title may be said anywhere"

    del files["sources/d.yaml"]
    shared = shared_runs(files)
    assert list(shared) == [("case_studies/a.yaml", "case_studies/b.yaml")]
