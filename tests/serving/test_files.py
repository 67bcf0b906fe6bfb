"""Costly files: one at a time, for whoever still waits, and not again for who has it."""

from __future__ import annotations

import gc
import socket
import threading
import time
from typing import Any

import pytest
from django.test import Client

from tests.pages.reading import Page
from tests.serving.portal import Several, wait_until
from wellbeing_portal.core.export.turn import REST, WORK, Turn, turn
from wellbeing_portal.core.serving.client import has_gone
from wellbeing_portal.core.serving.in_progress import pages

FILES = [
    "/case-studies/?export=xlsx",
    "/case-studies/?export=csv",
    "/strategies/?export=docx",
    "/councils/?export=json",
    "/councils/northmarl/?export=docx",
    "/frameworks/ten-things-for-marl/?export=xlsx",
    "/compare/case-studies/?item=living-streets-of-marl&item=allotments-at-work&export=docx",
    "/evidence-map/?export=svg",
    "/evidence-map/?export=docx",
    "/shortlist/?export=docx",
    "/sources/?export=xlsx",
]
NO_FILES = [
    "/case-studies/",
    "/case-studies/living-streets-of-marl/?cite=ris",
    "/case-studies/feed/",
    "/health/live",
    "/sitemap.xml",
]


@pytest.fixture
def somebody_elses_file(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A file that another thread of this process is making, for which nobody waits long."""
    monkeypatch.setattr("wellbeing_portal.core.export.middleware.WAIT", 0.02)
    if turn._maker is not None:
        # Files of earlier tests that nobody read to the end.
        gc.collect()
    done, begun = threading.Event(), threading.Event()

    def make() -> None:
        end = turn.take(lambda: False)
        assert end
        begun.set()
        done.wait(60)
        end()

    thread = threading.Thread(target=make)
    thread.start()
    begun.wait(10)
    yield done
    done.set()
    thread.join()


@pytest.mark.parametrize("address", FILES)
def test_second_file_is_refused_in_words_with_a_link_to_try_again(
    universe, client, somebody_elses_file, address
):
    response = client.get(address)

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "no-store" in response["Cache-Control"]
    page = Page(response.content.decode())
    assert page.headings[0] == ("h1", "Files are being made for others just now")
    assert "yours is not begun yet" in page.text
    assert "Try again in 10 seconds" in page.text
    assert address in page.links


@pytest.mark.parametrize("address", NO_FILES)
def test_what_costs_no_more_than_a_page_does_not_wait_for_files(
    universe, client, somebody_elses_file, address
):
    assert client.get(address).status_code == 200


def test_file_can_be_had_when_the_other_is_done(universe, client, somebody_elses_file):
    assert client.get(FILES[0]).status_code == 503

    somebody_elses_file.set()
    wait_until(lambda: client.get(FILES[0]).status_code == 200, 10)


def test_file_waits_a_little_for_the_other_to_be_done(
    universe, client, somebody_elses_file, monkeypatch
):
    monkeypatch.setattr("wellbeing_portal.core.export.middleware.WAIT", 20)
    threading.Timer(0.3, somebody_elses_file.set).start()

    assert client.get(FILES[0]).status_code == 200


def test_one_waits_for_a_file_and_the_next_is_told_at_once(somebody_elses_file):
    answers: list[Any] = []
    first = threading.Thread(target=lambda: answers.append(turn.take(lambda: False, 20)))
    before = pages.number
    first.start()
    wait_until(lambda: turn._waiting, 10)

    assert pages.number == before - 1
    assert turn.take(lambda: False, 20) is None
    somebody_elses_file.set()
    first.join()
    assert answers[0]
    answers[0]()
    assert pages.number == before


def test_turn_ends_when_the_file_is_sent_and_when_it_fails(universe, client):
    for address in [*FILES, "/case-studies/no-such-study/?export=csv", "/about/?export=csv"]:
        response = client.get(address)
        if response.streaming:
            b"".join(response.streaming_content)
        assert can_be_taken_elsewhere(), address


def can_be_taken_elsewhere() -> bool:
    """Tell whether another thread could make a file now."""
    found: list[Any] = []

    def take() -> None:
        end = turn.take(lambda: False)
        found.append(end)
        if end:
            end()

    thread = threading.Thread(target=take)
    thread.start()
    thread.join()
    return found[0] is not None


def test_maker_of_a_file_rests_while_a_page_is_worked_on():
    mine = Turn()
    end = mine.take(lambda: False)
    assert end
    with pages.one_more():
        begun = time.monotonic()
        time.sleep(WORK * 2)
        mine.step()
        rested = time.monotonic() - begun
    time.sleep(WORK * 2)
    begun = time.monotonic()
    mine.step()
    went_on = time.monotonic() - begun

    assert rested >= REST
    assert went_on < REST / 2
    end()


def test_maker_of_a_file_stops_when_the_client_has_gone():
    ours, theirs = socket.socketpair()
    mine = Turn()
    mine.take(lambda: has_gone({"gunicorn.socket": ours}))
    with ours:
        time.sleep(0.25)
        mine.step()  # the client waits
        theirs.sendall(b"GET /next HTTP/1.1")
        time.sleep(0.25)
        mine.step()  # it has asked for something more
        assert ours.recv(100)
        theirs.close()
        time.sleep(0.25)
        with pytest.raises(ConnectionResetError):
            mine.step()


@pytest.mark.parametrize("connection", [None, object()])
def test_client_is_there_as_far_as_a_server_that_gives_no_connection_tells(connection):
    assert not has_gone({"gunicorn.socket": connection})
    assert not has_gone({})


# ── Not again ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", FILES)
def test_file_that_has_not_changed_is_not_made_again(universe, client, address):
    first = client.get(address)
    tag = first["ETag"]

    again = client.get(address, headers={"If-None-Match": tag})

    assert tag.startswith('W/"')
    assert "no-cache" in first["Cache-Control"]
    assert again.status_code == 304
    assert again["ETag"] == tag
    assert not again.content


def test_every_address_and_format_has_a_tag_of_its_own(universe, client):
    tags = [client.get(address)["ETag"] for address in FILES]

    assert len(set(tags)) == len(FILES)


@pytest.mark.django_db
def test_changed_content_is_another_file(universe, client):
    before = client.get(FILES[0])["ETag"]
    universe.rich.title = "Living streets, changed"
    universe.rich.save()

    after = client.get(FILES[0], headers={"If-None-Match": before})

    assert after.status_code == 200
    assert after["ETag"] != before


def test_shortlist_of_one_visitor_never_stands_for_that_of_another(universe, client):
    client.post("/shortlist/change/", {"action": "add", "item": f"c{universe.rich.pk}"})
    mine = client.get("/shortlist/?export=csv")
    other = Client().get("/shortlist/?export=csv", headers={"If-None-Match": mine["ETag"]})

    assert other.status_code == 200
    assert "private" in mine["Cache-Control"]
    assert "Cookie" in mine["Vary"]
    client.post(
        "/shortlist/change/",
        {"action": "note", "item": f"c{universe.rich.pk}", "note": "Ask the panel"},
    )
    noted = client.get("/shortlist/?export=csv", headers={"If-None-Match": mine["ETag"]})
    assert noted.status_code == 200
    assert b"Ask the panel" in b"".join(noted.streaming_content)


def test_asking_for_the_headers_of_a_file_makes_none(universe, client, monkeypatch):
    def write(*_: Any) -> None:
        raise AssertionError("The file was made")

    monkeypatch.setattr("wellbeing_portal.core.export.response.write_excel", write)

    response = client.head(FILES[0])

    assert response.status_code == 200
    assert "Content-Disposition" in response


# ── As it is served ──────────────────────────────────────────────────────────────────────


def test_eight_files_that_nobody_waits_for_do_not_silence_the_portal(portal):
    asked = b"GET /case-studies/?export=xlsx HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    connections = [portal.connect() for _ in range(8)]
    for connection in connections:
        connection.sendall(asked)
    for connection in connections:
        connection.close()

    live = [portal.ask("/health/live") for _ in range(10)]

    assert {answer.status for answer in live} == {200}
    assert max(answer.seconds for answer in live) < 3
    wait_until(lambda: portal.ask("/case-studies/?export=csv").status == 200, 20)
    assert "Traceback" not in portal.log


def test_of_many_files_at_once_one_is_made_and_the_others_are_told_at_once(portal):
    portal.ask("/councils/")
    files = Several()
    files.start(lambda: portal.ask("/case-studies/?export=docx"), 8)

    answers = files.join()

    statuses = [answer.status for answer in answers]
    assert set(statuses) <= {200, 503}
    assert 200 in statuses
    assert 503 in statuses
