"""A name stands for one thing: who has met it once knows it everywhere."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def classes_by_name() -> dict[str, set[str]]:
    """Where classes stand, by name: those of modules, not those inside of other classes."""
    found: dict[str, set[str]] = defaultdict(set)
    for folder in ("wellbeing_portal", "casestudies", "strategies"):
        for path in (ROOT / folder).rglob("*.py"):
            if {"migrations", "management"} & set(path.parts):
                continue
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.ClassDef):
                    found[node.name].add(str(path.relative_to(ROOT)))
    return found


def test_no_two_classes_have_the_same_name():
    found = classes_by_name()

    assert len(found) > 200
    assert {name: paths for name, paths in found.items() if len(paths) > 1} == {}
