"""The roles that an account can have."""

from __future__ import annotations

from enum import IntEnum

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.acting import Actor, System


class Role(IntEnum):
    """What somebody is to the portal; each may all that those before it may."""

    NOBODY = 0
    CONTRIBUTOR = 1
    REVIEWER = 2
    EDITOR = 3
    ADMINISTRATOR = 4

    @property
    def label(self) -> str:
        """What people call it."""
        return str(LABELS[self])

    @property
    def group(self) -> str:
        """The name of the group of accounts that have it."""
        return GROUPS[self]


LABELS = {
    Role.NOBODY: _("visitor"),
    Role.CONTRIBUTOR: _("contributor"),
    Role.REVIEWER: _("reviewer"),
    Role.EDITOR: _("editor"),
    Role.ADMINISTRATOR: _("administrator"),
}
GROUPS = {
    Role.NOBODY: "",
    Role.CONTRIBUTOR: "Contributors",
    Role.REVIEWER: "Reviewers",
    Role.EDITOR: "Editors",
    Role.ADMINISTRATOR: "Administrators",
}
ROLES = {name: role for role, name in GROUPS.items() if name}
"""The role that each group of accounts has."""

_KNOWN = "_portal_role"


def role_of(actor: Actor | None) -> Role:
    """Return the role of an account: the highest of its groups; superusers are administrators.

    It is read once for each account object. The system is an administrator.
    """
    if isinstance(actor, System):
        return Role.ADMINISTRATOR
    if not isinstance(actor, AbstractUser) or not actor.is_active:
        return Role.NOBODY
    known: Role | None = getattr(actor, _KNOWN, None)
    if known is None:
        known = role_held(actor)
        setattr(actor, _KNOWN, known)
    return known


def role_held(account: AbstractUser) -> Role:
    """Return the role that an account has by its groups now, or would have if it were active."""
    if account.is_superuser:
        return Role.ADMINISTRATOR
    # Read as a whole: lists of accounts have read the groups of all of them.
    names = {group.name for group in account.groups.all()}
    return max((role for name, role in ROLES.items() if name in names), default=Role.NOBODY)
