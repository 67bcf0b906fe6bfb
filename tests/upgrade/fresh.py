"""A new database where DATABASE_URL says; prints which migrations it took, and its tables."""

from __future__ import annotations

import json
import sys

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from tests.upgrade.schema import schema

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    call_command("migrate", interactive=False, verbosity=0)
    taken = [(migration.app_label, migration.name) for migration, _ in plan]
    sys.stdout.write(json.dumps({"migrations": taken, "schema": schema()}))


if __name__ == "__main__":
    main()
