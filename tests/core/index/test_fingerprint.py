"""Code that changes what the index holds never answers from an index of former code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

FINGERPRINT = """
from wellbeing_portal.core.index import registry
from wellbeing_portal.core.index.fingerprint import fingerprint
print(fingerprint(registry))
"""

ADD_ONE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from casestudies.models import CaseStudy
CaseStudy.objects.create(
    title="Allotments", slug="allotments", strapline="Growing", summary="Growing together.",
    state="published",
)
"""

FIND = """
from wellbeing_portal.core.index import Search, current
found = current().search(Search("case-study", "zucchini")).found
print([one.title for one in found])
"""

Release = Callable[[str], Path]
"""Copies the project to a folder of this name."""


@pytest.fixture
def release(tmp_path: Path) -> Release:
    def copy(name: str) -> Path:
        folder = tmp_path / name
        for part in ("wellbeing_portal", "strategies", "casestudies", "tests/settings.py"):
            if (ROOT / part).is_dir():
                ignored = shutil.ignore_patterns("__pycache__", "content", "benchmarks")
                shutil.copytree(ROOT / part, folder / part, ignore=ignored)
        # The folder above is also named content in core, and is code.
        shutil.copytree(
            ROOT / "wellbeing_portal/core/content", folder / "wellbeing_portal/core/content"
        )
        (folder / "tests").mkdir()
        shutil.copyfile(ROOT / "tests/settings.py", folder / "tests/settings.py")
        return folder

    return copy


@pytest.fixture
def run(tmp_path: Path) -> Callable[[Path, str], str]:
    """Runs code in a release; all releases share one database and one folder of indexes."""

    def run(folder: Path, code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            cwd=folder,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.sqlite3'}",
                "INDEX_DIR": str(tmp_path / "index"),
                "PYTHONPATH": str(folder),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("casestudies/index_documents.py", "(study.strapline,", "(study.slug, study.strapline,"),
        ("casestudies/index_tags.py", "def at_least", "FLOOR = 1\n\n\ndef at_least"),
        ("casestudies/framework_documents.py", "yield", "yield  #"),
        ("strategies/index.py", "summary=(strategy.summary,", "summary=(strategy.title,"),
        ("strategies/models/strategy.py", '"""', '"""Now: ', ),
        ("strategies/models/council.py", "North East", "The North East"),
        ("casestudies/models/case_study.py", '"""', '"""Now: '),
        ("casestudies/urls.py", "case-studies/<slug:slug>/", "studies/<slug:slug>/"),
        ("wellbeing_portal/core/models/publishable.py", '"""', '"""Now: '),
        ("wellbeing_portal/core/index/words.py", "(?:-[^\\W_]+)+", "(?:-[^\\W_]+)*"),
        ("wellbeing_portal/core/index/schema.py", '"english"', '"french"'),
        ("wellbeing_portal/core/index/schema.py", '"summary": 2.0', '"summary": 2.5'),
        ("wellbeing_portal/core/index/concepts.py", "concept.definition", "concept.name"),
    ],
)
def test_fingerprint_changes_with_code_that_documents_are_made_by(
    release: Release, run: Callable[[Path, str], str], file: str, old: str, new: str
) -> None:
    one, other = release("one"), release("other")
    change(other, file, old, new)

    assert run(one, FINGERPRINT) != run(other, FINGERPRINT)
