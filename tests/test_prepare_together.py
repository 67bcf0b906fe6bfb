"""Several processes that prepare one portal, and a portal that serves meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

import dj_database_url
import pytest
from django.db import connection
from django.db.utils import ConnectionHandler

from casestudies.models import CaseStudy, Framework
from strategies.models import Council
from tests.conftest import Snapshot, with_columns
from tests.databases import DATABASE, empty_database
from tests.migrated import TABLES
from wellbeing_portal.core.alone import alone
from wellbeing_portal.core.models import LoadedRecord
from wellbeing_portal.settings import BASE_DIR

pytestmark = pytest.mark.django_db(transaction=True)

Start = Callable[..., "subprocess.Popen[str]"]
WAITING = "Waiting: another process is preparing this portal"

PATIENCE = 400
"""Seconds. Other runs may share the machine."""

LOADED = (Council, CaseStudy, Framework, LoadedRecord)
"""What all content files make some of."""

HOLD = (
    "import time; from wellbeing_portal.core.alone import alone\n"
    "with alone('prepare', waiting=lambda: None):\n"
    "    print('held', flush=True); time.sleep(600)"
)

LOAD_HALF = """
import time
from django.core.management import call_command
from wellbeing_portal.core.content.loading import Loading

tie, tied = Loading._tie, []

def tie_some(*arguments):
    tie(*arguments)
    tied.append(arguments)
    if len(tied) == 20:
        print("half is written", flush=True)
        time.sleep(600)

Loading._tie = tie_some
call_command("load_content")
"""
"""Loads the starter content, and stops in the midst of it."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """The address of a new and empty database."""
    with empty_database(tmp_path) as address:
        yield address


@contextmanager
def cursor_of(database: str) -> Iterator[Any]:
    """Ask a database that is not the one of this process."""
    there = ConnectionHandler({"default": dict(dj_database_url.parse(database))})["default"]
    with closing(there), there.cursor() as cursor:
        yield cursor


@pytest.fixture
def start(
    tmp_path: Path, database: str, content_snapshot: object, shared_folder: Path
) -> Iterator[Start]:
    """Start a command of the portal, on a database of its own, with a part of the content."""
    begun: list[subprocess.Popen[str]] = []

    def command(*arguments: str, out: int | IO[str] = subprocess.PIPE) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.manage_part", str(shared_folder / "part")),
                *arguments,
            ],
            cwd=BASE_DIR,
            env=os.environ
            | {
                "DATABASE_URL": database,
                "INDEX_DIR": str(tmp_path / "index"),
                "DJANGO_SETTINGS_MODULE": "tests.settings",
            },
            stdout=out,
            stderr=subprocess.STDOUT,
            text=True,
        )
        begun.append(process)
        return process

    yield command
    for process in begun:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def said(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=PATIENCE)[0]


@pytest.fixture
def migrated(start: Start, tmp_path: Path, made_folder: Path) -> None:
    """The database has its tables, and nothing in them."""
    if connection.vendor == "sqlite":
        shutil.copyfile(made_folder / TABLES, tmp_path / DATABASE)
    else:
        said(start("migrate", "--verbosity=0"))


@pytest.fixture
def filled(start: Start, migrated: None, database: str, content_snapshot: Snapshot) -> None:
    """The database holds what ``load_content`` makes."""
    if connection.vendor != "sqlite":
        said(start("load_content"))
        return
    with cursor_of(database) as cursor:
        # Rows may come before the rows they point at.
        cursor.execute("BEGIN")
        for name, table in content_snapshot.items():
            places = ", ".join(["%s"] * len(table.columns))
            into = with_columns(name, table.columns)
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", table.rows)
        cursor.execute("COMMIT")


def counts(database: str) -> list[int]:
    """How much has been loaded."""
    found = []
    with cursor_of(database) as cursor:
        for model in LOADED:
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
            found.append(cursor.fetchone()[0])
    return found


@pytest.mark.long
def test_two_that_prepare_an_empty_database_at_once_both_succeed(start: Start) -> None:
    both = [start("prepare", "--no-static") for _ in range(2)]
    texts = [said(process) for process in both]

    assert [process.returncode for process in both] == [0, 0], texts
    waited, worked = sorted(texts, key=lambda text: "Preparing: starter content" in text)
    assert "Preparing: starter content" not in waited
    assert "created" in worked
    assert WAITING in waited


@pytest.mark.long
def test_turn_of_a_process_that_is_killed_goes_to_the_next(start: Start, migrated: None) -> None:
    holder = start("shell", "--no-imports", "-c", HOLD)
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    next_one = start("prepare", "--no-static")
    assert next_one.stdout
    assert next_one.stdout.readline() == f"{WAITING}\n"
    assert next_one.poll() is None

    holder.send_signal(signal.SIGKILL)

    assert next_one.stdout.readline() == "Preparing: starter content\n"


@pytest.mark.long
def test_load_that_is_killed_leaves_nothing_and_keeps_nobody_waiting(
    start: Start, migrated: None, database: str
) -> None:
    for _ in range(2):
        load = start("shell", "--no-imports", "-c", LOAD_HALF)
        assert load.stdout
        assert load.stdout.readline() == "half is written\n"
        load.send_signal(signal.SIGKILL)
        load.wait()

        assert counts(database) == [0, 0, 0, 0]


@pytest.mark.long
def test_readers_are_served_while_a_new_release_is_prepared(
    start: Start, filled: None, database: str, tmp_path: Path
) -> None:
    assert all(counts(database))
    with cursor_of(database) as cursor:
        # As if all of it came from files of the last release.
        cursor.execute(f"UPDATE {LoadedRecord._meta.db_table} SET file_digest = 'of the last'")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = start("runserver", address, "--noreload", "--insecure", out=subprocess.DEVNULL)
    pages = ("/", "/case-studies/", "/case-studies/leeds-mentally-healthy-city/")
    answers = [answer(f"http://{address}{pages[0]}", server)]

    # What it says fills a pipe that nobody reads meanwhile.
    report = tmp_path / "report.txt"
    with report.open("w") as out:
        release = start("prepare", "--no-static", out=out)
        while release.poll() is None:
            answers += [answer(f"http://{address}{page}", server) for page in pages]
            # The release needs the processor as well.
            time.sleep(0.2)

    assert "created 0, changed" in report.read_text()
    assert release.returncode == 0
    answers += [answer(f"http://{address}{page}", server) for page in pages]
    assert len(answers) > len(pages) + 1
    assert set(answers) == {200}


def answer(address: str, server: subprocess.Popen[str]) -> int:
    """The status of a page, as soon as there is a server."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60) as response:  # noqa: S310
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code
        except urllib.error.URLError:
            assert server.poll() is None, "the server has ended"
            assert time.monotonic() < deadline, "the server did not answer"
            time.sleep(0.1)


def test_work_of_other_kinds_does_not_wait(capsys: pytest.CaptureFixture[str]) -> None:
    with (
        alone("prepare", waiting=lambda: pytest.fail("nobody else prepares")),
        alone("load-content", waiting=lambda: pytest.fail("nobody else loads")),
    ):
        pass
