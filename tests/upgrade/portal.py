"""A portal of the first release, brought up to date in the database that DATABASE_URL names.

Prints what became of it: every change of a row, how content stands, what loading the small set of
files says and changes then, and the tables that there are in the end. With names of migrations it
stops there, and prints how content stands.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import django

from tests.garbage import seldom


def main(folder: Path, stops: list[str]) -> None:
    # Each migration makes all models anew, and the former ones are looked through again and again.
    seldom()
    django.setup()
    from django.core.management import call_command

    from tests.upgrade.first_release import make_portal

    make_portal()
    for stop in stops:
        call_command("migrate", *stop.split("."), interactive=False, verbosity=0)
    if not stops:
        call_command("migrate", interactive=False, verbosity=0)
    sys.stdout.write(json.dumps({"ties": ties()} | ({} if stops else outcome(folder))))


def ties() -> dict[str, Any]:
    """The record and the state of each tie; asked in SQL, for any stage between two releases."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, key, record, state FROM core_loadedrecord")
        rows = cursor.fetchall()
    return {
        f"{kind} {key}": [record, json.loads(state) if isinstance(state, str) else state]
        for kind, key, record, state in rows
    }


def outcome(folder: Path) -> dict[str, Any]:
    from strategies.models import CouncilChange
    from tests.core.content.conftest import Files
    from tests.upgrade.keeping import changes, signed
    from tests.upgrade.schema import schema

    said: dict[str, Any] = {"changes": changes(), "signed": signed(), "schema": schema()}
    said["followed"] = [
        [str(one.predecessor), str(one.successor), one.extent, one.status, one.date.isoformat()]
        for one in CouncilChange.objects.all()
    ]
    files = Files(folder)
    files.change("case studies/streets", "title: Living Streets", "title: Newer Streets")
    files.change("strategies/plan", "title: Well in Marl", "title: Better in Marl")
    files.change("sources/report", "title: The Marl Report", "title: A Newer Report")
    report = files.load()
    said["loaded"] = dict(report.lines(created=True))
    said["changed by loading"] = [one for one in changes() if one not in said["changes"]]
    return said


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
