"""Who acts, and whether they may.

Every write that means something is told ``by=`` whom and asks here first, so that no button,
page or command has to remember to.
"""

from __future__ import annotations

from typing import Any, Final, final

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import models

from wellbeing_portal.core.not_allowed import NotAllowed


@final
class System:
    """Nobody in particular: a command that was started on the host itself.

    Whoever can start commands there can read and write the database anyway, so that nothing is
    asked of it. No answer to a request may ever act as the system.
    """

    def __repr__(self) -> str:
        return "SYSTEM"


SYSTEM: Final = System()
"""What is given as ``by=`` where no account acts. The history calls it “The system”."""

Actor = AbstractUser | AnonymousUser | System
"""Whoever is named as ``by=``. An account need not be signed in to be asked about."""


def require_right(by: Actor, act: str, record: models.Model) -> None:
    """Let ``by`` go on if they may ``act``, such as ``"change"``, on records like ``record``.

    Raises:
        NotAllowed: when they may not, or when nobody is named.
    """
    if isinstance(by, System):
        return
    opts = record._meta
    permission = f"{opts.app_label}.{get_permission_codename(act, opts)}"
    if not isinstance(by, AbstractUser) or not by.has_perm(permission):
        raise NotAllowed(f"Your account may not {act} {opts.verbose_name_plural}.")


def sign(record: Any, by: Actor, reason: str | None = None) -> None:
    """Say in the history of ``record`` that its next versions are the work of ``by``, and why."""
    record._history_user = None if isinstance(by, System) else by
    record._change_reason = reason  # noqa: SLF001 (what simple_history reads)
