"""An index in a folder that nobody may write to is read all the same."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.search.test_processes import Worker, database, start, study  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def forbid(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        path.chmod(path.stat().st_mode & ~WRITE)


def allow(folder: Path) -> None:
    folder.chmod(folder.stat().st_mode | stat.S_IWUSR)
    for path in folder.iterdir():
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
        if path.is_dir():
            allow(path)


@pytest.fixture
def home(start: Any, tmp_path: Path) -> Iterator[Path]:  # noqa: F811
    """The index of one study, whole and current, in a folder that lets nobody write."""
    assert start("host").ask("titles") == ["First"]
    forbid(tmp_path / "host")
    yield tmp_path / "host"
    allow(tmp_path / "host")


def files(folder: Path) -> set[tuple[Path, int]]:
    return {(path, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def test_current_index_is_read_where_nobody_may_write(home: Path, start: Any) -> None:  # noqa: F811
    before = files(home)
    reader = start("host", privileged=False)

    assert reader.ask("titles") == ["First"]
    assert reader.ask("behind") is None
    assert files(home) == before


def test_change_that_cannot_be_written_is_said_and_comes_when_it_can(
    home: Path,
    start: Any,  # noqa: F811
    study: Any,  # noqa: F811
) -> None:
    reader = start("host", privileged=False)
    start("elsewhere").ask("rename", study.pk, "Second")

    assert reader.ask("titles") == ["First"]
    assert "Permission denied" in reader.ask("behind")

    allow(home)
    assert start("host").ask("titles") == ["Second"]
    assert reader.ask("titles") == ["Second"]
    assert reader.ask("behind") is None
