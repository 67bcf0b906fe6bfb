"""Databases of their own, brought up to date in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.databases import empty_database
from tests.locking import locked
from wellbeing_portal.settings import BASE_DIR


def run(folder: Path, *command: str) -> dict[str, Any]:
    """Run a module on an empty database, and return what it prints."""
    with empty_database(folder) as database:
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=BASE_DIR,
            env=os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@pytest.fixture
def upgrade(tmp_path: Path, db: None) -> Callable[..., dict[str, Any]]:
    """Make a portal of the first release, and migrate it to the migrations named."""
    return lambda *stops: run(tmp_path, "tests.upgrade.portal", str(tmp_path), *stops)


@pytest.fixture(scope="session")
def upgraded(
    shared_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: Any,
) -> dict[str, Any]:
    """A portal of the first release with all migrations; one worker makes it for all."""
    path = shared_folder / "upgraded.json"
    with locked(path.with_suffix(".lock")):
        if not path.exists():
            folder = tmp_path_factory.mktemp("upgraded")
            with django_db_blocker.unblock():
                said = run(folder, "tests.upgrade.portal", str(folder))
            path.write_text(json.dumps(said))
        upgraded: dict[str, Any] = json.loads(path.read_text())
    return upgraded
