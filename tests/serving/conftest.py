"""Databases that a served portal can be given."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

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
