"""A small set of content files, valid as it stands, which tests then break or edit."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from casestudies.content_files import KINDS as CASE_STUDY_KINDS
from strategies import content_files
from strategies.content_councils import read_councils
from strategies.content_files import KINDS as STRATEGY_KINDS
from strategies.content_files import read_folder
from strategies.models import Council
from tests.conftest import Snapshot, made_once, restore
from wellbeing_portal.core.content import ContentKind, LoadReport, load, read_table
from wellbeing_portal.site.management.commands import load_content

TABLES = {
    "themes": (
        "slug,name,definition,synonyms,broader\nfairness,Fairness,Fair shares.,equity; justice,\n"
    ),
    "councils": (
        "slug,name,official_name,gss_code,type,region,nation,parent,begins\n"
        "northmarl,Northmarl,Northmarl District Council,E07999991,district,south-west,england,"
        "marlshire,\n"
        "marlshire,Marlshire,Marlshire County Council,E10999999,county,south-west,england,,"
        "2009-04-01\n"
    ),
    "council_changes": (
        "predecessor,successor,extent,status,date,source\n"
        "northmarl,marlshire,whole,decided,,A white paper\n"
    ),
    "council_neighbours": ("council,source,neighbours\nE07999991,Office of Examples,E10999999\n"),
    "approaches": (
        "slug,name,definition,broader\n"
        "play-streets,Play streets,Streets closed for play.,gardens\n"
        "gardens,Gardens,Places where things grow.,\n"
    ),
    "enablers": "slug,name,definition\nleadership,Leadership,Somebody leads.\n",
    "outcomes": "slug,name,definition\nbelonging,Belonging,Being part of it.\n",
    "population_groups": "slug,name,definition\nchildren,Children,People under 18.\n",
    "settings": "slug,name,definition\nstreet,Street,Out of doors.\n",
    "organisations": "slug,name,sector,description\ntrust,The Trust,voluntary,\n",
}
FOLDERS = {
    "sources": {
        "report": """\
slug: report
title: The Marl Report
kind: report
author: A. Writer
published_on: 2020-05-04
url: https://example.org/report
"""
    },
    "strategies": {
        "plan": """\
slug: plan
title: Well in Marl
kind: health-and-wellbeing-strategy
status: adopted
councils: [northmarl]
start_year: 2016
end_year: 2021
summary: What it sets out.
source: report
priorities:
  - title: Start well
    themes: [fairness]
  - title: Listen first
    kind: principle
scrutiny_meetings:
  - committee: Scrutiny Panel
    source: report
    points:
      - raised_by: Councillor Smith
        topic: Money
        point: How much?
        response: Enough.
        standing: answered
"""
    },
    "case studies": {
        "streets": """\
slug: streets
title: Living Streets
strapline: Neighbours took the street back.
summary: They closed streets.
stage: established
start_year: 2016
source: report
locator: Chapter 2
councils:
  - council: northmarl
partners:
  - organisation: trust
    contribution: Ran the teas
population_groups: [children]
settings: [street]
strategies: [plan]
ambition: |
  They wanted streets
  for people.
approach: They closed forty streets.
approaches:
  - approach: play-streets
    how: On Sundays.
enablers:
  - enabler: leadership
    how: The leader swept.
initiatives:
  - name: Play Street
    description: A street for play.
    partners: [trust]
    approaches: [play-streets]
    funders:
      - organisation: trust
        amount: 70000
findings:
  - statement: Half of them met.
    value: 50
    unit: percent
    initiative: Play Street
    claim: changed
    approaches: [play-streets]
    outcomes: [belonging]
    enablers: [leadership]
    direction: better
    basis: self-reported
    evidence_level: 2
    sample_size: 40
    key_order: 1
    locator: Page 3
  - statement: They felt safer.
    claim: changed
    approaches: [gardens]
    outcomes: [belonging]
    direction: better
    basis: perceived
    evidence_level: 0
    locator: Page 4
context_facts:
  - statement: One in three lived alone.
    council: northmarl
    value: 33
    unit: percent
"""
    },
    "frameworks": {
        "ten": """\
slug: ten
title: Ten Things
summary: What to do.
source: report
items:
  - group: Together
    title: Listen
    enablers: [leadership]
    approaches: [gardens]
    examples:
      - council: northmarl
      - organisation: trust
    findings:
      - statement: It works.
        claim: changed
        approaches: [gardens]
        outcomes: [belonging]
        direction: better
        basis: comparison
        evidence_level: 3
        method_note: Compared with other streets.
        wording: twice as many
        locator: Page 9
    context_facts:
      - statement: It was needed.
"""
    },
}


class Files:
    """The files on disk, and what loading them does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in TABLES.items():
            self.path(name).write_text(text, encoding="utf-8")
        for name, records in FOLDERS.items():
            (folder / name).mkdir()
            for slug, text in records.items():
                self.path(f"{name}/{slug}").write_text(text, encoding="utf-8")
        self.kinds = [self._here(kind) for kind in [*STRATEGY_KINDS, *CASE_STUDY_KINDS]]

    def _here(self, kind: ContentKind) -> ContentKind:
        def read() -> Any:
            if kind.model is Council:
                return read_councils(self.folder)
            if kind.plural in TABLES:
                return read_table(self.path(kind.plural))
            return read_folder(self.folder / kind.plural)

        return replace(kind, read=read)

    def path(self, name: str) -> Path:
        """The file of ``name``, such as “councils” or “case studies/streets”."""
        return self.folder / (f"{name}.yaml" if "/" in name else f"{name}.csv")

    def change(self, name: str, old: str, new: str) -> int:
        """Replace a piece of text that stands once; return the line of the replacement."""
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times"
        self.path(name).write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def load(self, **options: bool) -> LoadReport:
        return load(self.kinds, **options)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


@pytest.fixture(scope="session")
def rows_of_files(
    django_db_setup: None,
    django_db_blocker: Any,
    shared_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Snapshot:
    """The rows that loading the small set of files makes."""
    files = Files(tmp_path_factory.mktemp("small"))
    with django_db_blocker.unblock():
        pickled = made_once(shared_folder / "small-content", files.load)
    snapshot: Snapshot = pickle.loads(pickled)[0]  # noqa: S301
    return snapshot


@pytest.fixture
def loaded(files: Files, rows_of_files: Snapshot, db: None) -> Files:
    """The small set of files when they have been loaded."""
    restore(rows_of_files)
    return files


@pytest.fixture
def command(files: Files, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run ``load_content`` on the small set of files; returns what it says."""
    monkeypatch.setattr(load_content, "STRATEGY_KINDS", files.kinds)
    monkeypatch.setattr(load_content, "CASE_STUDY_KINDS", [])
    monkeypatch.setattr(content_files, "CONTENT", files.folder)

    def run(*arguments: str) -> str:
        out = io.StringIO()
        call_command("load_content", *arguments, stdout=out)
        return out.getvalue()

    return run
