"""How long the public pages take with up to a hundred thousand case studies, over HTTP.

Content is made once for each size and kept under var/bench. Then, for each size, the portal is
served by one gunicorn worker on SQLite and by one on PostgreSQL, and Datasette serves the same
case studies; all are asked in turn, round after round, so that whatever else the machine does
falls on all of them alike. Each page is made anew, past all copies; then it is asked for again.

``--sizes 1000,10000`` leaves out the largest, ``--rounds`` says how often each page is asked,
``--engines sqlite`` leaves out PostgreSQL, and ``--reindex`` builds each index again to time it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks import report  # noqa: E402
from tests.benchmarks.databases import (  # noqa: E402
    KEPT,
    Place,
    make,
    postgres_places,
    reindex,
    sqlite,
)
from tests.benchmarks.flat import flatten  # noqa: E402
from tests.benchmarks.latency import change_until_visible  # noqa: E402
from tests.benchmarks.pages import Page, pages  # noqa: E402
from tests.benchmarks.serving import Server, datasette, portal  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
MINUTES = {1_000: 2, 10_000: 4, 100_000: 25}
"""What each size takes the first time, on two cores."""

WARM_UP = 3
SLOW_SHARE = 10
"""Datasette is asked in one round of so many: a page of it may take many seconds."""
ENOUGH, TOO_SLOW = 30_000, 6_000
"""Milliseconds after which it is not asked for a page again, and of a page after which it is not
asked for it at a larger size."""


@dataclass
class Series:
    """What was measured of one page on one server."""

    page: Page
    milliseconds: list[float] = field(default_factory=list)
    processor: float = 0
    floor: list[float] = field(default_factory=list)
    unchanged: list[float] = field(default_factory=list)
    kept: list[float] = field(default_factory=list)
    size: int = 0
    sent: int = 0
    queries: int = 0
    failed: int = 0

    @property
    def cpu(self) -> float:
        """Milliseconds of processor time a page."""
        return self.processor / len(self.milliseconds)

    @property
    def p50(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        if len(self.milliseconds) < 2:
            return self.p50
        return statistics.quantiles(self.milliseconds, n=20, method="inclusive")[-1]


@dataclass
class Measured:
    """One server of one size with all its pages."""

    name: str
    size: int
    series: dict[str, Series]
    memory: dict[str, float] = field(default_factory=dict)
    visible: list[float] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--engines", default="sqlite,postgresql")
    parser.add_argument("--reindex", action="store_true")
    options = parser.parse_args()
    sizes = sorted(int(size) for size in options.sizes.split(","))
    KEPT.mkdir(parents=True, exist_ok=True)
    minutes = sum(MINUTES.get(size, 1 + size // 4_000) for size in sizes)
    print(
        f"The first time this takes about {minutes} minutes, most of them to make content; "
        f"after that about {3 * len(sizes)}. What is made stays in {KEPT.relative_to(ROOT)}.",
        flush=True,
    )
    with_postgres = "postgresql" in options.engines
    results: list[Measured] = []
    load = [os.getloadavg()[0]]
    command = ("collectstatic", "--no-input", "--ignore", "src", "--verbosity", "0")
    sqlite(sizes[0]).run("manage.py", *command)
    with postgres_places(sizes if with_postgres else []) as postgres:
        if with_postgres and not postgres:
            print("No PostgreSQL server here; TEST_POSTGRES_URL can name one.")
        for size in sizes:
            places = [sqlite(size), *(place for place in postgres if place.size == size)]
            for place in places:
                print(f"{place.engine}, {size:,} case studies", flush=True)
                make(place)
                if options.reindex:
                    reindex(place)
            slow = {
                name
                for one in results
                if one.name == "Datasette"
                for name, series in one.series.items()
                if series.milliseconds and series.p50 > TOO_SLOW
            }
            results += measure(size, places, options.rounds, slow)
            load.append(os.getloadavg()[0])
    text = report.write(results, options.rounds, load)
    (KEPT / "report.md").write_text(text)
    print(text)
    return 0


def measure(size: int, places: list[Place], rounds: int, slow: set[str]) -> list[Measured]:
    """Ask every page of every server, in turn; Datasette not for what was ``slow`` before."""
    database = KEPT / f"{size}.sqlite3"
    flat = KEPT / f"flat{size}.db"
    flatten(database, flat)
    asked = pages(database, flat.stem)
    with ExitStack() as stack:
        portals = [stack.enter_context(portal(place)) for place in places]
        other = stack.enter_context(datasette(flat))
        for place, server in zip(places, portals, strict=True):
            wait_for_index(place, server)
        asked = [page for page in asked if exists(portals[0], page)]
        found = [Measured(place.engine, size, _series(asked)) for place in places]
        theirs = [page for page in asked if page.datasette and page.name not in slow]
        their = Measured("Datasette", size, _series(theirs))
        for number in range(-WARM_UP, rounds):
            print(f"\r  round {max(0, number + 1)} of {rounds}  ", end="", flush=True)
            for page in asked:
                for server, measured in zip(portals, found, strict=True):
                    ask(server, measured.series[page.name], number)
                    floor(server, measured.series[page.name], number)
            if number % SLOW_SHARE == 0:
                for one in their.series.values():
                    ask_datasette(other, one, number // SLOW_SHARE)
        print()
        for place, server, measured in zip(places, portals, found, strict=True):
            measured.memory = server.memory()
            measured.visible = change_until_visible(place, server)
        their.memory = other.memory()
    return [*found, their]


def _series(asked: list[Page]) -> dict[str, Series]:
    return {page.name: Series(page) for page in asked}


def wait_for_index(place: Place, server: Server) -> None:
    """See that the index answers; where it is missing the page says so at once, and it is built."""
    answer = server.get("/case-studies/")
    if answer.status == 503:
        print(
            f"  No index yet: 503 after {answer.milliseconds:.0f} ms. Waiting for it.", flush=True
        )
        deadline = time.monotonic() + 1800
        while server.get("/case-studies/").status == 503 and time.monotonic() < deadline:
            time.sleep(2)
    if server.get("/case-studies/").status != 200:
        raise RuntimeError(f"{place.engine} does not answer: {answer.status}")


def exists(server: Server, page: Page) -> bool:
    """Tell whether this portal has the page."""
    status = server.get(page.addresses[0]).status
    if status != 200:
        print(f"  Left out, as it answers {status}: {page.name}")
    return status == 200


def ask(server: Server, series: Series, number: int) -> None:
    """Ask for a page under an address of its own; what is asked before round 0 only warms up."""
    addresses = series.page.addresses
    if number >= len(addresses) > 1:
        return
    before = server.cpu()
    answer = server.get(addresses[number % len(addresses)])
    if number < 0:
        return
    series.failed += answer.status != 200
    series.milliseconds.append(answer.milliseconds)
    series.processor += server.cpu() - before
    series.size = max(series.size, len(answer.body))
    series.sent = max(series.sent, answer.sent)
    series.queries = max(series.queries, answer.queries)
    if answer.tag:
        ask_again(server, series, addresses[number % len(addresses)], answer.tag)


def ask_again(server: Server, series: Series, address: str, tag: str) -> None:
    """Ask for a page that nothing has changed: as who has it, and as somebody else."""
    unchanged = server.get(address, tag=tag, anew=False)
    series.failed += unchanged.status != 304
    series.unchanged.append(unchanged.milliseconds)
    series.kept.append(server.get(address, anew=False).milliseconds)


def ask_datasette(server: Server, series: Series, number: int) -> None:
    addresses = series.page.datasette
    if sum(series.milliseconds) > ENOUGH:
        return
    answer = server.get(addresses[number % len(addresses)])
    series.failed += answer.status != 200
    series.milliseconds.append(answer.milliseconds)
    series.size = max(series.size, len(answer.body))


def floor(server: Server, series: Series, number: int) -> None:
    """Let the server render a page again from what it has in hand, without the database."""
    addresses = series.page.addresses
    address = addresses[number % WARM_UP % len(addresses)]
    if number < 0:
        server.get(address, "keep")
        return
    answer = server.get(address, "floor")
    if answer.status == 200:
        series.floor.append(answer.milliseconds)


if __name__ == "__main__":
    sys.exit(main())
