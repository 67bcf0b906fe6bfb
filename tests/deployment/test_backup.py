"""What deploy/backup and deploy/restore do with both databases."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import postgres

ROOT = Path(__file__).parent.parent.parent
CHANGE = """
from casestudies.models import CaseStudy
study = CaseStudy.objects.order_by("pk").first()
study.title = "Written after the backup"
study.save()
"""
LOOK = """
import sys
from django.test import Client
page = Client().get("/case-studies/?q=Written+after+the+backup", HTTP_HOST="localhost")
sys.stdout.write(page.content.decode())
"""
NEW_TITLE = "Written after the backup</a>"


@dataclass(frozen=True)
class Portal:
    """A portal with a database of its own."""

    folder: Path
    address: str

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "wellbeing_portal.settings",
            "DATABASE_URL": self.address,
            "INDEX_DIR": str(self.folder / "index"),
            "ALLOWED_HOSTS": "localhost",
            "SECRET_KEY": "a-key-for-tests-that-protects-nothing-but-is-long-enough",
        }

    def run(self, *command: object, ok: bool = True) -> str:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode == 0) is ok, done.stdout + done.stderr
        return done.stdout + done.stderr

    def shell(self, script: str) -> str:
        return self.run(sys.executable, ROOT / "manage.py", "shell", "--verbosity=0", "-c", script)

    def backup(self) -> Path:
        said = self.run(ROOT / "deploy" / "backup", self.folder / "copies")
        return Path(said.splitlines()[-1])


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request, tmp_path_factory) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database')}/portal.sqlite3"
        return
    binaries = postgres.find_binaries()
    assert binaries
    with postgres.server(binaries) as address:
        host = address.split("@")[1].split("/")[0]
        subprocess.run(
            [
                binaries / "createdb",
                f"--maintenance-db=postgresql://portal@{host}/postgres",
                "portal",
            ],
            check=True,
        )
        yield address


@pytest.fixture(scope="module")
def portal(database, tmp_path_factory) -> Portal:
    portal = Portal(tmp_path_factory.mktemp("portal"), database)
    portal.run(sys.executable, ROOT / "manage.py", "prepare", "--no-static")
    return portal


def test_restored_portal_shows_what_the_backup_held_and_can_be_taken_back(portal):
    before = portal.shell(LOOK)
    copy = portal.backup()
    assert NEW_TITLE in portal.shell(CHANGE + LOOK)

    said = portal.run(ROOT / "deploy" / "restore", copy, "--yes")
    assert "Restored from" in said
    assert portal.shell(LOOK) == before

    (kept,) = copy.parent.glob("before-restore-*")
    portal.run(ROOT / "deploy" / "restore", kept, "--yes")
    assert NEW_TITLE in portal.shell(LOOK)


def test_restore_refuses_what_is_no_backup_and_changes_nothing(portal):
    copy = portal.backup()
    torn = portal.folder / "torn"
    torn.write_bytes(copy.read_bytes()[10:2000])

    said = portal.run(ROOT / "deploy" / "restore", torn, "--yes", ok=False)

    assert "is not a backup" in said
    assert not list(torn.parent.glob("before-restore-*"))


def test_restore_asks_for_a_yes(portal):
    said = portal.run(ROOT / "deploy" / "restore", "any", ok=False)

    assert "It replaces everything" in said


def test_backup_keeps_the_newest_and_nobody_else_may_read_them(portal, tmp_path):
    older = [tmp_path / f"portal-2020010{day}T000000Z.dump" for day in range(1, 5)]
    for path in older:
        path.write_text("")

    portal.run("env", "KEEP=3", ROOT / "deploy" / "backup", tmp_path)

    kept = sorted(tmp_path.iterdir())
    assert kept[:2] == older[2:]
    assert len(kept) == 3
    assert kept[2].stat().st_mode & 0o077 == 0
