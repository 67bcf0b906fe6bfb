"""The visitor's own list: kept without an account, shared by a link, never broken."""

from __future__ import annotations

import base64
import random
import string
import zlib
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.depth import examples
from tests.hidden import SECRET
from tests.pages.test_nonsense import NASTY, QUICK
from tests.past_signals import update
from wellbeing_portal.site.shortlist.kept import (
    KINDS,
    LIMIT,
    NOTE_LENGTH,
    Shortlist,
    ShortlistEntry,
    clean_note,
    link_text,
    read_link,
)
from wellbeing_portal.site.shortlist.shared import notes_text, read_notes

LIST = "/shortlist/"
ENTRIES = st.builds(
    ShortlistEntry, st.sampled_from(sorted(KINDS)), st.integers(1, 2**31 - 1), st.just("")
)


@pytest.fixture
def change(client: Client) -> Any:
    def change(action: str, item: str = "", page: str = "", **data: str) -> Any:
        headers = {"Referer": f"http://testserver{page}"} if page else {}
        sent = {"action": action, "item": item} | data
        return client.post("/shortlist/change/", sent, headers=headers)

    return change


def key(record: Any, kind: str = "c") -> str:
    return f"{kind}{record.pk}"


def test_empty_list_says_how_to_begin_and_sets_no_cookie(db, client, show):
    page = show(LIST)

    assert page.headings[0] == ("h1", "Your shortlist")
    assert "Press “Shortlist”" in page.text
    assert not client.cookies


def test_case_study_strategy_and_priority_are_added_in_order(show, universe, change):
    priority = universe.joint.priorities.first()
    wanted = [key(universe.rich), key(universe.joint, "s"), key(priority, "p")]
    for item in wanted:
        change("add", item)

    page = show(LIST)

    assert page.results == wanted
    assert f"{universe.joint.get_absolute_url()}#priority-{priority.position}" in page.links


def test_adding_comes_back_to_the_page_and_its_button_tells(show, universe, change):
    address = universe.rich.get_absolute_url()

    response = change("add", key(universe.rich), address)

    assert response.headers["Location"] == address
    page = show(address)
    assert "On your shortlist" in page.text
    assert "Shortlist 1" in page.text


def test_list_is_kept_for_ninety_days(universe, change):
    response = change("add", key(universe.rich))

    assert response.cookies["sessionid"]["max-age"] == 90 * 24 * 60 * 60


def test_signing_in_shortens_the_session(client, universe, change, admin_user):
    change("add", key(universe.rich))

    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")

    assert client.session.get_expiry_age() == 14 * 24 * 60 * 60


def test_order_is_changed_up_and_down(show, universe, change):
    a, b = key(universe.rich), key(universe.plain)
    for item in (a, b):
        change("add", item)

    assert change("up", b).headers["Location"] == f"{LIST}#up-{b}"
    assert show(LIST).results == [b, a]
    change("down", b)
    assert show(LIST).results == [a, b]
    change("down", b)
    assert show(LIST).results == [a, b]


def test_note_is_kept_and_shown_as_text(show, universe, change):
    change("add", key(universe.rich))

    change("note", key(universe.rich), note="<b>Ask</b>\nthe panel")

    page = show(LIST)
    assert "&lt;b&gt;Ask&lt;/b&gt;\nthe panel</textarea>" in page.html


def test_note_is_bounded(universe, change, show):
    change("add", key(universe.rich))

    change("note", key(universe.rich), note="x" * 100_000)

    assert "x" * NOTE_LENGTH + "<" in show(LIST).html


def test_removing_and_clearing_can_be_undone(show, universe, change):
    items = [key(universe.rich), key(universe.plain)]
    for item in items:
        change("add", item)
    change("note", items[0], note="Mine")

    address = change("clear").headers["Location"]
    assert "Undo" in show(address).text
    assert show(address).results == []
    change("undo")
    assert show(LIST).results == items
    assert "Mine" in show(LIST).html
    change("remove", items[0])
    assert show(LIST).results == items[1:]
    change("undo")
    assert show(LIST).results == items


def test_shared_link_opens_as_a_copy_that_may_be_kept(show, universe, change):
    items = [key(universe.plain), key(universe.joint, "s")]
    for item in items:
        change("add", item)
    change("note", items[0], note="Private note")
    link = next(
        str(attrs["value"]) for _tag, attrs in show(LIST).tags if attrs.get("id") == "share"
    )
    other = Client()

    copy = other.get(link.removeprefix("http://testserver"))

    html = copy.content.decode()
    assert not copy.cookies
    assert "Private note" not in html
    assert "A shared shortlist" in html
    text = link.partition("items=")[2]
    other.post("/shortlist/change/", {"action": "keep", "items": text})
    kept = other.get(LIST).content.decode()
    assert kept.index(f'data-result="{items[0]}"') < kept.index(f'data-result="{items[1]}"')


def test_link_with_another_slug_opens_as_nothing(show, universe):
    text = link_text([(ShortlistEntry("c", universe.rich.pk), "another-slug")])

    page = show(LIST, items=text)

    assert page.results == []
    assert "not on the portal any more" in page.text


def test_full_list_takes_no_more_and_says_so(show, universe, change):
    priorities = [make.PriorityFactory(strategy=universe.joint) for _ in range(LIMIT + 1)]
    for priority in priorities:
        change("add", key(priority, "p"))

    assert len(show(LIST).results) == LIMIT
    assert "is full" in show(universe.rich.get_absolute_url()).text


def test_unpublished_is_neither_added_nor_shown(show, universe, change):
    for hidden in universe.hidden_case_studies:
        change("add", key(hidden))
    change("add", key(universe.hidden_strategies[0].priorities.first(), "p"))
    change("add", key(universe.rich))
    update(type(universe.rich).objects.filter(pk=universe.rich.pk), state="unpublished")

    page = show(LIST)

    assert page.results == []
    assert "not on the portal any more" in page.text
    assert SECRET not in page.html


def test_list_leads_to_comparisons(show, universe, change):
    for record in (universe.rich, universe.plain):
        change("add", key(record))

    a, b = universe.rich.slug, universe.plain.slug
    assert f"/compare/case-studies/?item={a}&item={b}" in show(LIST).links


def test_list_asks_as_often_at_any_size(client, db, change):
    def cost(size: int) -> int:
        change("clear")
        for _ in range(size):
            change("add", key(make.CaseStudyFactory(published=True)))
            change("add", key(make.StrategyFactory(published=True), "s"))
            priority = make.PriorityFactory(strategy=make.StrategyFactory(published=True))
            change("add", key(priority, "p"))
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    assert cost(1) == cost(4) <= 12


def test_button_is_answered_in_place_where_htmx_is(client, universe):
    response = client.post(
        "/shortlist/change/",
        {"action": "add", "item": key(universe.rich)},
        headers={"HX-Request": "true"},
    )

    html = response.content.decode()
    assert f'id="shortlist-{key(universe.rich)}"' in html
    assert "On your shortlist" in html
    assert 'data-hx-swap-oob="true"' in html


def test_form_of_another_site_changes_nothing(universe):
    client = Client(headers={"Sec-Fetch-Site": "cross-site"})

    response = client.post("/shortlist/change/", {"action": "add", "item": key(universe.rich)})

    assert response.status_code == 403
    assert not response.cookies


def test_pages_on_privacy_and_cookies_name_the_list(show, db):
    assert "shortlist" in show("/privacy/").text
    cookies = show("/cookies/").text
    assert "90 days" in cookies
    assert "sessionid" in cookies


@pytest.mark.parametrize(
    "kept",
    [None, 5, "x", [[]], [["c", -1, ""]], [["c", 2**70, ""]], [["z", 1, ""]], [["c", 1, 5]], {}],
)
def test_session_that_holds_something_else_is_an_empty_list(client, show, db, kept):
    session = client.session
    session["shortlist"] = session["shortlist_before"] = session["compare"] = kept
    session.save()
    client.cookies["sessionid"] = session.session_key

    assert show(LIST).results == []
    assert client.post("/shortlist/change/", {"action": "undo"}).status_code == 302


@QUICK
@given(st.sampled_from(["items", "done", "export", "notes", "title"]), NASTY | st.text(max_size=40))
def test_nothing_in_the_address_breaks_the_list(client, universe, name, value):
    right = 404 if name == "export" and value else 200
    assert client.get(LIST, {name: value.encode("utf-8", "replace")}).status_code == right


@QUICK
@given(
    st.sampled_from(["add", "remove", "up", "note", "title", "keep", "undo", "", "x"]),
    st.dictionaries(st.sampled_from(["item", "items", "note", "notes", "title"]), NASTY),
)
def test_nothing_in_a_form_breaks_the_list(client, universe, action, data):
    assert client.post("/shortlist/change/", {"action": action} | data).status_code == 302


@given(st.lists(ENTRIES, max_size=70))
def test_list_never_holds_a_record_twice_nor_too_many(entries):
    listed = Shortlist().adding(entries)

    assert len(listed.keys) == len(listed.entries) <= LIMIT


@given(st.lists(ENTRIES, min_size=1, max_size=8), st.sampled_from([-1, 1]))
def test_moving_and_moving_back_is_nothing(entries, by):
    listed = Shortlist().adding(entries)
    item = listed.entries[0].key if by == 1 else listed.entries[-1].key

    moved = listed.moving(item, by)

    assert set(moved.entries) == set(listed.entries)
    assert len(listed.entries) == 1 or moved.moving(item, -by) == listed


@given(st.lists(ENTRIES, max_size=LIMIT, unique_by=lambda entry: entry.key))
def test_link_carries_the_list_whole_and_stays_short(entries):
    text = link_text((entry, "a-slug") for entry in entries)

    assert [entry for entry, _check in read_link(text)] == entries
    assert len(text) <= 12 * LIMIT


@settings(max_examples=examples(200))
@given(st.text())
def test_note_is_clean_and_stays_as_it_is(note):
    cleaned = clean_note(note)

    assert clean_note(cleaned) == cleaned
    assert "\0" not in cleaned


def test_list_has_a_title_that_travels_with_its_link(show, universe, change):
    change("add", key(universe.rich))
    assert change("title", title="  Work \n for the board ").status_code == 302

    page = show(LIST)
    assert page.headings[0] == ("h1", "Work for the board")
    copy = Client().get(share(page).removeprefix("http://testserver")).content.decode()
    assert "Work for the board</h1>" in copy

    change("clear")
    assert show(LIST).headings[0] == ("h1", "Your shortlist")
    change("undo")
    assert show(LIST).headings[0] == ("h1", "Work for the board")


def test_list_that_is_kept_brings_its_title_only_where_there_was_no_list(show, universe, client):
    text = link_text([(ShortlistEntry("c", universe.rich.pk), universe.rich.slug)])
    kept = {"action": "keep", "items": text, "title": "Theirs"}

    client.post("/shortlist/change/", kept)
    assert show(LIST).headings[0] == ("h1", "Theirs")
    client.post("/shortlist/change/", kept | {"title": "Other"})
    assert show(LIST).headings[0] == ("h1", "Theirs")


def test_notes_travel_only_if_their_owner_says_so(show, universe, change):
    change("add", key(universe.rich))
    change("note", key(universe.rich), note="Ask Ann – soon")

    without, within = show(LIST), show(LIST, notes="with")

    assert "notes=" not in share(without)
    assert "can\nread them" in within.html or "can read them" in within.text
    other = Client()
    copy = other.get(share(within).removeprefix("http://testserver")).content.decode()
    assert "Ask Ann – soon" in copy
    query = QueryDict(share(within).partition("?")[2])
    other.post("/shortlist/change/", {"action": "keep", **query.dict()})
    assert "Ask Ann – soon</textarea>" in other.get(LIST).content.decode()


def test_notes_too_long_for_a_link_stay_where_they_are(show, universe, change):
    change("add", key(universe.rich))
    letters = random.Random(1)  # noqa: S311 (no secret)
    change("note", key(universe.rich), note=random_note(letters))
    assert "Let my notes travel" in show(LIST).text
    for record in (universe.plain, *(make.CaseStudyFactory(published=True) for _ in range(4))):
        change("add", key(record))
        change("note", key(record), note=random_note(letters))

    page = show(LIST, notes="with")

    assert "Your notes are longer than a link can carry" in page.text
    assert "notes=" not in share(page)


def share(page: Any) -> str:
    """The link that a list gives to share it."""
    return next(str(attrs["value"]) for _tag, attrs in page.tags if attrs.get("id") == "share")


def random_note(letters: random.Random) -> str:
    """A note that nothing makes shorter."""
    return "".join(letters.choices(string.ascii_letters, k=NOTE_LENGTH))


@settings(max_examples=examples(50))
@given(st.dictionaries(st.integers(1, 99), st.text(max_size=40).map(clean_note), max_size=9))
def test_notes_come_out_of_a_link_as_they_went_in(notes):
    text = notes_text(ShortlistEntry("c", pk, note) for pk, note in notes.items())

    assert read_notes(text) == {f"c{pk}": note for pk, note in notes.items() if note}


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda b: base64.b64encode(b).decode()))
def test_notes_that_nobody_wrote_are_none(text):
    assert isinstance(read_notes(text), dict)
    assert read_notes(base64.urlsafe_b64encode(zlib.compress(text.encode())).decode()) == {}
