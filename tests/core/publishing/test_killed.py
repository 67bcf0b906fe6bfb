"""A process that is killed while it publishes or restores leaves all as it was, the index too."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import migrated_database
from tests.forking import Forks, forks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

PATIENCE = 400
"""Seconds. Other runs may share the machine."""

BEGIN = """
from tests import factories as make
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, write_as
from wellbeing_portal.core.publishing.review import send
from wellbeing_portal.core.publishing.working_copy import start_copy
study = make.CaseStudyFactory(title="Living Streets", slug="streets", published=True)
for n in range(6):
    make.FindingFactory(case_study=study, claim="done", statement=f"Act {n}.", locator="Page 1")
copy = start_copy(study, by=SYSTEM)
form = read(copy)
rows = [one.model_copy(update={"statement": f"Again {one.statement}"}) for one in form.findings]
write_as(form.model_copy(update={"title": "Quiet Lanes", "findings": rows[1:]}), copy, by=SYSTEM)
send(copy, by=SYSTEM)
"""

STOPPING = """
import time
from django.db import connection
writes = 0
def watch(execute, sql, *rest):
    global writes
    done = execute(sql, *rest)
    if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
        writes += 1
        if writes == {at}:
            wait_for_the_end()
    return done
def wait_for_the_end():
    print("so far it is written", flush=True)
    time.sleep(600)
connection.execute_wrappers.append(watch)
"""

FIND = """
from casestudies.models import CaseStudy
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.models import Version
from wellbeing_portal.core.publishing.restoring import restore
from wellbeing_portal.core.publishing.review import approve
live = CaseStudy.objects.get(slug="streets")
copy = CaseStudy.objects.filter(copy_of=live).first()
"""
APPROVE = f"{FIND}approve(copy, by=SYSTEM)\n"
AT_ONCE = "wait_for_the_end()\n"
"""Behind an act: what it did is kept, and nothing else has been told of it yet."""
RESTORE = f"{FIND}restore(live, Version.objects.of(live).last(), by=SYSTEM)\n"

TELL = f"""{FIND}
import json
from wellbeing_portal.core.aggregates import read
from wellbeing_portal.core.models import Work
from wellbeing_portal.search import current
from wellbeing_portal.search.changes import content_state
forms = [read(one).model_dump_json() for one in CaseStudy.objects.order_by("pk")]
works = list(Work.objects.order_by("pk").values_list("kind", "record", "approved_by_name"))
current(wait=120)
found = {{}}
from django.test import Client
for asked in ("Streets", "Lanes"):
    page = Client(headers={{"host": "localhost"}}).get("/case-studies/", {{"q": asked}})
    found[asked] = "/case-studies/streets/" in page.content.decode()
print(json.dumps([forms, works, Version.objects.count(), str(content_state()), found]))
"""


@pytest.fixture
def run(tmp_path: Path, made_folder: Path) -> Iterator[Forks]:
    """Run scripts on a portal of its own."""
    with (
        migrated_database(tmp_path, made_folder) as database,
        forks(tmp_path, database, PATIENCE) as started,
    ):
        yield started


def done(run: Forks, script: str) -> str:
    process = run.start(script)
    out = process.stdout.read()
    assert run.end_of(process) == 0, process.error
    return out


def told(run: Forks) -> list[Any]:
    found: list[Any] = json.loads(done(run, TELL).splitlines()[-1])
    return found


def kill_on_the_way(run: Forks, act: str, at: int = 0) -> None:
    process = run.start(STOPPING.format(at=at) + act)
    assert process.stdout.readline() == "so far it is written\n", process.error
    os.kill(process.pid, signal.SIGKILL)
    assert run.end_of(process) == -signal.SIGKILL


def test_approving_and_restoring_are_done_whole_or_not_at_all(run: Forks) -> None:
    done(run, BEGIN)
    before = told(run)
    assert before[4] == {"Streets": True, "Lanes": False}

    for at in (1, 3, 12):
        kill_on_the_way(run, APPROVE, at)
        assert told(run) == before
    kill_on_the_way(run, APPROVE + AT_ONCE)
    after = told(run)
    assert len(after[0]) == 1
    assert after[4] == {"Streets": False, "Lanes": True}

    for at in (1, 2, 6):
        kill_on_the_way(run, RESTORE, at)
        assert told(run) == after
    kill_on_the_way(run, RESTORE + AT_ONCE)
    whole = told(run)
    assert len(whole[0]) == 2
    assert whole[4] == after[4], "readers see it when it is approved"
