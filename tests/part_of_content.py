"""A part of the starter content, for tests that need real texts and not all of them.

It has the nine accounts of the report “Our place”, the frameworks, and whatever these name. The
whole is loaded by the tests of the content itself: ten times as much would make every test that
changes something wait for an index ten times as large.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import casestudies.content_files as of_case_studies
import strategies.content_files as of_strategies
from strategies.neighbours import FILE

REPORT = re.compile(r"^source: our-place$", re.MULTILINE)
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
CONCLUSIONS = 8
"""Files of wider research that are taken: the first by name."""
RANKED = 12
"""Councils whose nearest ones are taken: the first by code."""


@contextmanager
def part_of_content(folder: Path) -> Iterator[None]:
    """Let content files be read from a folder that holds a part of them."""
    if not folder.exists():
        _copy(folder)
    with (
        patch.object(of_strategies, "CONTENT", folder),
        patch.object(of_case_studies, "CONTENT", folder),
    ):
        yield


def _copy(folder: Path) -> None:
    studies = [
        path
        for path in (of_case_studies.CONTENT / "case_studies").glob("*.yaml")
        if REPORT.search(path.read_text("utf-8"))
    ]
    frameworks = list((of_case_studies.CONTENT / "frameworks").glob("*.yaml"))
    research = sorted((of_case_studies.CONTENT / "wider_evidence").glob("*.yaml"))[:CONCLUSIONS]
    named = _slugs([*studies, *frameworks])
    strategies = [
        path
        for path in (of_strategies.CONTENT / "strategies").glob("*.yaml")
        if path.stem in named or REPORT.search(path.read_text("utf-8"))
    ]
    named |= _slugs(strategies)
    sources = [p for p in (of_strategies.CONTENT / "sources").glob("*.yaml") if p.stem in named]
    tables = [*of_strategies.CONTENT.glob("*.csv"), *of_case_studies.CONTENT.glob("*.csv")]
    for path in tables:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, folder / path.name)
    nearest = (folder / FILE).read_text("utf-8").splitlines(keepends=True)
    (folder / FILE).write_text("".join(nearest[: RANKED + 1]), "utf-8")
    for path in (*studies, *frameworks, *research, *strategies, *sources):
        target = folder / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


def _slugs(paths: list[Path]) -> set[str]:
    return {slug for path in paths for slug in SLUG.findall(path.read_text("utf-8"))}
