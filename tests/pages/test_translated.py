"""What templates say comes through the translation, on every kind of page."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.utils.translation import gettext

from tests.conftest import restore
from tests.pages.foreign import CLOSES, LETTERS, OPENS, build_in_other_letters, unmarked
from tests.pages.kinds import one_of_each_kind

TEMPLATES = settings.BASE_DIR / "templates"


@pytest.fixture
def marked(monkeypatch):
    """Replace the translation by one that puts brackets around what it was asked for."""
    gettext("Any")

    def replace(name, say):
        def mark(*asked):
            said = say(*asked)
            return f"{OPENS}{said}{CLOSES}" if said else ""

        monkeypatch.setattr(f"django.utils.translation._trans.{name}", mark)

    replace("gettext", lambda message: message)
    replace("pgettext", lambda _, message: message)
    replace("ngettext", lambda one, many, number: one if number == 1 else many)
    replace("npgettext", lambda _, one, many, number: one if number == 1 else many)


@pytest.fixture
def foreign(worlds_apart, db):
    """The small world in other letters, in this test's database."""
    snapshot, world = worlds_apart("foreign", build_in_other_letters)
    restore(snapshot)
    return world


def words_of_templates():
    """Return what templates say in three words or more, as they ask for it."""
    read = "\n".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    return {words for words in re.findall(r'{% translate "(.+?)"', read) if words.count(" ") > 1}


def test_pages_ask_the_translation_for_every_word_of_their_templates(foreign, client, marked):
    words, left, said = words_of_templates(), {}, set()
    addresses = one_of_each_kind()
    for address in addresses:
        response = client.get(address)
        assert response.status_code in {200, 404}, address
        page = response.content.decode()
        said |= {one for one in words if f"{OPENS}{one}{CLOSES}" in page}
        for text in unmarked(page):
            left |= {one: address for one in words if one in text}

    assert len(addresses) > 50
    assert len(said) > 50
    assert left == {}


def test_what_is_not_marked_is_found():
    said = '<p aria-label="All of it">Some ⟦of ⟦it⟧⟧ <b>is</b> not</p><p>⟦Whole⟧ словом</p>'

    assert list(unmarked(said)) == ["Some is not", "All of it"]
    assert "Leeds".translate(LETTERS) not in said
