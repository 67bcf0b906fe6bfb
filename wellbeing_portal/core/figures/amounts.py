"""A number with its unit and what limits it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from wellbeing_portal.core.models.figure import Figure

from .numbers import Written, number_at, part_of

Qualifier, Unit = Figure.Qualifier, Figure.Unit
Known = TypeVar("Known", Figure.Qualifier, Figure.Unit)


@dataclass(frozen=True)
class Amount:
    """A number as it was typed, and what stands behind it.

    ``scale`` is what a word such as “million” made of it; ``has_pound`` tells a sign of its own.
    ``is_worked_out`` says that it is another number than was typed, such as the per cent of a
    share; ``out_of`` is then how many it is a share of, where these were counted.
    """

    value: Decimal
    rest: str
    unit: Figure.Unit | None = None
    qualifier: Figure.Qualifier = Qualifier.EXACT
    scale: Decimal = Decimal(1)
    has_pound: bool = False
    is_rounded: bool = False
    is_worked_out: bool = False
    out_of: int | None = None

    @property
    def is_scaled(self) -> bool:
        """Whether a word made it larger."""
        return self.scale != 1


LIMITS: tuple[tuple[Figure.Qualifier, str], ...] = (
    (Qualifier.ALMOST, r"almost|nearly|just under|close to"),
    (
        Qualifier.AT_LEAST,
        r"at least|no fewer than|(?:no|not) less than|a minimum of|minimum|>=|≥",
    ),
    (
        Qualifier.UP_TO,
        r"up to|at most|(?:no|not) more than|as (?:many|much) as|a maximum of|maximum|<=|≤",
    ),
    (
        Qualifier.OVER,
        r"(?:just |well )?over|more than|above|upwards? of|in excess of|>",
    ),
    (Qualifier.UNDER, r"(?:well )?under|fewer than|less than|below|<"),
    (
        Qualifier.ABOUT,
        r"about|around|approximately|approx\.?|roughly|some|circa|ca?\.|an estimated|estimated|~|≈",
    ),
    (
        Qualifier.EXACT,
        r"exactly|only|just|by|a total of"
        r"|(?:rose|grew|increased|improved|up|fell|dropped|declined|decreased|reduced|cut|down)"
        r"(?: by)?(?= (?!from))",
    ),
)
"""What stands before a number and limits it, or does not."""

AFTER: tuple[tuple[Figure.Qualifier, str], ...] = (
    (Qualifier.AT_LEAST, r" ?\+| or (?:more|over|above)\b"),
    (Qualifier.UP_TO, r" or (?:fewer|less|under|below)\b"),
)
"""The same behind it."""

POUND_PER_POUND = r"(?: ?: ?| (?:per|for every|for each) )£1(?![\d.,]\d|\d)(?! ?(?:m|b|k|thou))"
UNITS: tuple[tuple[Figure.Unit, str], ...] = (
    (
        Unit.PERCENTAGE_POINTS,
        r" ?(?:%|per ?cent|percentage)[- ]points?\b| ?ppts?\b| ?pp\b",
    ),
    (Unit.PERCENT, r" ?%| ?per ?cent\b| ?pc\b"),
    (Unit.PER_100_000, r" (?:per|in|in every|for every) 100,?000\b(?: people\b)?"),
    (Unit.YEARS, r" years?\b"),
    (Unit.TIMES, r" times\b| ?x\b|[- ]?fold\b"),
    (Unit.POINTS, r" points?\b"),
    (Unit.PEOPLE, r" (?:people|persons?)\b"),
    (Unit.ORGANISATIONS, r" organi[sz]ations?\b"),
    (Unit.POUNDS, r" (?:pounds?|gbp)\b"),
)
"""What is written behind a number of each unit."""

TIMES = {"twice": 2, "thrice": 3, "double": 2, "doubled": 2, "treble": 3, "trebled": 3}
TIMES |= {"triple": 3, "tripled": 3, "quadruple": 4, "quadrupled": 4}
_SHARE = re.compile(r" (in every|in|out of|of) (?=\w)")
_MINUS = re.compile(r"(?:minus |- ?)")


def qualifier_at(text: str) -> tuple[Figure.Qualifier, str]:
    """Return what limits the number that a text goes on with, and the rest."""
    said = Qualifier.EXACT
    while True:
        qualifier, rest = _at(LIMITS, text)
        if qualifier is None or (said and qualifier):
            return said, text
        said, text = said or qualifier, rest.lstrip()


def amount_at(text: str) -> Amount | None:
    """Return the amount that a text begins with, if it does."""
    qualifier, text = qualifier_at(text)
    for word, times in TIMES.items():
        if re.match(rf"{word}\b", text):
            return Amount(Decimal(times), text[len(word) :], Unit.TIMES, qualifier)
    minus, text = _without(_MINUS, text)
    has_pound = text.startswith("£")
    late_minus, text = _without(_MINUS, text[1:].lstrip()) if has_pound else (False, text)
    number = number_at(text)
    if number is None or (minus and late_minus):
        return None
    value = -number.value if minus or late_minus else number.value
    after, rest = _at(AFTER, number.rest)
    unit, rest = _unit(number, rest, has_pound=has_pound)
    share = _share(number, rest) if unit is None and not minus else None
    out_of = None
    if share is not None:
        out_of = _counted_out_of(rest)
        number, unit = share, Unit.PERCENT
        value, rest = share.value, share.rest
    if after is None:
        after, rest = _at(AFTER, rest)
    if after and qualifier:
        return None
    own = after or qualifier or (Qualifier.ABOUT if number.is_rounded else Qualifier.EXACT)
    rounded = number.is_rounded and not (after or qualifier)
    worked_out = number.is_share
    return Amount(
        value, rest, unit, own, number.scale, has_pound, rounded, worked_out, out_of
    )  # fmt: skip


def is_year(value: Decimal) -> bool:
    """Tell whether a number may well be a year."""
    return value == int(value) and 1900 <= value <= 2100


def _share(number: Written, rest: str) -> Written | None:
    """Return “1 in 5” as 20 per cent, and “48 of 50 people” as 96 per cent of people."""
    joint = _SHARE.match(rest)
    if joint is None or number.scale != 1:
        return None
    whole = number_at(rest[joint.end() :])
    if whole is None or whole.is_share or not 0 <= number.value <= whole.value or not whole.value:
        return None
    if joint[1] == "in" and is_year(whole.value):
        return None
    per_cent, rounded = part_of(number.value, whole.value)
    counted = f" of{whole.rest}" if re.match(r" [^\W\d_]", whole.rest) else whole.rest
    counted = whole.rest if re.match(r" to ", whole.rest) else counted
    return Written(per_cent, counted, is_share=True, is_rounded=rounded)


def _counted_out_of(rest: str) -> int | None:
    """Return of how many something is a share that was counted: 60 of “42 of 60 people”."""
    joint = _SHARE.match(rest)
    whole = number_at(rest[joint.end() :]) if joint and joint[1] in {"of", "out of"} else None
    return int(whole.value) if whole and whole.value == int(whole.value) else None


def _unit(number: Written, rest: str, *, has_pound: bool) -> tuple[Figure.Unit | None, str]:
    if has_pound:
        ratio = re.match(POUND_PER_POUND, rest)
        if ratio:
            return Unit.POUNDS_PER_POUND, rest[ratio.end() :]
        return Unit.POUNDS, rest
    if number.is_share:
        return Unit.PERCENT, rest
    return _at(UNITS, rest)


def _at(known: tuple[tuple[Known, str], ...], text: str) -> tuple[Known | None, str]:
    """Return the first of some things that a text begins with, and the rest of the text."""
    for thing, pattern in known:
        found = re.match(pattern, text)
        if found and not re.match(r"\w\w", text[found.end() - 1 : found.end() + 1]):
            return thing, text[found.end() :]
    return None, text


def _without(pattern: re.Pattern[str], text: str) -> tuple[bool, str]:
    found = pattern.match(text)
    return (True, text[found.end() :]) if found else (False, text)
