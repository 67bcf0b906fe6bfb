"""Databases that a served portal can be given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from tests.serving.portal import serving


@pytest.fixture
def database(transactional_db: None, universe: Any, tmp_path: Path) -> str:
    """The address under which a served portal finds the universe."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        copy = tmp_path / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        return f"sqlite:///{copy}"
    password = f":{quote(said['PASSWORD'], safe='')}" if said["PASSWORD"] else ""
    port = f":{said['PORT']}" if said["PORT"] else ""
    host = quote(said["HOST"], safe="")
    return f"postgresql://{said['USER']}{password}@{host}{port}/{said['NAME']}"


@pytest.fixture
def portal(database: str, tmp_path: Path) -> Any:
    with serving(tmp_path, database) as portal:
        yield portal


@pytest.fixture(scope="module", autouse=True)
def connections_stay() -> Iterator[None]:
    """Let no answer that is ended as a server ends it close the connection of a test's transaction.

    Django's own client for tests does the same for the answers that it ends.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
