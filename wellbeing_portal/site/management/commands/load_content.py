"""Loads the starter content of every app."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casestudies.content_files import KINDS as CASE_STUDY_KINDS
from strategies.content_files import KINDS as STRATEGY_KINDS
from strategies.neighbours import load_neighbours, read_neighbours
from wellbeing_portal.core.alone import alone
from wellbeing_portal.core.content import ContentProblems, load
from wellbeing_portal.core.words import counted


class Command(BaseCommand):
    help = (
        "Loads the content files of each app, all or nothing. What a curator has edited, renamed, "
        "unpublished or deleted since is left alone and named. Running it again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="try everything and write nothing")
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="replace what curators have edited by what the files say, and bring back what "
            "they have deleted; with --check it only says what that would be",
        )

    def handle(self, *, check: bool, overwrite: bool, verbosity: int, **options: Any) -> None:
        kinds = [*STRATEGY_KINDS, *CASE_STUDY_KINDS]
        try:
            with alone("load-content", waiting=self._say_that_we_wait):
                nearest = read_neighbours()
                report = load(kinds, overwrite=overwrite, check=check)
                neighbours = load_neighbours(nearest, check=check)
        except ContentProblems as error:
            found = counted(len(error.problems), "problem")
            raise CommandError(f"{error}\n{found} found; nothing has been written.") from None
        for label, said in (*report.lines(created=verbosity > 1), *neighbours.lines()):
            self.stdout.write(f"{label}: {said}")
        self.stdout.write(
            f"{'Would have ' if check else ''}created {len(report.created)}, "
            f"changed {len(report.changed)}, "
            f"{f'brought back {len(report.restored)}, ' if report.restored else ''}"
            f"left {report.untouched}."
        )

    def _say_that_we_wait(self) -> None:
        self.stdout.write("Waiting: another process is loading content")
        self.stdout.flush()
