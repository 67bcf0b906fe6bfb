"""The names that programs know tables and columns by: a contract, whatever people read there."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from casestudies.headings import HEADINGS
from casestudies.models import CaseStudy, Framework
from strategies.models import Council, Priority, Source, Strategy
from tests.universe import Universe
from wellbeing_portal.core.export.table import Table
from wellbeing_portal.takeaway import case_studies, findings, frameworks, offers, strategies
from wellbeing_portal.takeaway.briefing import Item

SITE = "https://portal.example"
CONTRACT = json.loads((Path(__file__).parent / "keys.json").read_text())
"""The columns of every table by key. To add one adds a line; to take one away or call it
something else breaks the programs of whoever reads our files, and is said in the changelog."""

DRAWINGS = json.loads((Path(__file__).parent / "keys_of_drawings.json").read_text())
"""The same of what pages draw, by address. A map's grid has a column for each concept."""

NAME_OF_CODE = re.compile(r"[a-z][A-Z]|_")

pytestmark = pytest.mark.django_db


def every_table() -> Iterable[Table]:
    models = (CaseStudy, Strategy, Priority, Council)
    yield from offers.tables_of([Item(model, 1, "") for model in models], SITE)
    yield from case_studies.of_case_studies([], SITE)
    yield from frameworks.of_frameworks([], SITE)
    yield strategies.sources([], SITE)
    yield findings.context_facts([], SITE, by="council_id")
    yield from offers._of_strategies([], SITE)
    yield from offers._of_council([], SITE)
    yield from offers._of_findings([], SITE)
    for model in (Council, Source, Framework):
        yield from offers.tables_of([Item(model, 1, "")], SITE)


def test_tables_and_columns_keep_their_keys() -> None:
    found: dict[str, list[list[str]]] = {}
    for table in every_table():
        keys = [column.key for column in table.columns]
        assert len(keys) == len(set(keys)), table.key
        # A heading is for people: a name of the code has no business there.
        assert not [one.heading for one in table.columns if NAME_OF_CODE.search(one.heading)]
        if keys not in found.setdefault(table.key, []):
            found[table.key].append(keys)

    assert found == CONTRACT


def test_headings_of_more_than_a_word_stand_once() -> None:
    headings = {str(said) for said in HEADINGS.values() if " " in str(said)}
    apart = {"headings.py", "migrations", "admin", "models"}
    twice = [
        (str(path), node.lineno, node.value)
        for app in (
            "casestudies",
            "strategies",
            "wellbeing_portal/site",
            "wellbeing_portal/takeaway",
        )
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py")
        if not apart & set(path.parts)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and node.value in headings
    ]

    assert twice == []


@pytest.mark.parametrize("address", DRAWINGS)
def test_files_of_drawings_keep_their_keys(
    universe: Universe, client: Client, address: str
) -> None:
    said: Any = json.loads(b"".join(client.get(f"{address}?export=json")))
    columns = {name: list(keys) for name, keys in said["about"]["columns"].items()}
    columns.pop("evidence_map", None)

    assert columns == DRAWINGS[address]


def test_a_file_names_its_tables_and_columns_by_these_keys(
    universe: Universe, client: Client
) -> None:
    said: Any = json.loads(b"".join(client.get("/case-studies/?export=json")))

    for name, rows in said["tables"].items():
        assert list(said["about"]["columns"][name]) in CONTRACT[name]
        assert all(list(row) in CONTRACT[name] for row in rows)
    assert said["about"]["columns"]["case_studies"]["for_whom"]["heading"] == "For whom"


def test_a_comparison_names_its_columns_by_the_slugs_of_what_is_compared(
    universe: Universe, client: Client
) -> None:
    slugs = [universe.rich.slug, universe.plain.slug]
    address = f"/compare/case-studies/?item={slugs[0]}&item={slugs[1]}&export=json"
    keys = [slug.replace("-", "_") for slug in slugs]
    said: Any = json.loads(b"".join(client.get(address)))

    assert list(said["about"]["columns"]["comparison"]) == ["subject", "row", "shared_by", *keys]
