"""Accounts with a role."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group

from tests.factories import UserFactory


def account(name: str, group: str = "") -> Any:
    """Return an account, in one of the groups that stand for roles."""
    made = UserFactory(username=name)
    if group:
        made.groups.add(Group.objects.get_or_create(name=group)[0])
    return made
