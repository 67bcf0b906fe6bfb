"""Whether any page breaks or takes long, whatever stands in its address.

``python -m tests.benchmarks.hostile`` asks 10,000 made-up addresses of all public pages, in one
process. No answer may be an error of the server, and no page may take longer than a second. What
was slow is asked again, with what the index remembered of it forgotten, and a page is to blame if
it is slow again. Time in which other programs had the processor is not counted, where the system
tells it. A file grows with what was chosen, so files are only shown beside the pages.

``--size`` says how many generated case studies there are: what is not in var/bench is made first.
``--seed`` makes up other addresses, ``--number`` fewer or more of them.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.signals import got_request_exception
from django.test import Client

from tests.benchmarks.databases import enter
from tests.pages.hostile import Asked, Hostile

LIMIT = 1.0
"""Seconds that a page may take."""
SLOWEST = 10


@dataclass
class Answer:
    """What came back of an address, and the seconds it took."""

    asked: Asked
    status: int
    seconds: float
    is_file: bool
    error: str = ""

    @property
    def line(self) -> str:
        """The answer in one line."""
        return f"{self.status} {self.seconds:5.2f} s {self.asked.address} {self.error}".rstrip()


@dataclass
class Report:
    """What was found of all addresses."""

    answers: list[Answer] = field(default_factory=list)
    slow: list[Answer] = field(default_factory=list)

    @property
    def errors(self) -> list[Answer]:
        """The answers that are errors of the server."""
        return [one for one in self.answers if one.status >= 500]

    def print(self) -> None:
        """Print everything, by route."""
        by_route: dict[str, list[Answer]] = defaultdict(list)
        for one in self.answers:
            by_route[one.asked.route].append(one)
        print(f"\n{'route':24}{'asked':>6}{'median ms':>11}{'most ms':>9}  answers")
        for route, answers in sorted(by_route.items()):
            times = sorted(one.seconds * 1000 for one in answers)
            statuses = sorted(Counter(one.status for one in answers).items())
            said = ", ".join(f"{number} × {status}" for status, number in statuses)
            middle = times[len(times) // 2]
            print(f"{route:24}{len(times):6}{middle:11.0f}{times[-1]:9.0f}  {said}")
        slowest = sorted(self.answers, key=lambda one: -one.seconds)
        for title, lines in (
            ("Slowest pages", [one for one in slowest if not one.is_file][:SLOWEST]),
            ("Slowest files", [one for one in slowest if one.is_file][:SLOWEST]),
            ("Pages slow twice", self.slow),
            ("Errors", self.errors),
        ):
            print(f"\n{title}: {'' if lines else 'none'}")
            for one in lines:
                print(f"  {one.line}")


def main() -> int:
    """Ask every address, and return 1 if any page broke or was slow."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--size", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    enter(options.size)
    logging.disable(logging.CRITICAL)
    report = ask_all(Hostile(options.seed).addresses(options.number), options.number)
    report.print()
    return 1 if report.errors or report.slow else 0


def ask_all(addresses: Any, number: int) -> Report:
    """Ask every address, and those that were slow once more."""
    client = Client(raise_request_exception=False)
    report, started = Report(), time.monotonic()
    for asked in addresses:
        answer = ask(client, asked)
        if answer.seconds > LIMIT and not answer.is_file:
            forget()
            again = ask(client, asked)
            if again.seconds > LIMIT:
                report.slow.append(again)
        report.answers.append(answer)
        if len(report.answers) % 1_000 == 0:
            print(
                f"{len(report.answers):,} of {number:,} asked, {len(report.errors)} errors, "
                f"{len(report.slow)} slow, {time.monotonic() - started:.0f} s",
                flush=True,
            )
    return report


def ask(client: Client, asked: Asked) -> Answer:
    """Ask for an address, and note what its view stumbled over."""
    errors: list[str] = []

    def note(**_: Any) -> None:
        errors.append(repr(sys.exc_info()[1])[:300])

    got_request_exception.connect(note)
    started, waited = time.perf_counter(), waiting()
    response = asked.by(client)
    seconds = time.perf_counter() - started - (waiting() - waited)
    got_request_exception.disconnect(note)
    is_file = response.get("Content-Disposition", "").startswith("attachment")
    return Answer(asked, response.status_code, seconds, is_file, "; ".join(errors))


def waiting() -> float:
    """Return the seconds that this thread has waited for a processor, where the system tells."""
    told = Path("/proc/thread-self/schedstat")
    return int(told.read_text().split()[1]) / 1e9 if told.exists() else 0.0


def forget() -> None:
    """Forget what the index remembers, so that a page is worked out again."""
    from wellbeing_portal.search import current

    current().memory.clear()


if __name__ == "__main__":
    sys.exit(main())
