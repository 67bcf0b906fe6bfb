"""An index that several processes build is the one that a single process builds."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.factories import CaseStudyFactory, FindingFactory
from wellbeing_portal.search import Question, Search, registry
from wellbeing_portal.search.changes import content_state
from wellbeing_portal.search.opened import open_generation
from wellbeing_portal.search.parallel_build import build_in_parts
from wellbeing_portal.search.reader import Reader
from wellbeing_portal.search.stamp import Stamp
from wellbeing_portal.search.writing import WriteFailed, build, finish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def studies() -> list[Any]:
    made = [CaseStudyFactory(published=True, title=f"Study {number}") for number in range(7)]
    for study in made[::2]:
        FindingFactory(case_study=study)
    return made


@pytest.fixture
def seen_by_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, studies: Any) -> None:
    """Let other processes see what this test has made; a database in memory is its own."""
    if connection.vendor == "sqlite":
        copy = tmp_path / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        monkeypatch.setitem(connection.settings_dict, "NAME", str(copy))


def everything(reader: Reader) -> set[tuple[str, int, str]]:
    found = reader.ask(Question(Search(""), sort="title", size=10_000)).found
    return {(one.kind, one.pk, one.title) for one in found}


@pytest.mark.parametrize("processes", [1, 2])
def test_parts_hold_what_one_index_would(tmp_path, seen_by_others, processes, monkeypatch):
    monkeypatch.setattr("wellbeing_portal.search.writing.BATCH", 2)
    state = content_state()
    told: list[tuple[str, int, int]] = []
    build(tmp_path / "g-alone", state)
    build_in_parts(tmp_path / "g-parts", processes, lambda *said: told.append(said))
    finish(tmp_path / "g-parts", state)
    alone, joined = open_generation(tmp_path / "g-alone"), open_generation(tmp_path / "g-parts")

    assert everything(joined.reader) == everything(alone.reader)
    assert len(everything(joined.reader)) > 10
    assert joined.stamp == Stamp.of(state)
    counted = Question(Search("case-study"), size=0, facets=registry.kinds["case-study"].facets)
    assert joined.reader.ask(counted).facets == alone.reader.ask(counted).facets
    assert ("case studies", 7, 7) in told
    assert not list(tmp_path.glob("*-part[0-9]*"))


def test_process_that_cannot_write_fails_the_build_and_leaves_nothing(tmp_path, seen_by_others):
    (tmp_path / "g-parts-part1").mkdir()

    with pytest.raises(WriteFailed):
        build_in_parts(tmp_path / "g-parts", 2)

    assert not list(tmp_path.glob("g-*"))


def test_process_that_is_killed_fails_the_build(tmp_path, seen_by_others):
    def kill(*_: Any) -> None:
        children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
        for child in children:
            if "processes" in Path(f"/proc/{child}/cmdline").read_text():
                os.kill(int(child), signal.SIGKILL)

    with pytest.raises(WriteFailed, match="ended"):
        build_in_parts(tmp_path / "g-parts", 2, kill)

    assert not list(tmp_path.glob("g-*"))
