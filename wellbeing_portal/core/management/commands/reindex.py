"""Builds the index again from the database."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wellbeing_portal.search.building import rebuild
from wellbeing_portal.search.changes import content_state
from wellbeing_portal.search.folder import Locked
from wellbeing_portal.search.local_index import host_index
from wellbeing_portal.search.writing import WriteFailed


class Command(BaseCommand):
    help = (
        "Builds this host's index again from the database. Visitors are served from the former "
        "one meanwhile. It is never needed in daily use: the index mends itself."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="show no progress")

    def handle(self, *, quiet: bool, **options: Any) -> None:
        state = content_state()
        try:
            opened = rebuild(host_index(state).home, state, None if quiet else self._progress)
        except Locked:
            raise CommandError("The index is being built by another process already.") from None
        except (WriteFailed, OSError) as error:
            raise CommandError(f"The index was not built: {error}") from None
        documents = opened.reader.searcher.num_docs - 1
        self.stdout.write(f"Indexed {documents:,} documents of version {state.version}.")

    def _progress(self, name: str, done: int, total: int) -> None:
        line = f"{name}: {done:,} of {total:,}"
        if sys.stdout.isatty():
            self.stdout.write(f"\r{line}", ending="" if done < total else "\n")
        elif done == total:
            self.stdout.write(line)
