"""Brings a portal up to date before it serves."""

from __future__ import annotations

import hashlib
import json
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from casestudies.content_files import CONTENT as CASE_STUDY_CONTENT
from casestudies.content_files import KINDS as CASE_STUDY_KINDS
from strategies.content_files import CONTENT as STRATEGY_CONTENT
from strategies.content_files import KINDS as STRATEGY_KINDS
from wellbeing_portal.core.alone import alone
from wellbeing_portal.core.models import LoadedRecord
from wellbeing_portal.core.serving.cleaning import clean_up
from wellbeing_portal.search import IndexUnavailable, current
from wellbeing_portal.search.changes import content_state
from wellbeing_portal.search.local_index import host_index

SOURCES = "src"
"""Folder of static/ that pages are made from and browsers never ask for."""

PATIENCE = 3600.0
"""Seconds that may pass until the index holds what has changed; no visitor waits so long."""


class Command(BaseCommand):
    help = (
        "Brings database, starter content and static files up to date. What is up to date "
        "already is not touched, so it is quick to run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--no-static", action="store_true", help="leave static files to Django's own server"
        )

    def handle(self, *, no_static: bool, **options: Any) -> None:
        with alone("prepare", waiting=self._say_that_we_wait):
            self._migrate()
            self._load_content()
            self._build_index()
            self._clean_up()
            if not no_static:
                self._collect_static()

    def _say_that_we_wait(self) -> None:
        self.stdout.write("Waiting: another process is preparing this portal")
        self.stdout.flush()

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing: database")
            call_command("migrate", interactive=False, verbosity=0)

    def _load_content(self) -> None:
        """Load the content files unless this database has been given these very files before.

        A release that adds to what records say loads them too, so that what it added is known
        before a curator edits it.
        """
        forms = json.dumps([kind.form for kind in [*STRATEGY_KINDS, *CASE_STUDY_KINDS]])
        files = digest([forms.encode(), *(path.read_bytes() for path in content_paths())])
        loaded = LoadedRecord.objects.filter(kind="all content", key="all")
        if not loaded.filter(file_digest=files).exists():
            self.stdout.write("Preparing: starter content")
            call_command("load_content", stdout=self.stdout)
            LoadedRecord.objects.update_or_create(
                kind="all content", key="all", defaults={"file_digest": files}
            )

    def _build_index(self) -> None:
        """Open this host's index, so that no visitor waits for it, and build it where none is.

        One that other code has made is none: it stays for the release that still serves it.

        Raises:
            CommandError: the index cannot be had, so the portal would have nothing to answer from.
        """
        here = host_index(content_state())
        try:
            if here.open() is None:
                self.stdout.write("Preparing: index")
                call_command("reindex", quiet=True, stdout=self.stdout)
            behind = current(wait=PATIENCE).behind
        except IndexUnavailable as error:
            raise CommandError(f"The index in {here.home.path} cannot be had: {error}.") from None
        if behind:
            raise CommandError(
                f"The index in {here.home.path} lacks what changed since {behind.since:%c} and "
                f"cannot be brought up to date: {behind.why}."
            )

    def _clean_up(self) -> None:
        if any(clean_up().values()):
            self.stdout.write("Preparing: removed what had run out")

    def _collect_static(self) -> None:
        root = Path(settings.STATIC_ROOT)
        stamp = root / "sources.txt"
        sources = digest(f"{path}{at}".encode() for path, at in static_sources())
        manifest = root / "staticfiles.json"
        if not manifest.exists() or not stamp.exists() or stamp.read_text() != sources:
            self.stdout.write("Preparing: static files")
            call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=[SOURCES])
            stamp.write_text(sources)


def content_paths() -> list[Path]:
    """Return every content file, in a fixed order."""
    folders = (STRATEGY_CONTENT, CASE_STUDY_CONTENT)
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def static_sources() -> list[tuple[str, int]]:
    """Return every static file with the time of its last change, in a fixed order."""
    return sorted(
        (path, Path(storage.path(path)).stat().st_mtime_ns)
        for finder in get_finders()
        for path, storage in finder.list([SOURCES])
    )


def digest(parts: Iterable[bytes]) -> str:
    """Return a short text that changes when a part does."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()
