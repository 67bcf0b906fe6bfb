"""When somebody else holds the lock of the database, visitors are told and readers read on."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serving.portal import Answer, Portal, Several

pytestmark = [pytest.mark.only_on("sqlite")]


@contextmanager
def locked(database: str) -> Iterator[None]:
    holder = sqlite3.connect(database.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


def press(portal: Portal, universe: object, note: str = "") -> object:
    return portal.send_form(
        "/compare/choose/", kind="case-studies", item="living-streets-of-marl", note=note
    )


def test_seven_presses_on_a_locked_database_are_told_so_soon_and_readers_read_on(
    portal, database, universe
):
    portal.ask("/case-studies/")
    presses = Several()
    with locked(database):
        begun = time.monotonic()
        presses.start(lambda: press(portal, universe), 7)
        time.sleep(0.1)
        page = portal.ask("/about/")
        answers = presses.join()
        took = time.monotonic() - begun

    assert page.status == 200
    assert page.seconds < 2.5
    assert took < 8
    assert {answer.status for answer in answers} == {503}
    for answer in answers:
        assert answer.headers["retry-after"] == "5"
        assert "Somebody else is saving just now" in answer.text
        assert 'name="item" value="living-streets-of-marl"' in answer.text
    assert "Traceback" not in portal.log


def test_note_that_could_not_be_saved_is_still_there_to_send_again(portal, database, universe):
    item = f"c{universe.rich.pk}"
    added = portal.send_form("/shortlist/change/", action="add", item=item)
    cookie = added.headers["set-cookie"].split(";")[0]
    with locked(database):
        refused = portal.send_form(
            "/shortlist/change/", cookie, action="note", item=item, note="Ask the <panel>"
        )

    assert refused.status == 503
    assert "Ask the &lt;panel&gt;" in refused.text
    assert 'action="/shortlist/change/"' in refused.text
    saved = portal.send_form(
        "/shortlist/change/", cookie, action="note", item=item, note="Ask the <panel>"
    )
    assert saved.status == 302
    assert "Ask the &lt;panel&gt;" in portal.ask("/shortlist/", Cookie=cookie).text


def test_page_that_only_wanted_to_note_what_is_compared_is_shown_all_the_same(
    portal, database, universe
):
    slugs = [universe.rich.slug, universe.plain.slug]
    cookie = ""
    for slug in slugs:
        chosen = portal.send_form("/compare/choose/", cookie, kind="case-studies", item=slug)
        cookie = cookie or chosen.headers["set-cookie"].split(";")[0]
    before = f"http://127.0.0.1:{portal.port}/compare/case-studies/?item={slugs[0]}&item={slugs[1]}"
    with locked(database):
        page = portal.ask(
            f"/compare/case-studies/?item={slugs[1]}&item={slugs[0]}",
            Cookie=cookie,
            Referer=before,
        )

    assert page.status == 200


def test_search_that_found_nothing_is_answered_at_once_and_noted_when_the_lock_is_gone(
    portal, database, universe
):
    def search(text: str) -> Answer:
        return portal.ask(f"/search/?q={text}", User_Agent="Mozilla/5.0 Firefox/128.0")

    def noted() -> int:
        with sqlite3.connect(database.removeprefix("sqlite:///")) as asked:
            number: int = asked.execute("SELECT count(*) FROM core_unansweredsearch").fetchone()[0]
            return number

    def noted_by_and_by(number: int) -> bool:
        deadline = time.monotonic() + 5
        while noted() < number and time.monotonic() < deadline:
            time.sleep(0.05)
        return noted() == number

    before = noted()
    search("quogle")
    assert noted_by_and_by(before + 1)
    with locked(database):
        page = search("zyzzyva")
        time.sleep(0.5)

    assert page.status == 200
    assert page.seconds < 1.5
    assert "Nothing on the portal about" in page.text
    assert noted() == before + 1, "a note does not wait"
    search("zyzzyva+quogle")
    assert noted_by_and_by(before + 2)
    assert "Traceback" not in portal.log


def test_database_that_is_moved_away_is_missed_in_words_and_found_when_it_is_back(portal, database):
    path = Path(database.removeprefix("sqlite:///"))
    assert portal.ask("/case-studies/").status == 200
    path.rename(path.with_suffix(".away"))
    try:
        away = [portal.ask(page) for page in ("/case-studies/", "/", "/case-studies/feed/")]
        static = portal.ask("/about/")
        made_another = path.exists()
    finally:
        path.with_suffix(".away").rename(path)

    assert {answer.status for answer in away} == {503}
    assert all("cannot reach its content" in answer.text for answer in away)
    assert static.status == 200
    assert not made_another
    assert [portal.ask("/case-studies/").status for _ in range(8)] == [200] * 8
    assert "Traceback" not in portal.log
