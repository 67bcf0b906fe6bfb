"""A portal as the first release left it, with what its curators did since.

``first_release.json`` was written by that release's own code: some of its starter content, the
small set of files of ``tests/core/content``, and edits, archivings, deletions and additions by
three accounts, one of which was deleted in the end. It says which migrations that release had.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

Tables = dict[str, dict[str, list[Any]]]

PORTAL: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))

MIGRATIONS: list[tuple[str, str]] = [(app, name) for app, name in PORTAL["migrations"]]

TABLES: Tables = PORTAL["tables"]


def migrate_by_old_trail(targets: list[tuple[str, str]]) -> Any:
    """Migrate as a portal did that knew of no squashed migration; return its models."""
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    return executor.migrate(targets).apps


def make_portal() -> None:
    """Make the tables of the first release, and fill them."""
    apps = migrate_by_old_trail(MIGRATIONS)
    models = [apps.get_model(name) for name in TABLES]
    with transaction.atomic():
        for model in models:
            for field in model._meta.fields:
                # What is written is what was, and not the time of this test.
                vars(field).update(auto_now=False, auto_now_add=False)
            table = TABLES[model._meta.label_lower]
            rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
            model._base_manager.bulk_create([model(**row) for row in rows])
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
