"""Whatever a request says in its headers, it is answered, and never with a fault of ours."""

from __future__ import annotations

import io
from encodings.aliases import aliases
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.depth import examples
from wellbeing_portal.core.serving.charset import Utf8Request

FORM = '--X\r\nContent-Disposition: form-data; name="item"\r\n\r\n-café\r\n--X--\r\n'
READ = [
    "HTTP_ORIGIN", "HTTP_REFERER", "HTTP_HOST", "HTTP_COOKIE", "HTTP_ACCEPT", "CONTENT_TYPE",
    "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_SEC_FETCH_SITE", "HTTP_HX_REQUEST",
    "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_USER_AGENT", "CONTENT_LENGTH",
]  # fmt: skip
NASTY = [
    "http://[::1", "//[", "[::1", "http://[::1]:99999999/", "http://a:b:c/", "http://\xe9/", ",",
    ";", ";q=", "text/html;q=x", "*/*;q=nan", "=", "a=;b", 'a="\\', "W/", '"', "bytes=9-1,", "-1",
    "multipart/form-data", "multipart/form-data; boundary=", "a/b; charset=\xff", "a/b; charset=x",
    "a/b; x*=utf-8''%ff", "a/b; x*=nosuch''%41", "Thu, 99 Foo 9999 99:99:99 GMT", "\u00b2",
]  # fmt: skip
# What gunicorn lets through: tabs, spaces, printable ASCII and what stands above it in Latin-1.
LETTERS = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0xFF, blacklist_categories=["Cc"]), max_size=40
)
HEADERS = st.dictionaries(st.sampled_from(READ), st.sampled_from(NASTY) | LETTERS, max_size=4)
ASKED = [
    ("GET", "/about/"),
    ("HEAD", "/about/"),
    ("POST", "/shortlist/change/"),
    ("POST", "/compare/choose/"),
    ("POST", "/admin/login/"),
    ("GET", "/static/build/portal.css"),
    ("GET", "/compare/councils/"),
    ("GET", "/health/live"),
]


application = get_wsgi_application()
application.request_class = Utf8Request


def ask(method: str, path: str, headers: dict[str, str]) -> int:
    """Ask as a server does, so that nothing mends the request on its way."""
    # Django's client for tests connects them again; they would close what the test reads with.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    said: list[str] = []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(b"action=add&item=c1"), "wsgi.errors": io.StringIO(),
        "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": "18",
        "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }  # fmt: skip

    def start_response(status: str, _headers: Any, _error: Any = None, /) -> Any:
        said.append(status)

    answer = application(environ | headers, start_response)
    b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return int(said[0].split()[0])


@pytest.mark.django_db
@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.sampled_from(ASKED), HEADERS)
@example(("GET", "/about/"), {"CONTENT_TYPE": "a/b; x*=nosuch''%41"})
@example(("POST", "/shortlist/change/"), {"HTTP_ORIGIN": "http://[::1"})
@example(("POST", "/admin/login/"), {"HTTP_ORIGIN": "http://[::1"})
@example(("POST", "/compare/choose/"), {"HTTP_REFERER": "http://[::1"})
def test_no_header_leads_to_a_fault(asked, headers):
    assert ask(*asked, headers) < 500


@pytest.mark.django_db
@pytest.mark.parametrize("origin", ["http://[::1", "//[", "null", "http://evil.example", ""])
@pytest.mark.parametrize("path", ["/shortlist/change/", "/compare/choose/"])
def test_form_from_an_origin_that_is_not_ours_is_refused(origin, path):
    response = Client().post(path, {"action": "clear"}, headers={"Origin": origin})

    assert response.status_code == 403


@pytest.mark.parametrize("codec", sorted({*aliases.values(), "idna", "punycode", "undefined"}))
def test_encoding_that_a_request_names_is_not_believed(codec):
    sent_as = "multipart/form-data; boundary=X"
    environ = RequestFactory().generic("POST", "/?q=caf%C3%A9", FORM.encode(), sent_as).environ

    request = Utf8Request(environ | {"CONTENT_TYPE": f"{sent_as}; charset={codec}"})

    assert request.GET["q"] == "café"
    assert request.POST["item"] == "-café"


def test_portal_that_is_served_believes_no_encoding(portal, universe):
    named = {"Content_Type": "text/html; charset=rot13"}

    assert 'value="living"' in portal.ask("/case-studies/?q=living", **named).text
