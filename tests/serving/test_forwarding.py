"""What a visitor writes into headers that proxies set is not believed."""

from __future__ import annotations

import pytest

from tests.serving.portal import serving

FORGED = [
    b"SCRIPT_NAME: //evil.example",
    b"Script_Name: /evil",
    b"X_Forwarded_Proto: https",
    b"X-Forwarded-Proto: https",
    b"X-Forwarded-Protocol: ssl",
    b"X-Forwarded-Ssl: on",
    b"X_Forwarded_For: 203.0.113.9",
    b"PATH_INFO: /admin/",
    b"X-Forwarded-Host: evil.example",
    b"X-Forwarded-Port: 444",
    b"Forwarded: host=evil.example;proto=https",
]


def ask(portal, *headers, path=b"/robots.txt", host=b"127.0.0.1"):
    lines = [b"GET " + path + b" HTTP/1.1", b"Host: " + host, b"Connection: close", *headers]
    return portal.say(b"\r\n".join(lines) + b"\r\n\r\n")


@pytest.fixture(scope="module")
def portals(tmp_path_factory):
    """A portal that nothing stands before, and one behind a proxy. Neither needs a database."""
    missing = f"sqlite:///{tmp_path_factory.mktemp('none')}/portal.sqlite3"
    alone, behind = tmp_path_factory.mktemp("alone"), tmp_path_factory.mktemp("behind")
    with (
        serving(alone, missing) as one,
        serving(behind, missing, SERVED_BEHIND_PROXIES="1") as other,
    ):
        yield one, other


@pytest.mark.parametrize("header", FORGED, ids=bytes.decode)
def test_forged_header_changes_no_address(portals, header):
    plain, answer = ask(portals[0]), ask(portals[0], header)

    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.rpartition(b"\r\n\r\n")[2] == plain.rpartition(b"\r\n\r\n")[2]
    assert b"evil" not in answer
    assert b"https://" not in answer


@pytest.mark.parametrize("header", [h for h in FORGED if b"_" in h], ids=bytes.decode)
def test_header_with_an_underscore_passes_no_proxy(portals, header):
    answer = ask(portals[1], header)

    assert b"Sitemap: http://127.0.0.1" in answer
    assert b"evil" not in answer


def test_scheme_is_taken_from_a_proxy_that_is_named(portals):
    assert b"Sitemap: https://127.0.0.1" in ask(portals[1], b"X-Forwarded-Proto: https")


@pytest.mark.parametrize(
    "host", [b"10.1.2.3", b"10.1.2.3:8000", b"[::1]:99", b"evil.example", b"a_b"]
)
def test_whether_it_is_alive_is_told_under_any_name(portals, host):
    assert ask(portals[0], path=b"/health/live", host=host).startswith(b"HTTP/1.1 200")


def test_other_pages_are_told_under_our_own_names_only(portals):
    assert ask(portals[0], host=b"10.1.2.3").startswith(b"HTTP/1.1 400")
    assert ask(portals[0], host=b"evil.example", path=b"/health/livelier").startswith(
        b"HTTP/1.1 400"
    )
    assert ask(portals[0], path=b"/health/livelier").startswith(b"HTTP/1.1 404")


@pytest.mark.parametrize("path", [b"/about/", b"/robots.txt", b"/health/live", b"/missing/"])
def test_head_is_answered_without_a_body_or_a_warning(portals, path):
    lines = [b"HEAD " + path + b" HTTP/1.1", b"Host: 127.0.0.1", b"Connection: close"]
    answer = portals[0].say(b"\r\n".join(lines) + b"\r\n\r\n")

    whole = ask(portals[0], path=path)
    assert answer.endswith(b"\r\n\r\n")
    assert answer.splitlines()[0] == whole.splitlines()[0]
    length = len(whole.partition(b"\r\n\r\n")[2])
    assert f"Content-Length: {length}\r\n".encode() in answer
    assert "no-body" not in portals[0].log


def test_address_of_eight_thousand_bytes_is_served(portals):
    longest = 8190 - len("GET  HTTP/1.1")
    path = b"/about/?q=" + b"x" * (longest - len(b"/about/?q="))

    assert ask(portals[0], path=path).startswith(b"HTTP/1.1 200")
    assert ask(portals[0], path=path + b"x").startswith(b"HTTP/1.1 414")


# ── What is sent ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/shortlist/change/", "/compare/choose/", "/admin/login/", "/"])
def test_body_above_a_megabyte_is_refused_before_it_is_read(portals, path):
    said = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 300000000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
    )
    with portals[0].connect() as connection:
        connection.sendall(said.encode())
        answer = b""
        while b"</html>" not in answer:
            answer += connection.recv(65536)

    assert answer.startswith(b"HTTP/1.1 413")
    assert b"That is too much to send" in answer


def test_body_of_unknown_length_is_refused_before_it_is_read(portals):
    said = (
        b"POST /shortlist/change/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\n5\r\na"
    )
    with portals[0].connect() as connection:
        connection.sendall(said)
        answer = connection.recv(65536)

    assert answer.startswith(b"HTTP/1.1 411")
