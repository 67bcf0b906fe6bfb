"""Which release answers: a word that changes with the code, and with what pages are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

PARTS = ("requirements.txt", "staticfiles/staticfiles.json")
"""The versions of what others have written, and the names of styles and scripts."""


@cache
def release() -> str:
    """Return the word; worked out once, for what is on disk at the start is the code that runs."""
    whole = hashlib.sha256()
    # Pages say what these are, and a restart may bring others.
    whole.update(f"{settings.CONTACT_EMAIL}\0{settings.UNANSWERED_SEARCHES}".encode())
    for path in _sources(Path(settings.BASE_DIR)):
        whole.update(f"\0{path.name}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    # Packages from elsewhere do not stand there.
    roots = {config.name.partition(".")[0] for config in apps.get_app_configs()}
    for folder in sorted(roots):
        yield from sorted((root / folder).rglob("*.py"))
    yield from sorted(path for path in (root / "templates").rglob("*") if path.is_file())
    yield from (root / name for name in PARTS if (root / name).is_file())
