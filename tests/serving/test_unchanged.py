"""Pages asked for again while nothing has changed, and pages kept for everybody."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError, connection
from django.db.models import CharField, TextField
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from casestudies.models import CaseStudy, Organisation
from strategies.models import CouncilNeighbour
from tests import factories as make
from tests.pages.reading import every_public_address
from tests.pointing import FACTORIES
from wellbeing_portal.core.models import Redirect
from wellbeing_portal.core.serving import unchanged
from wellbeing_portal.core.serving.page_memory import pages_kept

LIST = "/case-studies/"
ZIPPED = {"Accept-Encoding": "gzip"}


@pytest.fixture(autouse=True)
def nothing_kept_before() -> Iterator[None]:
    pages_kept.clear()
    yield
    pages_kept.clear()


@pytest.fixture
def memory(settings: Any) -> None:
    """Keep pages, which the suite's settings leave to these tests."""
    settings.PAGE_MEMORY = 4


def again(client: Client, response: Any, address: str = LIST, **headers: str) -> Any:
    return client.get(address, headers={"If-None-Match": response["ETag"], **headers})


def seen(response: Any) -> tuple[int, bytes, dict[str, list[str]]]:
    """What a browser gets, tag and body as it reads it."""
    body = response.content
    if response.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    left = {"Content-Length", "Content-Encoding", "X-Request-ID"}
    headers = {name: sorted(v.split(", ")) for name, v in response.items() if name not in left}
    return response.status_code, body, headers


# ── Not again ────────────────────────────────────────────────────────────────────────────


def test_every_page_that_has_not_changed_is_not_sent_again(universe, client):
    for address in every_public_address(universe):
        first = client.get(address)
        answer = again(client, first, address)

        assert first["ETag"].startswith('W/"'), address
        assert (answer.status_code, answer.content) == (304, b""), address
        assert answer["ETag"] == first["ETag"], address
        for said in (first, answer):
            assert "no-cache" in said["Cache-Control"], address


def test_page_not_sent_again_asks_one_query(universe, client):
    first = client.get(LIST)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        again(client, first)

    assert len(queries) == 1


def test_page_itself_asks_no_further_query_for_its_tag(universe, client, settings):
    client.get(LIST)
    with CaptureQueriesContext(connection) as tagged:
        client.get(LIST)
    settings.PAGE_TAGS = False
    with CaptureQueriesContext(connection) as plain:
        client.get(LIST)

    assert len(tagged) == len(plain)


def test_every_address_has_a_tag_of_its_own(universe, client):
    addresses = list(every_public_address(universe))
    tags = {client.get(address)["ETag"] for address in addresses}

    assert len(tags) == len(addresses)
    assert client.get(LIST, {"q": "x"})["ETag"] != client.get(LIST, {"q": "y"})["ETag"]


@pytest.mark.parametrize("kept", [0, 4])
def test_changed_content_is_another_page(universe, client, settings, kept):
    settings.PAGE_MEMORY = kept
    first = client.get(LIST)
    universe.rich.title = "Living streets, changed"
    universe.rich.save()

    answer = again(client, first)

    assert answer.status_code == 200
    assert b"Living streets, changed" in answer.content


def test_withdrawn_record_goes_from_kept_pages_at_once(universe, client, memory):
    address = universe.rich.get_absolute_url()
    client.get(address)
    client.get(LIST)
    universe.rich.state = CaseStudy.State.UNPUBLISHED
    universe.rich.save()

    assert client.get(address).status_code in (404, 410)
    assert universe.rich.title not in client.get(LIST).content.decode()


VALID = {
    "gss_code": "E06000999",
    "url": "https://example.org/another",
    "website": "https://example.org/another",
}
SHOWN = [
    model
    for model in FACTORIES
    if model._meta.app_label in {"casestudies", "strategies"} and model is not CouncilNeighbour
]
"""What curators edit. The ranking of neighbours comes with a release, which says so itself."""


@pytest.mark.django_db
@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model._meta.model_name)
def test_any_change_of_anything_shown_is_another_version(model):
    record = FACTORIES[model].create()
    if model is Organisation:
        make.CaseStudyPartnerFactory(organisation=record, case_study__published=True)
    for field in model._meta.concrete_fields:
        # What a row is called by is never shown.
        if field.name in {"slug", "key"} or field.choices:
            continue
        if isinstance(field, CharField | TextField):
            before = unchanged.look()
            setattr(record, field.name, VALID.get(field.name, "Another"))
            record.save()
            assert unchanged.look() != before, field.name


@pytest.mark.django_db
def test_redirect_that_comes_or_goes_is_another_version():
    approach = make.ApproachFactory()
    before = unchanged.look()
    redirect = Redirect.objects.create(
        kind="casestudies.approach", slug="former", record=approach.pk
    )
    between = unchanged.look()
    redirect.delete()

    assert len({before, between, unchanged.look()}) == 3


def test_another_day_is_another_page(universe, client, monkeypatch):
    first = client.get(LIST)
    monkeypatch.setattr(unchanged.timezone, "localdate", lambda: dt.date(2031, 5, 1))

    assert again(client, first).status_code == 200


def test_another_release_is_another_page(universe, client, monkeypatch):
    first = client.get(LIST)
    monkeypatch.setattr(unchanged, "release", lambda: "another")

    assert again(client, first).status_code == 200


def test_part_for_scripts_never_stands_for_the_page(universe, client, memory):
    page = client.get("/evidence-map/")
    part = again(client, page, "/evidence-map/", **{"HX-Request": "true"})

    assert part.status_code == 200
    assert part["ETag"] != page["ETag"]
    assert "HX-Request" in page["Vary"]


def test_anybodys_guess_is_no_tag(universe, client):
    assert client.get(LIST, headers={"If-None-Match": "*"}).status_code == 200


def test_page_loaded_anew_is_made_anew(universe, client, memory, monkeypatch):
    first = client.get(LIST)
    monkeypatch.setattr(pages_kept, "find", lambda _: pytest.fail("a copy was looked for"))

    anew = again(client, first, **{"Cache-Control": "no-cache"})

    assert (anew.status_code, anew.content, anew["ETag"]) == (200, first.content, first["ETag"])


# ── Visitors and curators ────────────────────────────────────────────────────────────────


def shortlist(client: Client, universe: Any) -> None:
    client.post("/shortlist/change/", {"action": "add", "item": f"c{universe.rich.pk}"})


@pytest.mark.parametrize("kept", [0, 4])
def test_page_with_a_visitors_choices_is_theirs_alone(universe, client, settings, kept):
    settings.PAGE_MEMORY = kept
    everybodys = Client().get(LIST)
    shortlist(client, universe)

    mine = client.get(LIST)
    others = again(Client(), mine)

    assert b"On your shortlist" in mine.content
    assert mine["ETag"] != everybodys["ETag"]
    assert "private" in mine["Cache-Control"]
    assert "Cookie" in mine["Vary"]
    assert others.status_code == 200
    assert others.content == everybodys.content
    assert again(client, mine).status_code == 304


def test_changed_choice_is_another_page(universe, client, memory):
    shortlist(client, universe)
    listed = client.get(LIST)
    client.post("/compare/choose/", {"kind": "case-studies", "item": universe.rich.slug})

    chosen = again(client, listed)

    assert chosen.status_code == 200
    assert b"case-studies to compare" in chosen.content.lower() or b"to compare" in chosen.content


def test_visitor_who_has_given_up_all_choices_gets_everybodys_page(universe, client, memory):
    everybodys = Client().get(LIST)
    client.post("/compare/choose/", {"kind": "case-studies", "item": universe.rich.slug})
    client.post("/compare/choose/", {"kind": "case-studies", "item": "", "action": "remove"})

    assert client.get(LIST).content == everybodys.content


def test_comparison_is_always_made_for_whoever_has_chosen(universe, client):
    shortlist(client, universe)

    assert not client.get("/compare/case-studies/").has_header("ETag")


def test_pages_are_always_made_for_curators(universe, client, memory):
    client.get(LIST)
    client.force_login(make.UserFactory(is_staff=True))

    assert not client.get(LIST).has_header("ETag")
    assert not client.get("/admin/").has_header("ETag")


# ── What is never tagged nor kept ────────────────────────────────────────────────────────


def sends(change: Callable[[HttpRequest, HttpResponse], Any]) -> tuple[Any, Any]:
    """Answer a page twice through the middleware; ``change`` says what is special about it."""

    def page(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("x" * 5000)
        return change(request, response) or response

    middleware = unchanged.UnchangedMiddleware(page)
    answers = []
    for _ in range(2):
        request: Any = RequestFactory().get("/a-page/")
        request.session = SessionStore()
        answers.append(middleware(request))
    return answers[0], answers[1]


def test_plain_page_is_tagged_and_kept(db, memory):
    calls: list[int] = []
    first, second = sends(lambda *_: calls.append(1))

    assert first["ETag"] == second["ETag"]
    assert len(calls) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda _request, response: response.set_cookie("seen", "1"),
        lambda _request, response: response.headers.setdefault("Cache-Control", "no-store"),
        lambda _request, response: response.headers.setdefault("ETag", '"own"'),
        lambda request, _response: request.session.update({"seen": 1}),
        lambda request, _response: request.META.update({"CSRF_COOKIE_NEEDS_UPDATE": True}),
        lambda _request, _response: HttpResponse("x" * 5000, status=404),
        lambda _request, _response: HttpResponse("x" * 5000, status=503),
    ],
    ids=["cookie", "no-store", "own tag", "session", "key against forgery", "404", "503"],
)
def test_what_is_not_the_same_for_everybody_is_never_kept(db, memory, change):
    first, _ = sends(change)

    assert first.get("ETag", '"own"') == '"own"'
    assert pages_kept.size == 0


def test_database_that_is_away_is_left_to_the_page(db, monkeypatch):
    def fail() -> Any:
        raise OperationalError

    monkeypatch.setattr(unchanged, "look", fail)
    first, _ = sends(lambda *_: None)

    assert first.status_code == 200
    assert not first.has_header("ETag")


# ── Kept for everybody ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("headers", [{}, ZIPPED], ids=["plain", "compressed"])
def test_kept_pages_are_those_that_would_be_made(universe, client, settings, headers):
    for address in every_public_address(universe):
        settings.PAGE_MEMORY = 0
        made = seen(client.get(address, headers=headers))
        settings.PAGE_MEMORY = 4
        first = seen(client.get(address, headers=headers))
        kept = seen(client.get(address, headers=headers))

        assert made == first == kept, address


def test_pages_without_tags_say_the_same(universe, client, settings):
    for address in every_public_address(universe):
        tagged = client.get(address)
        settings.PAGE_TAGS = False
        plain = client.get(address)
        settings.PAGE_TAGS = True

        assert tagged.content == plain.content, address
        assert not plain.has_header("ETag")


def test_kept_page_is_not_rendered_again(universe, client, memory, monkeypatch):
    client.get(LIST)
    monkeypatch.setattr(
        "django.template.response.SimpleTemplateResponse.render",
        lambda *_: pytest.fail("it was rendered"),
    )
    with CaptureQueriesContext(connection) as queries:
        assert client.get(LIST).status_code == 200

    assert len(queries) == 1


def test_memory_for_pages_is_bounded(universe, client, settings):
    settings.PAGE_MEMORY = 0.25
    sizes = set()
    for number in range(60):
        client.get(LIST, {"page": number})
        sizes.add(pages_kept.size)

    assert 0 < max(sizes) <= 0.25 * 1024 * 1024


def test_pages_of_an_earlier_version_are_let_go(universe, client, memory):
    for number in range(5):
        client.get(LIST, {"page": number})
    before = pages_kept.size
    universe.rich.save()
    client.get("/councils/", {"q": "Eastport"})

    assert 0 < pages_kept.size < before


def test_head_is_answered_from_what_is_kept(universe, client, memory):
    page = client.get(LIST)
    head = client.head(LIST)

    assert head.content == b""
    assert head["ETag"] == page["ETag"]
    assert int(head["Content-Length"]) == len(page.content)
