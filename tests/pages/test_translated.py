"""Every word of the portal's own comes through the translation, on every kind of page."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from tests.conftest import restore
from tests.pages.foreign import CLOSES, LETTERS, OPENS, build_in_other_letters, unmarked
from tests.pages.kinds import one_of_each_kind
from wellbeing_portal.site.templatetags import choices


@pytest.fixture
def marked(monkeypatch):
    """Replace the translation by one that puts brackets around what it was asked for."""
    gettext("Any")
    choices._rendered.cache_clear()

    def replace(name, say):
        def mark(*asked):
            said = say(*asked)
            return f"{OPENS}{said}{CLOSES}" if said else ""

        monkeypatch.setattr(f"django.utils.translation._trans.{name}", mark)

    replace("gettext", lambda message: message)
    replace("pgettext", lambda _, message: message)
    replace("ngettext", lambda one, many, number: one if number == 1 else many)
    replace("npgettext", lambda _, one, many, number: one if number == 1 else many)
    yield
    choices._rendered.cache_clear()


@pytest.fixture
def foreign(worlds_apart, db):
    """The small world in other letters, in this test's database."""
    snapshot, world = worlds_apart("foreign", build_in_other_letters)
    restore(snapshot)
    return world


def test_every_page_says_all_in_words_of_the_translation(foreign, client, marked):
    left = {}
    addresses = one_of_each_kind()
    for address in addresses:
        response = client.get(address)
        assert response.status_code in {200, 404}, address
        for text in unmarked(response.content.decode()):
            left.setdefault(text, address)

    assert len(addresses) > 50
    assert left == {}, "\n".join(f"{a!r}: {b}" for a, b in left.items())


def test_feeds_and_lists_of_files_say_all_in_words_of_the_translation(foreign, client, marked):
    for route in ("case_study_feed", "strategy_feed", "finding_feed"):
        feed = client.get(reverse(route)).content.decode()

        assert list(unmarked(feed.partition("</id>")[2])) == []


def test_what_is_not_marked_is_found():
    said = '<p aria-label="All of it">Some ⟦of ⟦it⟧⟧ <b>is</b> not</p><p>⟦Whole⟧ словом</p>'

    assert list(unmarked(said)) == ["Some is not", "All of it"]
    assert "Leeds".translate(LETTERS) not in said
