"""A transaction finds what it changed, whatever others do to the index meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.factories import CaseStudyFactory
from tests.search.published import titles
from wellbeing_portal.search import current, private
from wellbeing_portal.search.building import rebuild
from wellbeing_portal.search.changes import content_state
from wellbeing_portal.search.folder import Damaged, Home, clone
from wellbeing_portal.search.writing import WriteFailed

pytestmark = pytest.mark.django_db(transaction=True)


def failing_once(monkeypatch: pytest.MonkeyPatch, name: str, failure: Exception) -> None:
    """Let a step of making the index fail the first time."""
    step = getattr(private, name)

    def fail(*_arguments: Any) -> None:
        monkeypatch.setattr(private, name, step)
        raise failure

    monkeypatch.setattr(private, name, fail)


@pytest.mark.parametrize(
    ("step", "failure"),
    [
        ("clone", FileNotFoundError("taken away by another process")),
        ("open_generation", Damaged("parts were joined meanwhile")),
        ("apply", WriteFailed("the engine cannot write here")),
    ],
)
def test_index_that_another_process_takes_away_is_done_without(
    home: Home, monkeypatch: pytest.MonkeyPatch, step: str, failure: Exception
) -> None:
    with transaction.atomic():
        CaseStudyFactory(published=True, title="Second")
        failing_once(monkeypatch, step, failure)

        assert titles() == ["First", "Second"]


def test_folder_in_which_the_engine_still_writes_is_in_nobodys_way(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a thread writes while a folder is removed keeps the folder from going."""
    remove = shutil.rmtree
    with transaction.atomic():
        CaseStudyFactory(published=True, title="Second")

        def slow(base: Path, target: Path) -> None:
            clone(base, target)
            raise FileNotFoundError("taken away by another process")

        monkeypatch.setattr(private, "clone", slow)
        monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)

        assert titles() == ["First", "Second"]
        monkeypatch.setattr(shutil, "rmtree", remove)


def test_generation_that_is_swapped_while_it_is_copied_is_done_without(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swapped(base: Path, target: Path) -> None:
        rebuild(home, content_state())
        clone(base, target)

    with transaction.atomic():
        CaseStudyFactory(published=True, title="Second")
        monkeypatch.setattr(private, "clone", swapped)

        assert titles() == ["First", "Second"]


def test_index_that_could_not_be_read_is_made_anew(home: Home) -> None:
    with transaction.atomic():
        CaseStudyFactory(published=True, title="Second")
        assert titles() == ["First", "Second"]
        reader = current()
        reader._fault.set()

        assert current() is not reader
        assert titles() == ["First", "Second"]
