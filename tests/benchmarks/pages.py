"""What is asked for: each page of the budgets, with addresses that are never asked twice.

A second request with the same filters is answered from counts kept in memory. Readers seldom
ask the same as one another, so a benchmark that did would flatter.
"""

from __future__ import annotations

import random
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.flat import ARRAYS, TABLE
from tests.benchmarks.texts import COMMON

PAIRS = (
    ("approach", "outcome"), ("enabler", "population"), ("approach", "region"),
    ("outcome", "council_type"), ("setting", "approach"),
)  # fmt: skip
LEFT_OUT = set("about could should their there these those where which while would".split())
"""Words that the portal's search passes over."""

SINGLE = {
    "approaches": "casestudies_approach",
    "enablers": "casestudies_enabler",
    "outcomes": "casestudies_outcome",
    "priorities": "strategies_theme",
    "frameworks": "casestudies_framework",
    "strategies": "strategies_strategy",
}
"""The tables whose records have pages of their own, by the path of these."""

BUSIEST_COUNCILS = (
    "SELECT slug FROM strategies_council JOIN casestudies_casestudycouncil "
    "ON council_id = strategies_council.id GROUP BY slug ORDER BY COUNT(*) DESC, slug LIMIT 60"
)

_FAMILIES = {"population": "populationgroup"}


@dataclass(frozen=True)
class Page:
    """A page, the addresses it is asked for under, and what Datasette is asked instead.

    ``budget`` is the p95 in milliseconds at the largest size.
    """

    name: str
    addresses: Sequence[str]
    datasette: Sequence[str] = ()
    budget: float | None = None


def pages(database: Path, flat: str) -> list[Page]:
    """Return the pages of a portal; ``database`` says which words and values there are."""
    chance = random.Random(7)  # noqa: S311 - the same each time
    read = sqlite3.connect(database)
    values = {
        name: [row[0] for row in read.execute(_values_of(name))]
        for name in {name for pair in PAIRS for name in pair}
    }
    titles = [
        row[0]
        for row in read.execute(
            "SELECT title FROM casestudies_casestudy WHERE slug LIKE 'bench-%' "
            "ORDER BY id * 7919 % 10007 LIMIT 200"
        )
    ]
    slugs = [
        (row[0], row[1])
        for row in read.execute(
            "SELECT slug, id FROM casestudies_casestudy WHERE slug LIKE 'bench-%' "
            "ORDER BY id * 7919 % 10007 LIMIT 200"
        )
    ]
    usual = _usual_words(read)
    single = {
        path: [f"/{path}/{row[0]}/" for row in read.execute(_slugs_of(table))]
        for path, table in SINGLE.items()
    }
    busiest = [row[0] for row in read.execute(BUSIEST_COUNCILS)]
    read.close()
    chosen = [
        {one: chance.choice(values[one]), other: chance.choice(values[other])}
        for one, other in PAIRS * 60
    ]
    chosen = list({tuple(pair.items()): pair for pair in chosen}.values())
    rare = list(dict.fromkeys(" ".join(title.split()[:2]).lower() for title in titles))
    return [
        Page("list, nothing chosen", ["/case-studies/"], [_datasette(flat)]),
        Page(
            "list, two facets chosen",
            [f"/case-studies/?{urlencode(pair)}" for pair in chosen],
            [_datasette(flat, pair) for pair in chosen],
            60,
        ),
        Page(
            "search, selective",
            [f"/case-studies/?{urlencode({'q': words})}" for words in rare],
            [_datasette(flat, {}, words) for words in rare],
            70,
        ),
        Page(
            "search, word in all",
            [f"/case-studies/?{urlencode({'q': word})}" for word in COMMON],
            [_datasette(flat, {}, word) for word in COMMON],
            90,
        ),
        Page(
            "search, word in most", [f"/case-studies/?{urlencode({'q': word})}" for word in usual]
        ),
        Page(
            "case study",
            [f"/case-studies/{slug}/" for slug, _ in slugs],
            [f"/{flat}/{TABLE}/{key}" for _, key in slugs],
            30,
        ),
        Page("strategies", [f"/strategies/?region={one}" for one in values["region"]]),
        Page("councils", [f"/councils/?region={one}" for one in values["region"]]),
        Page("site search", [f"/search/?{urlencode({'q': words})}" for words in rare]),
        Page(
            "suggestions",
            [f"/search/suggestions?{urlencode({'q': words[:5]})}" for words in rare],
        ),
        Page(
            "evidence map, filtered",
            [f"/evidence-map/?{urlencode(pair)}" for pair in chosen if "region" in pair],
            budget=80,
        ),
        Page(
            "pathways, filtered",
            [f"/pathways/?{urlencode(pair)}" for pair in chosen if "region" in pair],
        ),
        Page("what works", [f"/approaches/?outcome={one}" for one in values["outcome"]]),
        *(
            Page(name, single[path])
            for name, path in (
                ("approach", "approaches"),
                ("enabler", "enablers"),
                ("outcome", "outcomes"),
                ("theme of priorities", "priorities"),
                ("framework", "frameworks"),
                ("strategy", "strategies"),
            )
        ),
        Page("council", [f"/councils/{slug}/" for slug in busiest]),
        Page("councils like it", [f"/councils/{slug}/like/" for slug in busiest]),
        Page("priorities by council", [f"/priorities/?region={one}" for one in values["region"]]),
        Page(
            "compare three case studies",
            [
                f"/compare/case-studies/?{urlencode([('item', slug) for slug, _ in three])}"
                for three in zip(slugs, slugs[1:], slugs[2:], strict=False)
            ],
        ),
        Page(
            "compare two councils",
            [
                f"/compare/councils/?{urlencode([('item', slug) for slug in two])}"
                for two in pairwise(busiest)
            ],
        ),
        Page(
            "compare two outcomes",
            [
                f"/compare/outcomes/?{urlencode([('item', slug) for slug in two])}"
                for two in pairwise(values["outcome"])
            ],
        ),
        Page("front page", ["/"]),
    ]


def _usual_words(read: sqlite3.Connection) -> list[str]:
    """Return the words that stand in half of the case studies or more, but not in all."""
    counted: Counter[str] = Counter()
    texts = [
        " ".join(row).lower()
        for row in read.execute(
            "SELECT summary, ambition, approach, impact, sustainability "
            "FROM casestudies_casestudy WHERE slug LIKE 'bench-%' LIMIT 300"
        )
    ]
    for text in texts:
        counted.update(set(re.findall(r"[a-z]{5,}", text)) - LEFT_OUT)
    return [word for word, number in counted.most_common(80) if number < len(texts)]


def _values_of(name: str) -> str:
    if name in {"region", "council_type"}:
        return f"SELECT DISTINCT {name.removeprefix('council_')} FROM strategies_council"
    return f"SELECT slug FROM casestudies_{_FAMILIES.get(name, name)} ORDER BY slug"


def _slugs_of(table: str) -> str:
    where = "WHERE state = 'published'" if table.endswith(("framework", "strategy")) else ""
    return f"SELECT slug FROM {table} {where} ORDER BY id * 7919 % 10007 LIMIT 60"


def _datasette(flat: str, chosen: dict[str, str] | None = None, words: str = "") -> str:
    """Return the address of the same rows with the same facets counted."""
    asked = [("_facet_array", name) for name in ARRAYS]
    asked += [("_facet", "stage"), ("_facet_size", "max")]
    asked += [(f"{name}__arraycontains", value) for name, value in (chosen or {}).items()]
    asked += [("_search", words)] if words else []
    return f"/{flat}/{TABLE}?{urlencode(asked)}"
