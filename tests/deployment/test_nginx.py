"""What nginx and the portal do together with the configuration in deploy/nginx."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import sqlite3
import ssl
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.deployment.site import HOST, Site

QUICK = 3.0
"""Seconds within which a reader has an answer on the slowest of machines; a fault takes 20."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("site"))
    try:
        site.start()
        yield site
    finally:
        site.stop()


def ask(
    site: Site,
    path: str,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
    secure: bool = True,
) -> Answer:
    if secure:
        trusting = ssl._create_unverified_context()
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            "127.0.0.1", site.secure, timeout=60, context=trusting
        )
    else:
        connection = http.client.HTTPConnection("127.0.0.1", site.plain, timeout=60)
    try:
        connection.request(method, path, body, {"Host": HOST, **(headers or {})})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def seconds_of_readers(site: Site, count: int = 10) -> list[float]:
    """How long each of some pages took, which all have to be whole."""
    took = []
    for number in range(count):
        started = time.monotonic()
        page = ask(site, f"/case-studies/?q=reader{number}")
        took.append(time.monotonic() - started)
        assert page.status == 200
        assert "</html>" in page.text
    return took


def test_pages_are_served_over_https_with_the_portals_own_headers(site):
    page = ask(site, "/")

    assert page.status == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "/" not in page.headers["Server"]


def test_plain_http_leads_to_the_same_address_over_https(site):
    answer = ask(site, "/case-studies/?region=london", secure=False)

    assert answer.status == 308
    assert answer.headers["Location"] == f"https://{HOST}/case-studies/?region=london"


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
@pytest.mark.parametrize("secure", [True, False])
def test_health_is_told_with_and_without_tls(site, path, secure):
    assert ask(site, path, secure=secure).status == 200


def test_forged_forwarding_headers_have_no_effect(site):
    forged = {
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Prefix": "/evil",
        "X-Forwarded-Port": "81",
        "X-Script-Name": "/evil",
        "SCRIPT_NAME": "//evil.example",
        "X_Forwarded_Proto": "http",
        "X_Forwarded_For": "203.0.113.9",
        "Forwarded": "for=203.0.113.9;host=evil.example;proto=http",
        "X-Original-URL": "/admin/",
        "X-Rewrite-URL": "/admin/",
        "Proxy": "http://evil.example",
    }

    plain, page = ask(site, "/case-studies/"), ask(site, "/case-studies/", headers=forged)

    assert page.status == 200
    assert page.body == plain.body


def test_log_has_what_was_asked_under_the_number_in_the_answer_and_nothing_of_who_asked(site):
    forged = {
        "X-Request-ID": "chosen-by-a-visitor",
        "User-Agent": "a-browser",
        "Referer": f"https://{HOST}/search/?q=illness",
    }
    page = ask(site, "/case-studies/?q=my+illness", headers=forged)
    refused = ask(site, f"/case-studies/?q={'illness' * 2_000}")

    number = page.headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", number)
    log = (site.folder / "portal.log").read_text()
    lines = [json.loads(line) for line in log.splitlines()]
    (line,) = [line for line in lines if line["request"] == number]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/case-studies/", 200)
    assert line["process"] in {f"127.0.0.1:{port}" for port in site.web}
    assert refused.status == 414
    for kept in (log, (site.folder / "portal-error.log").read_text()):
        assert not re.search("illness|a-browser|chosen-by", kept)
    assert not any("client" in name or "address" in name for name in line)


def test_failed_sign_in_is_counted_under_the_visitors_own_address(site):
    form = ask(site, "/admin/login/")
    cookie = form.headers["Set-Cookie"].split(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)[1]

    ask(
        site,
        "/admin/login/",
        "POST",
        {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookie,
            "Referer": f"https://{HOST}/admin/login/",
            "Origin": f"https://{HOST}",
            "X-Forwarded-For": "203.0.113.9",
        },
        f"csrfmiddlewaretoken={token}&username=nobody&password=wrong".encode(),
    )

    with sqlite3.connect(site.folder / "portal.sqlite3") as database:
        counted = database.execute("SELECT username, ip_address FROM axes_accessattempt").fetchall()
    assert counted == [("nobody", "127.0.0.1")]


def test_fifty_requests_that_are_sent_by_halves_do_not_stop_readers(site):
    halves = [
        f"GET /case-studies/ HTTP/1.1\r\nHost: {HOST}\r\nX-Half: ".encode(),
        f"POST /shortlist/change/ HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 500\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\n\r\naction=".encode(),
    ]
    senders = [site.connect() for _ in range(50)]
    try:
        for number, sender in enumerate(senders):
            sender.sendall(halves[number % 2])

        assert max(seconds_of_readers(site)) < QUICK
    finally:
        for sender in senders:
            sender.close()


def test_sender_that_never_ends_is_let_go(site):
    with site.connect() as sender:
        sender.sendall(f"POST /shortlist/change/ HTTP/1.1\r\nHost: {HOST}\r\n".encode())
        started = time.monotonic()

        sender.recv(1000)

    assert 5 < time.monotonic() - started < 25


def test_file_of_twenty_seconds_does_not_stop_readers(site):
    before = statistics.median(seconds_of_readers(site))
    done = threading.Event()

    def take_away() -> None:
        answer = ask(site, "/case-studies/?export=csv&slowly=1")
        assert answer.status == 200
        done.set()

    thread = threading.Thread(target=take_away)
    thread.start()
    time.sleep(0.5)

    meanwhile = seconds_of_readers(site)

    assert not done.is_set()
    assert max(meanwhile) < QUICK
    assert statistics.median(meanwhile) < max(4 * before, 0.2)
    thread.join(60)
    assert done.is_set()


def test_reader_that_takes_a_file_slowly_keeps_no_thread(site):
    readers = [site.connect() for _ in range(12)]
    try:
        for reader in readers:
            reader.sendall(f"GET /case-studies/ HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())

        assert max(seconds_of_readers(site)) < QUICK
    finally:
        for reader in readers:
            reader.close()


def test_static_files_come_from_nginx_compressed_and_for_good(site):
    address = re.search(r'href="(/static/build/portal[^"]+css)"', ask(site, "/").text)[1]

    style = ask(site, address, headers={"Accept-Encoding": "gzip"})

    assert style.status == 200
    assert style.headers["Content-Encoding"] == "gzip"
    assert "immutable" in style.headers["Cache-Control"]
    assert style.headers["X-Content-Type-Options"] == "nosniff"
    assert gzip.decompress(style.body) == ask(site, address).body


def test_static_file_that_is_not_there_is_answered_for_by_the_portal_and_not_kept(site):
    answer = ask(site, "/static/build/nothing.css")

    assert answer.status == 404
    assert "Page not found" in answer.text
    assert "immutable" not in answer.headers.get("Cache-Control", "")


@pytest.mark.parametrize(
    "path", ["/static/..%2fmanage.py", "/static/../manage.py", "/static/x.css"]
)
def test_nothing_but_static_files_is_found_below_static(site, path):
    assert ask(site, path).status in (400, 404)


def test_public_pages_are_compressed_and_curators_pages_are_not(site):
    asked = {"Accept-Encoding": "gzip"}

    page = ask(site, "/case-studies/", headers=asked)
    file = ask(site, "/case-studies/?export=csv", headers=asked)

    for answer in (page, file):
        assert answer.headers["Content-Encoding"] == "gzip"
    # Once, and not by both.
    assert gzip.decompress(page.body).startswith(b"<!doctype html>")
    assert b"\x1f\x8b" not in gzip.decompress(file.body)
    assert "Content-Encoding" not in ask(site, "/admin/login/", headers=asked).headers


def test_what_is_too_large_or_too_long_is_refused_in_words(site):
    large = ask(site, "/shortlist/change/", "POST", body=b"x" * 1_100_000)
    long = ask(site, f"/case-studies/?q={'x' * 9_000}")

    assert (large.status, long.status) == (413, 414)
    assert "Nothing has been changed" in large.text
    assert "too long" in long.text


def test_address_of_every_facet_value_is_answered(site):
    assert (
        ask(site, f"/case-studies/?{'&'.join(f'approach=x{n}' for n in range(500))}").status == 200
    )


def test_one_process_that_is_down_is_not_noticed(site):
    first, _ = site.web
    site.stop_web(first)
    try:
        seconds_of_readers(site, 6)
    finally:
        site.start_web(first)


def test_portal_that_is_away_says_so_and_when_to_try_again(site):
    for port in site.web:
        site.stop_web(port)
    try:
        page = ask(site, "/case-studies/")
        watched = ask(site, "/health/ready", secure=False)

        assert watched.status == 503
        assert json.loads(watched.text)["status"] == "unavailable"
        assert page.status == 503
        assert page.headers["Retry-After"] == "30"
        assert "away for a moment" in page.text
    finally:
        for port in site.web:
            site.start_web(port)
