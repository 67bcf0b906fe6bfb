"""Fields of filters: they take what they know, and remember what they could not use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from .vocabulary import Vocabulary

TEXT_LIMIT = 500
"""Characters of a search that are read; the rest is left out, and the page says so."""


def too_long(typed: str) -> list[str]:
    """Return what is said of a search of which not all was read."""
    if len(typed.strip()) <= TEXT_LIMIT:
        return []
    said = gettext("Only the first %(number)s characters of the search were read.")
    return [said % {"number": TEXT_LIMIT}]


class FacetField(forms.MultipleChoiceField):
    """Accepts known values; unknown ones are left out and kept in ``ignored``.

    Those of them that are known under another name stand in ``moved`` with it.
    """

    def __init__(self, *args: Any, vocabulary: Callable[[], Vocabulary], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = vocabulary
        self.ignored: list[str] = []
        self.moved: dict[str, str] = {}

    def clean(self, value: Any) -> list[str]:
        """Return the known values, each once, in the order given."""
        given = list(dict.fromkeys(str(one) for one in value or [] if str(one).strip()))
        known = self.vocabulary()
        self.ignored = [one for one in given if one not in known]
        self.moved = known.moved(self.ignored) if self.ignored else {}
        return [one for one in given if one in known]


class WholeNumberField(forms.Field):
    """A whole number between two bounds, or nothing."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def clean(self, value: Any) -> int | None:
        """Return the number.

        Raises:
            ValidationError: when it is not a whole number between the bounds.
        """
        text = str(value or "").strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise ValidationError("Write a whole number.")
        if not self.least <= int(text) <= self.most:
            raise ValidationError(f"Write a number from {self.least} to {self.most}.")
        return int(text)


class TextField(forms.CharField):
    """Words to search for; what cannot be typed is dropped, and what is too long cut."""

    def clean(self, value: Any) -> str:
        """Return printable text of at most TEXT_LIMIT characters."""
        text = "".join(char if char.isprintable() else " " for char in str(value or ""))
        return " ".join(text.split())[:TEXT_LIMIT]
