"""When a newer index cannot be had, the last whole one answers for a while, and says so."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from casestudies.models import CaseStudy
from tests.factories import CaseStudyFactory
from tests.search.published import titles
from wellbeing_portal.search import IndexUnavailable, Question, Search, current, mark_everything
from wellbeing_portal.search import local_index as host_module
from wellbeing_portal.search import trouble as trouble_module
from wellbeing_portal.search.changes import content_state
from wellbeing_portal.search.local_index import host_index
from wellbeing_portal.search.models import IndexChange
from wellbeing_portal.search.writing import WriteFailed

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = "Index-Behind-Since"


@pytest.fixture
def study(own_index_dir: Path) -> Any:
    CaseStudyFactory(published=True, title="Another")
    study = CaseStudyFactory(published=True, title="First", summary="Spread by wordofmouth.")
    assert titles() == ["Another", "First"]
    return study


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """No update can be written, as on a full disk; holds when each attempt was made."""
    attempts: list[float] = []

    def fail(*arguments: Any) -> Any:
        attempts.append(time.monotonic())
        raise WriteFailed("No space left on device")

    monkeypatch.setattr(host_module, "apply", fail)
    monkeypatch.setattr(host_module, "rebuild", fail)
    return attempts


def rename(study: Any, title: str) -> None:
    study.title = title
    study.save()


def test_page_from_the_last_whole_index_has_a_notice(study: Any, full: Any) -> None:
    rename(study, "Second")

    page = Client().get("/case-studies/")
    text = page.content.decode()

    assert page.status_code == 200
    assert "Another" in text
    assert "Not quite up to date" in text
    at = IndexChange.objects.latest("pk").at
    assert f"{timezone.localtime(at):%H:%M}</time>" not in text  # the date stands there as well
    assert f"{timezone.localtime(at):%H:%M} on " in text
    assert page[HEADER].endswith("GMT")
    assert page["Cache-Control"] == "no-store"


def test_page_that_is_up_to_date_has_no_notice(study: Any) -> None:
    rename(study, "Second")

    page = Client().get("/case-studies/")

    assert "Second" in page.content.decode()
    assert "Not quite up to date" not in page.content.decode()
    assert HEADER not in page


@pytest.mark.parametrize(
    "address",
    [
        "/case-studies/feed/",
        "/case-studies/?export=csv",
        "/search/suggestions?q=ano",
        "/evidence-map/?export=csv",
    ],
)
def test_file_and_feed_say_in_a_header_that_they_are_behind(
    study: Any, full: Any, address: str
) -> None:
    rename(study, "Second")

    answer = Client().get(address)

    assert answer.status_code == 200
    assert HEADER in answer


def test_page_that_asks_nothing_of_the_index_has_no_notice(study: Any, full: Any) -> None:
    rename(study, "Second")
    assert HEADER in Client().get("/case-studies/")

    page = Client().get("/about/")

    assert HEADER not in page
    assert "Not quite up to date" not in page.content.decode()


WITHDRAWN = [
    "/search/?q=first",
    "/search/?q=wordofmouth",
    "/search/suggestions?q=fir",
    "/case-studies/?q=first",
    "/case-studies/",
    "/case-studies/feed/",
    "/case-studies/?export=json",
    "/",
]


@pytest.mark.parametrize("lead", ["log", "no log"])
def test_withdrawn_record_is_found_nowhere(study: Any, full: Any, lead: str) -> None:
    assert current().ask(Question(Search("case-study", "wordofmouth"))).total == 1
    study.state = CaseStudy.State.UNPUBLISHED
    study.save()
    if lead == "no log":
        mark_everything()

    for address in WITHDRAWN:
        answer = Client().get(address)
        assert answer.status_code == 200
        assert HEADER in answer, address
        said = b"".join(answer).decode()
        assert "First</a>" not in said, address
        assert study.get_absolute_url() not in said, address
    assert current().ask(Question(Search("case-study"))).total == 1
    assert titles() == ["Another"]


def test_withdrawn_record_does_not_spell_or_count(study: Any, full: Any) -> None:
    rename(study, "Xylophones")
    # Its word has come into the index, and it goes again.
    assert "xylophones" not in Client().get("/search/?q=xylophnes").content.decode().lower()


def test_record_withdrawn_while_behind_goes_at_once(study: Any, full: Any) -> None:
    rename(study, "Second")
    assert titles() == ["Another", "First"]

    study.delete()

    assert titles() == ["Another"]


def test_last_whole_index_answers_for_a_bounded_time(study: Any, full: Any) -> None:
    rename(study, "Second")
    IndexChange.objects.update(at=F("at") - dt.timedelta(minutes=61))
    rename(study, "Third")

    page = Client().get("/case-studies/")
    assert page.status_code == 503
    assert "One moment" in page.content.decode()


def test_bound_holds_without_a_further_change(
    study: Any, full: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(study, "Second")
    assert current().behind
    later = timezone.now() + dt.timedelta(minutes=61)
    monkeypatch.setattr(timezone, "now", lambda: later)

    with pytest.raises(IndexUnavailable):
        current()


def test_failing_update_is_tried_seldom_and_logged_once(
    study: Any, full: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    rename(study, "Second")

    begun = time.monotonic()
    for _ in range(10):
        assert titles() == ["Another", "First"]

    assert time.monotonic() - begun < 10
    assert len(full) <= 1 + int(time.monotonic() - begun)
    said = [one for one in caplog.records if one.name.startswith("wellbeing_portal.search")]
    assert len(said) == 1
    assert "No space left on device" in said[0].getMessage()


def test_update_is_had_as_soon_as_it_can_be(
    study: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(trouble_module, "FIRST", 0.05)
    with monkeypatch.context() as patch:
        patch.setattr(host_module, "apply", raising(WriteFailed("full")))
        rename(study, "Second")
        assert current().behind
    time.sleep(0.1)

    assert titles() == ["Another", "Second"]
    assert current().behind is None
    assert "up to date again" in caplog.text


def test_what_another_process_wrote_is_seen_while_pausing(
    study: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trouble_module, "FIRST", 600.0)
    with monkeypatch.context() as patch:
        patch.setattr(host_module, "apply", raising(WriteFailed("full")))
        rename(study, "Second")
        assert current().behind
    other = host_module.HostIndex(host_index(content_state()).home)
    other.reader(content_state())

    assert titles() == ["Another", "Second"]


def raising(error: Exception) -> Any:
    def fail(*arguments: Any, **options: Any) -> Any:
        raise error

    return fail


def test_update_that_takes_long_is_waited_for_a_moment_only(study: Any) -> None:
    rename(study, "Second")

    with host_index(content_state()).home.locked("update", wait=True):
        begun = time.monotonic()
        reader = current(wait=0.2)
        waited = time.monotonic() - begun

    assert reader.behind
    assert 0.15 < waited < 2
    assert titles() == ["Another", "Second"]


def test_removed_folder_is_no_reason_for_a_notice(study: Any, full: Any) -> None:
    shutil.rmtree(host_index(content_state()).home.path)

    begun = time.monotonic()
    page = Client().get("/case-studies/")

    assert page.status_code == 200
    assert HEADER not in page  # nothing has changed since
    assert time.monotonic() - begun < 2
    rename(study, "Second")
    assert Client().get("/case-studies/")[HEADER]


def test_removed_folder_is_made_again_while_the_last_answers(
    study: Any, own_index_dir: Path
) -> None:
    shutil.rmtree(own_index_dir)

    deadline = time.monotonic() + 60
    while not list(own_index_dir.glob("*/current")):
        assert titles() == ["Another", "First"]
        assert time.monotonic() < deadline
    rename(study, "Second")
    assert until(["Another", "Second"])


def test_file_that_was_written_over_is_not_asked(study: Any, full: Any) -> None:
    folder = host_index(content_state()).home.current()
    assert folder
    file = max(folder.glob("*.idx"))
    # In its place: who truncates a file that is read kills its readers, as with any mmap.
    with file.open("r+b") as data:
        first = data.read(1)[0]
        data.seek(0)
        data.write(bytes([first ^ 255]))

    with pytest.raises(IndexUnavailable):
        current()


def test_without_any_index_there_is_a_moment_s_wait(own_index_dir: Path, full: Any) -> None:
    CaseStudyFactory(published=True, title="First")

    with pytest.raises(IndexUnavailable):
        current()


class TestReadiness:
    """Who balances load, or watches, is told what readers would get."""

    def test_up_to_date(self, study: Any) -> None:
        answer = Client().get("/health/ready")

        assert answer.status_code == 200
        assert answer.json()["index"] == "ok"

    def test_behind_still_serves_and_says_so(self, study: Any, full: Any) -> None:
        rename(study, "Second")

        answer = Client().get("/health/ready")

        assert answer.status_code == 200
        at = IndexChange.objects.order_by("pk").filter(version__gt=1).latest("pk").at
        assert answer.json()["index"].startswith(f"behind since {at:%Y-%m-%dT%H:%M}")

    def test_behind_for_too_long_is_not_ready(self, study: Any, full: Any) -> None:
        rename(study, "Second")
        IndexChange.objects.update(at=F("at") - dt.timedelta(minutes=61))

        answer = Client().get("/health/ready")

        assert answer.status_code == 503
        assert answer.json() == {"status": "unavailable", "database": "ok", "index": "no answer"}

    def test_without_an_index_is_not_ready(self, own_index_dir: Path, full: Any) -> None:
        answer = Client().get("/health/ready")

        assert answer.status_code == 503
        assert answer.json()["index"] == "no answer"
        assert Client().get("/case-studies/").status_code == 503
        assert Client().get("/health/live").status_code == 200

    def test_costs_no_more_than_a_page_that_asks_the_least(
        self, study: Any, django_assert_max_num_queries: Any
    ) -> None:
        with django_assert_max_num_queries(2):
            Client().get("/health/ready")


def test_newer_index_than_was_asked_for_serves(study: Any) -> None:
    """Another process may have brought it further since this request looked."""
    before = content_state()
    rename(study, "Second")
    assert titles() == ["Another", "Second"]
    here = host_index(before)

    with here.home.locked("update", wait=True):
        reader = here.reader(before, wait=0)

    assert reader.behind is None
    found = reader.ask(Question(Search("case-study"), sort="title")).found
    assert [one.title for one in found] == ["Another", "Second"]


def until(expected: list[str]) -> bool:
    deadline = time.monotonic() + 60
    while titles() != expected and time.monotonic() < deadline:
        time.sleep(0.05)
    return titles() == expected


@pytest.fixture
def small_disk(tmp_path: Path, settings: Any) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk is not permitted here")
    settings.INDEX_DIR = folder / "index"
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_full_disk_does_not_stop_readers_and_mends(small_disk: Path) -> None:
    study = CaseStudyFactory(published=True, title="One")
    assert titles() == ["One"]
    ballast = small_disk / "ballast"
    fill(ballast)
    rename(study, "Renamed")

    assert titles() == ["One"]
    assert current().behind

    ballast.unlink()
    assert until(["Renamed"])
    shutil.rmtree(small_disk / "index")
    fill(ballast)
    assert titles() == ["Renamed"]
    ballast.unlink()
    rename(study, "Again")
    assert until(["Again"])
    assert current().behind is None


def fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            os.fsync(file.fileno())
