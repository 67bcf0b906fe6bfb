"""Whom a reader may ask: a page or a team, never a person."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import DisallowedHost, ValidationError
from django.core.validators import URLValidator, validate_email
from django.http import HttpRequest
from django.utils.translation import gettext as _

LONGEST = 600
"""Characters of a page's address in a subject: with every filter chosen no mail would take it."""


def tell_us(request: HttpRequest | None) -> str:
    """Return the link that writes to whoever runs the portal about the page that is shown.

    It is empty where the settings name no mailbox.
    """
    if not settings.CONTACT_EMAIL:
        return ""
    subject = _("Something wrong or missing")
    if request is not None:
        subject = f"{subject}: {_address(request)}"
    return f"mailto:{quote(settings.CONTACT_EMAIL, safe='@+')}?subject={quote(subject, safe='')}"


def _address(request: HttpRequest) -> str:
    """Return the address of a page, as far as a subject can hold it."""
    try:
        whole = request.build_absolute_uri()
    except DisallowedHost:
        return request.path[:LONGEST]
    return whole if len(whole) <= LONGEST else whole.partition("?")[0][:LONGEST]


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
