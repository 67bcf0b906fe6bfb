"""Why something may not be done, and where that is mended."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class Reason(str):
    """A plain sentence that knows what it is about: a record to mend, and what of it.

    ``at`` is a field, or the relation to rows, of the record that is judged or of ``about``.
    """

    __slots__ = ("about", "at")

    about: models.Model | None
    at: str

    def __new__(cls, text: str, *, about: models.Model | None = None, at: str = "") -> Self:
        said = super().__new__(cls, text)
        said.about, said.at = about, at
        return said


def reasons_in(error: Any) -> list[str]:
    """Return the sentences of a ValidationError as they were given to it."""
    return [one.message % one.params if one.params else one.message for one in error.error_list]
