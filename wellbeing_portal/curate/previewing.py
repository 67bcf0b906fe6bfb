"""The page of a record as readers would see it, drawn by the very view and template of theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.publishing.readers_page import Preview


@dataclass(frozen=True)
class Width:
    """A device on which readers see a page; no ``pixels`` is paper."""

    name: Any
    pixels: int | None


WIDTHS: Mapping[str, Width] = {
    "phone": Width(_("Phone"), 375),
    "tablet": Width(_("Tablet"), 768),
    "desktop": Width(_("Desktop"), 1280),
    "print": Width(_("Print"), None),
}
PAPER = 720
"""Pixels across a printed page without its margins."""

STYLES = "build/portal.css"

_CONDITION = re.compile(r"\((min|max)-width:\s*([\d.]+)(px|em|rem)\)")
_PIXELS = {"px": 1.0, "em": 16.0, "rem": 16.0}


def drawn(request: HttpRequest, record: Publishable, width: str) -> HttpResponseBase:
    """Return the public page of a record that the public may not see yet."""
    found = resolve(record.get_absolute_url())
    view: Any = found.func
    styles = f"{reverse('curate_preview_styles', args=[width])}"
    preview = Preview(record.pk, styles, width)
    page = view.view_class.as_view(**view.view_initkwargs, preview=preview)
    answer: HttpResponseBase = page(request, *found.args, **found.kwargs)
    return answer


def styles_for(width: str) -> str:
    """Return the public styles as they are on one device, whatever window they are shown in."""
    path = finders.find(STYLES)
    return _styles(width, str(path), Path(str(path)).stat().st_mtime_ns) if path else ""


@lru_cache(maxsize=len(WIDTHS))
def _styles(width: str, path: str, _changed_at: int) -> str:
    pixels = WIDTHS[width].pixels
    kept = _settled(Path(path).read_text(encoding="utf-8"), pixels)
    body = f"body{{max-width:{pixels or PAPER}px;margin-inline:auto!important}}"
    return f"{kept}{body}html{{background:#c9cfce}}body{{background:#fff}}"


def _settled(css: str, pixels: int | None) -> str:
    """Return styles in which every question after the device is answered."""
    kept, at = [], 0
    for start in (found.start() for found in re.finditer(r"@media\b", css)):
        if start < at:
            continue
        opening = css.index("{", start)
        end = _end_of_block(css, opening)
        kept.append(css[at:start])
        asked, inner = css[start + len("@media") : opening], css[opening + 1 : end]
        answer = _answer(asked, pixels)
        if answer is None:
            kept.append(css[start : end + 1])
        elif answer:
            kept.append(_settled(inner, pixels))
        at = end + 1
    return "".join([*kept, css[at:]])


def _end_of_block(css: str, opening: int) -> int:
    depth = 0
    for at in range(opening, len(css)):
        depth += {"{": 1, "}": -1}.get(css[at], 0)
        if not depth:
            return at
    return len(css) - 1


def _answer(asked: str, pixels: int | None) -> bool | None:
    """Whether a device is what is asked for; None where that is not about paper or widths."""
    answers = [_part(part, pixels) for part in asked.split(",")]
    if any(answer is True for answer in answers):
        return True
    return None if any(answer is None for answer in answers) else False


def _part(asked: str, pixels: int | None) -> bool | None:
    wide = pixels or PAPER
    for limit, number, unit in _CONDITION.findall(asked):
        bound = float(number) * _PIXELS[unit]
        if wide < bound if limit == "min" else wide > bound:
            return False
    if "print" in asked:
        return pixels is None
    if "screen" in asked and pixels is None:
        return False
    rest = _CONDITION.sub("", asked).replace("screen", "").replace("only", "").replace("all", "")
    return True if not rest.replace("and", "").strip() else None
