"""Browser tests: real pages in Debian's Chromium, watched and judged.

A browser test names the fixtures ``live_server``, then ``content`` if it wants the starter
content, then ``page``. Whatever goes wrong in the browser on the way fails it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.chromium import FLAGS, find_chromium

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

REPORT_CSP = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP ${event.effectiveDirective} refused ${event.blockedURI || "inline"}`));
"""

SILENCE = "navigator.sendBeacon = () => true; window.fetch = () => new Promise(() => {}); 0"
"""Pages of the editor say that they are left, which would come when the database is gone."""


@pytest.fixture(scope="session", autouse=True)
def one_request_at_a_time() -> Iterator[None]:
    """Let the live server answer one request after the other.

    The database in memory is one connection for all its threads. Two that use it at once can wait
    for each other for ever: one holds SQLite and wants Python, for a rule with a pattern, and the
    other holds Python and wants SQLite.
    """
    turn, answer = threading.Lock(), WSGIHandler.__call__

    def in_turn(self: WSGIHandler, *asked: Any) -> Any:
        with turn:
            return answer(self, *asked)

    with mock.patch.object(WSGIHandler, "__call__", in_turn):
        yield


@pytest.fixture(autouse=True)
def pages_kept(settings: Any) -> None:
    """Keep pages as a portal that serves does: many tests come to the same ones.

    What changes content, or has chosen something, gets a page that is made anew.
    """
    settings.PAGE_MEMORY = 32


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = find_chromium()
    if path is None:
        pytest.skip("Chromium was not found; CHROMIUM_PATH says where it is")
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "viewport": {"width": 1280, "height": 900},
        # A page that moves is judged half-way.
        "reduced_motion": "reduce",
    }


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of so far. A test that provokes a complaint takes it out."""
    return []


@pytest.fixture
def page(page: Page, complaints: list[str]) -> Iterator[Page]:
    """A page that fails its test on a console error, a CSP violation or a request elsewhere."""
    page.add_init_script(REPORT_CSP)
    watch(page, complaints)
    yield page
    if not page.is_closed():
        page.evaluate(SILENCE)
    assert not complaints, "the browser complained:\n" + "\n".join(complaints)


def watch(page: Page, complaints: list[str]) -> None:
    """Note every complaint about ``page``, and about what it opens, in ``complaints``."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console error on {page.url}: {message.text}")

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in {
            "localhost",
            "127.0.0.1",
        }:
            complaints.append(f"request to another host from {page.url}: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(f"error on {page.url}: {error}"))
    page.on("request", on_request)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that a page, as it stands, breaks no rule of WCAG 2.2 A and AA that axe-core knows."""

    def check(page: Page) -> None:
        results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        violations = results.response["violations"]
        assert not violations, f"{page.url} at {page.viewport_size}:\n" + "\n".join(
            f"  {violation['id']} ({violation['impact']}): {violation['help']}\n"
            + "\n".join(
                f"    {' '.join(map(str, n['target']))}  {n['html'][:160]}"
                for n in violation["nodes"]
            )
            for violation in violations
        )

    return check


@pytest.fixture
def page_without_scripts(
    browser: Browser, browser_context_args: dict[str, Any], complaints: list[str]
) -> Iterator[Page]:
    """A page in a browser with JavaScript switched off, watched like ``page``."""
    with browser.new_context(**{**browser_context_args, "java_script_enabled": False}) as context:
        page = context.new_page()
        watch(page, complaints)
        yield page
    assert not complaints, "the browser complained:\n" + "\n".join(complaints)
