"""Mails to people who edit. Who has one sent learns whether it went out."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string

log = logging.getLogger(__name__)

CONSOLE = "django.core.mail.backends.console.EmailBackend"


class MailNotSent(Exception):
    """The mail server took no mail."""


def mail_goes_out() -> bool:
    """Whether mails leave this machine; otherwise they are written where it writes its log."""
    return settings.EMAIL_BACKEND != CONSOLE


def reach_server() -> None:
    """Make sure that the mail server is there, before anything depends on whom a mail is for.

    Raises:
        MailNotSent: when it cannot be reached.
    """
    try:
        with get_connection():
            pass
    except OSError as error:
        log.warning("The mail server cannot be reached: %s", type(error).__name__)
        raise MailNotSent from error


def send_mail(address: str, template: str, context: dict[str, Any]) -> None:
    """Send a mail; the first line of the template is its subject.

    Raises:
        MailNotSent: when the mail server cannot be reached, or refuses it.
    """
    subject, _, text = render_to_string(template, context).strip().partition("\n")
    try:
        EmailMessage(subject.strip(), text.strip() + "\n", to=[address]).send()
    except OSError as error:
        # What a server says can name the address, which no log holds.
        log.warning("A mail could not be sent: %s", type(error).__name__)
        raise MailNotSent from error
