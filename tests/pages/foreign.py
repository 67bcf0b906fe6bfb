"""A world whose records are written in other letters than the portal's own words.

Whatever stands on a page in Latin letters is then the portal's, and has to come through the
translation, which tests replace by one that marks what it was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from string import ascii_letters, ascii_lowercase
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from tests.pages.kinds import TYPED
from tests.universe import Universe, build_universe
from wellbeing_portal.search.changes import mark_everything

OTHER = "абвгдежзийклмнопрстуфхцчшщ"
LETTERS = str.maketrans(ascii_letters, OTHER + OTHER.upper())
"""Other letters, as many and with capitals: a name stays a name, and nothing is longer."""

OPENS, CLOSES = "⟦", "⟧"

READ_OUT = r'(?:alt|aria-label|placeholder|title|content|data-label)="([^"]*)"'
"""Attributes that people read or hear."""
PARTS = re.compile(
    r"</?(?:article|button|caption|dd|div|dl|dt|fieldset|footer|form|h[1-6]|header|label|legend|li"
    r"|main|nav|ol|option|p|section|select|summary|table|tbody|td|text|th|thead|title|tr|ul)\b[^>]*>"
)
"""No sentence goes beyond one of these."""
NO_WORDS = re.compile(
    r"\S+@\S+|https?://\S+|\S+\.(?:example|test|org|uk|net)\S*|[A-Z]\d+|\d{4}-\d\d-\S+|tag:\S+"
    rf"|{settings.PORTAL_NAME}|noindex|“(?:{'|'.join(sorted(TYPED))})”"
)
"""Addresses and codes, the name of the portal, and what a visitor typed: no translation's."""


def build_in_other_letters() -> Universe:
    """Build the small world, and write every text of its records in other letters."""
    world = build_universe()
    for model in apps.get_models():
        if model._meta.app_label in {"casestudies", "strategies"}:
            _write_anew(model)
    # What is written past the models is no change that an index would follow.
    mark_everything()
    return world


def _write_anew(model: type[models.Model]) -> None:
    fields = [
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not isinstance(field, models.SlugField | models.URLField | models.EmailField)
        and not field.choices
        and field.attname not in {"key", "gss_code"}
    ]
    if not fields:
        return
    rows: Any = model._base_manager
    for row in rows.values("pk", *fields):
        pk = row.pop("pk")
        rows.filter(pk=pk).update(**{name: _written(value) for name, value in row.items()})


def _written(value: Any) -> Any:
    if isinstance(value, list):
        return [_written(one) for one in value]
    return value.translate(LETTERS) if isinstance(value, str) else value


def unmarked(page: str) -> Iterator[str]:
    """Yield the texts of a page in the portal's letters that no translation was asked for."""
    html = re.sub(r"(?s)<(script|style|code)\b.*?</\1>|<!--.*?-->", "", page)
    texts = [re.sub(r"<[^>]*>", " ", part) for part in PARTS.split(html)]
    for text in [*texts, *re.findall(READ_OUT, re.sub(r"<meta name=.viewport.[^>]*>", "", html))]:
        left = NO_WORDS.sub("", _outside_of_marks(unescape(text)))
        if re.search(rf"[{ascii_lowercase}]{{2}}", left, re.IGNORECASE):
            yield " ".join(left.split())


def _outside_of_marks(text: str) -> str:
    found, depth = "", 0
    for letter in text:
        depth += (letter == OPENS) - (letter == CLOSES and depth > 0)
        found += letter if not depth and letter != CLOSES else ""
    return found
