"""What the environment decides, and what it must never decide wrongly."""

import json
import os
import stat
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client, RequestFactory

from wellbeing_portal.secret_key import local_secret_key
from wellbeing_portal.settings import BASE_DIR
from wellbeing_portal.site.visitor_address import visitor_address

KEY = "a-long-key-that-is-used-in-this-test-and-nowhere-else-at-all"
SHOW = """
import json, sys
from wellbeing_portal import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))
"""


def start(names, **environment):
    """Read the settings in a process of their own, in ``environment`` and no other."""
    usual = {
        "PATH": os.environ["PATH"],
        "ALLOWED_HOSTS": "localhost",
        "DATABASE_URL": "sqlite:///:memory:",
        "DEBUG": "0",
        "SECRET_KEY": "",
        "TRUSTED_PROXIES": "0",
    }
    given = {name: value for name, value in (usual | environment).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", SHOW, *names],
        cwd=BASE_DIR,
        env=given,
        capture_output=True,
        text=True,
        check=False,
    )


def values(*names, **environment):
    return json.loads(start(names, **environment).stdout)


SECURE = (
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
)


def test_public_host_without_secret_key_is_refused():
    refused = start(["SECRET_KEY"], ALLOWED_HOSTS="portal.example")

    assert refused.returncode != 0
    assert "SECRET_KEY is required when DEBUG is off" in refused.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"ALLOWED_HOSTS": "portal.example", "SECRET_KEY": KEY},
        {"ALLOWED_HOSTS": "portal.example", "DEBUG": "1"},
        {"ALLOWED_HOSTS": "localhost,127.0.0.1"},
    ],
    ids=["with a key", "in development", "on this machine"],
)
def test_secret_key_is_there_otherwise(environment):
    assert len(values("SECRET_KEY", **environment)["SECRET_KEY"]) >= 50


def test_key_from_the_environment_is_used():
    assert values("SECRET_KEY", SECRET_KEY=KEY) == {"SECRET_KEY": KEY}


def test_generated_key_is_kept_and_nobody_else_can_read_it(tmp_path):
    path = tmp_path / "var" / "secret_key"

    key = local_secret_key(path)

    assert len(key) >= 50
    assert local_secret_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_machines_generate_different_keys(tmp_path):
    assert local_secret_key(tmp_path / "one") != local_secret_key(tmp_path / "two")


def test_public_host_is_served_over_https_only():
    found = values(*SECURE, "SECURE_HSTS_SECONDS", ALLOWED_HOSTS="portal.example", SECRET_KEY=KEY)

    assert found == dict.fromkeys(SECURE, True) | {"SECURE_HSTS_SECONDS": 31_536_000}


@pytest.mark.parametrize(
    "environment",
    [{"ALLOWED_HOSTS": "localhost,[::1]"}, {"ALLOWED_HOSTS": "portal.example", "DEBUG": "1"}],
    ids=["on this machine", "in development"],
)
def test_local_portal_needs_no_certificate(environment):
    found = values(*SECURE, "SECURE_HSTS_SECONDS", **environment)

    assert found == dict.fromkeys(SECURE, False) | {"SECURE_HSTS_SECONDS": 0}


@pytest.mark.skipif((BASE_DIR / ".env").exists(), reason="this machine's .env may say otherwise")
def test_debug_is_off_by_default():
    shown = start(["DEBUG"], DEBUG=None)

    assert json.loads(shown.stdout) == {"DEBUG": False}


def test_proxy_is_believed_only_where_one_is_named():
    without = start(["SECURE_PROXY_SSL_HEADER"])
    with_one = values("SECURE_PROXY_SSL_HEADER", TRUSTED_PROXIES="1")

    assert "AttributeError" in without.stderr
    assert with_one == {"SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"]}


@pytest.mark.parametrize(("said", "noted"), [(None, True), ("1", True), ("0", False)])
def test_searches_that_find_nothing_are_noted_unless_it_is_switched_off(said, noted):
    assert values("UNANSWERED_SEARCHES", UNANSWERED_SEARCHES=said) == {"UNANSWERED_SEARCHES": noted}


def test_database_url_chooses_postgresql():
    found = values("DATABASES", DATABASE_URL="postgresql://a:b@host:5433/portal")

    database = found["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("host", 5433, "portal")
    assert database["CONN_HEALTH_CHECKS"] is True


def test_sqlite_waits_its_turn_and_lets_readers_read(tmp_path):
    code = """
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    for pragma in ("journal_mode", "busy_timeout", "foreign_keys", "synchronous"):
        print(cursor.execute(f"PRAGMA {pragma}").fetchone()[0])
print(connection.transaction_mode)
"""

    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "wellbeing_portal.settings",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.sqlite3'}",
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert shown.stdout.split() == ["wal", "20000", "1", "1", "IMMEDIATE"]


HSTS = ("SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")


def test_other_names_of_the_domain_are_left_alone_unless_somebody_says_so():
    public = {"ALLOWED_HOSTS": "portal.example", "SECRET_KEY": KEY}

    assert values(*HSTS, **public) == dict.fromkeys(HSTS, False)
    asked = values(*HSTS, **public, HSTS_INCLUDE_SUBDOMAINS="1", HSTS_PRELOAD="1")
    assert asked == dict.fromkeys(HSTS, True)


def test_passwords_are_hashed_with_argon2():
    assert "Argon2" in values("PASSWORD_HASHERS")["PASSWORD_HASHERS"][0]


# ── Who is at the other end ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.7", "10.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.9, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),
        (1, "203.0.113.7:4711", "10.0.0.1"),
    ],
    ids=["no proxy", "one", "one, and a lie", "two, and a lie", "two, one passed by", "no address"],
)
def test_visitor_address_is_what_trusted_proxies_say(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert visitor_address(request) == expected


def test_visitor_address_without_the_header_is_the_connections_own(settings):
    settings.TRUSTED_PROXIES = 1

    assert visitor_address(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1")) == "10.0.0.1"


def log_in(password, address):
    return Client().post(
        "/admin/login/",
        {"username": "curator", "password": password},
        HTTP_X_FORWARDED_FOR=address,
    )


@pytest.mark.django_db
def test_failed_logins_lock_one_address_and_not_the_whole_building(settings, admin_user):
    settings.TRUSTED_PROXIES = 1
    admin_user.username = "curator"
    admin_user.save()

    for _ in range(django_settings.AXES_FAILURE_LIMIT):
        locked = log_in("wrong", "203.0.113.7")

    assert locked.status_code == 429
    assert log_in("password", "203.0.113.7").status_code == 429
    assert log_in("password", "203.0.113.8").status_code == 302


# ── What every page is sent with ─────────────────────────────────────────────────────────


def test_headers_forbid_what_the_portal_does_not_need(client):
    headers = client.get("/health/live").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_tests_run_on_the_database_they_are_told_to():
    expected = "postgresql" if "postgres" in os.environ["DATABASE_URL"] else "sqlite"

    assert connection.vendor == expected
