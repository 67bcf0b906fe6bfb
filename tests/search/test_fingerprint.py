"""Code that changes what the index holds never answers from an index of former code."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from django.test import override_settings

from tests.migrated import TABLES
from wellbeing_portal.search import fingerprint as module
from wellbeing_portal.search import registry
from wellbeing_portal.search.declarations import Registry
from wellbeing_portal.search.fingerprint import fingerprint

ROOT = Path(__file__).parents[2]

ADD_ONE = """
from casestudies.models import CaseStudy
from strategies.models import Source
source = Source.objects.create(title="Plots", slug="plots", kind="report", state="published")
CaseStudy.objects.create(
    title="Allotments", slug="allotments", source=source, state="published"
)
"""

FIND = """
from wellbeing_portal.search import Question, Search, current
found = current().ask(Question(Search("case-study", "zucchini", widen=False))).found
print([one.title for one in found])
"""

PREPARE = """
from unittest.mock import patch
from django.core.management import call_command
from wellbeing_portal.site.management.commands import prepare
with patch.object(prepare.Command, "_load_content"):
    call_command("prepare", no_static=True)
"""

Release = Callable[[str], Path]
"""Copies the project to a folder of this name."""

Run = Callable[[Path, str], str]
"""Runs code in a release."""


@pytest.fixture
def release(tmp_path: Path) -> Release:
    def copy(name: str) -> Path:
        folder = tmp_path / name
        for package in ("wellbeing_portal", "strategies", "casestudies"):
            for source in chain((ROOT / package).rglob("*.py"), (ROOT / package).rglob("*.txt")):
                target = folder / source.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
        (folder / "tests").mkdir()
        shutil.copyfile(ROOT / "tests/settings.py", folder / "tests/settings.py")
        return folder

    return copy


@pytest.fixture
def run(tmp_path: Path) -> Run:
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


@pytest.fixture(autouse=True)
def each_text_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Releases differ by a module or two: what the others import is read once for all of them."""
    read, known = module._imports, dict[tuple[str, str, bytes], list[str]]()

    def imports(name: str, source: Path) -> list[str]:
        key = name, source.name, source.read_bytes()
        if key not in known:
            known[key] = list(read(name, source))
        return known[key]

    monkeypatch.setattr(module, "_imports", imports)


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


MAKES_DOCUMENTS = [
    ("casestudies/indexed/documents.py", "(study.strapline,", "(study.slug, study.strapline,"),
    ("casestudies/facets.py", "def at_least", "FLOOR = 1\n\n\ndef at_least"),
    ("casestudies/indexed/frameworks.py", "yield", "yield  "),
    ("strategies/index.py", "summary=(strategy.summary,", "summary=(strategy.title,"),
    ("strategies/models/strategy.py", '"""', '"""Now: '),
    ("strategies/models/council.py", '"North East"', '"The North East"'),
    ("casestudies/models/case_study.py", '"""', '"""Now: '),
    ("casestudies/urls.py", "case-studies/<slug:slug>/", "studies/<slug:slug>/"),
    ("wellbeing_portal/core/models/publishable.py", '"""', '"""Now: '),
    ("wellbeing_portal/search/words.py", "_RANGE = ", "_RANGES = _RANGE = "),
    ("wellbeing_portal/search/analysis.py", '"english"', '"french"'),
    ("wellbeing_portal/core/indexed/concepts.py", "(concept.definition,)", "(concept.name,)"),
]


def fingerprint_of(folder: Path) -> str:
    """Work it out as a process does that was started in this folder."""
    with override_settings(BASE_DIR=folder):
        return fingerprint.__wrapped__(registry)


def test_fingerprint_changes_with_all_code_that_documents_are_made_by(release: Release) -> None:
    folder = release("one")
    first = fingerprint_of(folder)
    assert fingerprint_of(release("same")) == first
    seen = {first}

    for file, old, new in MAKES_DOCUMENTS:
        change(folder, file, old, new)
        now = fingerprint_of(folder)
        assert now not in seen, file
        seen.add(now)


def test_fingerprint_is_the_same_when_pages_change(release: Release) -> None:
    folder = release("one")
    first = fingerprint_of(folder)

    change(folder, "casestudies/views/case_study.py", '"""', '"""Now: ')
    change(folder, "wellbeing_portal/core/export/views.py", '"""', '"""Now: ')

    assert fingerprint_of(folder) == first


def test_fingerprint_changes_with_the_parts_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint_of(ROOT)

    monkeypatch.setattr(importlib.metadata, "version", lambda name: "99")

    assert fingerprint_of(ROOT) != before


def test_fingerprint_changes_with_what_is_declared() -> None:
    other = Registry()
    other.add(*registry.collections.values())

    assert fingerprint.__wrapped__(other) != fingerprint.__wrapped__(registry)


# Releases share a database of SQLite, whatever this run is on.
@pytest.mark.only_on("sqlite")
@pytest.mark.long
def test_next_release_builds_its_own_index_and_both_go_on(
    release: Release, run: Run, made_folder: Path, tmp_path: Path, db: None
) -> None:
    shutil.copyfile(made_folder / TABLES, tmp_path / "portal.sqlite3")
    old, new = release("old"), release("new")
    change(new, "casestudies/indexed/documents.py", "(study.strapline,", "('zucchini',")
    run(old, ADD_ONE)

    assert run(old, PREPARE + FIND).splitlines()[::2] == ["Preparing: index", "[]"]
    assert "Preparing: index" in run(new, PREPARE)

    # Neither takes the other's index for its own, or away from it.
    homes = sorted((old.parent / "index").glob("*/current"))
    built = [home.read_text() for home in homes]
    assert len(homes) == 2
    assert run(old, PREPARE + FIND) == "[]"
    assert run(new, PREPARE + FIND) == "['Allotments']"
    assert [home.read_text() for home in homes] == built


def test_an_import_counts_wherever_it_stands(tmp_path: Path) -> None:
    places = {
        "plain": "import {}",
        "in_function": "def use():\n    from portal import {}",
        "in_method": "class Use:\n    async def use(self):\n        import portal.{}",
        "in_else": "if False:\n    pass\nelse:\n    from portal import {}",
        "in_try": "try:\n    import portal.{}\nfinally:\n    pass",
        "in_handler": "try:\n    pass\nexcept OSError:\n    import portal.{}",
        "in_finally": "try:\n    pass\nfinally:\n    import portal.{}",
        "in_loop": "for _ in ():\n    with open('x'):\n        import portal.{}",
        "in_case": "match 1:\n    case 1:\n        import portal.{}",
    }
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal" / "__init__.py").touch()
    text = "\n".join(
        said.format(f"portal.{name}" if name == "plain" else name) for name, said in places.items()
    )
    (tmp_path / "portal" / "root.py").write_text(text)
    for name in places:
        (tmp_path / "portal" / f"{name}.py").touch()

    found, others = module.sources_of(tmp_path, {"portal.root"})

    assert {path.stem for path in found} == {"__init__", "root", *places}
    assert others == set()
