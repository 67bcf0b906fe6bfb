"""Accounts of people who edit: invited, given a role, closed and opened again."""

from .acts import AddressTaken, allow_forcing, change_role, close, invite, is_invited, open_again
from .asking import may_ask
from .invitations import accepted, account_of, token_of
from .mailing import MailNotSent, mail_goes_out, reach_server, send_mail

__all__ = [
    "AddressTaken",
    "MailNotSent",
    "accepted",
    "account_of",
    "allow_forcing",
    "change_role",
    "close",
    "invite",
    "is_invited",
    "mail_goes_out",
    "may_ask",
    "open_again",
    "reach_server",
    "send_mail",
    "token_of",
]
