"""Tables of the domain: the same as the database, published only, in few queries."""

import csv
import io
from decimal import Decimal

import pytest

from casestudies.models import CaseStudy, Finding, Framework
from strategies.models import Council, Source, Strategy
from tests import factories as make
from tests.universe import SECRET
from wellbeing_portal.core.export import fetching
from wellbeing_portal.core.export.cells import out_of_one_cell, restored
from wellbeing_portal.core.export.csv_file import write_csv
from wellbeing_portal.takeaway import case_studies as case_study_tables
from wellbeing_portal.takeaway import (
    findings as finding_tables,
)
from wellbeing_portal.takeaway import (
    frameworks as framework_tables,
)
from wellbeing_portal.takeaway import (
    offers as takeaway,
)
from wellbeing_portal.takeaway import strategies as strategy_tables

SITE = "https://portal.example"
pytestmark = pytest.mark.django_db


def keys(model):
    return list(model.objects.order_by("pk").values_list("pk", flat=True))


def every_table():
    studies, strategies = keys(CaseStudy), keys(Strategy)
    return [
        *case_study_tables.of_case_studies(studies, SITE),
        *framework_tables.of_frameworks(keys(Framework), SITE),
        *takeaway._of_strategies(strategies, SITE),
        finding_tables.context_facts(keys(Council), SITE, by="council_id"),
        strategy_tables.councils(keys(Council), SITE),
        strategy_tables.sources(keys(Source), SITE),
    ]


def rows_as_dicts(table):
    headings = [column.heading for column in table.columns]
    return [dict(zip(headings, row, strict=True)) for row in table.rows]


def read_csv(table):
    text = b"".join(write_csv(table)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_csv_of_findings_read_back_equals_the_database(content):
    studies = list(CaseStudy.objects.order_by("title").values_list("pk", flat=True))

    rows = read_csv(finding_tables.findings(studies, SITE))

    findings = list(
        Finding.objects.filter(case_study__isnull=False)
        .select_related("case_study", "approach", "initiative", "source")
        .prefetch_related("outcomes", "enablers")
        .order_by("case_study__title", "position")
    )
    assert len(rows) == len(findings) > 100
    for row, finding in zip(rows, findings, strict=True):
        text = {name: restored(value) for name, value in row.items()}
        assert text["Case study slug"] == finding.case_study.slug
        assert int(text["Position"]) == finding.position
        assert text["Initiative"] == (finding.initiative.name if finding.initiative else "")
        assert text["Statement"] == finding.statement
        assert text["Approach"] == finding.approach.name
        assert out_of_one_cell(text["Outcomes"]) == [each.name for each in finding.outcomes.all()]
        assert out_of_one_cell(text["Enablers"]) == [each.name for each in finding.enablers.all()]
        assert text["Qualifier"] == finding.qualifier
        assert (Decimal(text["Value"]) if text["Value"] else None) == finding.value
        assert text["Unit"] == finding.get_unit_display()
        assert text["What the number counts"] == finding.measure
        assert text["Sample size"] == str(finding.sample_size or "")
        assert text["Period"] == finding.period
        assert text["Direction"] == finding.get_direction_display()
        assert text["Basis"] == finding.get_basis_display()
        assert int(text["Evidence level"]) == finding.evidence_level
        assert text["Key figure"] == str(finding.is_key).lower()
        assert text["Source"] == finding.source.title
        assert text["Place in the source"] == finding.locator


def test_tables_hold_nothing_that_is_not_published(universe):

    for table in every_table():
        rows = list(table.rows)
        assert rows, table.name
        assert SECRET not in repr(rows), table.name


def test_rows_come_in_the_order_of_the_keys():
    studies = [make.CaseStudyFactory(published=True).pk for _ in range(3)]
    order = [studies[2], studies[0], studies[1]]
    for pk in studies:
        for _ in range(2):
            make.FindingFactory(case_study=CaseStudy.objects.get(pk=pk))

    slugs = dict(CaseStudy.objects.values_list("pk", "slug"))
    rows = rows_as_dicts(finding_tables.findings(order, SITE))

    assert [(row["Case study slug"], row["Position"]) for row in rows] == [
        (slugs[pk], position) for pk in order for position in (1, 2)
    ]


def test_case_study_names_its_councils_by_part(universe):
    (row,) = rows_as_dicts(case_study_tables.case_studies([universe.rich.pk], SITE))

    assert row["Lead councils"] == ["Northmarl", "Southmarl"]
    assert row["Partner councils"] == ["Marlshire"]
    assert row["Learning partners"] == ["Eastport"]
    assert row["Strategies"] == ["Well in Marl"]
    assert (row["Findings"], row["Strongest evidence level"]) == (4, 3)
    assert row["Address"] == "https://portal.example/case-studies/living-streets-of-marl/"


def test_source_that_is_not_published_is_not_named(universe):
    (row,) = rows_as_dicts(case_study_tables.case_studies([universe.plain.pk], SITE))

    assert row["Source"] == "A source that is not published here"
    assert row["Source address"] == ""


def queries_for_all_tables(counter):
    with counter() as counted:
        for table in every_table():
            list(table.rows)
    return len(counted)


def test_queries_do_not_grow_with_rows(universe):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        with CaptureQueriesContext(connection) as counted:
            for table in every_table():
                list(table.rows)
        return len(counted)

    small = count()
    for _ in range(15):
        study = make.CaseStudyFactory(published=True)
        make.FindingFactory(case_study=study)
        make.CaseStudyApproachFactory(case_study=study)
        make.CaseStudyEnablerFactory(case_study=study)
        initiative = make.InitiativeFactory(case_study=study)
        make.InitiativeFunderFactory(initiative=initiative)
        make.ContextFactFactory(case_study=study)
        make.PriorityFactory(strategy__published=True)
        make.FrameworkExampleFactory(item__framework__published=True)

    assert count() == small


def test_each_further_chunk_costs_the_same_few_queries(monkeypatch):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    studies = [make.CaseStudyFactory(published=True).pk for _ in range(6)]

    def count(size):
        monkeypatch.setattr(fetching.fetched, "__kwdefaults__", {"by": "pk", "size": size})
        with CaptureQueriesContext(connection) as counted:
            assert len(list(case_study_tables.case_studies(studies, SITE).rows)) == 6
        return len(counted)

    one = count(6)
    assert count(3) == 2 * one
    assert count(2) == 3 * one
    assert one <= 10
