"""Understands a figure that somebody has typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext

from wellbeing_portal.core.models.figure import Figure, WrittenFigure

from .amounts import Amount, amount_at, is_year, qualifier_at

Qualifier, Unit = Figure.Qualifier, Figure.Unit

DIGITS, PLACES, PENCE = 14, 3, 2
LONGEST_MEASURE = 160
SMALL = 1000
"""A number below it, before another in millions, may stand for so many millions too."""

_CHANGE = re.compile(
    r"(?:(?:rose|grew|went|increased|improved|fell|dropped|declined|decreased|reduced|was cut|"
    r"cut|up|down) )?from "
)
_TO = re.compile(r" ?(?:(?:up |down )?to |- ?)")
_AND = re.compile(r" (?:and|to) |-")
_MEASURE = re.compile(r"[^\W\d_][^\d£%]*")
_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys('“”"', None), "’": "'"})


class NotUnderstood(ValueError):
    """What was typed is no figure; the message says why, in words for whoever typed it."""


@dataclass(frozen=True)
class Understood(WrittenFigure):
    """A figure that was understood; ``measure`` is what was typed behind it.

    ``is_worked_out`` says that another number was typed, such as a share instead of its per cent,
    and ``out_of`` how many were counted then.
    """

    value: Decimal
    unit: Figure.Unit
    qualifier: Figure.Qualifier = Qualifier.EXACT
    high_value: Decimal | None = None
    from_value: Decimal | None = None
    measure: str = ""
    is_worked_out: bool = False
    out_of: int | None = None

    @property
    def told(self) -> str:
        """All of it in words, to be shown to whoever typed it."""
        return f"{self.figure} {self.measure}".strip()


def understand(text: str) -> Understood:
    """Return the figure that a text gives: a number, a range, or what was before and after.

    Raises:
        NotUnderstood: when it gives none, or more than one.
    """
    typed = " ".join(text.translate(_SIGNS).split()).rstrip(".")
    qualifier, rest = qualifier_at(typed.casefold())
    change = _CHANGE.match(rest)
    between = rest.startswith("between ")
    rest = rest[change.end() :] if change else rest.removeprefix("between ")
    one = amount_at(rest)
    if one is None:
        raise NotUnderstood(
            gettext(
                "“%(text)s” is no figure that is understood. Write it like “76-96%%”, “from 3 to "
                "11”, “a third” or “about 48”; the rest belongs into the sentence."
            )
            % {"text": text}
        )
    joint = (_AND if between else _TO).match(one.rest)
    other = amount_at(one.rest[joint.end() :]) if joint else None
    if other is None:
        if change or between:
            raise NotUnderstood(
                gettext("Say both numbers: “from 3 to 11”, “between 76%% and 96%%”.") % {}
            )
        return _checked(_single(one), _qualified(qualifier, one), typed, one.rest)
    return _two(_alike(one, other), other, is_change=bool(change), said=qualifier, typed=typed)


def _single(one: Amount) -> Understood:
    return Understood(
        one.value,
        one.unit or Unit.COUNT,
        is_worked_out=one.is_worked_out,
        out_of=one.out_of,
    )


def _alike(one: Amount, other: Amount) -> Amount:
    """Return the first of two numbers with what was said of the second alone: unit and millions.

    Raises:
        NotUnderstood: when they are of different kinds, or it is not clear which millions.
    """
    if other.is_scaled and not one.is_scaled and one.value < SMALL:
        if one.has_pound and other.has_pound:
            raise NotUnderstood(
                gettext("Write both amounts in full: “£5 million to £10 million”, “£5 to £10,000”.")
            )
        one = replace(one, value=one.value * other.scale, is_worked_out=True)
    units = {one.unit, other.unit} - {None}
    if len(units) > 1:
        raise NotUnderstood(gettext("The two numbers are of different kinds. Write one figure."))
    return replace(one, unit=one.unit or other.unit)


def _two(
    one: Amount, other: Amount, *, is_change: bool, said: Figure.Qualifier, typed: str
) -> Understood:
    if one.unit is None and is_year(one.value) and is_year(other.value):
        raise NotUnderstood(gettext("These look like years, which have a field of their own."))
    unit = one.unit or Unit.COUNT
    qualifier = _qualified(_qualified(said, one), other)
    if is_change:
        made = Understood(other.value, unit, from_value=one.value)
    elif one.value < other.value:
        made = Understood(one.value, unit, high_value=other.value)
    elif one.value == other.value:
        made = Understood(one.value, unit)
    else:
        raise NotUnderstood(
            gettext("A range goes up. If it fell, write “from %(one)s to %(other)s”.")
            % {"one": f"{one.value:,f}", "other": f"{other.value:,f}"}
        )
    made = replace(made, is_worked_out=one.is_worked_out or other.is_worked_out)
    return _checked(made, qualifier, typed, other.rest)


def _qualified(said: Figure.Qualifier, one: Amount) -> Figure.Qualifier:
    """Return what limits a figure.

    Raises:
        NotUnderstood: when it is limited in two ways.
    """
    own = one.qualifier
    if said and own and said != own and not one.is_rounded:
        raise NotUnderstood(
            gettext("It says “%(one)s” and “%(other)s”. Write one of them.")
            % {
                "one": said.label,
                "other": own.label,
            }
        )
    return said or own


def _checked(
    made: Understood, qualifier: Figure.Qualifier, typed: str, rest: str = ""
) -> Understood:
    """Return a figure with its limit, and with what stands behind it as what it counts.

    Raises:
        NotUnderstood: when it is more precise or larger than can be kept, or a number follows.
    """
    places = PENCE if made.unit in {Unit.POUNDS, Unit.POUNDS_PER_POUND} else PLACES
    for value in filter(None, (made.value, made.high_value, made.from_value)):
        if value != round(value, places):
            raise NotUnderstood(
                gettext("A figure has at most %(places)s decimal places.") % {"places": places}
            )
        if abs(value) >= 10**DIGITS:
            raise NotUnderstood(gettext("That number is too large to be kept."))
    behind = rest.strip(" ,;:") or made.measure
    if behind and (
        not _MEASURE.fullmatch(behind)
        or len(behind) > LONGEST_MEASURE
        or (rest and rest[0] not in " ,;:")
    ):
        raise NotUnderstood(
            gettext("“%(rest)s” behind the figure is not understood. One figure fits here.")
            % {"rest": behind}
        )
    # As it was typed, with its capitals.
    kept = typed[len(typed) - len(behind) :] if typed.casefold().endswith(behind) else behind
    return replace(made, qualifier=qualifier or made.qualifier, measure=kept)
