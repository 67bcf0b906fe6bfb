"""What visitors leave behind is small, and goes by itself."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.hashers import check_password, make_password, verify_password
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from wellbeing_portal.core.serving import cleaning, sessions
from wellbeing_portal.site import leftovers

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PARAMETERS = "$argon2id$v=19$m=19456,t=2,p=1$"
ARGON2 = "wellbeing_portal.core.passwords.PortalArgon2PasswordHasher"


def a_session(days: float, **kept: Any) -> str:
    store = SessionStore()
    store.update(kept or {"shortlist": []})
    store.save()
    Session.objects.filter(pk=store.session_key).update(expire_date=NOW + timedelta(days=days))
    return str(store.session_key)


def attempts(model: Any, days: float, times: int) -> None:
    for number in range(times):
        row = model.objects.create(
            username="curator",
            ip_address="203.0.113.7",
            user_agent=f"{days} {number}",
            **({"failures_since_start": 1} if model is AccessAttempt else {}),
        )
        model.objects.filter(pk=row.pk).update(attempt_time=NOW - timedelta(days=days))


def clean_up() -> str:
    said = io.StringIO()
    call_command("clean_up", stdout=said)
    return said.getvalue()


def test_command_removes_what_has_run_out_and_nothing_else():
    kept = a_session(1)
    for _ in range(3):
        a_session(-1)
    attempts(AccessAttempt, 2, 2)
    attempts(AccessAttempt, 0.5, 1)
    attempts(AccessLog, 100, 2)
    attempts(AccessLog, 80, 1)

    said = clean_up()

    assert "Removed 3 sessions that had run out." in said
    assert list(Session.objects.values_list("pk", flat=True)) == [kept]
    assert (AccessAttempt.objects.count(), AccessLog.objects.count()) == (1, 1)
    assert clean_up() == "There was nothing to remove.\n"


def test_it_is_removed_in_small_steps(monkeypatch):
    for _ in range(7):
        a_session(-1)
    asked = []

    def expired(limit: int) -> int:
        asked.append(limit)
        return leftovers.expired_sessions(limit)

    monkeypatch.setitem(cleaning._chores, "sessions that had run out", expired)

    cleaning.clean_up(step=3, pause=0)

    assert asked == [3, 3, 3, 3]
    assert not Session.objects.exists()


def test_too_many_sessions_lose_the_oldest_of_visitors_and_no_curator(monkeypatch):
    monkeypatch.setattr(leftovers, "MOST_SESSIONS", 4)
    curator = a_session(2, _auth_user_id="1")
    visitors = [a_session(days) for days in (10, 20, 30, 40, 50)]

    clean_up()

    left = set(Session.objects.values_list("pk", flat=True))
    assert left == {curator, *visitors[2:]}


def test_serving_cleans_up_now_and_then_without_any_command(
    transactional_db, universe, monkeypatch
):
    monkeypatch.setattr(cleaning, "AFTER", 3)
    a_session(-1)

    for _ in range(3):
        Client().post(
            "/shortlist/change/", {"action": "add", "item": f"c{universe.rich.pk}"}
        ).close()

    assert not Session.objects.filter(expire_date__lt=NOW).exists()
    assert Session.objects.count() == 3


@pytest.mark.parametrize(
    "sent",
    [
        {"action": "add", "item": "c999999"},
        {"action": "undo"},
        {"action": "clear"},
        {"action": "note", "item": "c1", "note": "x"},
        {"action": "nonsense"},
    ],
)
def test_nothing_is_kept_where_there_is_nothing_to_keep(universe, client, sent):
    response = client.post("/shortlist/change/", sent)

    assert response.status_code == 302
    assert not response.cookies
    assert not Session.objects.exists()


def test_session_has_a_greatest_size_and_what_was_typed_stays_on_the_page(
    universe, client, monkeypatch
):
    monkeypatch.setattr(sessions, "LARGEST", 500)
    item = f"c{universe.rich.pk}"
    client.post("/shortlist/change/", {"action": "add", "item": item})
    note = "".join(chr(0x4E00 + n * 7 % 20_000) for n in range(900))

    response = client.post("/shortlist/change/", {"action": "note", "item": item, "note": note})

    assert response.status_code == 413
    assert "Your list has no room for that" in response.content.decode()
    assert note in response.content.decode()
    assert "On your shortlist" in client.get(universe.rich.get_absolute_url()).content.decode()


def test_uploaded_file_is_not_kept(universe, client):
    sent = {
        "action": "add",
        "item": f"c{universe.rich.pk}",
        "file": io.BytesIO(b"x" * 100_000),
    }

    response = client.post("/shortlist/change/", sent)

    assert response.status_code == 302
    assert not response.wsgi_request.FILES
    assert client.session["shortlist"]


@pytest.mark.parametrize("path", ["/shortlist/change/", "/admin/login/"])
def test_visitor_may_send_a_megabyte_and_no_more(client, path):
    assert client.post(path, {"note": "x" * 1_000_001}).status_code == 413


def test_curator_may_send_more(admin_client):
    response = admin_client.post("/admin/auth/group/add/", {"name": "x" * 2_000_000})

    assert response.status_code == 200
    too_much = admin_client.post("/admin/auth/group/add/", {"name": "x" * 5_200_001})
    assert too_much.status_code == 413


def test_pages_that_depend_on_the_session_are_kept_out_of_shared_caches(universe, client):
    client.post("/shortlist/change/", {"action": "add", "item": f"c{universe.rich.pk}"})

    for path in ("/shortlist/", "/case-studies/", universe.rich.get_absolute_url(), "/about/"):
        response = client.get(path)
        assert "private" in response["Cache-Control"], path
        assert "Cookie" in response["Vary"], path


# ── Signing in ───────────────────────────────────────────────────────────────────────────


def test_password_takes_nineteen_megabytes_to_check(settings):
    settings.PASSWORD_HASHERS = [ARGON2]

    assert f"argon2{PARAMETERS}" in make_password("secret")


def test_password_hashed_with_more_still_counts_and_is_hashed_anew(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    old = make_password("secret")
    settings.PASSWORD_HASHERS = [ARGON2]
    renewed = []

    assert check_password("secret", old, renewed.append)
    assert renewed == ["secret"]
    assert verify_password("secret", make_password("secret")) == (True, False)


@pytest.mark.parametrize(
    "there", ["", "//evil.example/", "https://evil.example/", "javascript:alert(1)", "http://[::1"]
)
def test_sign_in_that_names_no_place_of_ours_leads_to_the_first_page_of_the_editor(
    client, django_user_model, there
):
    django_user_model.objects.create_superuser("curator", password="secret")

    response = client.post(
        f"/admin/login/?next={there}", {"username": "curator", "password": "secret", "next": there}
    )

    assert response.status_code == 302
    assert response["Location"] == "/curate/"
