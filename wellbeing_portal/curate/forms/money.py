"""A field for pounds as people write them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.figures import Understood
from wellbeing_portal.core.models import Figure

from .figure_field import FigureField, read

UNITS = (Figure.Unit.POUNDS, Figure.Unit.COUNT)
"""A bare number is one of pounds, where money is asked for."""


class MoneyField(FigureField):
    """Understands “£70,000”, “about £1.2 million”, and with ``ranges`` “£5,000 to £10,000”.

    Its value is what it understood, or None. An amount that has to be worked out is asked for in
    full, since an amount without a number is none.
    """

    may_be_worked_out = False

    def __init__(self, *, ranges: bool = True, **kwargs: Any) -> None:
        self.ranges = ranges
        needed = {"required": _("Write an amount, such as £70,000.")}
        super().__init__(**{"error_messages": needed, **kwargs})

    def agreed(self, text: str, _keep_as: str, /) -> Understood:
        """Return what was typed as an amount.

        Raises:
            ValidationError: when it is none, or more than is asked for.
        """
        money = read(text)
        if money.unit not in UNITS or money.from_value is not None:
            raise ValidationError(gettext("Write pounds: “£70,000”, “about £1.2 million”."))
        if money.measure:
            said = gettext("Write the amount alone: “%(rest)s” belongs below.")
            raise ValidationError(said % {"rest": money.measure})
        if money.is_worked_out:
            raise ValidationError(
                gettext("Write the amount in full. Do you mean “%(figure)s”?")
                % {"figure": money.figure}
            )
        if money.value < 0:
            raise ValidationError(gettext("An amount cannot be negative."))
        if money.high_value is not None and not self.ranges:
            raise ValidationError(gettext("Write one amount."))
        return money


def money_written(qualifier: Any, amount: Any, high_amount: Any = None) -> str:
    """Return an amount as the field understands it; nothing where there is none."""
    if amount is None:
        return ""
    pounds, kind = Figure.Unit.POUNDS, Figure.Qualifier(qualifier)
    return Understood(amount, pounds, kind, high_amount).figure


def money_kept(money: Understood | None) -> dict[str, Any]:
    """Return what a row is to say of an amount."""
    if money is None:
        return {"qualifier": Figure.Qualifier.EXACT, "amount": None, "high_amount": None}
    return {
        "qualifier": money.qualifier,
        "amount": money.value,
        "high_amount": money.high_value,
    }
