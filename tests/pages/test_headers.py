"""What browsers are told with each page, and what they are not asked to keep."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings

from tests.pages.reading import Page, every_public_address


def directives(header: str) -> dict[str, list[str]]:
    parts = [part.split() for part in header.split(";") if part.strip()]
    return {name: values for name, *values in parts}


@pytest.fixture
def responses(universe, answer):
    """The answer of every public address, and of one that is missing."""
    return [answer(one) for one in [*every_public_address(universe), "/missing/", "/health/live"]]


def test_content_security_policy_is_strict_on_every_page(responses):
    for response in responses:
        policy = directives(response["Content-Security-Policy"])
        path = response.request["PATH_INFO"]
        assert policy["default-src"] == ["'none'"], path
        assert policy["script-src"] == ["'self'"], path
        assert policy["style-src"] == ["'self'"], path
        assert policy["connect-src"] == policy["font-src"] == ["'self'"], path
        assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"], path
        assert policy["form-action"] == ["'self'"], path
        for name, values in policy.items():
            assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:"} & set(values), (
                path,
                name,
            )


def test_other_headers_are_on_every_page(responses):
    for response in responses:
        path = response.request["PATH_INFO"]
        assert response["X-Content-Type-Options"] == "nosniff", path
        assert response["Referrer-Policy"] == "same-origin", path
        assert response["X-Frame-Options"] == "DENY", path
        assert response["Cross-Origin-Opener-Policy"] == "same-origin", path
        for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
            assert f"{feature}=()" in response["Permissions-Policy"], path


def test_visitor_gets_no_cookie(responses):
    for response in responses:
        assert not response.cookies, response.request["PATH_INFO"]


def test_pages_say_that_they_are_utf_8_and_english(responses):
    for response in responses:
        if response["Content-Type"].startswith("text/html"):
            assert response["Content-Type"] == "text/html; charset=utf-8"
            assert '<html lang="en-GB"' in response.content.decode()


def test_pages_hold_nothing_inline_and_nothing_from_another_host(responses):
    for response in responses:
        if not response["Content-Type"].startswith("text/html"):
            continue
        path = response.request["PATH_INFO"]
        for tag, attributes in Page(response.content.decode()).tags:
            assert tag != "style", path
            assert "style" not in attributes, (path, tag, attributes)
            assert not [name for name in attributes if name.startswith("on")], (path, tag)
            if tag == "script":
                assert attributes.get("src"), f"{path}: an inline script"
            if tag in {"script", "img", "link", "source", "iframe"}:
                address = attributes.get("src") or attributes.get("href") or ""
                wanted = "/" if attributes.get("rel") == "alternate" else "/static/"
                assert address.startswith(wanted), (path, tag, address)
                assert not address.startswith("//"), (path, tag, address)


def test_https_is_forced_and_remembered_where_it_is_on(client, settings, db):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000

    assert client.get("/about/")["Location"] == "https://testserver/about/"
    answer = client.get("/about/", secure=True)
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000")


def test_cookies_of_curators_are_out_of_reach_of_scripts():
    assert django_settings.SESSION_COOKIE_HTTPONLY
    assert django_settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert django_settings.CSRF_COOKIE_SAMESITE == "Lax"
