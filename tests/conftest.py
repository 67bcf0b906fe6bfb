"""What every test may use. Browser tests have more in e2e/conftest.py."""

from __future__ import annotations

import gc
import io
import os
import pickle
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.template import Context, Template
from django.utils.safestring import SafeString

from tests import factories as make
from tests import people
from tests.beneath import Beneath
from tests.depth import choose_depth
from tests.emptying import Beginning, end_tests_with
from tests.garbage import seldom
from tests.locking import locked
from tests.migrated import TABLES, migrated_once
from tests.part_of_content import part_of_content
from tests.universe import Universe, build_universe
from wellbeing_portal.search import local_index as host


class Table(NamedTuple):
    """The rows of a table, under the names of its columns.

    PostgreSQL keeps them as a text of its own, which it takes back in a fraction of the time.
    """

    columns: list[str]
    number: int
    rows: list[tuple[Any, ...]]
    copied: str


Snapshot = dict[str, Table]

WorldsApart = Callable[[str, Callable[[], Any]], tuple[Snapshot, Any]]
"""Gives the rows of a world by its name, and what building it returned."""

APART = 80_000
"""From where on the records of worlds are numbered."""
LARGE = 50
"""Rows from which on it matters how a table is read."""

E2E = Path(__file__).parent / "e2e"
DEPLOYMENT = Path(__file__).parent / "deployment"
TAKEAWAY = Path(__file__).parent / "takeaway"


def pytest_configure() -> None:
    choose_depth()
    # While tests are collected nothing is thrown away, and looking for it takes a third as long.
    gc.disable()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark tests by their folder, before any are chosen by their marks."""
    if E2E in item.path.parents:
        item.add_marker(pytest.mark.browser)
    if DEPLOYMENT in item.path.parents:
        item.add_marker(pytest.mark.deployment)
    if item.get_closest_marker("paper") and TAKEAWAY not in item.path.parents:
        raise pytest.UsageError(f"{item.nodeid} is on paper, and is looked for in {TAKEAWAY}")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    """Wait for what the index still does beside, while it may yet ask the database."""
    for thread in threading.enumerate():
        if thread.name.startswith("index"):
            thread.join(60)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    elsewhere = []
    for item in items:
        only = item.get_closest_marker("only_on")
        if only and only.args[0] != connection.vendor:
            elsewhere.append(item)
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    # Left to the run on the other database, and not skipped: nobody should look for a reason.
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of this run of the suite, the same for all workers."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
def made_folder(shared_folder: Path) -> Path:
    """Where is kept what is made once: for this run, or for all parts of the suite."""
    named = os.environ.get("MADE_FOR_TESTS")
    folder = Path(named) / connection.vendor if named else shared_folder
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session", autouse=True)
def index_of_the_run(shared_folder: Path) -> None:
    """Keep the index of tests apart from the portal's own; the starter content's is built once."""
    settings.INDEX_DIR = shared_folder / "index"


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, made_folder: Path, django_db_blocker: Any
) -> None:
    """Make the database, and note what is in it before the first test."""
    with migrated_once(made_folder / TABLES):
        request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock():
        end_tests_with(Beginning().bring_back)


def pytest_collection_finish() -> None:
    """Keep what is there for the whole run out of every later search for garbage.

    What comes later is looked through seldom: a world of records is kept and little is thrown
    away, so that as Python does it a test in eight was spent on looking.
    """
    gc.collect()
    gc.freeze()
    seldom()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def inputs_unrecorded(django_test_environment: None) -> None:
    """Record no context for each input of a form: no test asks for one, and there are thousands."""
    templates: Any = Template
    recorded = templates._render

    def render(template: Any, context: Context) -> SafeString:
        is_input = (template.name or "").startswith("django/forms/widgets/")
        made: SafeString = (
            template.nodelist.render(context) if is_input else recorded(template, context)
        )
        return made

    templates._render = render


@pytest.fixture(autouse=True)
def history(request: pytest.FixtureRequest) -> None:
    """Keep versions of records only in tests marked ``history``: they take as long as the rest."""
    settings.SIMPLE_HISTORY_ENABLED = request.node.get_closest_marker("history") is not None


@pytest.fixture(autouse=True)
def no_trouble_of_earlier_tests() -> None:
    """Let no index put off its next attempt because of what an earlier test did to it."""
    for index in host._hosts.values():
        index.trouble.over()


@pytest.fixture(autouse=True)
def whole_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever asks wait for the index that workers share, rather than give up after a moment.

    On a busy machine another worker may be building it for longer than a visitor would wait.
    """
    monkeypatch.setattr(host.current, "__defaults__", (120.0,))


@pytest.fixture(scope="session")
def content_snapshot(
    beneath: Beneath, django_db_blocker: Any, shared_folder: Path, made_folder: Path
) -> Snapshot:
    """The rows that load_content makes of a part of the content files."""

    def load() -> None:
        with part_of_content(shared_folder / "part"):
            call_command("load_content", stdout=io.StringIO())

    with django_db_blocker.unblock():
        beneath.clear()
        pickled = made_once(made_folder / "content", load)
    with locked(shared_folder / "part.lock"), part_of_content(shared_folder / "part"):
        pass  # The files are there from now on, also where their rows were made before.
    snapshot: Snapshot = pickle.loads(pickled)[0]  # noqa: S301
    return snapshot


@pytest.fixture(scope="session")
def whole_content_snapshot(beneath: Beneath, django_db_blocker: Any, made_folder: Path) -> Snapshot:
    """The rows that load_content makes of all content files."""
    with django_db_blocker.unblock():
        beneath.clear()
        pickled = made_once(
            made_folder / "whole", lambda: call_command("load_content", stdout=io.StringIO())
        )
    snapshot: Snapshot = pickle.loads(pickled)[0]  # noqa: S301
    return snapshot


@pytest.fixture(scope="session")
def beneath(django_db_setup: None, django_db_blocker: Any) -> Iterator[Beneath]:
    """The world that lies beneath the tests that are run just now."""
    beneath = Beneath(restore)
    yield beneath
    with django_db_blocker.unblock():
        beneath.clear()


@pytest.fixture
def _django_db_helper(world_beneath: None, _django_db_helper: None) -> None:
    """Let the transaction of a test begin above the world that it asks for."""


@pytest.fixture
def world_beneath(request: pytest.FixtureRequest, beneath: Beneath, django_db_blocker: Any) -> None:
    """Lay the world of this test beneath it, and take away that of another.

    A test that commits has nothing beneath it.
    """
    name = next((one for one in WORLDS if one in request.fixturenames), "")
    if commits(request):
        name = ""
    with django_db_blocker.unblock():
        beneath.bring(name, lambda: request.getfixturevalue(WORLDS[name]))


WORLDS = {
    "universe": "universe_snapshot",
    "content": "content_snapshot",
    "whole_content": "whole_content_snapshot",
}
"""The worlds that tests ask for, each with the fixture that has its rows."""


def commits(request: pytest.FixtureRequest) -> bool:
    """Whether a test is in no transaction that is taken back."""
    marker = request.node.get_closest_marker("django_db")
    named = {"transactional_db", "live_server", "django_db_reset_sequences"}
    marked = marker is not None and (
        bool(marker.args) or bool({"transaction", "reset_sequences"} & {*marker.kwargs})
    )
    return marked or bool(named & {*request.fixturenames})


@pytest.fixture
def whole_content(whole_content_snapshot: Snapshot, beneath: Beneath, db: None) -> None:
    """The whole starter content, in this test's database; few tests need it."""
    beneath.unless_there("whole_content", whole_content_snapshot)


@pytest.fixture
def content(
    content_snapshot: Snapshot, beneath: Beneath, db: None, shared_folder: Path
) -> Iterator[None]:
    """A good part of the starter content, in this test's database; no other files are there.

    It comes as rows, in a fraction of a second, so that a test may change it as it likes. With
    ``live_server`` or ``transactional_db`` name those first.
    """
    beneath.unless_there("content", content_snapshot)
    with part_of_content(shared_folder / "part"):
        yield


@pytest.fixture(scope="session")
def universe_made(
    beneath: Beneath, django_db_blocker: Any, made_folder: Path
) -> tuple[Snapshot, bytes]:
    """The rows of the universe; and its named records, pickled, since each test has its own."""
    with django_db_blocker.unblock():
        beneath.clear()
        pickled = made_once(made_folder / "universe", build_universe_apart)
    rows, made = pickle.loads(pickled)  # noqa: S301
    return rows, pickle.dumps(made)


@pytest.fixture(scope="session")
def universe_snapshot(universe_made: tuple[Snapshot, bytes]) -> Snapshot:
    """The rows of the universe."""
    return universe_made[0]


@pytest.fixture(scope="session")
def worlds_apart(django_db_setup: None, django_db_blocker: Any, made_folder: Path) -> WorldsApart:
    """Rows of other worlds, each built once for all workers under its name, and their records.

    Tests that only read share an index of each, as they do of the universe.
    """

    known: dict[str, tuple[Snapshot, Any]] = {}

    def world(name: str, build: Callable[[], Any]) -> tuple[Snapshot, Any]:
        if name not in known:
            # No worker comes to these numbers, so that whoever has a world can make more in it.
            with django_db_blocker.unblock(), make.numbered_apart(APART):
                known[name] = pickle.loads(made_once(made_folder / name, build))  # noqa: S301
        return known[name]

    return world


@pytest.fixture
def universe(universe_made: tuple[Snapshot, bytes], beneath: Beneath, db: None) -> Universe:
    """The small world of ``tests/universe.py``, in this test's database.

    It comes as rows, like ``content``, and tests that only read share one index of it.
    """
    rows, pickled = universe_made
    beneath.unless_there("universe", rows)
    world = pickle.loads(pickled)  # noqa: S301
    assert isinstance(world, Universe)
    return world


def build_universe_apart() -> Universe:
    """Build it under numbers that no worker comes to: one builds it for all of them."""
    make.number_from(50_000)
    return build_universe()


def made_once(path: Path, build: Callable[[], Any]) -> bytes:
    """Return, pickled, the rows that ``build`` adds and what it returns.

    It is called by one worker for all, and what it adds is not kept in the database.
    """
    with locked(path.with_suffix(".lock")):
        if not path.exists():
            with transaction.atomic():
                before = table_counts()
                made = build()
                path.write_bytes(pickle.dumps((rows_of_tables_that_grew(before), made)))
                transaction.set_rollback(True)
        return path.read_bytes()


def restore(snapshot: Snapshot) -> None:
    # In one transaction: rows may come before the rows they point at.
    with transaction.atomic(), connection.cursor() as cursor:
        for name, table in snapshot.items():
            insert(cursor, name, table)
        for statement in sequence_resets(list(snapshot)):
            cursor.execute(statement)
        large = [name for name, table in snapshot.items() if table.number >= LARGE]
        if large and connection.vendor == "postgresql":
            # Else it plans for tables that it takes to be empty, and each question takes a second.
            names = ", ".join(map(connection.ops.quote_name, large))
            cursor.execute(f"ANALYZE {names}")


def table_counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts


def rows_of_tables_that_grew(before: dict[str, int]) -> Snapshot:
    snapshot: Snapshot = {}
    with connection.cursor() as cursor:
        for table, count in table_counts().items():
            if count > before[table]:
                assert before[table] == 0, f"{table} had rows before the content was loaded"
                snapshot[table] = table_of(cursor, table, count)
    return snapshot


def table_of(cursor: Any, name: str, number: int) -> Table:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
    columns = [column[0] for column in cursor.description]
    if connection.vendor != "postgresql":
        return Table(columns, number, [tuple(row) for row in cursor.fetchall()], "")
    copied = io.StringIO()
    cursor.copy_expert(f"COPY {with_columns(name, columns)} TO STDOUT", copied)
    return Table(columns, number, [], copied.getvalue())


def with_columns(name: str, columns: list[str]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(name)} ({', '.join(map(quote, columns))})"


def insert(cursor: Any, name: str, table: Table) -> None:
    """Insert rows as they came from the database, without Django's looking through each."""
    into = with_columns(name, table.columns)
    if connection.vendor == "postgresql":
        cursor.copy_expert(f"COPY {into} FROM STDIN", io.StringIO(table.copied))
        return
    places = ", ".join("?" * len(table.columns))
    connection.connection.executemany(f"INSERT INTO {into} VALUES ({places})", table.rows)


def sequence_resets(tables: list[str]) -> list[str]:
    """The statements after which new rows are numbered from the last one inserted."""
    from django.apps import apps
    from django.core.management.color import no_style

    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.db_table in tables]
    return connection.ops.sequence_reset_sql(no_style(), models)


# ── People with roles ────────────────────────────────────────────────────────────────────


@pytest.fixture
def writer(db: None) -> Any:
    return people.contributor(username="writer")


@pytest.fixture
def reviewer(db: None) -> Any:
    return people.reviewer(username="reviewer")


@pytest.fixture
def editor(db: None) -> Any:
    return people.editor(username="editor")
