"""Who may do what: the table of rules against one that is written out here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from tests import factories as make
from tests.people import account_of, administrator, contributor, editor, reviewer
from wellbeing_portal.core.acting import SYSTEM, sign
from wellbeing_portal.core.models import EditingRule, Publishable, Version
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.publishing.moving import put
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.roles import RULES, Role, Verb, may, refusal, require, role_of
from wellbeing_portal.core.versions import keep

pytestmark = [pytest.mark.django_db, pytest.mark.history]

State = Publishable.State
LETTERS = {
    "d": State.DRAFT,
    "r": State.IN_REVIEW,
    "p": State.PUBLISHED,
    "w": State.WITHDRAWN,
    "u": State.UNPUBLISHED,
    "t": State.TRASHED,
}
ROLES = (Role.CONTRIBUTOR, Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR)

# In which states somebody may: with what they began / with what a colleague began.
TABLE = """
               contributor      reviewer         editor           administrator
see            drpwut/drpwut    drpwut/drpwut    drpwut/drpwut    drpwut/drpwut
start          drpwut/drpwut    drpwut/drpwut    drpwut/drpwut    drpwut/drpwut
edit           d/-              d/-              dr/dr            dr/dr
copy           p/p              p/p              p/p              p/p
send           d/-              d/-              d/d              d/d
take_back      r/-              r/-              r/r              r/r
assign         dr/-             dr/-             dr/dr            dr/dr
comment        dr/-             dr/dr            dr/dr            dr/dr
send_back      -/-              r/r              r/r              r/r
approve        -/-              -/r              -/r              -/r
address        d/-              d/-              drpwu/drpwu      drpwu/drpwu
check          -/-              p/p              p/p              p/p
date           -/-              -/-              dr/dr            dr/dr
force          -/-              -/-              -/-              dr/dr
withdraw       -/-              -/-              p/p              p/p
unpublish      -/-              -/-              pw/pw            pw/pw
reopen         -/-              -/-              wu/wu            wu/wu
trash          d/-              d/-              drwu/drwu        drwu/drwu
take_out       -/-              -/-              t/t              t/t
empty          -/-              -/-              -/-              t/t
look_after     -/-              drpwut/drpwut    drpwut/drpwut    drpwut/drpwut
vocabulary     -/-              -/-              drpwut/drpwut    drpwut/drpwut
import         -/-              -/-              -/-              drpwut/drpwut
export         -/-              -/-              drpwut/drpwut    drpwut/drpwut
accounts       -/-              -/-              -/-              drpwut/drpwut
"""


def rows() -> Iterator[tuple[str, dict[Role, tuple[set[State], set[State]]]]]:
    for line in TABLE.strip().splitlines()[1:]:
        verb, *cells = line.split()
        yield verb, dict(zip(ROLES, map(states, cells), strict=True))


def states(cell: str) -> tuple[set[State], set[State]]:
    mine, others = ({LETTERS[one] for one in part if one != "-"} for part in cell.split("/"))
    return mine, others


EXPECTED = dict(rows())


def begun_by(user: User | None, state: State) -> Any:
    study = make.CaseStudyFactory(state=state)
    own(study, user or SYSTEM)
    return study


def changed_by(user: User, state: State) -> Any:
    study = begun_by(None, state)
    sign(study, user)
    study.save()
    return study


def test_every_verb_stands_in_the_table():
    assert set(EXPECTED) == {verb.value for verb in Verb} == {verb.value for verb in RULES}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("role", ROLES)
def test_who_may_what(role, state):
    # A second person is there who may approve.
    reviewer(), reviewer()
    user = account_of(role)
    mine, others, changed = (
        begun_by(user, state),
        begun_by(contributor(), state),
        changed_by(user, state),
    )

    for verb in Verb:
        in_mine, in_others = EXPECTED[verb.value][role]
        said = (verb, role, state)
        assert may(user, verb, mine) == (state in in_mine), said
        assert may(user, verb, others) == (state in in_others), said
        wrote = state in in_others and verb is not Verb.APPROVE
        assert may(user, verb, changed) == wrote, said


@pytest.mark.parametrize("role", ROLES)
def test_without_a_record_it_is_asked_of_anybodys(role):
    reviewer(), reviewer()
    user = account_of(role)

    for verb in Verb:
        assert may(user, verb) == bool(EXPECTED[verb.value][role][1]), verb


def test_a_higher_role_may_whatever_a_lower_one_may():
    """But approve what they wrote themselves, which nobody may."""
    people = [account_of(role) for role in ROLES]

    for state in State:
        others = begun_by(contributor(), state)
        theirs = [begun_by(user, state) for user in people]
        for verb in Verb:
            answers = [may(user, verb, others) for user in people]
            assert answers == sorted(answers), (verb, state)
            answers = [may(user, verb, own) for user, own in zip(people, theirs, strict=True)]
            assert answers == sorted(answers), (verb, state)


@pytest.mark.parametrize("verb", Verb)
def test_whoever_has_no_role_may_nothing(verb):
    nobody = make.UserFactory(is_staff=True)
    gone = editor(is_active=False)
    for state in State:
        record = begun_by(nobody, state)
        for user in (nobody, gone, AnonymousUser()):
            assert not may(user, verb, record)
            assert not may(user, verb)


@pytest.mark.parametrize("verb", Verb)
def test_the_system_may_what_the_state_allows(verb):
    expected = EXPECTED[verb.value][Role.ADMINISTRATOR]
    for state in State:
        allowed = state in expected[0] | expected[1]
        assert may(SYSTEM, verb, begun_by(None, state)) == allowed


def test_why_not_is_said():
    user, record = contributor(), begun_by(None, State.DRAFT)

    assert "Your account may not approve" in refusal(
        user, Verb.APPROVE, begun_by(None, "in_review")
    )
    assert "it is a colleague’s" in refusal(user, Verb.EDIT, record)
    assert "its state is “draft”" in refusal(editor(), Verb.WITHDRAW, record)
    with pytest.raises(NotAllowed, match="colleague"):
        require(user, Verb.EDIT, record)


class TestRoleOf:
    """The role of an account is the highest of its groups."""

    def test_it_is_the_highest(self):
        user = contributor()
        user.groups.add(*reviewer().groups.all())

        assert role_of(User.objects.get(pk=user.pk)) is Role.REVIEWER

    def test_a_superuser_is_an_administrator(self):
        assert role_of(make.UserFactory(is_superuser=True)) is Role.ADMINISTRATOR

    def test_an_account_that_was_closed_has_none(self):
        assert role_of(administrator(is_active=False)) is Role.NOBODY
        assert role_of(make.UserFactory(is_superuser=True, is_active=False)) is Role.NOBODY

    def test_nobody_has_none(self):
        assert role_of(None) is Role.NOBODY
        assert role_of(AnonymousUser()) is Role.NOBODY
        assert role_of(make.UserFactory()) is Role.NOBODY

    def test_the_system_is_an_administrator(self):
        assert role_of(SYSTEM) is Role.ADMINISTRATOR


class TestForcing:
    """Publishing without a second person is for portals that have none, or by leave."""

    def test_an_editor_may_while_nobody_else_can_approve(self):
        alone = editor()
        assert may(alone, Verb.FORCE, begun_by(alone, State.DRAFT))

    def test_not_any_more_when_somebody_can(self):
        user, second = editor(), reviewer()
        record = begun_by(user, State.DRAFT)
        assert "second person" in refusal(user, Verb.FORCE, record)

        second.is_active = False
        second.save()
        assert may(user, Verb.FORCE, record)

    def test_contributors_are_no_second_person(self):
        user = editor()
        contributor(), contributor()
        assert may(user, Verb.FORCE, begun_by(user, State.DRAFT))

    def test_superusers_are(self):
        user = editor()
        make.UserFactory(is_superuser=True)
        assert not may(user, Verb.FORCE, begun_by(user, State.DRAFT))

    def test_an_account_in_two_groups_is_one_person(self):
        user = editor()
        user.groups.add(*administrator(is_active=False).groups.all())
        assert may(user, Verb.FORCE, begun_by(user, State.DRAFT))

    def test_an_administrator_may_allow_it(self):
        user, _ = editor(), reviewer()
        record = begun_by(user, State.DRAFT)
        EditingRule.objects.create(force_publish=True)
        assert may(user, Verb.FORCE, record)
        assert not may(reviewer(), Verb.FORCE, record)


class TestWrote:
    """Whose work a record is."""

    def test_what_was_written_before_it_was_published_counts_no_more(self):
        user = reviewer()
        study = changed_by(user, State.DRAFT)
        put(study, State.PUBLISHED, SYSTEM)
        keep(study, Version.Occasion.PUBLISHED, by=SYSTEM)
        put(study, State.IN_REVIEW, SYSTEM)
        assert may(user, Verb.APPROVE, study)

        sign(study, user)
        study.save()
        assert not may(user, Verb.APPROVE, study)

    def test_who_moved_a_record_wrote_nothing_of_it(self):
        user = reviewer()
        study = begun_by(None, State.DRAFT)
        put(study, State.IN_REVIEW, user)
        assert may(user, Verb.APPROVE, study)
