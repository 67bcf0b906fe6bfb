"""A portal of the first release, brought up to date in a database of its own.

Run with DATABASE_URL and the folder of the small set of files: it makes the tables that the
first release had, fills them with what that release wrote and curators changed since
(``first_release.json``), migrates, loads the files and prints what became of it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import django

TABLES = [
    ("core", "0002_index_change"),
    ("strategies", "0001_initial"),
    ("casestudies", "0001_initial"),
]


def main(folder: Path) -> None:
    django.setup()
    from django.core.management import call_command
    from django.core.management.color import no_style
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    from tests.core.content.conftest import Files
    from wellbeing_portal.core.content import load

    executor = MigrationExecutor(connection)
    apps = executor.migrate(TABLES).apps
    rows = json.loads(Path(__file__).with_suffix(".json").read_text())
    with transaction.atomic():
        for row in rows:
            model = apps.get_model(row["model"])
            model._base_manager.bulk_create([model(**row["values"])])
        filled = [apps.get_model(name) for name in {row["model"] for row in rows}]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), filled):
                cursor.execute(statement)
    call_command("migrate", interactive=False, verbosity=0)
    files = Files(folder)
    files.change("case studies/streets", "title: Living Streets", "title: Newer Streets")
    report = load(files.kinds)
    said = dict(report.lines(created=True)) | {"left": report.left}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
