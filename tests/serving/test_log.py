"""What the log says of a request, under which number, and what it never says."""

from __future__ import annotations

import io
import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.template import TemplateDoesNotExist
from django.test import Client
from django.urls import NoReverseMatch, path

from tests.pages.reading import Page
from tests.serving.portal import ROOT, serving
from wellbeing_portal.core.serving.log_lines import JsonLine, OfRequest, PlainLine
from wellbeing_portal.urls import handler500 as handler_of_faults
from wellbeing_portal.urls import urlpatterns as portal_addresses

log = logging.getLogger("tests.of.a.page")


def tell(request: Any) -> HttpResponse:
    log.warning("Told at %s", request.get_full_path())
    return HttpResponse("told")


def break_down(request: Any) -> HttpResponse:
    raise RuntimeError(f"lost at {request.get_full_path()}\nand in two lines")


def stream(request: Any) -> StreamingHttpResponse:
    def parts() -> Iterator[str]:
        yield "a"
        log.warning("half")
        yield "b"
        if "break" in request.GET:
            raise RuntimeError("no more")

    return StreamingHttpResponse(parts())


handler500 = handler_of_faults
urlpatterns = [
    *portal_addresses,
    path("tell/", tell),
    path("break/", break_down),
    path("stream/", stream),
]


@pytest.fixture
def visitor(settings: Any, db: None) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Read what has been logged so far, as machines would."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLine())
    handler.addFilter(OfRequest())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def test_every_answer_has_a_number_of_its_own(visitor):
    addresses = ("/about/", "/about/", "/nothing/", "/break/", "/health/live", "/stream/")

    numbers = [visitor.get(address)["X-Request-ID"] for address in addresses]

    assert len(set(numbers)) == len(addresses)
    assert all(re.fullmatch(r"[0-9a-f]{32}", number) for number in numbers)


def test_number_of_a_proxy_is_kept_where_there_is_one(visitor, settings):
    said = {"x-request-id": "0123456789abcdef"}

    assert visitor.get("/about/", headers=said)["X-Request-ID"] != said["x-request-id"]
    settings.TRUSTED_PROXIES = 1
    assert visitor.get("/about/", headers=said)["X-Request-ID"] == said["x-request-id"]


@pytest.mark.parametrize("said", ["", "short", "a" * 65, "12345678 \x0b", '12345678"', "é" * 9])
def test_number_that_is_none_is_made_anew_even_from_a_proxy(visitor, settings, said):
    settings.TRUSTED_PROXIES = 1

    number = visitor.get("/about/", headers={"x-request-id": said})["X-Request-ID"]

    assert re.fullmatch(r"[0-9a-f]{32}", number)


def test_line_says_which_request_it_is_about(visitor, lines):
    first = visitor.get("/tell/")["X-Request-ID"]
    second = visitor.get("/tell/")["X-Request-ID"]
    log.warning("Nobody asked")

    told = lines()

    assert [line.get("request") for line in told] == [first, second, None]
    assert told[0]["logger"] == "tests.of.a.page"
    assert told[0]["level"] == "WARNING"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]{12}\+00:00", told[0]["time"])


def test_fault_is_one_line_with_the_number_that_the_visitor_can_quote(visitor, lines):
    answer = visitor.get("/break/?q=my+illness")

    (fault,) = lines()
    assert answer.status_code == 500
    assert fault["request"] == answer["X-Request-ID"]
    assert answer["X-Request-ID"] in Page(answer.content.decode()).text
    assert fault["status"] == 500
    assert "RuntimeError" in fault["error"]
    assert "and in two lines" in fault["error"]


def test_words_of_visitors_are_in_no_line(visitor, lines):
    visitor.get("/tell/?q=my+illness")
    visitor.get("/break/?q=my+illness&council=leeds")

    assert [line["message"] for line in lines()] == [
        "Told at /tell/?…",
        "Internal Server Error: /break/",
    ]
    assert "illness" not in json.dumps(lines())
    assert "leeds" not in json.dumps(lines())


def test_plain_lines_are_without_them_too():
    record = logging.makeLogRecord(
        {"msg": "Error handling request %s", "args": ("/search/?q=my+illness",)}
    )
    record.request_id = "12345678"

    said = PlainLine().format(record)

    assert said.endswith("Error handling request /search/?… [12345678]")


def test_failed_sign_in_names_nobody(visitor, lines):
    form = {"username": "ada.lovelace", "password": "wrong"}
    for _ in range(6):
        visitor.post("/admin/login/", form, REMOTE_ADDR="203.0.113.9")

    said = json.dumps(lines())
    assert "Repeated login failure" in said or "New login failure" in said
    assert "ada.lovelace" not in said
    assert "203.0.113.9" not in said


def test_line_that_is_written_while_an_answer_is_streamed_has_its_number(visitor, lines):
    answer = visitor.get("/stream/")
    assert answer.getvalue() == b"ab"

    assert [line["request"] for line in lines()] == [answer["X-Request-ID"]]


def test_fault_in_the_midst_of_an_answer_names_its_request(visitor):
    answer = visitor.get("/stream/?break=1")

    with pytest.raises(RuntimeError) as failed:
        answer.getvalue()

    assert failed.value.__notes__ == [f"While answering request {answer['X-Request-ID']}"]


def test_fault_is_told_even_where_no_page_can_be_made(visitor, monkeypatch, lines):
    def nothing(*args: Any, **kwargs: Any) -> str:
        raise TemplateDoesNotExist("500.html")

    monkeypatch.setattr("wellbeing_portal.core.serving.fault.render_to_string", nothing)
    answer = visitor.get("/break/")

    page = Page(answer.content.decode())
    assert answer.status_code == 500
    assert page.headings == [("h1", "Sorry, something went wrong")]
    assert answer["X-Request-ID"] in page.text
    assert {line["request"] for line in lines()} == {answer["X-Request-ID"]}


@pytest.mark.parametrize("address", ["/nothing/", "/break/", "/about/"])
def test_page_is_made_even_where_no_address_can_be_found(visitor, monkeypatch, address):
    def nowhere(*args: str) -> str:
        raise NoReverseMatch("a secret detail")

    monkeypatch.setattr("wellbeing_portal.core.templatetags.addresses.address_of", nowhere)
    answer = visitor.get(address)

    page = Page(answer.content.decode())
    assert answer.status_code == 500
    assert page.headings == [("h1", "Sorry, something went wrong")]
    assert answer["X-Request-ID"] in page.text
    assert "secret detail" not in page.html


@pytest.mark.parametrize(
    ("environment", "is_json"),
    [
        ({"ALLOWED_HOSTS": "portal.example"}, True),
        ({"ALLOWED_HOSTS": "localhost"}, False),
        ({"ALLOWED_HOSTS": "portal.example", "DEBUG": "1"}, False),
        ({"ALLOWED_HOSTS": "portal.example", "LOG_FORMAT": "lines"}, False),
        ({"ALLOWED_HOSTS": "localhost", "LOG_FORMAT": "json"}, True),
    ],
)
def test_lines_are_json_where_the_portal_is_public_unless_told_otherwise(environment, is_json):
    code = (
        "import django, logging; django.setup(); logging.getLogger('of.a.test').error('said\\nso')"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={
            "PATH": "",
            "SECRET_KEY": "x" * 50,
            "DJANGO_SETTINGS_MODULE": "wellbeing_portal.settings",
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    ).stderr

    if is_json:
        assert json.loads(said)["message"] == "said\nso"
    else:
        assert "ERROR of.a.test: said\nso" in said


@pytest.mark.django_db(transaction=True)
def test_served_portal_writes_json_alone_its_server_too(database, tmp_path):
    asked = {"LOG_FORMAT": "json", "GUNICORN_CMD_ARGS": "--access-logfile -"}
    with serving(tmp_path, database, **asked) as portal:
        before = len(portal.log.splitlines())
        page = portal.ask("/case-studies/?q=my+illness", Referer="http://localhost/?q=mine")
        portal.ask("/about/%0Aforged")
        portal.ask("/about/", Host="evil.example")
        portal.say(b"nonsense\r\n\r\n")
        told = [json.loads(line) for line in portal.log.splitlines()[before:]]

    shown = next(line for line in told if line.get("path") == "/case-studies/")
    assert shown["request"] == page.headers["x-request-id"]
    assert (shown["method"], shown["status"]) == ("GET", 200)
    assert shown["bytes"] == len(page.body)
    assert any(line["logger"] == "gunicorn.error" for line in told)
    assert any(line["logger"].startswith("django.security") for line in told)
    assert any(line.get("path") == "/about/\nforged" for line in told)
    assert "illness" not in json.dumps(told)
    assert "mine" not in json.dumps(told)
    assert not any("127.0.0.1" in str(line.get("message")) for line in told if "path" in line)
