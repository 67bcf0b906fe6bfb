"""What a line of the log looks like: JSON where machines read it, plain text at a terminal.

No line has personal data. Addresses lose everything after the question mark, where visitors' own
words stand, and no line names a visitor's network address or an account's name.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from collections.abc import Mapping
from typing import Any

from .request_id import HEADER, current_request_id

ACCESS = "gunicorn.access"
_QUERY = re.compile(r"(/[^\s?\"'<>]*)\?[^\s\"'<>]*")
_OF_ACCESS = {"method": "m", "path": "U", "status": "s", "bytes": "B", "milliseconds": "M"}


def without_queries(text: str) -> str:
    """Return ``text`` with ``?…`` in place of the parameters of every address in it."""
    return _QUERY.sub(r"\1?…", text)


class OfRequest(logging.Filter):
    """Says in each record which request it is about."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the record through, numbered."""
        # What Django logs once the answer is made comes with the request.
        request = getattr(record, "request", None)
        record.request_id = (
            current_request_id()
            or getattr(request, "request_id", "")
            or str(_atoms(record).get(f"{{{HEADER.lower()}}}o", "")).strip("-")
        )
        return True


class PlainLine(logging.Formatter):
    """For people at a terminal."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, the traceback below it."""
        number = getattr(record, "request_id", "")
        said = super().format(record)
        first, newline, rest = said.partition("\n")
        return without_queries(f"{first} [{number}]{newline}{rest}" if number else said)


class JsonLine(logging.Formatter):
    """For machines: one object a line, whatever the message holds."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "message": without_queries(record.getMessage()),
        }
        if getattr(record, "request_id", ""):
            said["request"] = record.request_id  # type: ignore[attr-defined]
        if hasattr(record, "status_code"):
            said["status"] = record.status_code
        atoms = _atoms(record)
        said |= {name: _number(atoms[atom]) for name, atom in _OF_ACCESS.items() if atom in atoms}
        if record.exc_info:
            said["error"] = without_queries(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False, default=str)


def _atoms(record: logging.LogRecord) -> Mapping[str, Any]:
    """Return what gunicorn knows of an answer that it has sent, by its own letters."""
    known = record.args if record.name == ACCESS else None
    return known if isinstance(known, Mapping) else {}


def _number(value: Any) -> Any:
    text = str(value)
    return int(text) if text.isdecimal() else text
