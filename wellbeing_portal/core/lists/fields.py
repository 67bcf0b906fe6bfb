"""Fields of filters: they take what they know, and remember what they could not use."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from .vocabulary import Vocabulary

EARLIEST, LATEST = 1900, 2100
"""Years are between these."""

DIGITS = 18
"""Digits of the longest number that is looked at."""

_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[,\s][0-9]{3})+")

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
    """A whole number between two bounds, or nothing.

    Between thousands it may have commas or spaces. Where both bounds are years, so is the number.
    """

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def written(self, number: int) -> str:
        """Return a number as people read it: “500,000”, but of years “2019”."""
        is_year = self.least >= EARLIEST and self.most <= LATEST
        return str(number) if is_year else f"{number:,}"

    @property
    def room(self) -> int:
        """How many characters the longest number has."""
        return max(len(self.written(self.least)), len(self.written(self.most)))

    def clean(self, value: Any) -> int | None:
        """Return the number.

        Raises:
            ValidationError: when it is not a whole number between the bounds.
        """
        text = str(value or "").strip()
        if not text:
            return None
        if _THOUSANDS.fullmatch(text):
            text = "".join(filter(str.isdigit, text))
        if not (text.isascii() and text.isdigit()):
            raise ValidationError(gettext("Write a whole number."))
        # No number is as long as what may be typed, and some are too long to be read.
        number = int(text) if len(text) <= DIGITS else None
        if number is None or not self.least <= number <= self.most:
            said = gettext("Write a number from %(least)s to %(most)s.")
            bounds = {"least": self.written(self.least), "most": self.written(self.most)}
            raise ValidationError(said % bounds)
        return number


class TextField(forms.CharField):
    """Words to search for; what cannot be typed is dropped, and what is too long cut."""

    def clean(self, value: Any) -> str:
        """Return printable text of at most TEXT_LIMIT characters."""
        text = "".join(char if char.isprintable() else " " for char in str(value or ""))
        return " ".join(text.split())[:TEXT_LIMIT]
