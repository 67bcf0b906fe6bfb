"""The life of a case study by three roles: with a mouse, by keyboard alone, and without scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from casestudies.models import CaseStudy
from tests import factories as make
from tests.e2e.conftest import SILENCE, watch
from tests.e2e.hands import Hand, KeyboardHand, PlainHand
from tests.e2e.test_admin import sign_in
from tests.people import contributor, editor, reviewer

Come = Callable[[User], Hand]

TITLE, BETTER, STRAPLINE = "York: street by street", "York: house by house", "Help is near by."
GO_ON = "Save and go on"
REFUSED = ("422", "409")
"""The answers of a page on which something has to be settled, which a browser notes as errors."""


@pytest.fixture(params=[Hand, KeyboardHand, PlainHand])
def kind(request: pytest.FixtureRequest) -> type[Hand]:
    """How people use the editor."""
    chosen: type[Hand] = request.param
    return chosen


@pytest.fixture
def come(
    live_server: Any,
    browser: Browser,
    browser_context_args: dict[str, Any],
    complaints: list[str],
    kind: type[Hand],
) -> Iterator[Come]:
    """Let somebody sign in, each with a browser of their own."""
    hands: list[Hand] = []
    with ExitStack() as browsers:

        def come(user: User) -> Hand:
            args = {**browser_context_args, "java_script_enabled": kind.scripts}
            context = browsers.enter_context(browser.new_context(**args))
            context.set_default_timeout(15_000)
            sign_in(context, user, live_server)
            page = context.new_page()
            watch(page, complaints)
            page.goto(f"{live_server.url}/curate/")
            hands.append(kind(page))
            return hands[-1]

        yield come
        for hand in hands:
            if kind.scripts:
                hand.page.evaluate(SILENCE)
    found = [one for one in complaints if not any(code in one for code in REFUSED)]
    assert not found, "\n".join(found)


@pytest.fixture
def vocabulary(db: None) -> None:
    make.CouncilFactory.create(name="City of York Council")
    make.ApproachFactory.create(name="Street work")
    make.SourceFactory.create(title="Local area coordination in York", published=True)


def write(hand: Hand) -> None:
    """Write an account, from the first page to the check page."""
    hand.press("Start a case study")
    hand.write("Title", TITLE)
    hand.pick("Source", "local area", "Local area coordination in York")
    hand.press("Start")
    hand.write("One line that says what is special about it", STRAPLINE)
    hand.write("Summary", "Coordinators walk with people.")
    hand.choose("How far had it come", "Established")
    hand.write("Year of the source", "2022")
    hand.choose("How much of the source", "The whole source")
    hand.press(GO_ON)
    hand.pick("Council", "york", "City of York Council")
    hand.press(GO_ON)
    hand.press("Go on without one")
    hand.write("What they set out to do, and why", "To help before a service is called.")
    hand.write("What they did", "Each ward has a coordinator.")
    hand.press(GO_ON)
    hand.press(GO_ON)
    hand.pick("Approach", "street", "Street work")
    hand.write("How did they do it here?", "Coordinators walk.")
    hand.press(GO_ON)
    hand.press("The source does not say what helped")
    hand.press("The source names nothing that stood in the way")
    hand.press("The work is one whole")
    hand.write("Say it in one sentence", "Eleven coordinators work in York.")
    hand.choose("What does the source claim?", "Something was done")
    hand.choose("What was done or reached?", "Services and posts")
    hand.choose("How is it known?", "It was counted")
    hand.write("Where does it stand in the source?", "Page 2")
    hand.press(GO_ON)
    hand.press("The source gives no facts that show the need")
    hand.press("The source gives no cost")
    for _optional in range(3):
        hand.press(GO_ON)
    expect(hand.page.get_by_role("heading", level=1)).to_have_text("Check and publish")


def to_work(hand: Hand) -> None:
    hand.press("My work")


def send(hand: Hand, note: str) -> None:
    hand.write("What is new, in a line", note)
    hand.press("Send for review")
    told(hand, "It is sent.")


def told(hand: Hand, text: str) -> None:
    expect(hand.page.get_by_role("status").filter(has_text=text)).to_be_visible()


def send_back(hand: Hand) -> None:
    """Look at what was sent, ask about a finding, and say what to do first."""
    to_work(hand)
    hand.press(TITLE)
    hand.press("Findings")
    hand.press("Eleven coordinators")
    hand.open("Write a comment")
    hand.write("Comment", "Since when?")
    hand.press("Add comment")
    hand.page.wait_for_load_state()
    hand.press(TITLE)
    hand.press("Check and publish")
    hand.open("Send it back")
    hand.write("What should be done first", "Say since when.")
    hand.press("Send back")
    told(hand, "It is sent back")


def mend(hand: Hand) -> None:
    """Do what was asked, and send it again."""
    to_work(hand)
    expect(hand.page.get_by_role("heading", name="Sent back to you")).to_be_visible()
    hand.press(TITLE)
    expect(hand.page.get_by_text("Since when?")).to_be_visible()
    # The comment leads to the finding that it is about.
    hand.press("Findings")
    hand.write("Say it in one sentence", "Eleven coordinators work in York since 2022.")
    hand.press(GO_ON)
    hand.press("Eleven coordinators")
    hand.press("Settled")
    hand.press(TITLE)
    hand.press("Check and publish")
    send(hand, "First account of York")


def choose_day(hand: Hand, day: dt.date) -> None:
    to_work(hand)
    hand.press(TITLE)
    hand.press("Check and publish")
    hand.open("The day on which it goes out")
    hand.write("Day on which it goes out", f"{day:%d %B %Y}")
    hand.press("Set the day")
    told(hand, "The day is set.")


def approve(hand: Hand, title: str) -> None:
    to_work(hand)
    hand.press(title)
    hand.press("Check and publish")
    hand.press("Approve")
    told(hand, "It is approved.")


def begin_copy(hand: Hand, address: str) -> None:
    """Make a working copy of the published record that the editor has at an address."""
    hand.page.goto(address)
    hand.press("Edit this published record")
    told(hand, "This is a working copy.")
    hand.press("Basics")
    expect(hand.page.get_by_label("Title", exact=True)).to_be_visible()


def settle(first: Hand, second: Hand) -> None:
    """Let two save the same section: the second gets both texts, and settles them."""
    second.page.goto(first.page.url)
    expect(second.page.get_by_text("A colleague has this section open")).to_be_visible()
    first.write("Title", BETTER)
    first.press(GO_ON)
    second.write("Title", "York: ward by ward")
    second.write("Where in the source", "Pages 1 to 4")
    second.press(GO_ON)
    page = second.page
    expect(page.get_by_role("heading", name="A colleague saved this section")).to_be_visible()
    expect(page.locator("#group-title .curate-saved pre")).to_have_text(BETTER)
    second.write("Title", BETTER)
    second.press(GO_ON)
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Basics")


def restore(hand: Hand, address: str) -> None:
    """Bring back what the first version said."""
    hand.page.goto(f"{address}versions/")
    hand.press("Version 1")
    hand.press("Bring it back")
    hand.press("Bring it back")
    told(hand, "is brought back")
    hand.press("Check and publish")
    send(hand, "As it was")


def withdraw(hand: Hand, address: str) -> None:
    hand.page.goto(address)
    hand.press("Withdraw")
    hand.write("Why is it withdrawn? Readers see this.", "The council has taken it back.")
    hand.press("Withdraw it")
    told(hand, "It is withdrawn.")


def readers_see(page: Page, title: str) -> None:
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


@pytest.mark.history
@pytest.mark.usefixtures("vocabulary")
def test_case_study_lives_from_its_first_page_to_its_last_notice(
    live_server: Any, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer, second = come(contributor(username="kim")), come(reviewer(username="rae"))
    robin = come(editor(username="robin"))

    write(writer)
    send(writer, "First account")
    send_back(second)
    mend(writer)

    day = timezone.localdate() + dt.timedelta(days=30)
    choose_day(robin, day)
    approve(second, TITLE)
    study = CaseStudy.objects.get()
    reader = robin.page.context.new_page()
    assert reader.goto(f"{live_server.url}{study.get_absolute_url()}").status == 404
    call_command("publish_due", verbosity=0)
    readers_see(reader, "not found")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: day)
    call_command("publish_due", verbosity=0)
    monkeypatch.undo()
    readers_see(reader, TITLE)

    address = f"{live_server.url}/curate/case-studies/{study.pk}/"
    begin_copy(writer, address)
    settle(writer, robin)
    readers_see(reader, TITLE)
    writer.page.goto(f"{_record(writer)}check/")
    send(writer, "Another title")
    approve(second, BETTER)
    readers_see(reader, BETTER)

    restore(writer, address)
    readers_see(reader, BETTER)
    approve(second, TITLE)
    readers_see(reader, TITLE)

    withdraw(robin, address)
    readers_see(reader, TITLE)
    expect(reader.get_by_text("The council has taken it back.").first).to_be_visible()
    reader.goto(f"{live_server.url}/case-studies/")
    expect(reader.get_by_text(TITLE)).to_have_count(0)


def _record(hand: Hand) -> str:
    """Return the address of the record that somebody has open."""
    return "/".join(hand.page.url.split("/")[:6]) + "/"
