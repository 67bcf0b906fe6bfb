"""The same case studies as one flat table, for Datasette: facets as JSON lists, words in FTS5."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

TABLE = "case_studies"
ARRAYS = (
    "approach", "outcome", "enabler", "population", "setting", "council", "council_type",
    "region", "nation", "evidence",
)  # fmt: skip
FACETS = (*ARRAYS, "stage")

CONCEPTS = {
    "approach": ("approach", (
        "SELECT case_study_id, approach_id FROM casestudies_casestudyapproach",
        "SELECT f.case_study_id, a.approach_id FROM casestudies_finding f "
        "JOIN casestudies_finding_approaches a ON a.finding_id = f.id",
        "SELECT i.case_study_id, a.approach_id FROM casestudies_initiative i "
        "JOIN casestudies_initiative_approaches a ON a.initiative_id = i.id",
    )),
    "outcome": ("outcome", (
        "SELECT f.case_study_id, o.outcome_id FROM casestudies_finding f "
        "JOIN casestudies_finding_outcomes o ON o.finding_id = f.id",
        "SELECT f.case_study_id, o.outcome_id FROM casestudies_finding f "
        "JOIN casestudies_finding_inferred_outcomes o ON o.finding_id = f.id",
    )),
    "enabler": ("enabler", (
        "SELECT case_study_id, enabler_id FROM casestudies_casestudyenabler",
        "SELECT f.case_study_id, e.enabler_id FROM casestudies_finding f "
        "JOIN casestudies_finding_enablers e ON e.finding_id = f.id",
    )),
    "population": ("populationgroup", (
        "SELECT casestudy_id, populationgroup_id FROM casestudies_casestudy_population_groups",
    )),
    "setting": ("setting", (
        "SELECT casestudy_id, setting_id FROM casestudies_casestudy_settings",
    )),
}  # fmt: skip
"""The table of each family of concepts, and what ties case studies to it."""

Values = dict[int, set[str]]


def flatten(source: Path, target: Path) -> None:
    """Write the published case studies of the portal's database ``source`` to ``target``."""
    if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
        return
    target.unlink(missing_ok=True)
    read = sqlite3.connect(source)
    write = sqlite3.connect(target)
    values = {name: _concepts(read, table, queries) for name, (table, queries) in CONCEPTS.items()}
    values |= _places(read)
    values["evidence"] = _levels(read)
    arrays = ", ".join(f"{name} TEXT" for name in ARRAYS)
    write.execute(
        f"CREATE TABLE {TABLE} (id INTEGER PRIMARY KEY, slug TEXT, title TEXT, strapline TEXT, "
        f"summary TEXT, body TEXT, stage TEXT, start_year INTEGER, {arrays})"
    )
    rows = read.execute(
        "SELECT id, slug, title, strapline, summary, ambition || ' ' || approach || ' ' || impact "
        "|| ' ' || sustainability, stage, start_year FROM casestudies_casestudy "
        "WHERE state = 'published'"
    )
    marks = ", ".join("?" * (8 + len(ARRAYS)))
    write.executemany(
        f"INSERT INTO {TABLE} VALUES ({marks})",
        (
            (*row, *(json.dumps(sorted(values[name].get(row[0], ()))) for name in ARRAYS))
            for row in rows
        ),
    )
    write.execute(f"CREATE INDEX by_stage ON {TABLE} (stage)")
    write.execute(
        f"CREATE VIRTUAL TABLE {TABLE}_fts USING fts5 (title, strapline, summary, body, "
        f"tokenize='porter', content='{TABLE}', content_rowid='id')"
    )
    write.execute(f"INSERT INTO {TABLE}_fts ({TABLE}_fts) VALUES ('rebuild')")
    write.execute("ANALYZE")
    write.commit()
    write.close()
    read.close()


def _concepts(read: sqlite3.Connection, table: str, queries: Iterable[str]) -> Values:
    """Return the slugs of each case study, broader ones included, as the portal counts them."""
    concepts = {
        key: (slug, broader)
        for key, slug, broader in read.execute(
            f"SELECT id, slug, broader_id FROM casestudies_{table}"
        )
    }
    above: dict[int, list[str]] = {}
    for key in concepts:
        at: int | None = key
        above[key] = []
        while at is not None:
            above[key].append(concepts[at][0])
            at = concepts[at][1]
    found: Values = defaultdict(set)
    for query in queries:
        for study, key in read.execute(query):
            found[study].update(above[key])
    return found


def _places(read: sqlite3.Connection) -> dict[str, Values]:
    found: dict[str, Values] = {
        name: defaultdict(set) for name in ("council", "council_type", "region", "nation")
    }
    rows = read.execute(
        "SELECT r.case_study_id, c.slug, c.type, c.region, c.nation "
        "FROM casestudies_casestudycouncil r JOIN strategies_council c ON c.id = r.council_id"
    )
    for study, *places in rows:
        for name, place in zip(found, places, strict=True):
            found[name][study].add(place)
    return found


def _levels(read: sqlite3.Connection) -> Values:
    rows = read.execute(
        "SELECT case_study_id, MAX(evidence_level) FROM casestudies_finding "
        "WHERE evidence_level IS NOT NULL GROUP BY case_study_id"
    )
    return {study: {str(level) for level in range(strongest + 1)} for study, strongest in rows}
