"""What administrators do with accounts. Each act asks the table of roles."""

from __future__ import annotations

import re

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.models import EditingRule, Work
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.roles import Role, Verb, require
from wellbeing_portal.core.roles.groups import set_role
from wellbeing_portal.core.roles.role import role_held
from wellbeing_portal.curate.models import Typed

LONGEST_NAME = 140


class AddressTaken(ValidationError):
    """Somebody has an account with this e-mail address already."""


@transaction.atomic
def invite(address: str, role: Role, *, by: Actor) -> User:
    """Make an account that its owner chooses a name and a password for.

    Raises:
        NotAllowed: when ``by`` may not.
        AddressTaken: when there is an account with this address.
    """
    require(by, Verb.ACCOUNTS)
    if User.objects.filter(email__iexact=address).exists():
        raise AddressTaken(gettext("There is an account with this address already."))
    account = User(username=_free_name(address), email=address)
    account.set_unusable_password()
    account.save()
    set_role(account, role)
    return account


def is_invited(account: User) -> bool:
    """Whether an account waits for its owner to choose a password."""
    return account.is_active and not account.has_usable_password()


@transaction.atomic
def change_role(account: User, role: Role, *, by: Actor) -> None:
    """Give an account another role.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when no administrator would be left.
    """
    _require_over(account, by)
    if role < Role.ADMINISTRATOR:
        _require_another_administrator(account)
    set_role(account, role)


@transaction.atomic
def close(account: User, *, by: Actor) -> None:
    """Let nobody sign in with an account any more. Its name stays in what it did.

    Nobody waits for its owner to review anything, and what it had typed and not saved is deleted.

    Raises:
        NotAllowed: when ``by`` may not.
        ValidationError: when no administrator would be left.
    """
    _require_over(account, by)
    _require_another_administrator(account)
    account.is_active = False
    account.save(update_fields=["is_active"])
    Work.objects.filter(reviewer=account).update(reviewer=None)
    Typed.objects.filter(user=account).delete()


@transaction.atomic
def open_again(account: User, *, by: Actor) -> None:
    """Let somebody sign in again.

    Raises:
        NotAllowed: when ``by`` may not.
    """
    _require_over(account, by)
    account.is_active = True
    account.save(update_fields=["is_active"])


def allow_forcing(allowed: bool, *, by: Actor) -> None:
    """Let editors publish their own work though a second person could look, or no longer.

    Raises:
        NotAllowed: when ``by`` may not.
    """
    require(by, Verb.ACCOUNTS)
    rule = EditingRule.load()
    rule.force_publish = allowed
    rule.save()


def _require_over(account: User, by: Actor) -> None:
    require(by, Verb.ACCOUNTS)
    if by == account:
        raise NotAllowed(gettext("Ask another administrator: this is your own account."))
    if account.is_superuser and not getattr(by, "is_superuser", True):
        raise NotAllowed(gettext("This account may do more than yours."))


def _require_another_administrator(account: User) -> None:
    """Refuse to take from the portal the last who can manage accounts."""
    if role_held(account) < Role.ADMINISTRATOR or not account.is_active:
        return
    held = Q(groups__name=Role.ADMINISTRATOR.group) | Q(is_superuser=True)
    others = get_user_model()._default_manager.filter(held, is_active=True)
    if not others.exclude(pk=account.pk).exists():
        raise ValidationError(gettext("No administrator would be left."))


def _free_name(address: str) -> str:
    """Return a user name that nobody has, from the first part of an address."""
    wanted = re.sub(r"[^\w.+-]", "", address.partition("@")[0])[:LONGEST_NAME] or "somebody"
    taken = set(
        User.objects.filter(username__istartswith=wanted).values_list("username", flat=True)
    )
    names = (wanted, *(f"{wanted}{number}" for number in range(2, len(taken) + 3)))
    lower = {name.lower() for name in taken}
    return next(name for name in names if name.lower() not in lower)
