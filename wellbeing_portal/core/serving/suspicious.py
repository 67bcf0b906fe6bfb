"""What the log says of requests that are refused for their form."""

from __future__ import annotations

import logging


class InOneLine(logging.Filter):
    """Leaves out where in the code a hand-made request was refused.

    Anybody can send one, as often as they like: a host that is not ours, too many fields.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the line through, without a traceback."""
        if record.name.startswith("django.security."):
            record.exc_info = record.exc_text = None
        return True
