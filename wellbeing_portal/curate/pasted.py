"""Public addresses that somebody pastes where records are looked for."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urlsplit

from django.urls import get_script_prefix

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.slugs import kind_at

from .checking import place_url, record_url
from .sections import noun_of, nouns

_ADDRESS = re.compile(r"(?:https?://|/|[\w.-]+(?::\d+)?/)\S*")
ROWS = "findings"
"""Rows that have addresses below that of their record, and the section that they stand in."""


def editor_url(text: str) -> str:
    """Return where a record is edited whose public address ``text`` is; nothing if it is none.

    Former addresses lead there too, and so do those of single findings.
    """
    found = _named(text)
    if found is None:
        return ""
    record, rest = found
    noun = noun_of(record)
    if len(rest) > 1 and rest[0] == ROWS and noun.section(ROWS) is not None:
        return place_url(noun, record, ROWS, rest[1])
    return record_url(record)


def _named(text: str) -> tuple[Publishable, list[str]] | None:
    """Return the record that an address names, with what stands behind its slug."""
    if not _ADDRESS.fullmatch(text):
        return None
    try:
        path = urlsplit(text if "//" in text[:8] or text.startswith("/") else f"//{text}").path
    except ValueError:
        return None
    parts = [part for part in unquote(path.removeprefix(get_script_prefix())).split("/") if part]
    models = {noun.model for noun in nouns().values()}
    for at, (kind, slug) in enumerate(pairwise(parts)):
        model: Any = kind_at(kind)
        if model in models:
            record = model._default_manager.filter(copy_of=None).called([slug]).get(slug)
            return (record, parts[at + 2 :]) if record is not None else None
    return None
