"""No file grows until nobody reads it whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LIMITS = [
    ("strategies", "*.py", 300),
    ("casestudies", "*.py", 300),
    ("wellbeing_portal", "*.py", 300),
    ("static/src", "*.scss", 300),
    # Tables of cases and the world that tests share are read a part at a time.
    ("tests", "*.py", 600),
]


@pytest.mark.parametrize(("folder", "files", "most"), LIMITS)
def test_file_is_split_before_it_is_too_long(folder, files, most):
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in (ROOT / folder).rglob(files)
        # Written by Django, and never changed again.
        if "migrations" not in path.parts
    }

    assert len(lengths) > 10
    assert {path: lines for path, lines in lengths.items() if lines > most} == {}
