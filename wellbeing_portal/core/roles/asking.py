"""Whether somebody may do a thing, and why not."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor, System
from wellbeing_portal.core.models import Publishable, Work
from wellbeing_portal.core.not_allowed import NotAllowed

from .authorship import wrote
from .forcing import forcing_is_off
from .role import Role, role_of
from .rules import RULES, Rule
from .verb import Verb


def may(by: Actor, verb: Verb, record: Publishable | None = None) -> bool:
    """Whether ``by`` may do a thing, with ``record`` if it is done with one."""
    return not refusal(by, verb, record)


def require(by: Actor, verb: Verb, record: Publishable | None = None) -> None:
    """Let ``by`` go on if they may.

    Raises:
        NotAllowed: with the reason, when they may not.
    """
    if reason := refusal(by, verb, record):
        raise NotAllowed(reason)


def refusal(by: Actor, verb: Verb, record: Publishable | None = None) -> str:
    """Return why ``by`` may not do a thing, or nothing if they may.

    The system may do whatever the state of the record allows.
    """
    rule = RULES[verb]
    if record is not None and record.state not in rule.states:
        return _not_in_this_state(record)
    if isinstance(by, System):
        return ""
    return _refusal_by_role(by, verb, record, rule) or _refusal_by_work(by, verb, record, rule)


def _refusal_by_role(by: Actor, verb: Verb, record: Publishable | None, rule: Rule) -> str:
    role = role_of(by)
    if role >= rule.anyones:
        return ""
    if record is None or rule.own is None or role < rule.own:
        return gettext("Your account may not %(act)s.") % {"act": verb.words}
    return _refusal_of_own(by, verb, record, rule)


def _refusal_by_work(by: Actor, verb: Verb, record: Publishable | None, rule: Rule) -> str:
    """Return why somebody of the right role has to leave it to somebody else."""
    if verb is Verb.FORCE and role_of(by) < Role.ADMINISTRATOR and forcing_is_off():
        return gettext("Two accounts can approve, so a second person has to look at this.")
    if verb is Verb.ADDRESS and record is not None and record.copy_of_id is not None:
        return gettext("This is a working copy: change the address of the record that it copies.")
    if rule.not_own_work and record is not None and wrote(by, record):
        return gettext("You wrote some of this, so that somebody else has to approve it.")
    return ""


def _refusal_of_own(by: Actor, verb: Verb, record: Publishable, rule: Rule) -> str:
    """Return why somebody may not do with a record what they may do with their own."""
    owner = Work.objects.on(record).owner_id
    if not isinstance(by, AbstractUser) or owner != by.pk:
        return gettext("Your account may not %(act)s: it is a colleague’s.") % {"act": verb.words}
    if rule.own_states is not None and record.state not in rule.own_states:
        return _not_in_this_state(record)
    return ""


def _not_in_this_state(record: Publishable) -> str:
    state = record.get_state_display().lower()
    return gettext("That cannot be done: its state is “%(state)s”.") % {"state": state}
