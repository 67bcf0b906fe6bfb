"""Several processes, several hosts, and transactions side by side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, connections, transaction

from tests.factories import CaseStudyFactory
from tests.search.worker import UNPRIVILEGED, WORKER
from wellbeing_portal.search import Question, Search, current
from wellbeing_portal.search.models import IndexChange

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds that a worker waits for the index, where a busy machine must not decide."""


class Worker:
    """One process of the portal, with the index folder of its host."""

    def __init__(self, database: str, folder: Path, *, privileged: bool = True) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", WORKER, *([] if privileged else [UNPRIVILEGED])],
            cwd=ROOT,
            env=os.environ
            | {
                "DATABASE_URL": database,
                "INDEX_DIR": str(folder),
                "DJANGO_SETTINGS_MODULE": "tests.settings",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, *command: Any) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())

    def ask(self, *command: Any) -> Any:
        self.tell(*command)
        return self.hear()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The address under which other processes find what this test has made."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        copy = tmp_path / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        return f"sqlite:///{copy}"
    password = f":{quote(said['PASSWORD'], safe='')}" if said["PASSWORD"] else ""
    port = f":{said['PORT']}" if said["PORT"] else ""
    host = quote(said["HOST"], safe="")
    return f"postgresql://{said['USER']}{password}@{host}{port}/{said['NAME']}"


@pytest.fixture
def study() -> Any:
    return CaseStudyFactory(published=True, title="First")


@pytest.fixture
def start(study: Any, database: str, tmp_path: Path) -> Iterator[Callable[[str], Worker]]:
    workers = []

    def begin(host: str, *, privileged: bool = True) -> Worker:
        worker = Worker(database, tmp_path / host, privileged=privileged)
        workers.append(worker)
        assert worker.hear() == "ready"
        return worker

    yield begin
    for worker in workers:
        worker.kill()


def test_change_is_on_the_next_page_of_every_worker_and_host(start: Any, study: Any) -> None:
    one, other, elsewhere = start("host"), start("host"), start("elsewhere")
    for number in range(5):
        one.ask("rename", study.pk, f"Title {number}")

        assert other.ask("titles") == [f"Title {number}"]
        assert elsewhere.ask("titles") == [f"Title {number}"]
        assert one.ask("titles") == [f"Title {number}"]


def test_workers_that_read_at_once_agree(start: Any, study: Any) -> None:
    workers = [start("host") for _ in range(3)]
    for number in range(5):
        workers[0].ask("rename", study.pk, f"Title {number}")
        for worker in workers:
            worker.tell("titles", PATIENCE)

        assert [worker.hear() for worker in workers] == [[f"Title {number}"]] * 3


def test_killed_in_the_middle_of_updates(start: Any, study: Any) -> None:
    survivor = start("host")
    survivor.ask("titles")
    for number in range(3):
        victim = start("host")
        victim.tell("churn", study.pk)
        time.sleep(0.4 + 0.17 * number)
        victim.kill()

        # Whatever the victim had committed to the database, the index says the same.
        shown = survivor.ask("titles")
        survivor.ask("rename", study.pk, f"After {number}")

        assert shown == ["First"] or shown[0].startswith(("Churned", "After"))
        assert survivor.ask("titles") == [f"After {number}"]


# SQLite has one writer at a time: there is nothing to order.
postgres_only = pytest.mark.only_on("postgresql")


def in_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@postgres_only
def test_transactions_that_commit_out_of_order(own_index_dir: Path) -> None:
    early, late = (CaseStudyFactory(published=True, title=title) for title in ("A", "B"))
    begun, go_on = threading.Event(), threading.Event()

    def first_to_begin() -> None:
        with transaction.atomic():
            # Its snapshot and its number of transaction are older than the other's.
            early.refresh_from_db()
            begun.set()
            assert go_on.wait(10)
            early.title = "A changed"
            early.save()

    thread = in_thread(first_to_begin)
    assert begun.wait(10)
    late.title = "B changed"
    late.save()
    assert shown() == ["A", "B changed"]
    go_on.set()
    thread.join()

    assert shown() == ["A changed", "B changed"]


@postgres_only
def test_versions_become_visible_in_order(own_index_dir: Path) -> None:
    one, other = (CaseStudyFactory(published=True, title=title) for title in ("A", "B"))
    changed, go_on, done = threading.Event(), threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            one.title = "A changed"
            one.save()
            changed.set()
            assert go_on.wait(10)

    def follow() -> None:
        other.title = "B changed"
        with transaction.atomic():
            other.save()
        done.set()

    holder = in_thread(hold)
    assert changed.wait(10)
    follower = in_thread(follow)

    # The second waits for the first, so no reader can see the later version without the earlier.
    assert not done.wait(0.5)
    assert shown() == ["A", "B"]
    go_on.set()
    holder.join()
    follower.join()
    assert shown() == ["A changed", "B changed"]
    versions = list(IndexChange.objects.order_by("pk").values_list("version", flat=True))
    assert versions == sorted(versions)


def shown() -> list[str]:
    return [one.title for one in current().ask(Question(Search("case-study"), sort="title")).found]
