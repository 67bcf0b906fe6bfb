"""When something is wrong the visitor sees the portal's own page, even without a database."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError, ProgrammingError, connections
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_POST

from tests.pages.reading import Page
from wellbeing_portal.urls import urlpatterns as portal


def break_down(request):
    raise RuntimeError("a secret detail")


def refuse(request):
    raise PermissionDenied("a secret detail")


def suspect(request):
    raise SuspiciousOperation("a secret detail")


@require_POST
def accept(request):
    return HttpResponse("done")


urlpatterns = [
    *portal,
    path("break/", break_down),
    path("refuse/", refuse),
    path("suspect/", suspect),
    path("accept/", accept),
]
"""The portal with four more addresses, on which things go wrong."""


@pytest.fixture
def visitor(settings):
    """A client that sees answers as a visitor does, not exceptions."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def cut_off(monkeypatch, error):
    """Let every attempt to speak to the database fail, as when the server is gone."""

    def fail(*args, **kwargs):
        raise error("could not connect to server: secret.internal refused")

    for name in ("ensure_connection", "cursor", "chunked_cursor"):
        monkeypatch.setattr(connections["default"], name, fail)


@pytest.fixture
def no_database(monkeypatch, db):
    cut_off(monkeypatch, OperationalError)
    yield
    # Teardown rolls back, and needs the database again.
    monkeypatch.undo()


ERRORS = [
    ("/nothing/here/", 404, "Page not found"),
    ("/refuse/", 403, "You do not have permission"),
    ("/suspect/", 400, "Something in the address or the form was not right"),
    ("/break/", 500, "Sorry, something went wrong"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status", "heading"), ERRORS)
def test_error_page_has_the_look_of_the_portal(visitor, address, status, heading):
    response = visitor.get(address)

    page = Page(response.content.decode())
    assert response.status_code == status
    assert page.headings[0] == ("h1", heading)
    assert page.title.endswith(" – Council Wellbeing Portal")
    assert {"/case-studies/", "/about/", "#main-content"} <= set(page.links)
    assert "build/portal.css" in page.html
    assert "secret detail" not in page.html


@pytest.mark.parametrize(("address", "status", "heading"), ERRORS)
def test_error_page_needs_no_database(no_database, visitor, address, status, heading):
    response = visitor.get(address)

    assert response.status_code == status
    assert heading in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/case-studies/", "/councils/leeds/", "/sources/", "/sitemap.xml"]
)
def test_page_that_needs_the_database_says_in_words_that_it_is_away(no_database, visitor, address):
    response = visitor.get(address)

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    text = response.content.decode()
    assert "The portal cannot reach its content just now" in text
    assert "secret.internal" not in text


@pytest.mark.parametrize("address", ["/about/", "/accessibility/", "/privacy/", "/cookies/"])
def test_page_that_needs_no_database_works_without_it(no_database, visitor, address):
    assert visitor.get(address).status_code == 200


def test_form_without_its_token_gets_the_page_for_that(settings, db):
    settings.ROOT_URLCONF = __name__

    response = Client(enforce_csrf_checks=True).post("/accept/")

    assert response.status_code == 403
    assert "your browser may block cookies" in response.content.decode()
    assert "Council Wellbeing Portal" in response.content.decode()


def test_host_that_is_not_ours_is_a_bad_request(visitor, db):
    response = visitor.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "Something in the address" in response.content.decode()
    assert "evil.example" not in response.content.decode()


def test_missing_page_of_the_admin_does_not_help_to_guess(visitor, db):
    assert visitor.get("/admin/nothing/").status_code in {302, 404}


class TestHealth:
    def test_live_and_ready(self, client, db):
        assert client.get("/health/live").status_code == 200
        response = client.get("/health/ready")
        assert response.status_code == 200
        assert response.json() == {"status": "ready", "database": "ok", "index": "ok"}

    def test_live_without_a_database(self, no_database, client):
        assert client.get("/health/live").status_code == 200

    @pytest.mark.parametrize("error", [OperationalError, ProgrammingError, InterfaceError])
    def test_not_ready_without_a_database(self, monkeypatch, client, db, error):
        with monkeypatch.context() as patch:
            cut_off(patch, error)
            response = client.get("/health/ready")

        assert response.status_code == 503
        assert response.json()["status"] == "unavailable"
        assert "secret" not in response.content.decode()

    @pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
    def test_answers_are_never_kept(self, client, db, address):
        assert "no-store" in client.get(address)["Cache-Control"]

    def test_health_is_answered_over_plain_http(self, client, settings, db):
        settings.SECURE_SSL_REDIRECT = True

        assert client.get("/health/live").status_code == 200
        assert client.get("/about/").status_code == 301
