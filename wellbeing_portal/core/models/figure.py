"""A number with its unit and meaning."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

_DIGITS = re.compile(r"\d+(?:\.\d+)?")


class WrittenFigure:
    """How a number with its unit is written, whether it is a row's or was only typed."""

    qualifier: Any
    value: Any
    high_value: Any
    from_value: Any
    unit: Any
    measure: Any
    wording: Any = ""

    @property
    def number(self) -> str:
        """What is shown large: ``98%``, ``over £280 million``, or the words where they are all."""
        if self.value is None:
            return str(self.wording)
        number = self._written(self.value)
        if self.high_value is not None:
            high = self._written(self.high_value)
            number = gettext("%(number)s to %(high)s") % {"number": number, "high": high}
        if self.from_value is not None:
            before = self._written(self.from_value)
            number = gettext("from %(before)s to %(number)s") % {"before": before, "number": number}
        return f"{gettext(self.qualifier)} {number}".strip()

    def _written(self, value: Decimal) -> str:
        """Return one value with its unit."""
        if self.unit == Figure.Unit.POUNDS:
            return f"£{_money(value)}" if self._is_in_full else pounds(value)
        if self.unit == Figure.Unit.POUNDS_PER_POUND:
            return gettext("£%(money)s per £1") % {"money": _money(value)}
        if self.unit == Figure.Unit.PERCENT:
            return f"{_number(value)}%"
        after = _AFTER_NUMBERS.get(self.unit, "")
        return f"{_number(value)} {gettext(after)}".strip()

    @property
    def _is_in_full(self) -> bool:
        """Whether “£5 to £10 million” could be read as five million."""
        others = [one for one in (self.from_value, self.high_value) if one is not None]
        return bool(others) and min(self.value, *others) < 1000

    @property
    def figure(self) -> str:
        """The number with the noun that it counts: ``3,498 people``, otherwise as ``number``."""
        return f"{self.number} {self._counted}".strip()

    @property
    def meaning(self) -> str:
        """What to set beside ``number``: ``people were given advice at events``."""
        parts = (self._counted, self.measure, self.in_other_words)
        return " ".join(one for one in parts if one)

    @property
    def in_other_words(self) -> str:
        """What the source writes where that is not the number: ``(“42 of 60 people”)``."""
        if self.value is None or not self.wording:
            return ""
        written = {*_DIGITS.findall(_plain(self.wording))}
        shown = {*_DIGITS.findall(_plain(self.number))}
        return "" if written and written <= shown else f"(“{self.wording}”)"

    @property
    def _counted(self) -> str:
        counts = self.unit in {Figure.Unit.PEOPLE, Figure.Unit.ORGANISATIONS}
        return gettext(self.unit) if counts else ""


class Figure(WrittenFigure, models.Model):
    """A number as a document gives it: ``over`` 400 ``organisations`` ``joined the network``.

    ``number`` is shown large with its ``meaning`` beside it; ``figure`` stands in a table.
    """

    class Qualifier(models.TextChoices):
        EXACT = "", _("exactly")
        ABOUT = "about", _("about")
        OVER = "over", _("over")
        ALMOST = "almost", _("almost")
        AT_LEAST = "at least", _("at least")
        UP_TO = "up to", _("up to")
        UNDER = "under", _("under")

    class Unit(models.TextChoices):
        PERCENT = "percent", _("per cent")
        PERCENTAGE_POINTS = "percentage_points", _("percentage points")
        POUNDS = "pounds", _("pounds")
        POUNDS_PER_POUND = "pounds_per_pound", _("pounds for every pound spent")
        PEOPLE = "people", _("people")
        ORGANISATIONS = "organisations", _("organisations")
        PER_100_000 = "per_100000", _("per 100,000 people")
        YEARS = "years", _("years")
        TIMES = "times", _("times as many or as likely")
        POINTS = "points", _("points on a scale")
        COUNT = "count", _("a plain number of something")

    qualifier = models.CharField(
        max_length=8,
        choices=Qualifier.choices,
        default=Qualifier.EXACT,
        blank=True,
        help_text="Whether the source gives the number as exact, rounded or as a limit.",
    )
    value = models.DecimalField(
        max_digits=17,
        decimal_places=3,
        null=True,
        blank=True,
        help_text="The number alone: 98, 142838, 10680000. Leave empty if there is none.",
    )
    high_value = models.DecimalField(
        "to (of a range)",
        max_digits=17,
        decimal_places=3,
        null=True,
        blank=True,
        help_text="The upper end, where the source gives a range: £5,000 to £10,000.",
    )
    from_value = models.DecimalField(
        "from (before the change)",
        max_digits=17,
        decimal_places=3,
        null=True,
        blank=True,
        help_text="What it was before, where the source gives both: from 48% to 33%.",
    )
    is_shared_total = models.BooleanField(
        "shared total",
        default=False,
        help_text="The number is a total shared with others, or of a wider area than this work.",
    )
    unit = models.CharField(
        max_length=20,
        choices=Unit.choices,
        blank=True,
        help_text="What the number is in.",
    )
    measure = models.CharField(
        "what the number counts",
        max_length=160,
        blank=True,
        help_text="Completes the number: “of participants said they knew more about health”.",
    )
    wording = models.CharField(
        "as the source writes it",
        max_length=200,
        blank=True,
        help_text="The figure in the words of the source: “42 of 60 people”. The number beside it "
        "is how it is read; without one the words stand alone.",
    )
    sample_size = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="How many people or organisations the number rests on, if the source says.",
    )
    period = models.CharField(
        "period it covers",
        max_length=80,
        blank=True,
        help_text="In words: “2016 to 2020”, “three months after training”.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(sample_size__isnull=True) | Q(sample_size__gte=1),
                name="%(class)s_sample_size_positive",
                violation_error_message="A sample size is at least 1.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True, unit="") | (Q(value__isnull=False) & ~Q(unit="")),
                name="%(class)s_value_has_unit",
                violation_error_message="A number needs a unit, and a unit needs a number.",
            ),
            models.CheckConstraint(
                condition=Q(high_value__isnull=True) | Q(high_value__gt=F("value")),
                name="%(class)s_range_goes_up",
                violation_error_message="The upper end of a range is above its lower end.",
            ),
            models.CheckConstraint(
                condition=Q(from_value__isnull=True)
                | Q(value__isnull=False, high_value__isnull=True),
                name="%(class)s_from_has_to",
                violation_error_message="A number before a change needs the number after it, "
                "and no range.",
            ),
        ]


_AFTER_NUMBERS: dict[str, str] = {
    Figure.Unit.PERCENTAGE_POINTS: gettext_noop("percentage points"),
    Figure.Unit.PER_100_000: gettext_noop("per 100,000"),
    Figure.Unit.YEARS: gettext_noop("years"),
    Figure.Unit.TIMES: gettext_noop("times"),
    Figure.Unit.POINTS: gettext_noop("points"),
}
"""What is written after the number of each unit."""


def _plain(text: Any) -> str:
    return str(text).replace(",", "")


def pounds(amount: Decimal) -> str:
    """Return an amount of money for reading: ``£1,008``, ``£70,000``, ``£10.68 million``."""
    for size, name in (
        (Decimal(10**9), gettext_noop("billion")),
        (Decimal(10**6), gettext_noop("million")),
    ):
        # With more digits than can be read in one go it is no shorter than in full.
        if amount >= size and amount % (size / 1000) == 0:
            return f"£{_number(amount / size)} {gettext(name)}"
    return f"£{_money(amount)}"


def rounded_pounds(amount: Decimal) -> str:
    """Return an amount of a range: from a million on with two decimals, ``£3.39 million``."""
    if amount < 10**6:
        return pounds(amount)
    size = Decimal(10**9 if amount >= 10**9 else 10**6)
    return pounds((amount / size).quantize(Decimal("0.01")) * size)


def _money(amount: Decimal) -> str:
    return f"{amount:,.0f}" if amount == amount.to_integral() else f"{amount:,.2f}"


def _number(value: Decimal) -> str:
    """Return ``value`` with thousands separated and no idle zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
