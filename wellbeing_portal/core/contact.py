"""Whom a reader may ask: a page or a team, never a person."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email


def public_address(value: str) -> None:
    """Refuse what is neither the address of a page nor of a mailbox.

    Raises:
        ValidationError: when it is neither.
    """
    check = validate_email if "@" in value and "/" not in value else URLValidator(["http", "https"])
    try:
        check(value)
    except ValidationError as error:
        message = "Write the address of a public page, or the e-mail address of a team."
        raise ValidationError(message) from error
