"""Asks whether the addresses of sources answer."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from wellbeing_portal.core.alone import alone
from wellbeing_portal.core.words import counted
from wellbeing_portal.curate.links.checking import LinkRun, check_links
from wellbeing_portal.curate.models import LinkCheck

LIMIT = 100
Answer = LinkCheck.Answer


class Command(BaseCommand):
    help = (
        "Asks whether the addresses of published sources and wider research still answer, those "
        "that waited longest first. Each is asked once a week, and one that failed on another day; "
        "one server is never asked twice within two seconds. It can be run as often as you like: "
        "two at once take turns. An address is said not to answer once it failed on two days."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--limit",
            type=_number,
            default=LIMIT,
            help=f"addresses that are asked at most; {LIMIT} unless you say otherwise",
        )

    def handle(self, *, limit: int, **options: Any) -> None:
        with alone("check-links", waiting=self._waiting):
            self._tell(check_links(limit))

    def _waiting(self) -> None:
        self.stdout.write("Somebody else checks links just now. Waiting.")

    def _tell(self, run: LinkRun) -> None:
        if not run.asked:
            self.stdout.write("There was no time for any." if run.left else "No address is due.")
            return
        if not run.reached:
            tried = counted(run.asked, "address")
            self.stdout.write(
                f"Not checked: this machine cannot reach out. Of {tried} none answered anything, "
                "so that nothing was kept."
            )
            return
        self.stdout.write(f"Asked {counted(run.asked, 'address')}.")
        for answer in Answer:
            if run.answers[answer]:
                self.stdout.write(f"{answer.label}: {run.answers[answer]:,}")
        for check in run.silent:
            days = counted(check.failed_days, "day")
            self.stdout.write(f"Has not answered on {days}: {check.address} ({check.said})")
        if run.left:
            self.stdout.write(f"Left for the next run: {counted(run.left, 'address')}.")


def _number(said: str) -> int:
    if not said.isascii() or not said.isdigit() or not 0 < int(said) <= 10_000:
        raise ArgumentTypeError("a number from 1 to 10,000")
    return int(said)
