"""What killed processes and former releases leave goes by itself, and what is in use stays."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.factories import CaseStudyFactory
from tests.search.published import titles
from wellbeing_portal.search import local_index as host_module
from wellbeing_portal.search import pruning
from wellbeing_portal.search.building import rebuild
from wellbeing_portal.search.changes import content_state
from wellbeing_portal.search.folder import DAY, HOUR, MONTH, Home
from wellbeing_portal.search.local_index import host_index
from wellbeing_portal.search.models import IndexChange

pytestmark = pytest.mark.django_db(transaction=True)


def left(home: Home, name: str, age: float = 0) -> Path:
    folder = home.path / name
    folder.mkdir()
    (folder / "part").touch()
    aged(folder, age)
    return folder


def aged(path: Path, age: float) -> None:
    at = path.stat().st_mtime - age
    os.utime(path, (at, at))


def another(home: Home, lineage: str, age: float) -> Path:
    folder = home.path.with_name(f"{lineage}-{'0' * 12}")
    shutil.copytree(home.path, folder)
    for path in folder.glob("*.lock"):
        aged(path, age)
    aged(folder, age)
    return folder


def test_build_that_was_killed_leaves_nothing_after_the_next(home: Home) -> None:
    killed = [left(home, "g-0123456789ab"), left(home, "g-0123456789ab-part0")]
    pointer = home.path / "current.1234"
    pointer.touch()

    rebuild(home, content_state())

    assert not any(path.exists() for path in [*killed, pointer])
    assert titles() == ["First"]


def test_build_that_was_killed_leaves_nothing_after_the_next_start(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = left(home, "g-0123456789ab")
    # As in a process that has just begun.
    monkeypatch.setattr(host_module, "_hosts", {})

    assert titles() == ["First"]
    assert not killed.exists()


def test_build_that_goes_on_is_left_alone(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    building = left(home, "g-0123456789ab")
    monkeypatch.setattr(host_module, "_hosts", {})

    with home.locked("build"):
        assert titles() == ["First"]

    assert building.exists()


def test_index_of_a_transaction_goes_when_it_is_old(home: Home) -> None:
    old, young = left(home, "p-1-1", HOUR + 60), left(home, "p-1-2")

    home.tidy()

    assert not old.exists()
    assert young.exists()


def test_index_of_a_former_release_goes_after_a_day_without_use(home: Home) -> None:
    lineage = home.path.name.split("-")[0]
    former = another(home, lineage, DAY + 60)

    home.tidy()

    assert not former.exists()


def test_index_of_a_former_release_stays_a_day(home: Home) -> None:
    former = another(home, home.path.name.split("-")[0], DAY - 60)

    home.tidy()

    assert former.exists()


@pytest.mark.parametrize("lock", ["readers", "build", "update"])
def test_index_that_another_release_uses_stays(home: Home, lock: str) -> None:
    former = another(home, home.path.name.split("-")[0], DAY + 60)
    with (former / f"{lock}.lock").open("a") as held:
        aged(former, DAY + 60)
        fcntl.flock(held, fcntl.LOCK_SH)

        home.tidy()

    assert former.exists()


def test_process_that_reads_is_seen_by_other_releases(home: Home) -> None:
    for path in [home.path, *home.path.glob("*.lock")]:
        aged(path, DAY + 60)

    assert not Home(home.path).is_idle_for(DAY)


def test_index_of_another_database_goes_after_a_month(home: Home) -> None:
    old, young = another(home, "f" * 16, MONTH + 60), another(home, "e" * 16, DAY + 60)
    foreign = home.path.with_name("somebody-elses")
    foreign.mkdir()
    aged(foreign, 2 * MONTH)

    home.tidy()

    assert not old.exists()
    assert young.exists()
    assert foreign.exists()


class TestChangeLog:
    @pytest.fixture(autouse=True)
    def short(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pruning, "KEPT", 6)
        monkeypatch.setattr(pruning, "STEP", 2)
        monkeypatch.setattr(pruning, "EVERY", 0.0)
        # Here and now, so that a test can tell that it was done.
        monkeypatch.setattr(host_module, "others_see_this", lambda: False)

    def test_is_kept_short_by_whoever_updates(
        self, home: Home, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pruning, "STEP", 20)
        for number in range(30):
            CaseStudyFactory(published=True, title=f"Study {number:02}")
            titles()

        assert 6 <= IndexChange.objects.count() < 30
        assert len(titles()) == 20

    def test_host_further_behind_builds_anew_and_is_right(
        self, home: Home, settings: Any, tmp_path: Path
    ) -> None:
        here = settings.INDEX_DIR
        settings.INDEX_DIR = tmp_path / "elsewhere"
        assert titles() == ["First"]
        there = host_index(content_state()).home
        before = there.current()
        settings.INDEX_DIR = here
        for number in range(12):
            CaseStudyFactory(published=True, title=f"Study {number:02}")
            titles()

        settings.INDEX_DIR = tmp_path / "elsewhere"
        assert len(titles()) == 13
        assert there.current() != before

    def test_version_goes_whole_or_not_at_all(self, home: Home) -> None:
        versions = {
            version: IndexChange.objects.filter(version=version).count()
            for version in IndexChange.objects.values_list("version", flat=True)
        }
        for _ in range(8):
            CaseStudyFactory(published=True)
            versions |= {
                version: IndexChange.objects.filter(version=version).count()
                for version in IndexChange.objects.values_list("version", flat=True)
            }
        while pruning.prune():
            for version in set(IndexChange.objects.values_list("version", flat=True)):
                assert IndexChange.objects.filter(version=version).count() == versions[version]

        assert IndexChange.objects.count() >= 6

    def test_large_version_is_removed_at_once(self, home: Home) -> None:
        state = content_state()
        IndexChange.objects.all().delete()
        IndexChange.objects.bulk_create(
            IndexChange(version=version, token=state.token, collection="none", record=number)
            for version in (1, 2, 3)
            for number in range(10)
        )

        assert pruning.prune() == 10
        assert pruning.prune() == 10
        assert pruning.prune() == 0
        assert set(IndexChange.objects.values_list("version", flat=True)) == {3}
