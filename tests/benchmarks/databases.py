"""The databases that a benchmark runs on: made once for each size, and kept under var/bench."""

from __future__ import annotations

import getpass
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests import postgres
from tests.benchmarks.content import VERSION

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "var" / "bench"
TIMES = KEPT / "times.json"


@dataclass(frozen=True)
class Place:
    """One database of one size, and the index of it."""

    engine: str
    size: int
    url: str

    @property
    def index(self) -> Path:
        return KEPT / "index" / f"{self.engine.lower()}-{self.size}"

    @property
    def environment(self) -> dict[str, str]:
        """What the portal is told, so that it runs as in production."""
        return os.environ | {
            "DATABASE_URL": self.url,
            "INDEX_DIR": str(self.index),
            "DEBUG": "0",
            "ALLOWED_HOSTS": "127.0.0.1,testserver",
            "WEB_CONCURRENCY": "1",
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "PYTHONPATH": str(ROOT),
        }

    def run(self, *arguments: str) -> None:
        """Run Python on this database."""
        command = [sys.executable, *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)


def sqlite(size: int) -> Place:
    return Place("SQLite", size, f"sqlite:///{KEPT / f'{size}.sqlite3'}")


def enter(size: int) -> None:
    """Make this process one of the portal, on content of ``size``, which is made if missing."""
    import django

    KEPT.mkdir(parents=True, exist_ok=True)
    place = sqlite(size)
    make(place)
    os.environ.update(place.environment)
    django.setup()


def make(place: Place) -> None:
    """Make what is missing: tables, starter content, generated content, the index."""
    place.run("-m", "tests.benchmarks.content", str(place.size))
    built = place.index / "of-content"
    if not built.exists() or built.read_text() != VERSION:
        reindex(place)
        built.write_text(VERSION)


def reindex(place: Place) -> None:
    """Build the index, and keep in mind how long that took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    place.run("manage.py", "reindex")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    times = build_times() | {
        place.index.name: [round(time.monotonic() - started, 1), round(cpu, 1)]
    }
    TIMES.write_text(json.dumps(times))


def build_times() -> dict[str, list[float]]:
    """Seconds on the clock, and of processor time, that each index took to build."""
    found: dict[str, list[float]] = json.loads(TIMES.read_text()) if TIMES.exists() else {}
    return found


@contextmanager
def postgres_places(sizes: list[int]) -> Iterator[list[Place]]:
    """Yield a PostgreSQL database for each size, or none where there is no server.

    TEST_POSTGRES_URL can name a server; otherwise one of our own is started on what is kept.
    """
    given = os.environ.get("TEST_POSTGRES_URL", "")
    binaries = postgres.find_binaries()
    if not sizes or not (given or binaries):
        yield []
        return
    with _given(given) if given else _kept_server(binaries) as base:
        places = [
            Place("PostgreSQL", size, f"{base.rsplit('/', 1)[0]}/portal_bench_{size}")
            for size in sizes
        ]
        for place in places:
            _create(base, place.url.rsplit("/", 1)[1])
        yield places


@contextmanager
def _given(url: str) -> Iterator[str]:
    yield url


@contextmanager
def _kept_server(binaries: Path | None) -> Iterator[str]:
    """Start a server on the data kept from the last run, on a socket and no port."""
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    data = KEPT / "postgres"
    socket = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    shutil.chown(socket, user)
    assert binaries

    def run(name: str, *arguments: str) -> None:
        with (socket / "log").open("a") as log:
            command = [str(binaries / name), "--pgdata", str(data), *arguments]
            subprocess.run(command, user=user, cwd=socket, stdin=subprocess.DEVNULL,
                           stdout=log, stderr=log, check=True)  # fmt: skip

    started = False
    try:
        if not (data / "PG_VERSION").exists():
            data.mkdir(parents=True, exist_ok=True)
            shutil.chown(data, user)
            data.chmod(0o700)
            run("initdb", "--username=portal", "--auth=trust", "--encoding=UTF8", "--no-locale")
        settings = "-c shared_buffers=256MB -c max_wal_size=4GB -c listen_addresses=''"
        run("pg_ctl", "start", "--wait", "-o", f"-k {socket} {settings}")
        started = True
        yield f"postgresql://portal@{quote(str(socket), safe='')}/postgres"
    finally:
        if started:
            run("pg_ctl", "stop", "--wait", "--mode=fast")
        shutil.rmtree(socket)


def _create(base: str, name: str) -> None:
    """Make an empty database unless there is one of that name."""
    import psycopg2

    parts = urlsplit(base)
    connection = psycopg2.connect(base)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if not cursor.fetchone():
                cursor.execute(f'CREATE DATABASE "{name}"')
    finally:
        connection.close()
    assert parts.scheme
