"""What several pages and files say of one thing is one number, and it is that of the rows.

Lists and their facets, tables and pages of what works, the evidence map, comparisons, briefings,
feeds and files of every council, concept and theme are laid beside numbers that plain code makes
of the rows (`tests/casestudies/evidence/plain.py`).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from html import unescape
from typing import Any

import pytest
from django.test import Client

from casestudies.models import Approach, Enabler, Outcome
from strategies.models import Council, Priority, Theme
from tests.casestudies.evidence.plain import PlainStudy, read_studies, row_of, slugs
from tests.pages.following import map_cells, total_of, unprinted
from wellbeing_portal.core.lists.feed import LENGTH
from wellbeing_portal.site.councils import comparison
from wellbeing_portal.takeaway.briefing import Subject, studies_on

pytestmark = pytest.mark.usefixtures("content")

MODELS: dict[str, Any] = {"approach": Approach, "enabler": Enabler, "outcome": Outcome}
TABLES = {"approach": "approaches", "enabler": "enablers", "outcome": "outcomes"}
families = pytest.mark.parametrize("family", MODELS)


@pytest.fixture
def studies() -> list[PlainStudy]:
    return read_studies()


def facets_of(client: Client, address: str) -> dict[str, dict[str, int]]:
    """Every number beside an option of a list's facets."""
    with unprinted():
        response: Any = client.get(address)
    said = response.context_data
    found: dict[str, dict[str, int]] = {}

    def take(name: str, options: Any) -> None:
        for option in options:
            found.setdefault(name, {})[option.value] = option.count
            take(name, option.narrower)

    for facet in said["facets"]:
        take(facet.name, facet.options)
    return found


def file_of(client: Client, address: str) -> bytes:
    return b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]


def tables_of(client: Client, path: str) -> Any:
    return json.loads(file_of(client, f"{path}?export=json"))["tables"]


def csv_of(client: Client, path: str) -> list[dict[str, str]]:
    read = file_of(client, f"{path}?export=csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(read)))


# ── Approaches, enablers, outcomes ───────────────────────────────────────────────────────


@pytest.mark.long
@families
def test_a_concept_has_one_number_of_case_studies_councils_and_findings(
    client: Client, studies: list[PlainStudy], family: str
) -> None:
    in_studies = facets_of(client, "/case-studies/")[family]
    in_findings = facets_of(client, "/findings/")[family]
    with unprinted():
        page: Any = client.get(f"/{TABLES[family]}/")
    rows = {row.slug: row for row in page.context_data["table"].rows}
    in_csv = {one["Short name in addresses"]: one for one in csv_of(client, f"/{TABLES[family]}/")}
    in_json = {one["slug"]: one for one in tables_of(client, f"/{TABLES[family]}/")[TABLES[family]]}

    for concept in MODELS[family].objects.public():
        slug = concept.slug
        plain = row_of(studies, family, slug)
        with unprinted():
            own: Any = client.get(f"/{TABLES[family]}/{slug}/")
        row = own.context_data["facts"].row
        findings = sum(plain.claims.values())
        highest = max(plain.levels, default=None)
        assert row == rows[slug]
        assert {
            "list": total_of(client, f"/case-studies/?{family}={slug}"),
            "facet": in_studies.get(slug, 0),
            "table": row.numbers.studies,
            "csv": int(in_csv[slug]["Case studies"]),
            "json": in_json[slug]["case_studies"],
            "briefing": len(studies_on(Subject.of({family: [slug]}))),
        } == dict.fromkeys(("list", "facet", "table", "csv", "json", "briefing"), plain.studies)
        assert {
            "list": total_of(client, f"/findings/?{family}={slug}"),
            "facet": in_findings.get(slug, 0),
            "table": row.numbers.findings,
        } == dict.fromkeys(("list", "facet", "table"), findings), slug
        assert int(in_csv[slug]["Councils"]) == in_json[slug]["councils"] == len(plain.councils)
        assert row.level == in_json[slug]["strongest_evidence_level"] == highest, slug
        for level in range(6):
            asked = f"evidence={level}" if level else "claim=changed"
            listed = total_of(client, f"/case-studies/?{family}={slug}&{asked}")
            assert listed == plain.levels.get(level, 0), (slug, level)


@families
def test_the_surest_cell_of_a_row_of_the_map_is_as_sure_as_the_page(
    client: Client, studies: list[PlainStudy], family: str
) -> None:
    other = "approach" if family == "outcome" else "outcome"
    public = {concept.slug for concept in MODELS[family].objects.public()}
    opened = "&".join(f"open={one}" for one in (family, other))
    levels: dict[str, set[int]] = defaultdict(set)
    part = 1
    while True:
        page = client.get(f"/evidence-map/?rows={family}&columns={other}&{opened}&part={part}")
        for cell in map_cells(page.content.decode()):
            if cell.changed:
                levels[cell.row].add(int(cell.look[1:]))
        if part >= len(page.context["stretches"]):
            break
        part += 1

    for slug in public & levels.keys():
        plain = row_of(studies, family, slug)
        assert max(levels[slug]) == min(3, max(plain.levels)), slug
    silent = {slug for slug in public if not row_of(studies, family, slug).levels}
    assert not silent & levels.keys()


# ── Councils ─────────────────────────────────────────────────────────────────────────────


def test_a_council_has_one_number_of_case_studies_and_findings(
    client: Client, studies: list[PlainStudy]
) -> None:
    in_studies = facets_of(client, "/case-studies/")["council"]
    in_findings = facets_of(client, "/findings/")["council"]
    named = Council.objects.filter(case_study_roles__case_study__state="published").distinct()
    compared: dict[int, Any] = comparison.comparable().in_bulk([one.pk for one in named])

    for council in named:
        acted = [study for study in studies if council.slug in study.acted]
        findings = [
            one for study in studies for one in study.findings if council.slug in one.councils
        ]
        (head,) = comparison.compare_councils([compared[council.pk]]).heads
        tables = tables_of(client, f"/councils/{council.slug}/")
        name = council.slug
        assert in_studies.get(name, 0) == len(acted), name
        assert total_of(client, f"/case-studies/?council={name}") == len(acted), name
        assert in_findings.get(name, 0) == len(findings), name
        assert total_of(client, f"/findings/?council={name}") == len(findings), name
        assert compared[council.pk].case_study_count == len(acted), name
        assert bool(acted) != head.first.startswith("No case studies in which it acted"), (
            name,
            head.first,
        )
        assert len(tables.get("case_studies", [])) == len(acted), name
        assert len(tables.get("findings", [])) == len(findings), name


@families
def test_a_council_did_on_its_comparison_what_credits_it_elsewhere(
    client: Client, studies: list[PlainStudy], family: str
) -> None:
    sections = {"approach": ("approaches",), "outcome": ("changed", "aimed"), "enabler": ()}[family]
    acting = Council.objects.filter(case_study_roles__isnull=False).distinct()
    names = dict(MODELS[family].objects.values_list("slug", "name"))
    for council in comparison.comparable().filter(pk__in=acting.values("pk")):
        whole = comparison.compare_councils([council])
        held = {
            value.trait.key
            for section in whole.sections
            if section.name in sections
            for row in section.rows
            for value in row.cells[0].values
        }
        for slug in held:
            plain = row_of(studies, family, slug, keep=lambda one: one.claim != "done")
            credited = row_of(studies, family, slug).councils
            assert council.slug in (credited if family == "approach" else plain.councils), (
                council.slug,
                names[slug],
            )


# ── Themes ───────────────────────────────────────────────────────────────────────────────


def test_a_theme_has_one_number_of_priorities_councils_and_strategies(client: Client) -> None:
    about = defaultdict(set)
    for priority in Priority.objects.filter(strategy__state="published"):
        for slug in slugs(priority.themes.all()):
            about[slug].add(priority)
    in_strategies = facets_of(client, "/strategies/")["theme"]
    with unprinted():
        table: Any = client.get("/priorities/")
    rows = {row.value: row for row, *_ in table.context_data["rows"]}

    for theme in Theme.objects.public():
        slug, strategies = theme.slug, {one.strategy for one in about[theme.slug]}
        councils = {council.slug for one in strategies for council in one.councils.all()}
        with unprinted():
            page: Any = client.get(f"/priorities/{slug}/")
        assert rows[slug].priorities == page.context_data["total"] == len(about[slug]), slug
        assert rows[slug].councils == page.context_data["council_count"] == len(councils), slug
        assert in_strategies[slug] == len(strategies), slug
        assert total_of(client, f"/strategies/?theme={slug}") == len(strategies), slug


def test_a_comparison_gives_councils_the_themes_that_other_pages_give_them() -> None:
    expected: defaultdict[str, set[str]] = defaultdict(set)
    for priority in Priority.objects.filter(strategy__state="published"):
        for council in priority.strategy.councils.all():
            expected[council.slug] |= {theme.slug for theme in priority.themes.all()}

    assert expected
    for council in comparison.comparable().filter(strategies__state="published").distinct():
        whole = comparison.compare_councils([council])
        told = [section for section in whole.sections if section.name == "themes"]
        found = {
            value.trait.key
            for section in told
            for row in section.rows
            for value in row.cells[0].values
        }
        assert found == expected[council.slug], council.slug


# ── Lists, their files and feeds ─────────────────────────────────────────────────────────

ASKED = (
    "",
    "claim=changed",
    "evidence=2&approach=workforce-training",
    "change=no-change&change=worse&change=mixed",
    "inferred=no&outcome=mental-wellbeing",
    "council_type=district",
    "region=london&enabler=leadership",
)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("path", ["/case-studies/", "/findings/"])
def test_list_feed_and_files_hold_the_same(client: Client, path: str, asked: str) -> None:
    table = path.strip("/").replace("-", "_")
    number = total_of(client, f"{path}?{asked}")
    rows = json.loads(file_of(client, f"{path}?{asked}&export=json"))["tables"][table]
    read = file_of(client, f"{path}?{asked}&export=csv").decode("utf-8-sig")
    entries = client.get(f"{path}feed/?{asked}").content.decode().count("<entry>")

    assert len(rows) == len(list(csv.reader(io.StringIO(read)))) - 1 == number
    assert entries == min(number, LENGTH)


@pytest.mark.parametrize("typed", ["training", "loneliness", "Leeds", "housing", "suicide"])
def test_groups_of_a_search_hold_what_the_lists_hold_that_they_lead_to(
    client: Client, typed: str
) -> None:
    html = client.get(f"/search/?q={typed}").content.decode()
    sections = re.findall(r'<section class="portal-found".*?</section>', html, re.DOTALL)
    followed = 0

    for section in sections:
        link = re.search(r'<a class="govuk-link" href="([^"]+)">All \d', section)
        number = re.search(r'data-count="(\d+)"', section)
        assert number
        if link:
            assert total_of(client, unescape(link[1])) == int(number[1]), link[1]
            followed += 1
        else:
            assert section.count("<li") <= int(number[1])
    assert sections
    assert followed


def test_pages_of_strategies_call_the_same_things_priorities(client: Client) -> None:
    from wellbeing_portal.site.strategies import comparison as of_strategies

    for strategy in of_strategies.comparable():
        number = strategy.priorities.count()
        whole = of_strategies.compare_strategies([strategy])
        tables = tables_of(client, f"/strategies/{strategy.slug}/")
        said = "No priorities" if not number else f"{number} priorit"
        assert f". {said}" in whole.heads[0].first, strategy
        assert len(tables["priorities"]) == number, strategy


def test_front_page_counts_what_lists_hold(client: Client, studies: list[PlainStudy]) -> None:
    known = client.get("/").context["known"]
    findings = [one for study in studies for one in study.findings]
    counted = [one for one in findings if (one.level or 0) >= 1]
    unchanged = [one for one in counted if one.direction == "no-change"]
    adverse = [one for one in findings if one.direction in ("no-change", "mixed", "worse")]
    acted = {council for study in studies for council in study.acted}

    assert known.studies == len(studies) == total_of(client, "/case-studies/")
    assert known.councils == len(acted) == total_of(client, "/councils/?has=case-studies")
    assert known.findings == len(findings) == total_of(client, "/findings/")
    assert (
        known.changed + known.unchanged == len(counted) == total_of(client, "/findings/?evidence=1")
    )
    assert known.unchanged == len(unchanged)
    adverse_ways = "change=no-change&change=mixed&change=worse"
    assert known.adverse == len(adverse) == total_of(client, f"/findings/?{adverse_ways}")
    assert known.cost_not_stated == total_of(client, "/case-studies/?cost=not-stated")
    for share in known.shares:
        if share.level:
            more = sum(one.number for one in known.shares if one.level >= share.level)
            assert more == total_of(client, f"/case-studies/?evidence={share.level}"), share
