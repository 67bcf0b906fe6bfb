"""Measures how well the search of the whole portal answers a judged set of searches.

Each search is asked of the page itself; what counts is the order in which the page shows
addresses. The set is divided by a hash of what is typed: weights are settled on one half alone,
and what is reported is the other. ``--half tuned`` shows the half for tuning, with its misses.

nDCG@5 compares the first five with the best order there could be, success@1 and success@3 tell
how often just what the person wants stands first, or among the first three. Where the portal has
nothing on a subject, to say so is the one right answer. The starter content is loaded into a
database of its own, kept under var/bench; ``--here`` asks the portal's own.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import math
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

JUDGED = Path(__file__).with_name("judged") / "queries.yaml"
WANTED = 3
"""The grade of what stands first where it should."""
_SHOWN = re.compile(
    r'data-best="(?P<best>[^"]+)"|data-result="[^"]*"[^>]*>\s*<h3[^>]*><a[^>]*href="(?P<one>[^"]+)"'
)


@dataclass(frozen=True)
class Judged:
    """A search, its kind, and the grades of the pages that answer it."""

    typed: str
    kind: str
    results: Mapping[str, int]

    @property
    def is_for_tuning(self) -> bool:
        """Whether weights may be settled by it."""
        return hashlib.sha256(self.typed.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True)
class Score:
    """How one search was answered."""

    judged: Judged
    shown: Sequence[str]
    is_absent: bool

    @property
    def grades(self) -> list[int]:
        """The grades of what is shown, in its order."""
        return [self.judged.results.get(address, 0) for address in self.shown]

    def success(self, most: int) -> float:
        """Return 1 where what is wanted is among the first."""
        if not self.judged.results:
            return float(self.is_absent)
        return float(WANTED in self.grades[:most])

    @property
    def ndcg(self) -> float:
        """How near the first five are to the best order."""
        if not self.judged.results:
            return float(self.is_absent)
        best = sorted(self.judged.results.values(), reverse=True)
        return _gain(self.grades) / _gain(best)


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(at + 2) for at, grade in enumerate(grades[:5]))


def judged() -> list[Judged]:
    """Return the whole set."""
    rows = yaml.safe_load(JUDGED.read_text())
    return [Judged(row["typed"], row["kind"], row["results"] or {}) for row in rows]


def shown_on(page: str) -> list[str]:
    """Return the addresses that a page of results shows, each once, in their order."""
    found = (one["best"] or one["one"] for one in _SHOWN.finditer(page))
    return list(dict.fromkeys(html.unescape(one).partition("#")[0] for one in found))


def ask(searches: Sequence[Judged]) -> list[Score]:
    """Ask each search of the page."""
    from django.test import Client

    client, found = Client(SERVER_NAME="localhost"), []
    for one in searches:
        page = client.get("/search/", {"q": one.typed}).content.decode()
        found.append(Score(one, shown_on(page), "data-absent" in page))
    return found


def table(scores: Sequence[Score]) -> str:
    """Return the figures by kind as Markdown."""
    kinds = dict.fromkeys(one.judged.kind for one in scores)
    rows = [(kind, [one for one in scores if one.judged.kind == kind]) for kind in kinds]
    lines = ["| kind | searches | nDCG@5 | success@1 | success@3 |", "|---|---|---|---|---|"]
    for name, of_kind in [*rows, ("all", list(scores))]:
        number = len(of_kind)
        figures = (
            sum(one.ndcg for one in of_kind) / number,
            sum(one.success(1) for one in of_kind) / number,
            sum(one.success(3) for one in of_kind) / number,
        )
        lines.append(
            f"| {name} | {number} | {figures[0]:.2f} | {figures[1]:.0%} | {figures[2]:.0%} |"
        )
    return "\n".join(lines)


def misses(scores: Sequence[Score]) -> str:
    """Return the searches whose first result is not what is wanted, with what was shown."""
    return "\n".join(
        f"{'3' if one.success(3) else '-'} {one.judged.kind}: {one.judged.typed}"
        f"{' [absent]' if one.is_absent else ''} → "
        + ", ".join(
            f"{address} ({one.judged.results.get(address, 0)})" for address in one.shown[:4]
        )
        for one in scores
        if not one.success(1)
    )


def _enter(*, here: bool) -> None:
    """Make this process one of the portal, on the starter content."""
    import django
    from django.core.management import call_command

    kept = ROOT / "var" / "bench" / "judged"
    if not here:
        kept.mkdir(parents=True, exist_ok=True)
        os.environ["DATABASE_URL"] = f"sqlite:///{kept / 'judged.sqlite3'}"
        os.environ["INDEX_DIR"] = str(kept / "index")
    os.environ |= {"DJANGO_SETTINGS_MODULE": "wellbeing_portal.settings", "DEBUG": "1"}
    django.setup()
    if not here:
        call_command("migrate", verbosity=0)
        call_command("load_content", verbosity=0)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["reported", "tuned"], default="reported")
    parser.add_argument("--here", action="store_true")
    asked = parser.parse_args()
    _enter(here=asked.here)
    tuned = asked.half == "tuned"
    scores = ask([one for one in judged() if one.is_for_tuning is tuned])
    if tuned:
        print(misses(scores), end="\n\n")
    print(table(scores))


if __name__ == "__main__":
    main()
