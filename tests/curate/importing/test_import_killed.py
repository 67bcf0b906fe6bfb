"""A process that is killed while it imports leaves all as it was, or whole; the index too."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.core.publishing.test_killed import done, kill_on_the_way, run
from tests.forking import Forks

__all__ = ["run"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

ROWS = 40
BEGIN = f"""
from tests.people import administrator
from wellbeing_portal.curate.importing import running
from wellbeing_portal.curate.importing.tables import tables
by = administrator(username="ada")
line = "Marl {{n}},Marl {{n}} Council,county,south-east,england\\n"
lines = "".join(line.replace("{{n}}", str(n)) for n in range({ROWS}))
data = "Name,Official name,Type,Region,Nation\\n" + lines
run = running.begin(tables()["councils"], data.encode(), "councils.csv", by=by)
running.check(run, by=by)
"""
WRITE = """
from django.contrib.auth.models import User
from wellbeing_portal.curate.importing.beside import write_beside
from wellbeing_portal.curate.models import ImportRun
write_beside(ImportRun.objects.get(), by=User.objects.get(username="ada"))
"""
TELL = """
import json
from django.test import Client
from strategies.models import Council
from wellbeing_portal.curate.importing.beside import is_at_work
from wellbeing_portal.curate.models import ImportRun
from wellbeing_portal.search import current
current(wait=120)
run = ImportRun.objects.get()
page = Client(headers={"host": "localhost"}).get("/councils/", {"q": "Marl 7"}).content.decode()
is_found = "/councils/marl-7/" in page
print(json.dumps([Council.objects.count(), is_found, run.stage, is_at_work(run)]))
"""
EXPORT = """
import itertools
from django.contrib.auth.models import User
from wellbeing_portal.core.export.csv_file import write_csv
from wellbeing_portal.curate.importing.handing_out import exported
from wellbeing_portal.curate.importing.tables import tables
made = exported(tables()["councils"], by=User.objects.get(username="ada"))
rows = iter(made[0].rows)
next(rows)
wait_for_the_end()
"""


def told(run: Forks) -> list[Any]:
    found: list[Any] = json.loads(done(run, TELL).splitlines()[-1])
    return found


def test_import_is_done_whole_or_not_at_all(run: Forks) -> None:
    done(run, BEGIN)
    assert told(run) == [0, False, "checked", False]

    # Once its stage is said, and within the transaction.
    for at in (2, 20, 60):
        kill_on_the_way(run, WRITE, at)
        assert told(run) == [0, False, "writing", False]

    done(run, WRITE)
    whole = [ROWS, True, "written", False]
    assert told(run) == whole
    kill_on_the_way(run, EXPORT)
    assert told(run) == whole
