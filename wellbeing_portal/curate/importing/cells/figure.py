"""Reads figures in words as people write them: “76-96%”, “about £1.2 million”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from wellbeing_portal.core.figures import NotUnderstood, understand
from wellbeing_portal.core.models import Figure

from .naming import FileNames
from .plain import exact
from .reader import NotAccepted, ReadCell

THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
"""Commas elsewhere, as in “1,5”, may stand for something else."""


@dataclass(frozen=True)
class FigureReader:
    """A figure in one cell; what it says goes into the fields that a figure has.

    Where the number had to be worked out, as of “42 of 60 people”, the words are kept with it.
    """

    @property
    def accepts(self) -> str:
        return gettext("a figure such as 48%, 76-96%, about £1.2 million or from 3 to 11")

    @property
    def example(self) -> str:
        return "from 48% to 33%"

    def read(self, text: str, _names: FileNames) -> ReadCell:
        try:
            said = understand(text)
        except NotUnderstood as error:
            raise NotAccepted(str(error)) from None
        besides: dict[str, Any] = {
            "qualifier": said.qualifier,
            "value": said.value,
            "high_value": said.high_value,
            "from_value": said.from_value,
            "unit": said.unit,
        }
        if said.measure:
            besides["measure"] = said.measure
        if said.is_worked_out:
            besides["wording"] = text.strip()
        return ReadCell(None, said.told, besides)

    def written(self, _value: Any) -> Any:
        return ""


@dataclass(frozen=True)
class AmountReader:
    """Money: an amount, or a range of which the upper end goes into a field of its own."""

    @property
    def accepts(self) -> str:
        return gettext("pounds such as £5,000, about £1.2 million or £5,000 to £10,000")

    @property
    def example(self) -> str:
        return "about £5,000"

    def read(self, text: str, _names: FileNames) -> ReadCell:
        plain = text.replace(",", "") if THOUSANDS.fullmatch(text.strip()) else text
        if plain.replace(".", "", 1).isdecimal():
            return ReadCell(_pence(Decimal(plain)))
        try:
            said = understand(text)
        except NotUnderstood as error:
            raise NotAccepted(str(error)) from None
        if said.unit not in {Figure.Unit.POUNDS, Figure.Unit.COUNT} or said.from_value is not None:
            raise NotAccepted(gettext("This is no amount of money."))
        if said.is_worked_out:
            raise NotAccepted(
                gettext("Write the amount in full. Do you mean “%(figure)s”?")
                % {"figure": said.figure}
            )
        if said.measure:
            raise NotAccepted(gettext("Only the amount stands here; the rest has its own columns."))
        besides: dict[str, Any] = {}
        if said.qualifier:
            besides["qualifier"] = said.qualifier
        if said.high_value is not None:
            besides["high_amount"] = _pence(said.high_value)
        return ReadCell(_pence(said.value), said.told, besides)

    def written(self, value: Any) -> Any:
        return exact(value)


def _pence(value: Decimal) -> Decimal:
    if value != round(value, 2):
        raise NotAccepted(gettext("It has more than two decimal places."))
    if not 0 <= value < 10**12:
        raise NotAccepted(gettext("That amount cannot be kept."))
    return value
