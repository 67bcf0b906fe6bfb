"""A new database starts with one migration an app, and all that ever were end as it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from tests.upgrade.schema import schema

Key = tuple[str, str]

APPS = {"casestudies", "core", "strategies"}
LATER = {"curate"}
"""Apps that came when no migration of these was squashed any more, and rest on the last."""

OURS = APPS | LATER

FILLED = {("casestudies", "0001_initial"), ("core", "0001_initial"), ("strategies", "0001_initial")}
"""The migrations after which there may be rows for the others to change."""

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail() -> MigrationLoader:
    """Every migration as if none had been squashed."""
    return MigrationLoader(None, replace_migrations=False)


def old(trail: MigrationLoader) -> set[Key]:
    """The migrations that have been squashed."""
    return {key for start in trail.replacements.values() for key in start.replaces}


def stops(trail: MigrationLoader) -> Iterator[frozenset[Key]]:
    """Yield all sets of old migrations at which a portal can have been stopped."""
    ours = old(trail)
    before = {
        key: {parent.key for parent in trail.graph.node_map[key].parents} & ours for key in ours
    }
    seen: set[frozenset[Key]] = set()
    waiting: list[frozenset[Key]] = [frozenset()]
    while waiting:
        stop = waiting.pop()
        if stop not in seen:
            seen.add(stop)
            yield stop
            waiting += [stop | {key} for key in ours - stop if before[key] <= stop]


def records(trail: MigrationLoader, stop: frozenset[Key]) -> Iterator[dict[Key, Any]]:
    """Yield what the database of a portal that was stopped there may say that it has."""
    theirs = {key for key in trail.graph.nodes if key[0] not in OURS}
    starts = {key for key, start in trail.replacements.items() if stop.issuperset(start.replaces)}
    for keys in (theirs | stop, theirs | stop | starts):
        yield {key: trail.graph.nodes[key] for key in keys}


def models_after(*migrations: Migration) -> ProjectState:
    state = ProjectState()
    for migration in migrations:
        migration.mutate_state(state, preserve=False)
    return state


def line(trail: MigrationLoader) -> list[Key]:
    """All migrations, each after those that it depends on."""
    plans = [trail.graph.forwards_plan(leaf) for leaf in trail.graph.leaf_nodes()]
    return list(dict.fromkeys(key for plan in plans for key in plan))


@pytest.mark.long
def test_new_database_takes_one_migration_an_app_and_ends_as_the_old_trail(
    trail: MigrationLoader, upgraded: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database of this run was migrated from nothing."""
    assert schema() == upgraded["schema"]
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _: {})
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    steps = [(migration.app_label, migration.name) for migration, _ in plan]
    taken = {(app, name) for app, name in steps if app in APPS}
    assert taken == {key for key in trail.graph.nodes if key[0] in APPS} - old(trail)
    assert {app for app, name in taken if "_squashed_" in name} == APPS


def test_portal_stopped_anywhere_goes_on_to_the_same_models(
    trail: MigrationLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    final = MigrationLoader(connection).project_state()
    stopped = [(stop, record) for stop in stops(trail) for record in records(trail, stop)]
    ways: dict[frozenset[Migration], list[Migration]] = {}
    assert len(stopped) > 100
    for stop, record in stopped:
        monkeypatch.setattr(
            MigrationRecorder, "applied_migrations", lambda _, record=record: dict(record)
        )
        executor = MigrationExecutor(connection)
        executor.loader.check_consistent_history(connection)
        leaves = executor.loader.graph.leaf_nodes()
        to_come = [migration for migration, _ in executor.migration_plan(leaves)]

        there = [trail.graph.nodes[key] for key in line(trail) if key in stop or key[0] not in OURS]
        ways[frozenset([*there, *to_come])] = [*there, *to_come]
        if stop >= FILLED:
            rest = old(trail) - stop
            assert rest <= {(migration.app_label, migration.name) for migration in to_come}, stop
    for way in ways.values():
        changes = MigrationAutodetector(models_after(*way), final).changes(trail.graph)
        assert changes == {}, way
