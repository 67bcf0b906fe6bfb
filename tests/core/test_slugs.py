"""What a record may be called in addresses."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import include, path, resolve

from strategies.models import Council, Strategy
from tests.addressed import each_kind, each_page, make_public
from wellbeing_portal.core.redirects.checks import check_addresses
from wellbeing_portal.core.routes import routes
from wellbeing_portal.core.slugs import RESERVED, kind_at, place_of, reserved_words
from wellbeing_portal.urls import urlpatterns as portal

pytestmark = pytest.mark.django_db

BAD = ["Leeds", "st_albans", "-york", "york-", "king--lynn", "st albans", "caffè", "a/b", "_", "-"]
LATER = ["findings", "like", "map", "test", "compare", "export", "new", "edit", "admin", "feed"]


def refused(model, slug):
    record = make_public(model)
    record.slug = slug
    with pytest.raises(ValidationError) as told:
        record.full_clean()
    return told.value.message_dict


@each_kind
@pytest.mark.parametrize("slug", BAD)
def test_slug_that_is_not_plain_is_refused_at_its_field(model, slug):
    assert "lower case letters and digits" in " ".join(refused(model, slug)["slug"])


@each_kind
@pytest.mark.parametrize("slug", ["leeds", "st-albans", "2020", "a1-b2"])
def test_plain_slug_is_taken(model, slug):
    make_public(model, slug=slug).full_clean()


@each_kind
@pytest.mark.parametrize("slug", LATER)
def test_word_of_another_page_is_refused(model, slug):
    assert "kept for another page" in refused(model, slug)["slug"][0]


@each_page
def test_every_word_that_stands_beside_the_pages_of_a_kind_is_refused(model):
    before = place_of(model)
    words = {
        route.text.removeprefix(before).partition("/")[0]
        for route in routes()
        if route.text.startswith(before)
    }

    for word in words - {""}:
        if "<" not in word:
            assert word in reserved_words(model), word
            assert refused(model, word)


@each_page
def test_no_address_hides_a_record(model):
    record = make_public(model, slug="stand-alone")

    match = resolve(record.get_absolute_url())

    assert match.kwargs == {"slug": "stand-alone"}
    assert kind_at(place_of(model).rstrip("/").rpartition("/")[2]) is model
    assert check_addresses() == []


def view(request, **kwargs):
    raise NotImplementedError


urlpatterns = [
    path("councils/atlas/", view),
    path("councils/", include([path("<slug:slug>/like/", view), path("twins/<str:one>/", view)])),
    *portal,
    path("councils/afterwards/", view),
]


def test_new_address_reserves_its_word_by_itself(settings):
    settings.ROOT_URLCONF = __name__

    assert {"atlas", "twins", "afterwards"} <= reserved_words(Council)
    assert not {"atlas", "twins", "afterwards"} & reserved_words(Strategy)
    assert "kept for another page" in refused(Council, "atlas")["slug"][0]
    assert check_addresses() == []


class Shadowing:
    urlpatterns = [path("councils/<int:year>/", view), *portal]


def test_check_refuses_an_address_that_could_be_any_records(settings):
    settings.ROOT_URLCONF = Shadowing

    (problem,) = check_addresses()

    assert "councils/<int:year>/" in problem.msg


def test_words_reserved_for_later_are_slugs_themselves():
    assert all(word.isalnum() and word == word.lower() for word in RESERVED)
