"""Tables of the domain: the same as the database, published only, in few queries."""

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest

from casestudies.facets import CASE_STUDY
from casestudies.models import (
    Barrier,
    CaseStudy,
    Correction,
    Cost,
    CouncilReply,
    Finding,
    Framework,
    WiderEvidence,
    WiderReading,
)
from strategies.models import Council, Source, Strategy
from tests import factories as make
from tests.hidden import SECRET
from wellbeing_portal.core.export import fetching
from wellbeing_portal.core.export.cells import out_of_one_cell, restored
from wellbeing_portal.core.export.csv_file import write_csv
from wellbeing_portal.takeaway import case_studies as case_study_tables
from wellbeing_portal.takeaway import doings
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
        Finding.objects.filter(case_study__isnull=False).order_by("case_study__title", "position")
    )
    assert len(rows) == len(findings) > 100
    for row, finding in zip(rows, findings, strict=True):
        text = {name: restored(value) for name, value in row.items()}
        assert text["Case study slug"] == finding.case_study.slug
        assert text["As told in"] == str(finding.case_study.told_in or "")
        assert text["Key"] == finding.key
        assert int(text["Position"]) == finding.position
        assert text["Initiative"] == (finding.initiative.name if finding.initiative else "")
        assert text["Statement"] == finding.statement
        assert out_of_one_cell(text["Councils"]) == councils_by_hand(finding)
        for heading, relation in TIES.items():
            names = [each.name for each in getattr(finding, relation).order_by("name")]
            assert out_of_one_cell(text[heading]) == names
        assert text["Qualifier"] == finding.qualifier
        for heading, name in NUMBERS.items():
            said = Decimal(text[heading]) if text[heading] else None
            assert said == getattr(finding, name)
        assert text["Unit"] == finding.get_unit_display()
        assert text["What the number counts"] == finding.measure
        shared = "" if finding.value is None else str(finding.is_shared_total).lower()
        assert text["Shared total"] == shared
        assert text["Sample size"] == str(finding.sample_size or "")
        assert text["Period"] == finding.period
        assert text["Claim"] == finding.claim
        assert text["What was done or reached"] == finding.get_output_display()
        assert text["Direction"] == finding.get_direction_display()
        assert text["Basis"] == finding.get_basis_display()
        assert text["How it was measured"] == finding.method_note
        assert text["Evidence level"] == (
            "" if finding.evidence_level is None else str(finding.evidence_level)
        )
        assert text["Place among the key findings"] == str(finding.key_order or "")
        assert text["Source"] == finding.source.title
        assert text["Place in the source"] == finding.locator
        assert text["Address"] == (
            f"{SITE}/case-studies/{finding.case_study.slug}/findings/{finding.key}/"
        )


def councils_by_hand(finding):
    """Those that the finding names, or else those that led or took part."""
    named = [council.name for council in finding.councils.order_by("name")]
    roles = finding.case_study.council_roles.filter(role__in=["lead", "partner"])
    return named or [role.council.name for role in roles.order_by("position")]


NUMBERS = {"Value": "value", "Up to": "high_value", "Before the change": "from_value"}
TIES = {
    "Approaches": "approaches",
    "Outcomes the source names": "outcomes",
    "Outcomes we inferred": "inferred_outcomes",
    "Enablers the source names": "enablers",
    "Enablers we inferred": "inferred_enablers",
    "Better for": "better_for",
    "Worse for": "worse_for",
}


def one_of_each_claim():
    """A case study by Ayr with Bute; Cork learned, and it took place in Deal."""
    ayr, bute, cork, deal = (
        make.CouncilFactory(name=name) for name in "Ayr Bute Cork Deal".split()
    )
    study = make.CaseStudyFactory(
        councils=[ayr, bute], told_in=2020, caveat="Nobody asked twice.", published=True
    )
    make.CaseStudyCouncilFactory(case_study=study, council=cork, role="learning-partner")
    make.CaseStudyCouncilFactory(case_study=study, council=deal, role="area")
    for claim in Finding.Claim:
        make.FindingFactory(case_study=study, claim=claim, statement=claim.label)
    return study


def test_findings_say_how_sure_they_are_only_where_something_changed():
    study = one_of_each_claim()

    rows = rows_as_dicts(finding_tables.findings([study.pk], SITE))

    said = {
        row["Claim"]: (
            row["Claim in words"],
            row["Direction"],
            row["Evidence in words"],
            row["Evidence level"],
            row["What was done or reached"],
        )
        for row in rows
    }
    assert said == {
        "changed": ("Better", "Better", "Measured in those who took part", 2, ""),
        "intended": ("Aimed at", "", "", None, ""),
        "modelled": ("Calculated", "", "", None, ""),
        "done": ("Done", "", "", None, "Other work done"),
    }


def test_ties_that_were_inferred_stand_apart_from_those_the_source_makes():
    said, inferred = make.OutcomeFactory(name="Said"), make.OutcomeFactory(name="Inferred")
    trust, money = make.EnablerFactory(name="Trust"), make.EnablerFactory(name="Money")
    finding = make.FindingFactory(
        case_study=make.CaseStudyFactory(published=True),
        outcomes=[said],
        inferred_outcomes=[inferred],
        enablers=[trust],
        inferred_enablers=[money],
    )

    (row,) = rows_as_dicts(finding_tables.findings([finding.case_study_id], SITE))

    assert row["Outcomes the source names"] == ["Said"]
    assert row["Outcomes we inferred"] == ["Inferred"]
    assert row["Enablers the source names"] == ["Trust"]
    assert row["Enablers we inferred"] == ["Money"]


def test_finding_is_credited_to_those_it_names_or_to_all_that_acted():
    study = one_of_each_claim()
    bute = Council.objects.get(name="Bute")
    study.findings.get(claim="changed").councils.set([bute])

    rows = rows_as_dicts(finding_tables.findings([study.pk], SITE))

    credited = {row["Claim"]: row["Councils"] for row in rows}
    assert credited.pop("changed") == ["Bute"]
    assert list(credited.values()) == [["Ayr", "Bute"]] * 3


def test_file_of_a_council_holds_its_own_work_and_what_only_names_it_apart():
    study = one_of_each_claim()
    ayr, bute, cork = (Council.objects.get(name=name) for name in ("Ayr", "Bute", "Cork"))
    study.findings.get(claim="changed").councils.set([bute])
    make.InitiativeFactory(case_study=study, name="Of Bute").councils.set([bute])
    make.InitiativeFactory(case_study=study, name="Of all")

    def told(council):
        tables = {
            table.key: rows_as_dicts(table) for table in takeaway._of_council([council.pk], SITE)
        }
        return (
            [row["Title"] for row in tables["case_studies"]],
            [row["Claim"] for row in tables["findings"]],
            [row["Name"] for row in tables["initiatives"]],
            [(row["Case study"], row["Part in it"]) for row in tables["also_named_in"]],
        )

    rest = ["intended", "modelled", "done"]
    assert told(ayr) == ([study.title], rest, ["Of all"], [])
    assert told(bute) == ([study.title], ["changed", *rest], ["Of Bute", "Of all"], [])
    assert told(cork) == ([], [], [], [(study.title, "Learning partner")])


def test_case_study_counts_findings_by_claim_and_calls_only_a_change_strong():
    study = one_of_each_claim()
    make.FindingFactory(case_study=study, claim="done")
    none = make.CaseStudyFactory(published=True)
    make.FindingFactory(case_study=none, claim="modelled")

    first, second = rows_as_dicts(case_study_tables.case_studies([study.pk, none.pk], SITE))

    assert first["Findings"] == 5
    assert [first[heading] for heading in CLAIMS] == [1, 1, 1, 2]
    assert first["Strongest evidence of a change"] == "Measured in those who took part"
    assert first["Strongest evidence of a change, level"] == 2
    assert [second[heading] for heading in CLAIMS] == [0, 0, 1, 0]
    assert second["Strongest evidence of a change"] == ""
    assert second["Strongest evidence of a change, level"] is None


CLAIMS = (
    "Findings of a change",
    "Findings of an aim",
    "Findings that were calculated",
    "Findings of work done",
)


def test_case_study_names_councils_by_role_and_what_the_account_rests_on():
    study = one_of_each_claim()

    (row,) = rows_as_dicts(case_study_tables.case_studies([study.pk], SITE))

    assert row["Lead councils"] == ["Ayr"]
    assert row["Partner councils"] == ["Bute"]
    assert row["Learning partners"] == ["Cork"]
    assert row["Councils in whose area it took place"] == ["Deal"]
    assert row["As told in"] == 2020
    assert row["How much of the source it rests on"] == "The whole source"
    assert row["To bear in mind"] == "Nobody asked twice."


def test_place_of_a_council_that_only_learned_is_not_where_it_was_done():
    wales = make.CouncilFactory(region="wales", nation="wales", type="welsh")
    study = make.CaseStudyFactory(published=True)
    make.CaseStudyCouncilFactory(case_study=study, council=wales, role="learning-partner")

    (row,) = rows_as_dicts(case_study_tables.case_studies([study.pk], SITE))

    assert row["Nations of the councils that acted"] == ["England"]
    assert row["Types of the councils that acted"] == ["Metropolitan borough"]


def test_approach_is_credited_row_by_row():
    study = one_of_each_claim()
    bute = Council.objects.get(name="Bute")
    named, shared = make.ApproachFactory(name="Named"), make.ApproachFactory(name="Shared")
    for approach in (named, shared):
        make.CaseStudyApproachFactory(case_study=study, approach=approach)
    make.FindingFactory(case_study=study, approach=named).councils.set([bute])

    rows = rows_as_dicts(doings.approaches([study.pk]))

    assert {row["Approach"]: row["Councils"] for row in rows} == {
        "Named": ["Bute"],
        "Shared": ["Ayr", "Bute"],
    }


def test_costs_barriers_corrections_and_replies_have_tables_of_their_own():
    study = one_of_each_claim()
    row = {"case_study": study, "position": 1, "key": "one"}
    Cost.objects.create(
        **row,
        amount=5_000,
        high_amount=10_000,
        unit="a-year",
        price_year=2019,
        payer_council=Council.objects.get(name="Ayr"),
        covers="One post",
        is_shared_total=True,
        source=study.source,
        locator="Page 3",
    )
    Barrier.objects.create(**row, text="No time.", source=study.source)
    Correction.objects.create(**row, text="It was 8.", made_on=dt.date(2026, 1, 2))
    CouncilReply.objects.create(
        **row, text="We agree.", given_on=dt.date(2026, 1, 3), council=Council.objects.first()
    )

    tables = {t.key: rows_as_dicts(t) for t in case_study_tables.of_case_studies([study.pk], SITE)}

    (cost,) = tables["costs"]
    assert cost["What it covers"] == "One post"
    assert (cost["Amount in pounds"], cost["Up to, in pounds"]) == (5_000, 10_000)
    assert (cost["Unit"], cost["Price year"], cost["Payer"]) == ("a year", 2019, "Ayr")
    assert (cost["Shared total"], cost["Place in the source"]) == (True, "Page 3")
    assert [row["Text"] for row in tables["barriers"]] == ["No time."]
    assert tables["corrections"][0]["Made on"] == dt.date(2026, 1, 2)
    assert tables["replies"][0]["Text"] == "We agree."


def test_research_on_approaches_stands_apart_with_our_reading_by_outcome():
    study = one_of_each_claim()
    approach = make.ApproachFactory(name="Walking groups")
    make.CaseStudyApproachFactory(case_study=study, approach=approach)
    common = {"approach": approach, "year": 2024, "url": "https://example.org/", "concludes": "So."}
    for state in ("published", "draft"):
        evidence = WiderEvidence.objects.create(
            **common, title=f"Review, {state}", slug=state, body="A Centre", state=state
        )
        WiderReading.objects.create(
            evidence=evidence,
            outcome=make.OutcomeFactory(name=f"Sleep {state}"),
            reading="no-effect",
        )

    tables = {t.key: t for t in case_study_tables.of_case_studies([study.pk], SITE)}
    (row,) = rows_as_dicts(tables["wider_evidence"])

    assert (row["Approach"], row["Research body"]) == ("Walking groups", "A Centre")
    assert row["Our reading, by outcome"] == ["No effect found: sleep published"]


def test_what_a_framework_reports_is_no_finding_of_a_council():
    finding = make.FrameworkFindingFactory(framework_item__framework__published=True)
    framework = finding.framework_item.framework

    tables = {t.key: t for t in framework_tables.of_frameworks([framework.pk], SITE)}

    (row,) = rows_as_dicts(tables["reported_findings"])
    assert row["Reported by"] == framework.title
    assert "findings" not in tables
    assert "Councils" not in row


def test_page_of_findings_gives_the_findings_that_it_lists(client):
    study = one_of_each_claim()

    sent = client.get("/findings/?claim=done&export=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(sent)))

    rows = list(book["Findings"].iter_rows(values_only=True))
    statement = rows[0].index("Statement")
    assert [row[statement] for row in rows[1:]] == ["Done"]
    assert rows[1][rows[0].index("Councils")] == "Ayr; Bute"
    assert rows[1][rows[0].index("Address")].endswith(
        f"/case-studies/{study.slug}/findings/{study.findings.get(claim='done').key}/"
    )


def give_account(study, text, state="published"):
    """Give a case study one row of everything that an account may have, each with ``text``."""
    for rows in (study.costs, study.barriers, study.corrections, study.replies):
        rows.all().delete()
    row = {"case_study": study, "position": 1, "key": "one"}
    money = {"amount": 1, "unit": "in-all"}
    Cost.objects.create(**row, **money, covers=text, source=study.source)
    Barrier.objects.create(**row, text=text, source=study.source)
    Correction.objects.create(**row, text=text, made_on=dt.date(2026, 1, 2))
    council = study.council_roles.first().council
    CouncilReply.objects.create(**row, text=text, given_on=dt.date(2026, 1, 3), council=council)
    evidence = WiderEvidence.objects.create(
        title=text,
        slug=f"evidence-{study.pk}",
        approach=study.approaches.first() or Finding.objects.first().approaches.first(),
        year=2024,
        url="https://example.org/",
        body=text,
        concludes=text,
        state=state,
    )
    outcome = make.OutcomeFactory()
    WiderReading.objects.create(evidence=evidence, outcome=outcome, reading="works", note=text)


def test_tables_hold_nothing_that_is_not_published(universe):
    give_account(universe.rich, "Shown")
    for hidden in universe.hidden_case_studies:
        give_account(hidden, SECRET, hidden.state)

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
    assert row["Strategies it serves"] == ["Well in Marl"]
    assert (row["Findings"], row["Strongest evidence of a change, level"]) == (4, 3)
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

    give_account(universe.rich, "Shown")
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
        give_account(study, "More")

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
    # One for each family that case studies are tagged with, and those of everything else.
    assert one <= 6 + len(CASE_STUDY.tags)
