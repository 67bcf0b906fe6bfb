"""Links by which somebody who is invited chooses a name and a password: for a week, and once."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

VALID = dt.timedelta(days=7)
SALT = "curate.invitation"


def token_of(account: User) -> str:
    """Return what the link of an invitation ends with."""
    return signing.dumps([account.pk, _mark(account)], salt=SALT)


def account_of(token: str) -> User | None:
    """Return the account that a link is for, while it may be used."""
    try:
        key, mark = signing.loads(token, salt=SALT, max_age=VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    account: User | None = User.objects.filter(pk=key, is_active=True).first()
    if account is None or account.has_usable_password():
        return None
    return account if constant_time_compare(mark, _mark(account)) else None


def accepted(account: User, name: str, password: str) -> None:
    """Give an account the name and the password that its owner chose."""
    account.username = name
    account.set_password(password)
    account.save(update_fields=["username", "password"])


def _mark(account: User) -> str:
    """Return what is another once a link has been used, or was sent to another address."""
    return salted_hmac(SALT, f"{account.password}{account.email}").hexdigest()
