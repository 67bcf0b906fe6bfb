"""Accounts with roles, for tests."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from tests import factories
from wellbeing_portal.core.roles import Role
from wellbeing_portal.core.roles.groups import set_role


def account_of(role: Role, **values: Any) -> User:
    """Make an account with a role."""
    user: User = factories.UserFactory.create(**values)
    set_role(user, role)
    return user


def contributor(**values: Any) -> User:
    return account_of(Role.CONTRIBUTOR, **values)


def reviewer(**values: Any) -> User:
    return account_of(Role.REVIEWER, **values)


def editor(**values: Any) -> User:
    return account_of(Role.EDITOR, **values)


def administrator(**values: Any) -> User:
    return account_of(Role.ADMINISTRATOR, **values)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
