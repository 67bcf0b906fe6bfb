"""Reads texts, choices, numbers, days, yes and no, and several of them in one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext

from wellbeing_portal.core.export.cells import CUT
from wellbeing_portal.core.text.characters import storable
from wellbeing_portal.core.text.likeness import plain_words
from wellbeing_portal.core.words import either

from .naming import FileNames, near_names
from .reader import CellReader, NotAccepted, ReadCell

_APART = re.compile(r"(?<!\\)[;\n]")
YES = frozenset({"yes", "y", "true", "1", "x", "✓"})
NO = frozenset({"no", "n", "false", "0", ""})
SHOWN = 12
EXCEL_DIGITS = 15


@dataclass(frozen=True)
class TextReader:
    """A text, of one line where ``one_line``."""

    longest: int | None = None
    one_line: bool = False
    is_address: bool = False

    @property
    def accepts(self) -> str:
        if self.is_address:
            return gettext(
                "a web address such as https://www.york.gov.uk/report, of at most %(most)s letters"
            ) % {"most": self.longest}
        if self.longest:
            return gettext("a text of at most %(most)s letters") % {"most": self.longest}
        return gettext("a text")

    @property
    def example(self) -> str:
        return "https://www.example.org/report" if self.is_address else ""

    def read(self, text: str, _names: FileNames) -> ReadCell:
        if text.endswith(CUT):
            raise NotAccepted(
                gettext("Excel cut this text when it was exported. Leave out the column.")
            )
        kept = storable(text, one_line=self.one_line).strip()
        if self.longest and len(kept) > self.longest:
            raise NotAccepted(
                gettext("It has %(number)s letters, and at most %(most)s fit.")
                % {"number": len(kept), "most": self.longest}
            )
        if self.is_address:
            try:
                URLValidator()(kept)
            except ValidationError:
                raise NotAccepted(gettext("This is no web address.")) from None
        return ReadCell(kept)

    def written(self, value: Any) -> Any:
        return value or ""


@dataclass(frozen=True)
class ChoiceReader:
    """One of several values, by its key or by what people call it."""

    choices: tuple[tuple[Any, str], ...]

    @property
    def accepts(self) -> str:
        labels = [str(label) for value, label in self.choices if value != ""]
        if len(labels) > SHOWN:
            more = gettext("or %(number)s others") % {"number": len(labels) - SHOWN}
            return f"{', '.join(labels[:SHOWN])} {more}"
        return either(labels)

    @property
    def example(self) -> str:
        return next(str(label) for value, label in self.choices if value != "")

    def knows(self, text: str) -> bool:
        """Tell whether a text is one of the values."""
        return self._meant(text) is not None

    def _meant(self, text: str) -> Any | None:
        asked = _plain(text)
        exact = [value for value, _ in self.choices if text == str(value)]
        alike = [
            value
            for value, label in self.choices
            if asked and asked in {_plain(str(value)), _plain(str(label))}
        ]
        return next(iter([*exact, *alike]), None)

    def read(self, text: str, _names: FileNames) -> ReadCell:
        meant = self._meant(text)
        if meant is not None:
            return ReadCell(meant)
        labels = [str(label) for value, label in self.choices if value != ""]
        raise NotAccepted(gettext("It is none of these."), near_names(text, labels))

    def written(self, value: Any) -> Any:
        return "" if value is None else str(value)


@dataclass(frozen=True)
class WholeReader:
    """A whole number within limits, such as a year."""

    least: int | None = None
    most: int | None = None

    @property
    def accepts(self) -> str:
        if self.least is not None and self.most is not None:
            return gettext("a whole number from %(least)s to %(most)s") % {
                "least": self.least,
                "most": self.most,
            }
        return gettext("a whole number")

    @property
    def example(self) -> str:
        return "2024" if self.least == 1900 else str(self.least or 1)

    def read(self, text: str, _names: FileNames) -> ReadCell:
        value = _decimal(text)
        if value is None or value != value.to_integral_value() or abs(value) > 10**9:
            raise NotAccepted(gettext("This is no whole number."))
        whole = int(value)
        if (self.least is not None and whole < self.least) or (
            self.most is not None and whole > self.most
        ):
            raise NotAccepted(gettext("This number is not within the limits."))
        return ReadCell(whole)

    def written(self, value: Any) -> Any:
        return value


@dataclass(frozen=True)
class NumberReader:
    """A number, with or without a fraction."""

    digits: int
    places: int

    @property
    def accepts(self) -> str:
        return gettext("a number with at most %(places)s decimal places, such as 1,200.50") % {
            "places": self.places
        }

    @property
    def example(self) -> str:
        return "1200"

    def read(self, text: str, _names: FileNames) -> ReadCell:
        value = _decimal(text.removesuffix("%").strip())
        if value is None:
            raise NotAccepted(gettext("This is no number."))
        if value != round(value, self.places):
            raise NotAccepted(gettext("It has too many decimal places."))
        if abs(value) >= 10 ** (self.digits - self.places):
            raise NotAccepted(gettext("That number is too large to be kept."))
        return ReadCell(value)

    def written(self, value: Any) -> Any:
        return exact(value)


@dataclass(frozen=True)
class YesNoReader:
    """Yes or no."""

    @property
    def accepts(self) -> str:
        return gettext("yes or no")

    @property
    def example(self) -> str:
        return "no"

    def read(self, text: str, _names: FileNames) -> ReadCell:
        asked = text.casefold()
        if asked not in YES | NO:
            raise NotAccepted(gettext("This is neither yes nor no."))
        return ReadCell(asked in YES)

    def written(self, value: Any) -> Any:
        return None if value is None else "yes" if value else "no"


@dataclass(frozen=True)
class ListReader:
    """Several values in one cell, with semicolons between them."""

    item: CellReader

    @property
    def accepts(self) -> str:
        return gettext("%(what)s; several with semicolons between them") % {
            "what": self.item.accepts
        }

    @property
    def example(self) -> str:
        return self.item.example

    def read(self, text: str, names: FileNames) -> ReadCell:
        values: list[Any] = []
        told: list[str] = []
        unknown: list[Any] = []
        for part in parts_of(text):
            read = self.item.read(part, names)
            unknown += read.unknown
            if read.value is not None and read.value not in values:
                values.append(read.value)
            told.append(read.as_told or part)
        as_told = "; ".join(told) if told != parts_of(text) else ""
        if len(told) == 1 and "," in text and not as_told:
            as_told = gettext("one, with a comma in it: “%(text)s”") % {"text": told[0]}
        return ReadCell(values, as_told, unknown=tuple(unknown))

    def written(self, value: Sequence[Any]) -> Any:
        return "; ".join(
            str(self.item.written(one)).replace("\\", "\\\\").replace(";", "\\;") for one in value
        )


def exact(value: Decimal | None) -> Decimal | str | None:
    """Return a number as a sheet keeps it: as text where it has more digits than Excel has."""
    if value is None:
        return None
    return value if len(value.normalize().as_tuple().digits) <= EXCEL_DIGITS else f"{value:f}"


def parts_of(text: str) -> list[str]:
    """Return what stands between semicolons, or on lines of its own."""
    parts = [re.sub(r"\\(.)", r"\1", part).strip() for part in _APART.split(text)]
    return [part for part in parts if part]


def _plain(text: str) -> str:
    return " ".join(plain_words(text.replace("_", " ").replace("-", " ")))


def _decimal(text: str) -> Decimal | None:
    """Return the number that a text is: with thousands, a pound sign, or brackets for less."""
    plain = text.replace("£", "").replace(" ", "").replace("\u00a0", "").replace("−", "-")
    if not re.fullmatch(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?", plain) or not plain:
        return None
    try:
        return Decimal(plain.replace(",", ""))
    except InvalidOperation:
        return None
