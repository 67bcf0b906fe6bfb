"""When the database is not there, or hangs, visitors are told in words and soon."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving.line import Line
from tests.serving.portal import Portal, Several, serving, wait_until

NEEDS_NO_DATABASE = ["/about/", "/accessibility/", "/privacy/", "/cookies/", "/robots.txt"]
STATIC = "/static/build/portal.css"
PAGES = ["/", "/case-studies/", "/councils/northmarl/", "/sitemap.xml", "/shortlist/"]
FILE = "/case-studies/?export=csv"

on_sqlite = pytest.mark.only_on("sqlite")
on_postgresql = pytest.mark.only_on("postgresql")


@pytest.fixture
def line(database: str) -> Iterator[Line]:
    line = Line(database)
    yield line
    line.cut()


@pytest.fixture
def at_the_line(line: Line, tmp_path: Path) -> Iterator[Portal]:
    with serving(tmp_path, line.url, DATABASE_TIMEOUT="2") as portal:
        yield portal


def collect(portal: Portal, universe: Any) -> str:
    """Put something on a shortlist; return the cookie."""
    added = portal.send_form("/shortlist/change/", action="add", item=f"c{universe.rich.pk}")
    assert added.status == 302
    return added.headers["set-cookie"].split(";")[0]


def all_is_well(portal: Portal, cookie: str) -> None:
    wait_until(lambda: portal.ask("/case-studies/").status == 200, 20)
    assert re.search(r"Shortlist\s*<span", portal.ask("/about/", Cookie=cookie).text)


def told_in_words(portal: Portal, cookie: str) -> None:
    """See what a visitor with a session gets who reads on."""
    for path in [*PAGES, FILE]:
        answer = portal.ask(path, Cookie=cookie)
        assert answer.status == 503, path
        assert answer.headers["retry-after"] == "30", path
        assert "no-store" in answer.headers["cache-control"], path
        assert "The portal cannot reach its content just now" in answer.text, path
        assert "Traceback" not in answer.text
    pressed = portal.send_form("/shortlist/change/", cookie, action="clear")
    assert pressed.status == 503
    for path in NEEDS_NO_DATABASE:
        page = portal.ask(path, Cookie=cookie)
        assert page.status == 200, path
        assert "set-cookie" not in page.headers, path
    assert portal.ask(STATIC).status == 200
    assert portal.ask("/health/live").status == 200
    assert portal.ask("/health/ready").status == 503


def logged_once(portal: Portal) -> None:
    assert portal.log.count("The database fails") == 1, portal.log
    assert "Traceback" not in portal.log


@on_postgresql
def test_postgresql_that_is_gone_is_told_in_words_and_logged_once(line, at_the_line, universe):
    cookie = collect(at_the_line, universe)
    all_is_well(at_the_line, cookie)

    line.cut()

    told_in_words(at_the_line, cookie)
    logged_once(at_the_line)
    line.mend()
    all_is_well(at_the_line, cookie)
    assert at_the_line.log.count("The database answers again") == 1


@on_postgresql
def test_postgresql_that_hangs_does_not_hang_the_portal(line, at_the_line, universe):
    cookie = collect(at_the_line, universe)
    all_is_well(at_the_line, cookie)

    line.go_dead()
    first = Several()
    begun = time.monotonic()
    first.start(lambda: at_the_line.ask("/case-studies/", Cookie=cookie), 6)
    assert {answer.status for answer in first.join()} == {503}
    assert time.monotonic() - begun < 12

    begun = time.monotonic()
    told_in_words(at_the_line, cookie)
    assert time.monotonic() - begun < 25
    quick = [at_the_line.ask("/about/", Cookie=cookie).seconds for _ in range(6)]
    assert sorted(quick)[3] < 1
    logged_once(at_the_line)
    line.mend()
    all_is_well(at_the_line, cookie)


@on_postgresql
def test_serving_process_asks_postgresql_for_limits(database):
    assert portal_limits(database) == {
        "statement_timeout": "7s",
        "lock_timeout": "1500ms",
        "idle_in_transaction_session_timeout": "1min",
    }


def portal_limits(database: str) -> dict[str, str]:
    """Ask what a serving process asks PostgreSQL for."""
    code = """
import json
import wellbeing_portal.wsgi
from django.db import connection
names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
with connection.cursor() as cursor:
    said = {}
    for name in names:
        cursor.execute(f"SHOW {name}")
        said[name] = cursor.fetchone()[0]
print(json.dumps(said))
"""
    shown = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ
        | {
            "DATABASE_URL": database,
            "DATABASE_TIMEOUT": "7",
            "DJANGO_SETTINGS_MODULE": "tests.serving.settings",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    said: dict[str, str] = json.loads(shown.stdout)
    return said


@on_sqlite
def test_sqlite_file_that_is_damaged_is_told_in_words_and_logged_once(database, tmp_path, universe):
    path = Path(database.removeprefix("sqlite:///"))
    with serving(tmp_path, database) as portal:
        cookie = collect(portal, universe)
        all_is_well(portal, cookie)
        whole = path.read_bytes()

        for left in [path, *path.parent.glob(f"{path.name}-*")]:
            left.rename(left.with_suffix(f"{left.suffix}.away"))
        path.write_bytes(b"this is no database" * 4096)
        # What each thread has open still leads to the old file, for a minute at most.
        portal.process.send_signal(1)
        wait_until(lambda: portal.ask("/case-studies/").status == 503, 90)

        told_in_words(portal, cookie)
        assert "Traceback" not in portal.log
        path.write_bytes(whole)
