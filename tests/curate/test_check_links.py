"""Addresses are asked politely, by nobody's leave inside no private network, and never too often.

The servers that answer are on this machine; nothing here asks any other.
"""

from __future__ import annotations

import datetime as dt
import io
import ipaddress
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests import account_factories as account
from tests import factories as make
from tests.curate.answering import Elsewhere, elsewhere
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.curate.links import checking, outside
from wellbeing_portal.curate.models import LinkCheck

pytestmark = pytest.mark.django_db

Answer = LinkCheck.Answer
HERE = "127.0.0.1"
PUBLIC = "93.184.215.14"
DAY = dt.timedelta(days=1)


class Names:
    """Where names lead, instead of anybody's name server."""

    def __init__(self) -> None:
        self.places: dict[str, list[str]] = {"elsewhere.example": [HERE], "other.example": [HERE]}
        self.asked: list[str] = []

    def look_up(self, host: str, port: int, *_said: Any, **_more: Any) -> list[Any]:
        try:
            places = [str(ipaddress.ip_address(host))]
        except ValueError:
            self.asked.append(host)
            places = self.places.get(host, [])
        if not places:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in places]


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    found = Names()
    monkeypatch.setattr(outside.socket, "getaddrinfo", found.look_up)
    return found


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "PAUSE", 0.0)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    """A server on this machine that is taken for one on the public internet; nothing else is."""
    with elsewhere() as found:
        strict = outside.is_public
        monkeypatch.setattr(outside, "is_public", lambda place: str(place) == HERE or strict(place))
        monkeypatch.setattr(outside, "PORTS", {"http": (found.port,), "https": (443,)})
        yield found


def cite(*urls: str) -> None:
    for url in urls:
        make.SourceFactory(published=True, url=url)


def run(limit: int | None = None) -> str:
    out = io.StringIO()
    call_command("check_links", *([f"--limit={limit}"] if limit else []), stdout=out)
    return out.getvalue()


def answer_of(url: str) -> tuple[str, str]:
    check = LinkCheck.objects.get(address=url)
    return check.answer, check.said


def a_day_passes(days: int = 1) -> None:
    """Let everything that was noted have been noted earlier."""
    for check in LinkCheck.objects.all():
        check.checked_at -= days * DAY
        check.failed_on = check.failed_on and check.failed_on - days * DAY
        check.save()


# ── Answers ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, Answer.ANSWERS),
        (204, Answer.ANSWERS),
        (401, Answer.NOT_TO_US),
        (403, Answer.NOT_TO_US),
        (429, Answer.NOT_TO_US),
        (404, Answer.FAILS),
        (410, Answer.FAILS),
        (500, Answer.FAILS),
    ],
)
def test_status_says_whether_it_answers(server: Elsewhere, status: int, answer: Answer) -> None:
    server.answers["/report"] = status
    cite(server.url("/report"))

    run()

    assert answer_of(server.url("/report")) == (answer, f"it answers {status}")


def test_head_is_asked_for_and_the_page_only_where_that_is_refused(server: Elsewhere) -> None:
    server.only_get.add("/shy")
    server.answers["/often"] = 429
    cite(server.url("/good"), server.url("/shy"), server.url("/often"))

    run()

    asked = server.paths()
    assert ("HEAD", "/good") in asked
    assert ("GET", "/good") not in asked
    assert asked.index(("HEAD", "/shy")) < asked.index(("GET", "/shy"))
    # Who says that it is too often is not asked once more.
    assert ("GET", "/often") not in asked
    assert answer_of(server.url("/shy"))[0] == Answer.ANSWERS


def test_where_it_leads_is_followed_and_not_for_ever(server: Elsewhere) -> None:
    server.answers |= {
        "/old": (301, "/new"),
        "/new": (302, server.url("/newest", "other.example")),
        "/round": (302, "/round"),
        "/lost": (301, "/gone"),
        "/gone": 404,
    }
    cite(server.url("/old"), server.url("/round"), server.url("/lost"))

    run()

    assert answer_of(server.url("/old"))[0] == Answer.ANSWERS
    assert answer_of(server.url("/round")) == (Answer.FAILS, "it leads in a circle")
    assert answer_of(server.url("/lost")) == (Answer.FAILS, "it answers 404")
    assert server.paths().count(("HEAD", "/round")) == 6


def test_broken_answer_is_none(server: Elsewhere) -> None:
    server.broken.add("/half")
    cite(server.url("/half"), server.url("/good"))

    run()

    assert answer_of(server.url("/half")) == (Answer.FAILS, "it broke off")


def test_answer_that_does_not_end_is_cut_off(
    server: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "LONGEST", 0.3)
    server.endless.add("/slow")
    cite(server.url("/slow"), server.url("/good"))
    begun = time.monotonic()

    run()

    assert time.monotonic() - begun < 5
    assert answer_of(server.url("/slow"))[0] == Answer.FAILS


def test_letters_of_other_alphabets_are_asked_for_as_browsers_do(
    server: Elsewhere, names: Names
) -> None:
    names.places["xn--mnchen-3ya.example"] = [HERE]
    url = server.url("/adroddiad llesiant/tŷ?blwyddyn=â", "münchen.example")
    cite(url)

    run()

    assert answer_of(url)[0] == Answer.ANSWERS
    assert server.paths() == [("HEAD", "/adroddiad%20llesiant/t%C5%B7?blwyddyn=%C3%A2")]


# ── Two days ─────────────────────────────────────────────────────────────────────────────


def test_address_does_not_answer_once_it_failed_on_two_days(server: Elsewhere) -> None:
    url = server.url("/gone")
    server.answers["/gone"] = 404
    cite(url, server.url("/good"))

    first = run()
    assert list(LinkCheck.objects.silent()) == []
    assert url not in first
    assert "No address is due." in run()

    a_day_passes()
    second = run()
    assert [one.address for one in LinkCheck.objects.silent()] == [url]
    assert f"Has not answered on 2 days: {url} (it answers 404)" in second


def test_two_failures_of_one_day_are_one() -> None:
    now = timezone.now().replace(hour=10)
    check = LinkCheck(address="https://gone.example/")

    check.take(Answer.FAILS, "", now)
    check.take(Answer.FAILS, "", now + dt.timedelta(hours=2))
    assert check.failed_days == 1
    check.take(Answer.FAILS, "", now + DAY)
    assert check.failed_days == 2


@pytest.mark.parametrize("status", [200, 403])
def test_address_that_answers_again_is_no_longer_silent(server: Elsewhere, status: int) -> None:
    url = server.url("/back")
    server.answers["/back"] = 500
    cite(url)
    run()
    a_day_passes()
    run()
    assert LinkCheck.objects.silent().exists()

    server.answers["/back"] = status
    a_day_passes()
    run()

    assert not LinkCheck.objects.silent().exists()


# ── Not too much ─────────────────────────────────────────────────────────────────────────


def test_run_asks_no_more_than_its_limit_and_the_oldest_first(server: Elsewhere) -> None:
    cite(*(server.url(f"/{number}") for number in range(5)))

    assert "Asked 2 addresses." in run(2)
    assert "Left for the next run: 1 address." in run(2)
    assert "Left" not in run(2)
    assert LinkCheck.objects.count() == 5
    assert len(server.paths()) == 5

    a_day_passes(7)
    LinkCheck.objects.filter(address=server.url("/3")).update(checked_at=timezone.now() - 30 * DAY)
    server.asked.clear()
    run(1)
    assert server.paths() == [("HEAD", "/3")]


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1000000", "²"])
def test_limit_is_a_number_of_addresses(limit: str) -> None:
    with pytest.raises(CommandError, match="a number from 1 to 10,000"):
        call_command("check_links", f"--limit={limit}")


def test_answered_address_is_left_alone_for_a_week(server: Elsewhere) -> None:
    cite(server.url("/good"))
    run()
    a_day_passes(5)
    run()
    assert len(server.paths()) == 1

    a_day_passes(1)
    run()
    assert len(server.paths()) == 2


def test_server_is_not_asked_again_before_its_pause(
    server: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(checking, "PAUSE", 2.0)
    monkeypatch.setattr(checking.time, "sleep", slept.append)
    cite(server.url("/one"), server.url("/two"), server.url("/one", "other.example"))

    run()

    # Each server is asked for its wishes first.
    assert len(server.asked) == 5
    assert len(slept) == 3
    assert all(1 < pause <= 2 for pause in slept)


def test_wishes_of_a_server_are_respected(server: Elsewhere) -> None:
    server.robots = "User-agent: *\nDisallow: /private/\n"
    url = server.url("/private/report")
    cite(url, server.url("/report"))

    run()

    assert server.paths() == [("HEAD", "/report")]
    assert answer_of(url) == (Answer.NOT_ASKED, "its server asks programs to stay away")


def test_we_say_who_we_are(server: Elsewhere, settings: Any) -> None:
    settings.IS_LOCAL, settings.ALLOWED_HOSTS = False, ["localhost", "wellbeing.example"]
    cite(server.url("/report"))

    run()

    (agent,) = server.agents
    assert agent.startswith("CouncilWellbeingPortal/")
    assert "https://wellbeing.example/contact/" in agent


def test_drafts_are_nobodys_business(server: Elsewhere) -> None:
    for state in Publishable.State:
        url = server.url(f"/{state}")
        make.SourceFactory(state=state, url=url)
        account.WiderEvidenceFactory(state=state, url=f"{url}/research")

    run()

    seen = {path for _method, path in server.paths()}
    assert seen == {"/published", "/withdrawn", "/published/research", "/withdrawn/research"}


def test_address_that_no_record_has_any_more_is_forgotten(server: Elsewhere) -> None:
    cite(server.url("/good"))
    LinkCheck.objects.create(address="https://former.example/", checked_at=timezone.now())

    run()

    assert [one.address for one in LinkCheck.objects.all()] == [server.url("/good")]


# ── No private network ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "place",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *(
            "100.64.0.1",
            "0.0.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
        ),
        *("fc00::1", "fd12::1", "ff02::1", "::ffff:10.0.0.1", "2002:0a00:0001::", "::7f00:1"),
        *("64:ff9b::a00:1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
    ],
)
def test_private_place_is_none_that_we_ask(place: str) -> None:
    assert not outside.is_public(ipaddress.ip_address(place))


@pytest.mark.parametrize("place", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_place_may_be_asked(place: str) -> None:
    assert outside.is_public(ipaddress.ip_address(place))


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://inside.example/", "http://[::1]/"),
        *("http://mixed.example/", "http://169.254.169.254/latest/meta-data/"),
        *("ftp://elsewhere.example/a", "http://kim@public.example/", "http://public.example:22/"),
        *("https://public.example:80/", "http://public.example:99999/"),
    ],
)
def test_private_or_odd_address_is_not_connected_to(
    names: Names, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    names.places |= {
        "localhost": [HERE], "inside.example": ["10.0.0.5"],
        "mixed.example": [PUBLIC, "10.0.0.5"], "public.example": [PUBLIC],
    }  # fmt: skip
    monkeypatch.setattr(outside.socket, "create_connection", nobody)

    with pytest.raises(outside.NotOurs):
        outside.hear(url, "HEAD", "Tests/1.0")


def nobody(*_said: Any, **_more: Any) -> Any:
    raise AssertionError("Somebody was asked.")


@pytest.mark.parametrize("to", ["http://10.0.0.5/", "//inside.example/", "file:///etc/passwd"])
def test_where_it_leads_is_looked_at_too(server: Elsewhere, names: Names, to: str) -> None:
    names.places["inside.example"] = ["192.168.0.9"]
    server.answers["/out"] = (302, to)
    cite(server.url("/out"))

    run()

    assert answer_of(server.url("/out"))[0] == Answer.NOT_ASKED
    assert not LinkCheck.objects.silent().exists()


def test_name_that_leads_elsewhere_a_moment_later_changes_nothing(
    names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[Any] = []

    def connect(place: Any, *_said: Any) -> Any:
        went.append(place)
        raise ConnectionRefusedError

    names.places["public.example"] = [PUBLIC]
    monkeypatch.setattr(outside.socket, "create_connection", connect)

    with pytest.raises(outside.NoAnswer):
        outside.hear("http://public.example/", "HEAD", "Tests/1.0")

    assert went == [(PUBLIC, 80)]
    assert names.asked == ["public.example"]


# ── A machine that cannot reach out ──────────────────────────────────────────────────────


def test_nothing_is_kept_where_nothing_at_all_answers() -> None:
    cite(*(f"https://nowhere-{number}.example/" for number in range(3)))

    said = run()

    assert "Not checked: this machine cannot reach out." in said
    assert not LinkCheck.objects.exists()
    assert run() == said


def test_dead_servers_alone_are_noted_where_one_that_answered_still_does(
    server: Elsewhere,
) -> None:
    cite(server.url("/good"))
    run()
    cite("http://nowhere.example/")

    run(1)

    assert answer_of("http://nowhere.example/")[0] == Answer.FAILS
    assert server.paths() == [("HEAD", "/good")] * 2


def test_run_gives_up_when_many_servers_say_nothing(names: Names) -> None:
    cite(*(f"https://nowhere-{number}.example/" for number in range(40)))

    run()

    assert len({*names.asked}) == checking.SILENT_SERVERS


def test_dead_server_is_noted_where_others_answer(server: Elsewhere) -> None:
    cite("http://nowhere.example/", *(server.url(f"/{number}") for number in range(3)))

    run()

    assert answer_of("http://nowhere.example/") == (Answer.FAILS, "no such server was found")


def test_run_that_takes_too_long_leaves_the_rest(
    server: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "LONGEST_RUN", -1.0)
    cite(server.url("/one"))

    run()

    assert server.asked == []
    assert not LinkCheck.objects.exists()
