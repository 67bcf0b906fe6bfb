"""Portals that the first release filled keep what their curators did since."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import empty_database
from wellbeing_portal.settings import BASE_DIR

pytestmark = pytest.mark.django_db


@pytest.mark.long
def test_portal_of_the_first_release_keeps_what_curators_did(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    with empty_database(tmp_path) as database:
        done = subprocess.run(
            [sys.executable, "-m", "tests.core.content.first_release", str(folder)],
            cwd=BASE_DIR,
            env=os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)

    left = said.pop("left")
    assert said == {
        "framework ten": "deleted by a curator, so not loaded again",
        "setting street": "given another address by a curator: “Street” (road), so left alone",
        "source report": "edited by a curator since, so left alone",
        "case study streets": "changed",
    }
    assert len(left) == 10
