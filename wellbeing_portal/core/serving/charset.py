"""Which encoding a request is read in: UTF-8, whatever it says."""

from __future__ import annotations

from typing import Any

from django.core.handlers.wsgi import WSGIRequest


class Utf8Request(WSGIRequest):
    """A request whose address and form are UTF-8, which is what the portal's pages send.

    Django would believe any codec that a request names. Some of Python's are no encodings of text,
    and one takes minutes for a form that is small enough to be let in.
    """

    @property
    def encoding(self) -> str:
        """How texts are read."""
        return "utf-8"

    @encoding.setter
    def encoding(self, named: str | None) -> None:
        """Believe nothing else."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        """Take a type that cannot be read for none: it would be an error before there is a page."""
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except ValueError:
            self.content_type, self.content_params = "", {}
