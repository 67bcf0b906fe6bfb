"""Searches that found nothing: noted on the second day, and never in anybody's way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from wellbeing_portal.core.models import UnansweredSearch
from wellbeing_portal.core.unanswered import noting
from wellbeing_portal.core.unanswered.noting import digest_of, note

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
FIRST = dt.date(2031, 5, 1)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let it be so many days after the first."""

    def set_day(later: int) -> None:
        day = FIRST + dt.timedelta(days=later)
        monkeypatch.setattr(timezone, "localdate", lambda *_: day)

    set_day(0)
    return set_day


def search(text: str, agent: str = BROWSER, **headers: str) -> Any:
    """Search as a reader who is nobody in particular."""
    told = {"user-agent": agent, **headers}
    return Client().get(reverse("search"), {"q": text}, headers=told)


def rows() -> list[tuple[str, int, int]]:
    found = UnansweredSearch.objects.order_by("pk")
    return [(one.words, one.days, one.times) for one in found]


def test_words_are_kept_from_the_second_day_on(on):
    search("Fuel poverty")
    search("fuel   poverty?")
    assert rows() == [("", 1, 2)]

    on(3)
    search("fuel poverty")
    search("“Fuel” Poverty")
    assert rows() == [("fuel poverty", 2, 4)]

    on(4)
    search("fuel poverty")
    found = UnansweredSearch.objects.get()
    assert (found.days, found.first_on, found.last_on) == (
        3, FIRST, FIRST + dt.timedelta(days=4),
    )  # fmt: skip


def test_on_the_first_day_the_words_are_nowhere_in_the_database(on, settings):
    search("fuel poverty")

    stored = repr(UnansweredSearch.objects.values_list().get())
    assert "fuel" not in stored
    assert "poverty" not in stored
    assert "127.0.0.1" not in stored
    assert digest_of("fuel poverty") in stored
    settings.SECRET_KEY = "another-key-that-is-long-enough-for-the-checks-of-django"
    assert digest_of("fuel poverty") not in stored


def test_after_ninety_days_it_is_forgotten_and_begins_anew(on):
    search("fuel poverty")
    on(91)
    search("fuel poverty")
    assert rows() == [("", 1, 1)]

    on(92)
    search("fuel poverty")
    assert rows() == [("fuel poverty", 2, 2)]
    on(92 + 90)
    call_command("clean_up", verbosity=0)
    assert len(rows()) == 1
    on(92 + 91)
    call_command("clean_up", verbosity=0)
    assert rows() == []


def search_list(text: str, route: str = "case_studies", **chosen: str) -> Any:
    """Search a list as a reader who is nobody in particular."""
    asked = {"q": text, **chosen}
    return Client().get(reverse(route), asked, headers={"user-agent": BROWSER})


@pytest.mark.parametrize(
    ("route", "searched"),
    [
        ("case_studies", "case-study"),
        ("strategies", "strategy"),
        ("findings", "finding"),
        ("councils", "council"),
    ],
)
def test_what_a_list_did_not_find_is_kept_apart_and_with_the_list(on, route, searched):
    for day in (0, 1):
        on(day)
        search("fuel poverty")
        assert search_list("Fuel poverty?", route).status_code == 200

    assert rows() == [("fuel poverty", 2, 2)] * 2
    kept = UnansweredSearch.objects.order_by("pk").values_list("searched", flat=True)
    assert list(kept) == ["", searched]


def test_searches_kept_with_the_label_of_their_list_are_known_again_by_its_kind(on):
    renamed = import_module("wellbeing_portal.core.migrations.0009_kind_of_unanswered_searches")
    for day in (0, 1):
        on(day)
        search_list("fuel poverty", "strategies")
    old = digest_of("fuel poverty", "strategies")
    UnansweredSearch.objects.update(searched="strategies", digest=old)

    renamed.keep_kinds(apps, None)

    assert UnansweredSearch.objects.get().searched == "strategy"
    on(2)
    search_list("fuel poverty", "strategies")
    assert rows() == [("fuel poverty", 3, 3)]
    renamed.keep_labels(apps, None)
    again = UnansweredSearch.objects.get()
    assert (again.searched, again.digest) == ("strategies", old)


def test_staff_read_which_list_was_searched(on, admin_client):
    for day in (0, 1):
        on(day)
        search_list("fuel poverty", "strategies")
        search("warm banks")

    html = admin_client.get(reverse("admin:core_unansweredsearch_changelist")).content.decode()

    assert '<td class="field-place">strategies</td>' in html
    assert '<td class="field-place">The whole portal</td>' in html


@pytest.mark.parametrize(
    "asked",
    [
        lambda: search_list("known"),
        lambda: search_list(""),
        lambda: search_list("jo.bloggs@example.org"),
        lambda: search_list("LS1", "councils"),
        lambda: search_list("LS1 1UR", "councils"),
        lambda: search_list("known", nation="wales"),
        lambda: search_list("fuel poverty", nation="wales"),
        lambda: search_list("fuel poverty", widen="no"),
        lambda: Client().get(
            reverse("case_studies"), {"q": "fuel poverty"}, headers={"user-agent": "Googlebot/2"}
        ),
        lambda: Client().head(
            reverse("case_studies"), {"q": "fuel poverty"}, headers={"user-agent": BROWSER}
        ),
    ],
)
def test_nothing_is_noted_of_lists_that_found_something_or_that_filters_narrow(on, asked):
    council = make.CouncilFactory(nation="scotland", region="scotland")
    make.CaseStudyFactory(title="Known", published=True, councils=[council])

    assert asked().status_code == 200

    assert rows() == []


@pytest.mark.parametrize(
    "asked",
    [
        lambda: search("fuel poverty", agent="Googlebot/2.1 (+http://www.google.com/bot.html)"),
        lambda: search("fuel poverty", agent="python-requests/2.32"),
        lambda: search("fuel poverty", agent=""),
        lambda: search("fuel poverty", **{"sec-purpose": "prefetch;prerender"}),
        lambda: search("jo.bloggs@example.org"),
        lambda: search("LS1 1UR"),
        lambda: search("LS1"),
        lambda: search("known"),
        lambda: search(""),
        lambda: Client().head(
            reverse("search"), {"q": "fuel poverty"}, headers={"user-agent": BROWSER}
        ),
        lambda: Client().get(
            reverse("search"),
            {"q": "fuel poverty", "widen": "no"},
            headers={"user-agent": BROWSER},
        ),
        lambda: Client().get(
            reverse("suggestions"), {"q": "fuel poverty"}, headers={"user-agent": BROWSER}
        ),
    ],
)
def test_nothing_is_noted_of_robots_persons_and_what_was_found(on, asked):
    make.CaseStudyFactory(title="Known", published=True)

    assert asked().status_code == 200

    assert rows() == []


def test_the_setting_switches_it_off_and_what_was_kept_goes(on, settings):
    search("fuel poverty")
    settings.UNANSWERED_SEARCHES = False

    search("warm banks")
    assert len(rows()) == 1
    call_command("clean_up", verbosity=0)

    assert rows() == []


@pytest.mark.parametrize(("noted", "said"), [(True, "two different days"), (False, "not kept")])
def test_the_privacy_page_says_what_the_setting_says(client, settings, noted, said):
    settings.UNANSWERED_SEARCHES = noted

    html = client.get(reverse("privacy")).content.decode()

    start = html.index('<li id="searches">')
    assert said in " ".join(html[start : html.index("</li>", start)].split())


def test_the_database_keeps_words_off_the_first_day(on):
    note("fuel poverty")

    with pytest.raises(IntegrityError), transaction.atomic():
        UnansweredSearch.objects.update(words="fuel poverty")


def test_nobody_can_flood_it(on, monkeypatch):
    monkeypatch.setattr(noting, "NEW_A_DAY", 3)
    for number in range(6):
        note(f"made up {number}")
    assert len(rows()) == 3

    on(1)
    monkeypatch.setattr(noting, "MOST", 5)
    for number in range(6):
        note(f"again {number}")
    assert len(rows()) == 5


def test_a_note_that_cannot_be_made_breaks_no_page(on, monkeypatch):
    def busy(*_: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(noting, "_write", busy)

    assert search("fuel poverty").status_code == 200
    assert noting._turn.acquire(blocking=False)
    noting._turn.release()


def test_of_two_notes_at_a_time_one_is_left_out(on):
    with noting._turn:
        note("fuel poverty")

    assert rows() == []


def test_it_is_written_after_the_page_and_only_then(on, monkeypatch):
    told = []
    monkeypatch.setattr(noting, "_write", lambda words, _searched: told.append(words))
    request = RequestFactory(headers={"user-agent": BROWSER}).get("/search/")
    response = HttpResponse("page")
    noting.note_after(response, request, "fuel poverty")
    assert told == []

    response.close()
    assert told == ["fuel poverty"]


def test_the_page_stays_the_same_for_browsers_that_have_it(on, settings):
    settings.PAGE_MEMORY = 4
    first = search("fuel poverty")
    again = search("fuel poverty", **{"if-none-match": first["ETag"]})

    assert first.status_code == 200
    assert not first.cookies
    assert again.status_code == 304
    assert search("fuel poverty")["ETag"] == first["ETag"]


def test_staff_read_what_was_typed_on_two_days_and_nothing_else(on, admin_client):
    for day in (0, 1):
        on(day)
        note("fuel poverty")
    note("seen once")

    html = admin_client.get(reverse("admin:core_unansweredsearch_changelist")).content.decode()

    assert "fuel poverty" in html
    assert f"{reverse('explain_search')}?q=fuel+poverty" in html
    assert "seen once" not in html
    assert "A search of one day" not in html
    assert "1 search that found nothing" in html


def test_the_list_says_when_nothing_is_noted(admin_client, settings):
    settings.UNANSWERED_SEARCHES = False

    html = admin_client.get(reverse("admin:core_unansweredsearch_changelist")).content.decode()

    assert "are not noted" in html


def test_waiting_for_the_database_is_as_before_after_a_note(on):
    with connection.cursor() as cursor:
        show = "PRAGMA busy_timeout" if connection.vendor == "sqlite" else "SHOW lock_timeout"
        cursor.execute(show)
        before = cursor.fetchone()
        note("fuel poverty")
        cursor.execute(show)
        assert cursor.fetchone() == before
