"""An address in capitals leads to the same in small letters, and nowhere else."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.http import Http404, HttpResponse
from django.urls import path

from tests import factories as make
from tests.addressed import each_page, make_public
from tests.pages.hostile import public_routes
from wellbeing_portal.core.slugs import place_of
from wellbeing_portal.urls import urlpatterns as portal

pytestmark = pytest.mark.django_db

PLAIN = [f"/{r.pattern}" for r in public_routes() if not r.pattern.converters and str(r.pattern)]


@pytest.mark.parametrize("address", PLAIN)
@pytest.mark.parametrize("change", [str.upper, str.title, str.swapcase])
def test_every_page_in_capitals_leads_to_its_own_address(client, address, change):
    for asked in {change(address), change(address).rstrip("/")}:
        response = client.get(f"{asked}?Q=Leeds&b=%2F")

        assert response.status_code == 301, asked
        assert response["Location"] == f"{address}?Q=Leeds&b=%2F"


@each_page
def test_every_record_in_capitals_leads_to_its_page(model, client):
    record = make_public(model, slug="leeds-2020")
    page = record.get_absolute_url()

    for asked in (page.upper(), f"/{place_of(model)}Leeds-2020/", f"/{place_of(model)}LEEDS-2020"):
        assert client.get(asked)["Location"] == page
        assert client.head(asked).status_code == 301
    assert client.post(page.upper()).status_code in {404, 405}


@each_page
def test_nothing_in_capitals_is_nothing(model, client):
    for slug in ("Nowhere", "İstanbul", "\u212aent", "ſouth", "A" * 500, "Ä", "A\0", "A%2FB"):
        assert client.get(f"/{place_of(model)}{quote(slug)}/").status_code == 404, slug


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/Councils/",
        "//evil.example/councils/Leeds/",
        "///Councils/",
        "/\\evil.example/Councils/",
        "/Councils//Leeds/",
        "/Councils/../Admin/",
        "/Councils/Leeds/Nothing/",
        "/Admin/",
        "/ADMIN/strategies/council/",
        "/Static/admin/portal.css",
        "/Nothing/Here/",
    ],
)
def test_what_is_no_page_of_ours_leads_nowhere(client, address):
    make.CouncilFactory(slug="leeds")

    response = client.get("/", PATH_INFO=address)

    assert response.status_code == 404, response.headers
    assert client.get(f"/{quote('İ')}/").status_code == 404


def test_escaped_slash_leads_to_an_address_of_ours(client):
    make.CouncilFactory(slug="leeds")

    response = client.get("/%2Fevil.example/Councils/Leeds/")

    assert response.status_code == 404


def shared(request, token):
    if token != "aBc":
        raise Http404
    return HttpResponse(token)


urlpatterns = [*portal, path("shared/<str:token>/", shared), path("files/<path:name>", shared)]


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/Shared/aBc/", "/shared/aBc/"),
        ("/Shared/aBc", "/shared/aBc/"),
        ("/Files/aBc", "/files/aBc"),
        ("/shared/ABC/", None),
        ("/shared/xYz/", None),
    ],
)
def test_part_of_an_address_that_may_be_a_token_keeps_its_capitals(client, settings, asked, led):
    settings.ROOT_URLCONF = __name__

    response = client.get(asked)

    assert response.get("Location") == led
    assert response.status_code == (301 if led else 404)


def test_missing_slash_alone_is_set_right_as_before(client):
    make.CouncilFactory(slug="leeds")

    assert client.get("/councils/leeds")["Location"] == "/councils/leeds/"


def test_browser_asks_again_because_a_record_may_take_its_slug_back(client):
    make.CouncilFactory(slug="leeds")

    assert client.get("/councils/Leeds/")["Cache-Control"].split(", ")[0] == "no-cache"
