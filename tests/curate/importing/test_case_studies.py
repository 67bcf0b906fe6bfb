"""Whole case studies come in as drafts: from workbooks and from content files."""

from __future__ import annotations

import io
import zipfile

import pytest

from casestudies.models import CaseStudy
from tests.curate.importing.conftest import fates, troubles, workbook
from tests.factories import (
    ApproachFactory,
    CouncilFactory,
    FindingFactory,
    OutcomeFactory,
    SourceFactory,
)
from tests.universe import Universe
from wellbeing_portal.core.aggregates import read
from wellbeing_portal.core.models import Figure, Publishable
from wellbeing_portal.core.publishing.working_copy import copy_of
from wellbeing_portal.curate.importing.handing_out import content_of
from wellbeing_portal.curate.models import SuggestedTerm

pytestmark = pytest.mark.django_db


def sheets() -> dict[str, list[list[object]]]:
    CouncilFactory(name="York", official_name="City of York Council", gss_code="E06000014")
    SourceFactory(title="The report", url="https://york.gov.uk/report")
    ApproachFactory(name="Local area coordination")
    OutcomeFactory(name="Loneliness")
    return {
        "Case studies": [
            ["Title", "Source", "Locator", "Strapline", "Told in", "Stage", "Start year"],
            ["York: people nearby", "The report", "Page 1", "Help nearby.", 2022, None, "2,017"],
        ],
        "Councils": [["Case study", "Council", "Role"], ["York: people nearby", "E06000014", None]],
        "Findings": [
            [
                *("Case study", "Statement", "Claim", "Approaches", "Outcomes", "Direction"),
                *("Evidence level", "Basis", "Figure", "Locator", "Initiative"),
            ],
            [
                *("York: people nearby", "Fewer are lonely.", "Changed"),
                *("Local area coordination; Beekeeping", "loneliness", "better", 2),
                *("Measured before and after", "from 48% to 33%", "Page 4", "Coordinators"),
            ],
        ],
        "Initiatives": [
            ["Case study", "Name", "Description"],
            ["York: people nearby", "Coordinators", "One in each ward."],
        ],
        "Costs": [
            ["Case study", "Amount", "Unit", "Covers", "Initiative"],
            ["York: people nearby", "£5,000 to £10,000", "a year", "Pay.", "Coordinators"],
        ],
    }


def test_workbook_makes_a_draft_with_all_its_rows(imported):
    run = imported("case-studies", workbook(sheets()))

    assert fates(run) == [("York: people nearby", "new")]
    study = CaseStudy.objects.get()
    assert (study.slug, study.state) == ("york-people-nearby", Publishable.State.DRAFT)
    assert [one.council.name for one in study.council_roles.all()] == ["York"]
    finding = study.findings.get()
    assert (finding.from_value, finding.value, finding.unit) == (48, 33, Figure.Unit.PERCENT)
    assert finding.initiative.name == "Coordinators"
    assert [one.name for one in finding.approaches.all()] == ["Local area coordination"]
    assert study.costs.get().money == "£5,000 to £10,000 a year"
    assert SuggestedTerm.objects.get().name == "Beekeeping"


def test_what_is_wrong_in_a_row_is_told_with_its_sheet(checked):
    said = sheets()
    said["Findings"][1][2] = "Changedd"
    said["Costs"].append(["Nowhere", "£5", "a year", "Pay.", None])
    said["Costs"].append(["York: people nearby", "a lot", "a year", "More pay.", None])

    run = checked("case-studies", workbook(said))

    assert [fate for _, fate in fates(run)] == ["refused", "refused"]
    places = {(row, column) for row, column, _, _ in troubles(run)}
    assert places == {(2, "Claim"), (4, "Amount"), (3, "")}
    told = [one for record in run.records.all() for one in record.told["troubles"]]
    assert {one["place"]["sheet"] for one in told} == {"Findings", "Costs"}


def test_rules_of_rows_are_told_before_anything_is_written(checked):
    said = sheets()
    said["Findings"][1][5] = None

    run = checked("case-studies", workbook(said))

    assert "which way it changed" in troubles(run)[0][3]


def test_rows_that_a_sheet_does_not_have_go_and_sheets_that_are_not_there_leave(imported):
    imported("case-studies", workbook(sheets()))
    study = CaseStudy.objects.get()
    finding = study.findings.get()

    imported(
        "case-studies",
        workbook(
            {
                "Case studies": [["Slug", "Title"], [study.slug, "York: nearer"]],
                "Costs": [["Case study", "Covers"]],
            }
        ),
    )

    study.refresh_from_db()
    assert study.title == "York: nearer"
    assert not study.costs.exists()
    assert study.findings.get() == finding
    assert study.strapline == "Help nearby."


def test_published_case_study_gets_a_working_copy(imported, live):
    imported("case-studies", f"Slug,Title\n{live.slug},Another title\n")

    live.refresh_from_db()
    assert live.title == "Derby: a street at a time"
    assert copy_of(live).title == "Another title"
    assert copy_of(live).findings.count() == 1


def packed(**files: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.yaml", text)
    return kept.getvalue()


def test_content_files_come_in_one_by_one_or_in_an_archive(imported, universe: Universe):
    text = content_of(read(universe.rich))
    again = text.replace(f"slug: {universe.rich.slug}", "slug: quite-another")

    one = imported("case-studies", again.replace("quite-another", "one-more"), "one.yaml")
    run = imported("case-studies", packed(a=text, b=again), "all.zip")

    assert fates(one) == [(universe.rich.title, "new")]
    assert [fate for _, fate in fates(run)] == ["same", "new"]
    made = CaseStudy.objects.get(slug="quite-another")
    assert made.state == Publishable.State.DRAFT
    expected = read(universe.rich).model_copy(
        update={"slug": "quite-another", "state": Publishable.State.DRAFT}
    )
    assert read(made) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- a\n- b\n", "a content file is a list"),
        ("title: [\n", "this is not YAML"),
        ("title: A\nfindingz: []\n", "no field of this name"),
        ("title: A\nfindings: some\n", "list of rows"),
        ("title: A\nsource: nowhere\n", "no source of this name"),
        ("a: &a [*a]\n", "contains itself"),
    ],
)
def test_mistakes_of_content_files_are_told_with_their_lines(checked, text, why):
    run = checked("case-studies", text, "study.yaml")

    (record,) = run.records.all()
    assert record.fate == "refused"
    assert any(why in one["why"] for one in record.told["troubles"])
    assert all(one["place"]["sheet"] == "study.yaml" for one in record.told["troubles"])


def test_finding_of_a_draft_keeps_its_key_when_its_words_stay(imported):
    study = FindingFactory(statement="Forty people met.", locator="Page 2").case_study
    key = study.findings.get().key

    imported(
        "case-studies",
        workbook(
            {
                "Case studies": [["Slug", "Title"], [study.slug, study.title]],
                "Findings": [
                    ["Case study", "Statement", "Locator"],
                    [study.slug, "forty people met", "Page 3"],
                ],
            }
        ),
    )

    finding = study.findings.get()
    assert (finding.key, finding.locator) == (key, "Page 3")
