"""Who may what, with whose records, in which state: at every door, by what really happens.

The table below is written from what was agreed on, and not from the table of rules: a contributor
starts, edits their own and sends; a reviewer also comments, sends back, approves what they did
not write, and sees what all content lacks; an editor also edits all, sets dates, withdraws, keeps
the vocabulary, publishes without a second person and takes out whole tables; an administrator also
keeps accounts, the trash and imports. Nobody publishes without a second person while two accounts
can approve, but an administrator.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests import factories as make
from tests.conftest import WorldsApart, restore
from tests.curate.doors import DOORS, Door
from tests.people import administrator, contributor, editor, reviewer
from tests.tables import changed_tables, table_digests, undone
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.models import EditingRule, Publishable, Version, Work
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.publishing.working_copy import start_copy
from wellbeing_portal.core.roles import Verb, may
from wellbeing_portal.core.serving import denied
from wellbeing_portal.core.versions import keep
from wellbeing_portal.curate.models import Comment

pytestmark = [pytest.mark.django_db, pytest.mark.history]

State = Publishable.State

STATES = {
    "d": State.DRAFT,
    "r": State.IN_REVIEW,
    "p": State.PUBLISHED,
    "w": State.WITHDRAWN,
    "u": State.UNPUBLISHED,
    "t": State.TRASHED,
    "c": State.DRAFT,
    "C": State.IN_REVIEW,
}
"""Draft, in review, published, withdrawn, unpublished, trashed; ``c`` is the working copy of a
published record, ``C`` one that was sent for review."""

ALL = "drpwutcC"
TABLE = f"""
                    contributor     reviewer        editor              administrator
see                 {ALL}/{ALL}     {ALL}/{ALL}     {ALL}/{ALL}         {ALL}/{ALL}
start               {ALL}/{ALL}     {ALL}/{ALL}     {ALL}/{ALL}         {ALL}/{ALL}
edit                dc/-            dc/-            drcC/drcC           drcC/drcC
restore             dpc/p           dpc/p           drpcC/drpcC         drpcC/drpcC
copy                p/p             p/p             p/p                 p/p
send                dc/-            dc/-            dc/dc               dc/dc
take_back           rC/-            rC/-            rC/rC               rC/rC
assign              drcC/-          drcC/-          drcC/drcC           drcC/drcC
comment             drcC/-          drcC/drcC       drcC/drcC           drcC/drcC
send_back           -/-             rC/rC           rC/rC               rC/rC
approve             -/-             -/rC            -/rC                -/rC
address             d/-             d/-             drpwu/drpwu         drpwu/drpwu
still_right         -/-             p/p             p/p                 p/p
date                -/-             -/-             drcC/drcC           drcC/drcC
force               -/-             -/-             -/-                 drcC/drcC
withdraw            -/-             -/-             p/p                 p/p
unpublish           -/-             -/-             pw/pw               pw/pw
reopen              -/-             -/-             wu/wu               wu/wu
put_away            dc/-            dc/-            drwucC/drwucC       drwucC/drwucC
take_out            -/-             -/-             t/t                 t/t
delete              -/-             -/-             -/-                 t/t
look_after          -/-             {ALL}/{ALL}     {ALL}/{ALL}         {ALL}/{ALL}
vocabulary          -/-             -/-             {ALL}/{ALL}         {ALL}/{ALL}
accounts            -/-             -/-             -/-                 {ALL}/{ALL}
import              -/-             -/-             -/-                 {ALL}/{ALL}
export              -/-             -/-             {ALL}/{ALL}         {ALL}/{ALL}
write_in_the_admin  -/-             -/-             -/-                 -/-
"""
PEOPLE = {
    "contributor": contributor,
    "reviewer": reviewer,
    "editor": editor,
    "administrator": administrator,
}


def rows() -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    for line in TABLE.strip().splitlines()[1:]:
        name, *cells = line.split()
        parts = [cell.partition("/")[::2] for cell in cells]
        yield name.replace("_", " "), dict(zip(PEOPLE, parts, strict=True))


EXPECTED = dict(rows())


@dataclass
class Case:
    """Somebody, a record in a state, and whether it is theirs."""

    who: str
    user: User | AnonymousUser
    record: Any
    letter: str
    is_own: bool
    client: Client

    def may(self, door: Door) -> bool:
        """What the table says."""
        if self.who not in PEOPLE:
            return False
        own, others = EXPECTED[door.name.replace("_", " ")][self.who]
        return self.letter in (own if self.is_own else others)

    def is_worth_trying(self, door: Door) -> bool:
        """Whether another case does not send the very same to a door that no record is named at.

        Everybody tries those beside a draft, and an administrator beside a record in any state.
        """
        if door.names_a_record or self.who not in PEOPLE:
            return door.names_a_record or self.letter == "d"
        return self.is_own and (self.letter == "d" or self.who == "administrator")


def record_in(letter: str, owner: User) -> Any:
    """A case study that could go out, in a state, begun by somebody."""
    study = make.CaseStudyFactory(source=make.SourceFactory(published=True))
    make.FindingFactory(case_study=study, source=study.source, locator="Page 4", value=40)
    own(study, owner)
    if letter in "cC":
        type(study).objects.filter(pk=study.pk).update(state=State.PUBLISHED)
        study.refresh_from_db()
        study = start_copy(study, by=owner)
    keep(study, Version.Occasion.VISIT, by=SYSTEM)
    left = timezone.now() - dt.timedelta(days=100) if letter in "wut" else None
    type(study).objects.filter(pk=study.pk).update(
        state=STATES[letter],
        left_at=left,
        left_because="Wrong." if left else "",
        published_at=timezone.now() if letter in "pwu" else None,
    )
    Work.objects.filter(kind=kind_of(type(study)), record=study.pk).update(
        sent_at=timezone.now() if letter in "rC" else None
    )
    Comment.objects.create(
        kind=kind_of(type(study)), record=study.pk, text="Of whom?", author_name="System"
    )
    return type(study).objects.get(pk=study.pk)


OTHER = "another contributor"


def build(letter: str, whose: str) -> tuple[dict[str, User], Any]:
    """Make everybody, and a record that one of them began. Two others can approve."""
    reviewer(), reviewer()
    everybody = {who: person() for who, person in PEOPLE.items()} | {
        OTHER: contributor(),
        "no role": make.UserFactory(is_staff=True),
    }
    return everybody, record_in(letter, everybody[whose])


Cases = Callable[[str, str, bool], Case]


@pytest.fixture
def case_of(worlds_apart: WorldsApart, db: None) -> Cases:
    """A case, in a world that is made once for all who did not begin the record of it."""

    def case(who: str, letter: str, is_own: bool) -> Case:
        whose = who if is_own else OTHER
        name = f"matrix-{'own' if is_own else 'other'}-{whose}-{ord(letter)}"
        rows, (everybody, record) = worlds_apart(
            name.replace(" ", "-"), partial(build, letter, whose)
        )
        restore(rows)
        client = Client()
        user: Any = AnonymousUser()
        if who != "nobody":
            user = User.objects.get(pk=everybody[who].pk)
            client.force_login(user)
        return Case(who, user, type(record).objects.get(pk=record.pk), letter, is_own, client)

    return case


@pytest.fixture(autouse=True)
def sessions_in_cookies(settings: Any) -> None:
    """What is written is about records, and not about where a session is kept."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"


@pytest.fixture(autouse=True)
def refused_without_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse as the portal does, without its page: there are a thousand, and all are alike."""

    def refused(_request: Any, _template: str, _context: Any, status: int) -> HttpResponse:
        return HttpResponse(status=status)

    monkeypatch.setattr(denied, "render", refused)


def try_door(case: Case, door: Door, before: dict[str, str]) -> list[str]:
    """Go through a door, take back what it did, and say what was not as the tables say."""
    expected, address = case.may(door), door.address(case.record)
    faults = []
    verb = door.verb_for(case.record)
    if verb is not None and may(case.user, verb, case.record) != expected:
        faults.append(f"{door.name}: the rules say {not expected}")
    if not case.is_worth_trying(door):
        return faults
    sent = door.sent(case.record) if door.sent is not None else None
    with undone(case.client, before) as changes:
        answer = case.client.get(address) if sent is None else case.client.post(address, sent)
        changed = changes()
    if not is_as(expected, door, answer, changed):
        text = f"{door.name} at {address}: {answer.status_code}, changed {changed}"
        faults.append(f"{text}, expected {expected}")
    return faults


def is_as(expected: bool, door: Door, answer: Any, changed: list[str]) -> bool:
    if not expected:
        return not changed and is_refusal(answer)
    if door.sent is None:
        return bool(answer.status_code == 200)
    # What is typed is answered to a script.
    return bool(changed) and (answer.status_code == 302 or "json" in answer["Content-Type"])


def is_refusal(answer: Any) -> bool:
    """Refused, or asked to sign in; a list of the admin is shown again, without having acted."""
    if answer.status_code in {302, 401, 403}:
        return answer.status_code != 302 or "login" in answer["Location"] or is_asked(answer)
    return bool(answer.status_code == 200 and (is_form_to_sign_in(answer) or is_list(answer)))


def is_asked(answer: Any) -> bool:
    return "/sign-in/" in answer["Location"]


def is_form_to_sign_in(answer: Any) -> bool:
    return 'name="password"' in answer.content.decode()


def is_list(answer: Any) -> bool:
    return "changelist" in answer.content.decode()


CASES = [
    *((who, letter, False) for who in ("nobody", "no role") for letter in STATES),
    *((who, letter, own) for who in PEOPLE for letter in STATES for own in (True, False)),
]


# The rules themselves are tried on both databases (tests/core/roles); which of them a door asks
# is the same on each.
@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("who", "letter", "is_own"),
    CASES,
    ids=[f"{who}-{letter}-{'own' if own else 'other'}" for who, letter, own in CASES],
)
def test_every_door(case_of, who, letter, is_own):
    case = case_of(who, letter, is_own)
    if letter == "p" and not isinstance(case.user, AnonymousUser):
        case.record.refresh_from_db()
    before = table_digests()

    faults = [fault for door in DOORS for fault in try_door(case, door, before)]

    assert faults == []


def test_every_verb_has_a_door_and_every_door_a_row():
    tried = {door.verb for door in DOORS if door.verb is not None}

    assert tried == {*Verb}
    assert {door.name.replace("_", " ") for door in DOORS} == {*EXPECTED}


@pytest.mark.parametrize("letter", STATES)
def test_an_administrator_may_allow_editors_to_do_without_a_second_person(case_of, letter):
    door = next(one for one in DOORS if one.name == "force")
    for who in PEOPLE:
        with transaction.atomic():
            case = case_of(who, letter, is_own=True)
            EditingRule.objects.create(force_publish=True)
            before = table_digests()
            with undone(case.client, before) as changes:
                case.client.post(door.address(case.record), door.sent(case.record))
                happened = bool(changes())

            allowed = who in {"editor", "administrator"} and letter in "drcC"
            assert happened == may(case.user, Verb.FORCE, case.record) == allowed, who
            transaction.set_rollback(True)


@pytest.mark.parametrize("letter", STATES)
def test_commands_do_what_the_state_allows_and_nothing_else(letter):
    """What is not approved does not go out, and only what lay long in the trash is deleted."""
    record = record_in(letter, contributor())
    before = table_digests()

    call_command("publish_due", stdout=StringIO())
    assert changed_tables(before) == []

    call_command("empty_trash", stdout=StringIO())
    assert type(record).objects.filter(pk=record.pk).exists() == (letter != "t")
    assert bool(changed_tables(before)) == (letter == "t")
