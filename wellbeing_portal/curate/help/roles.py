"""Who may do what, told from the table of rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.roles import Role, Verb
from wellbeing_portal.core.roles.rules import ANY, RULES, Rule
from wellbeing_portal.core.words import either, in_sentence, opening

ROLES = tuple(role for role in Role if role is not Role.NOBODY)


@dataclass(frozen=True)
class ToldRule:
    """One thing that can be done: ``answers`` say for each role whether it may."""

    act: str
    answers: list[str]
    notes: list[str]


def told_roles() -> list[str]:
    """Return what the roles are called, the least first."""
    return [opening(role.label) for role in ROLES]


def told_rules() -> Iterator[ToldRule]:
    """Yield all that can be done."""
    for verb in Verb:
        rule = RULES[verb]
        answers = [_answer(rule, role) for role in ROLES]
        yield ToldRule(opening(verb.words), answers, list(_notes(rule)))


def _answer(rule: Rule, role: Role) -> str:
    if role >= rule.anyones:
        return gettext("Yes")
    if rule.own is not None and role >= rule.own:
        return gettext("Their own")
    return gettext("No")


def _notes(rule: Rule) -> Iterator[str]:
    if rule.states != ANY:
        yield gettext("While it is: %(states)s.") % {"states": _states(rule.states)}
    if rule.own_states is not None:
        yield gettext("One’s own while it is: %(states)s.") % {"states": _states(rule.own_states)}
    if rule.not_own_work:
        yield gettext("Not what one has written oneself.")


def _states(states: frozenset[Publishable.State]) -> str:
    return either(in_sentence(str(one.label)) for one in Publishable.State if one in states)
