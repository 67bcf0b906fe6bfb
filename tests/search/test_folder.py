"""Whatever happens to the folder, answers are right or there is a moment's wait."""

from __future__ import annotations

import json
import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import path

from casestudies.models import CaseStudy
from tests.factories import CaseStudyFactory
from tests.search.published import titles
from wellbeing_portal.search import IndexUnavailable, Question, Search, current
from wellbeing_portal.search.beside import Beside, Deadline
from wellbeing_portal.search.changes import content_state
from wellbeing_portal.search.folder import committed_files
from wellbeing_portal.search.local_index import host_index
from wellbeing_portal.urls import urlpatterns as portal

pytestmark = pytest.mark.django_db(transaction=True)


def generation() -> Path:
    folder = host_index(content_state()).home.current()
    assert folder
    return folder


@pytest.fixture
def world(own_index_dir: Path) -> Path:
    for title in ("One", "Two"):
        CaseStudyFactory(published=True, title=title)
    assert titles() == ["One", "Two"]
    return own_index_dir


def test_deletions_that_a_killed_process_left_are_in_nobodys_way(world: Path) -> None:
    CaseStudyFactory(published=True, title="Three")
    assert titles() == ["One", "Three", "Two"]
    folder = generation()
    meta = json.loads((folder / "meta.json").read_text())
    left = [
        folder / f"{segment['segment_id'].replace('-', '')}.{meta['opstamp'] + step}.del"
        for segment in meta["segments"]
        for step in range(1, 60)
    ]
    for file in left:
        file.write_bytes(b"half")

    CaseStudy.objects.get(title="One").delete()

    assert titles() == ["Three", "Two"]
    assert generation() == folder


def test_joining_of_parts_is_waited_for(world: Path) -> None:
    """Parts that the engine still joins when another writes would be removed under its feet."""
    for number in range(30):
        CaseStudyFactory(published=True, title=f"Study {number:02}")
        assert current().ask(Question(Search("case-study"))).total == number + 3

    with host_index(content_state()).home.locked("update", wait=True):
        _said, committed = committed_files(generation())
        here = {file for file in generation().iterdir() if file.suffix not in {".json", ".lock"}}
    assert here == set(committed)


def test_joining_of_parts_is_waited_for_in_a_transaction(world: Path) -> None:
    with transaction.atomic():
        for number in range(30):
            CaseStudyFactory(published=True, title=f"Study {number:02}")
            assert current().ask(Question(Search("case-study"))).total == number + 3
            private = max(world.rglob("p-*"), key=lambda folder: folder.stat().st_mtime_ns)
            _said, committed = committed_files(private)
            here = {file for file in private.iterdir() if file.suffix not in {".json", ".lock"}}
            assert here == set(committed)


def test_deleted_folder_is_built_again(world: Path) -> None:
    shutil.rmtree(world)

    assert titles() == ["One", "Two"]
    until = time.monotonic() + 30
    while host_index(content_state()).home.current() is None and time.monotonic() < until:
        time.sleep(0.05)
        titles()
    assert generation().exists()


@pytest.mark.parametrize("suffix", ["term", "idx", "pos", "fast", "fieldnorm", "store", "json"])
@pytest.mark.parametrize("harm", ["garble", "truncate", "delete"])
def test_damaged_file_is_noticed(world: Path, suffix: str, harm: str) -> None:
    before = generation()
    file = before / "meta.json" if suffix == "json" else max(before.glob(f"*.{suffix}"))
    data = file.read_bytes()
    middle = len(data) // 2
    if harm == "garble":
        file.write_bytes(data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :])
    elif harm == "truncate":
        # In a new file: who truncates one that is read kills its readers, as with any mmap.
        file.unlink()
        file.write_bytes(data[:middle])
    else:
        file.unlink()

    assert titles() == ["One", "Two"]
    CaseStudyFactory(published=True, title="Three")
    assert titles() == ["One", "Three", "Two"]


def test_folder_of_another_schema_under_our_name_is_built_again(world: Path) -> None:
    import tantivy

    folder = generation()
    shutil.rmtree(folder)
    folder.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("other")
    tantivy.Index(builder.build(), path=str(folder))

    assert titles() == ["One", "Two"]


def test_reindex_swaps_generations_and_removes_the_former(world: Path, capsys: Any) -> None:
    before = generation()

    call_command("reindex")

    assert "Indexed 6 documents" in capsys.readouterr().out
    assert generation() != before
    assert not before.exists()
    assert titles() == ["One", "Two"]


def test_many_single_changes_do_not_pile_up(world: Path) -> None:
    for number in range(40):
        CaseStudyFactory(published=True, title=f"Study {number:02}")
        assert len(current().ask(Question(Search("case-study"), size=100)).ids) == number + 3

    assert current().searcher.num_segments < 30


def test_unwritable_folder_is_a_moment_s_wait(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.INDEX_DIR = tmp_path / "file" / "index"

    with pytest.raises(IndexUnavailable):
        current()


def ask(request: Any) -> Any:
    raise IndexUnavailable


urlpatterns = [path("ask/", ask), *portal]
"""The portal, with an address that finds the index away."""


def test_page_says_one_moment(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__

    response = Client().get("/ask/", headers={"accept": "text/html"})

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "One moment" in response.content.decode()
    plain = Client().get("/ask/", headers={"accept": "application/json"})
    assert plain.status_code == 503
    assert plain.json() == {"detail": "One moment, please try again."}


def test_large_content_is_built_beside_the_requests(
    own_index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []
    monkeypatch.setattr("wellbeing_portal.search.building.SMALL", 0)
    monkeypatch.setattr(Beside, "do", lambda _, work, patience: started.append(work))
    CaseStudyFactory(published=True, title="One")

    with pytest.raises(IndexUnavailable):
        titles()

    assert started


def test_content_that_no_other_process_sees_is_built_by_this_one(
    own_index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    building = "wellbeing_portal.search.building"
    monkeypatch.setattr(f"{building}.SMALL", 0)
    monkeypatch.setattr(f"{building}.processors", lambda: 2)
    monkeypatch.setattr(f"{building}.others_see_this", lambda: False)
    monkeypatch.setattr(f"{building}.build_in_parts", lambda *_: pytest.fail("others were asked"))
    CaseStudyFactory(published=True, title="One")

    call_command("reindex", quiet=True)

    assert titles() == ["One"]


def test_work_beside_is_done_by_a_thread_and_waited_for_in_patience() -> None:
    beside, let = Beside(), threading.Event()
    done: list[str] = []

    assert beside.do(lambda: done.append(threading.current_thread().name), Deadline(60))
    assert done == ["index"]
    assert not beside.do(lambda: done.append(str(let.wait(60))), Deadline(0))
    assert not beside.do(lambda: done.append("never"), Deadline(0))
    assert done == ["index"]
    let.set()
