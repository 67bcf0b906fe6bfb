"""Files of case studies that have many rows, each with something of its own."""

from __future__ import annotations

import pytest

from casestudies.models import Approach, CaseStudy, Finding, Initiative
from strategies.models import Source
from tests import factories as make
from wellbeing_portal.takeaway import findings as finding_tables

pytestmark = pytest.mark.django_db


def test_table_of_findings_with_1200_initiatives_and_as_many_sources():
    approach: Approach = make.ApproachFactory()
    first: Source = make.SourceFactory(published=True)
    studies = CaseStudy.objects.bulk_create(
        CaseStudy(slug=f"s-{number}", title=f"S {number}", source=first, state="published")
        for number in range(40)
    )
    sources = Source.objects.bulk_create(
        Source(slug=f"d-{number}", title=f"D {number}", kind="report", state="published")
        for number in range(1_200)
    )
    initiatives = Initiative.objects.bulk_create(
        Initiative(
            case_study=study,
            position=position,
            key=f"i-{position}",
            name=f"I {study.pk} {position}",
        )
        for study in studies
        for position in range(30)
    )
    found = Finding.objects.bulk_create(
        Finding(
            case_study_id=initiative.case_study_id,
            initiative=initiative,
            position=initiative.position,
            key=f"done-{initiative.position}",
            statement="Done.",
            claim="done",
            output="other-activity",
            basis="monitoring",
            source=source,
        )
        for initiative, source in zip(initiatives, sources, strict=True)
    )
    tie = Finding.approaches.through
    tie.objects.bulk_create(tie(finding=one, approach=approach) for one in found)

    table = finding_tables.findings([study.pk for study in studies], "https://portal.example")

    named = [column.heading for column in table.columns].index("Initiative")
    assert [row[named] for row in table.rows] == [initiative.name for initiative in initiatives]
