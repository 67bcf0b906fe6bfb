"""A mail server that is not there."""

from __future__ import annotations

from typing import Any

from django.core.mail.backends.base import BaseEmailBackend


class BrokenBackend(BaseEmailBackend):
    """Takes no mail."""

    def open(self) -> bool:
        """Fail as one does that nobody answers."""
        raise ConnectionRefusedError("Nobody listens.")

    def send_messages(self, _messages: Any) -> int:
        raise ConnectionRefusedError("Nobody listens.")
