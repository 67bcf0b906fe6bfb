"""No page of a large record is heavy, and no save asks much."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.curate.sections.editing import Editing
from wellbeing_portal.curate.sections import RowsSection, nouns

pytestmark = [pytest.mark.django_db, pytest.mark.history]

HEAVIEST = 60 * 1024
MOST = 60
MOST_SHOWN = 45
"""The most queries that showing a page may take."""


def pages(editing: Editing) -> Iterator[str]:
    """Every section, and a row of each that has some."""
    for section in nouns()["case-studies"].sections:
        yield f"{section.key}/"
        if isinstance(section, RowsSection):
            yield f"{section.key}/add/"
            yield f"{section.key}/{section.key_of(section.standing(editing.said)[0])}/"


def test_no_page_is_heavy(full: Editing) -> None:
    for page in ["", *pages(full)]:
        answer = full.get(page)
        assert len(answer.content) <= HEAVIEST, f"{page}: {len(answer.content)} bytes"
        assert full.asked <= MOST_SHOWN, f"{page}: {full.asked} queries"


def test_no_save_asks_much(full: Editing) -> None:
    for page in pages(full):
        section = nouns()["case-studies"].section(page.split("/")[0])
        if isinstance(section, RowsSection) and page.count("/") == 1:
            first = section.key_of(section.standing(full.said)[0])
            assert full.send(page, {"down": first}).status_code == 302
        elif not page.endswith("/add/"):
            inputs = full.opened(page)
            text = next(name for name in reversed(inputs) if name in TEXTS)
            full.send(page, inputs, **{text: TEXTS[text]})
        assert full.asked <= MOST, f"{page}: {full.asked} queries"


TEXTS = {
    "locator": "Page 99", "contribution": "Much.", "text": "Something else.", "title": "Else",
    "ambition": "To do more.", "settings": "", "caveat": "Few.", "inferred": "Much.",
    "strategies": "",
}  # fmt: skip
"""What is typed into some field of every page."""
