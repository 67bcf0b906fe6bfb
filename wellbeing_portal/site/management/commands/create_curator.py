"""Makes an account for somebody who edits."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.roles import Role
from wellbeing_portal.core.roles.groups import set_role

Answer = TypeVar("Answer")

PASSWORD_VARIABLE = "CURATOR_PASSWORD"  # noqa: S105 - a name, not a password
BY_NAME = {role.name.lower(): role for role in Role if role is not Role.NOBODY}
TRIES = 3
"""How often a question is asked again after an answer that will not do."""


class Command(BaseCommand):
    help = (
        "Makes an account for a curator: an editor, who may edit all content and no accounts, "
        "or another role. Asks for what the options do not say."
    )
    stealth_options = ("stdin",)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", help="the name to sign in with")
        parser.add_argument("--email", help="the curator's address")
        parser.add_argument(
            "--role",
            choices=list(BY_NAME),
            default=Role.EDITOR.name.lower(),
            help="what the curator may do (an editor's, unless you say otherwise)",
        )
        parser.add_argument(
            "--no-input",
            "--noinput",
            action="store_false",
            dest="interactive",
            help=f"ask nothing; the password comes from the variable {PASSWORD_VARIABLE}",
        )

    def handle(
        self,
        *,
        username: str | None,
        email: str | None,
        role: str,
        interactive: bool,
        **options: Any,
    ) -> None:
        stdin: Any = options.get("stdin") or sys.stdin
        if interactive and not stdin.isatty():
            raise CommandError(
                "There is nobody to ask. Give --no-input, --username and --email, and put the "
                f"password into the variable {PASSWORD_VARIABLE}."
            )
        try:
            user = (self._ask if interactive else self._take)(username, email)
        except (KeyboardInterrupt, EOFError):
            raise CommandError("Cancelled; nothing was made.") from None
        called = "curator" if BY_NAME[role] is Role.EDITOR else role
        with transaction.atomic():
            user.save()
            set_role(user, BY_NAME[role])
        door = address_of("curate_home")
        self.stdout.write(f"Made the {called} “{user.username}”, who can now sign in at {door}.")

    def _take(self, username: str | None, email: str | None) -> User:
        """Make the account from options and environment."""
        password = os.environ.get(PASSWORD_VARIABLE)
        if username is None or email is None or password is None:
            raise CommandError(
                f"--no-input needs --username, --email and the variable {PASSWORD_VARIABLE}."
            )
        try:
            return with_password(checked(username, email), password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None

    def _ask(self, username: str | None, email: str | None) -> User:
        """Make the account from answers, asking again for those that will not do."""
        name = self._until_valid(
            lambda: checked_field("username", username or input("User name: ")),
            give_up=username is not None,
        )
        address = self._until_valid(
            lambda: checked_field("email", email or input("Email address: ")),
            give_up=email is not None,
        )
        user = checked(name, address)
        return self._until_valid(lambda: with_password(user, ask_password()))

    def _until_valid(self, ask: Callable[[], Answer], *, give_up: bool = False) -> Answer:
        for _ in range(TRIES):
            try:
                return ask()
            except ValidationError as error:
                for message in error.messages:
                    self.stderr.write(message)
                if give_up:
                    break
        raise CommandError("Nothing was made.")


def ask_password() -> str:
    """Ask for the password twice, unseen.

    Raises:
        ValidationError: when the two differ.
    """
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("Password again: "):
        raise ValidationError("The two passwords differ.")
    return password


def checked_field(name: str, value: str) -> str:
    """Return ``value`` if it will do for the field ``name`` of a new account.

    Raises:
        ValidationError: in words for whoever typed it.
    """
    others = [field.name for field in User._meta.fields if field.name != name]
    user = User(**{name: value.strip()})
    if name == "email" and not user.email:
        raise ValidationError("An email address is needed.")
    user.full_clean(exclude=others)
    return str(getattr(user, name))


def checked(username: str, email: str) -> User:
    """Return a new account that is not saved yet.

    Raises:
        ValidationError: when the name is taken, or name or address will not do.
    """
    return User(
        username=checked_field("username", username),
        email=checked_field("email", email),
    )


def with_password(user: User, password: str) -> User:
    """Give ``user`` the password.

    Raises:
        ValidationError: when the password validators refuse it.
    """
    validate_password(password, user)
    user.set_password(password)
    return user
