"""Numbers as they are written: in figures, in words, as shares, and with their millions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
}
_SIGNS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}
_SCALES: Mapping[str, int] = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
}
_WORDS = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_WORDS |= {"dozen": 12}

_FIGURES = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+")
_WORD = re.compile(rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?=\b|fold\b)")
_TENS_AND_ONES = re.compile(rf"({'|'.join(_TENS)})[- ]({'|'.join(_SMALL[1:10])})\b")
_SHARE = re.compile(rf"(?:(\d+|an?|{'|'.join(_SMALL[1:10])})[- ])?({'|'.join(_PARTS)})s?\b")
_SLASH = re.compile(r"(\d{1,3})/(\d{1,3})(?![\d/])")
_OF_A = re.compile(r" (?:of )?an? (?=hundred|thousand|million|billion)")
_SCALE = re.compile(r" ?(hundred|thousand|million|billion)\b")
_SHORT_SCALE = re.compile(r"(k|mn?|bn)\b")
_AND_MORE = re.compile(r"(?: hundred)? and (?=\w)")
_AND_SHARE = re.compile(r" and (?=(?:an? )?(?:half|quarter)\b)")


@dataclass(frozen=True)
class Written:
    """A number with what stands behind it; ``is_share`` of one that is a part of a whole.

    ``scale`` is what a word such as “million” made of it; ``is_rounded`` says that it cannot be
    written out in full.
    """

    value: Decimal
    rest: str
    is_share: bool = False
    scale: Decimal = Decimal(1)
    is_rounded: bool = False


def number_at(text: str) -> Written | None:
    """Return the number that a text begins with: without capitals, spaces single."""
    share = _share_at(text)
    if share is not None:
        return share
    if text.startswith(("a ", "an ")):
        found = re.match(r"an? (?=(?:hundred|thousand|million|billion|dozen)\b)", text)
        if found is None:
            return None
        after = text[found.end() :]
        text = after if after.startswith("dozen") else f"one {after}"
    plain = _plain_at(text)
    return None if plain is None else _scaled(*plain)


def part_of(part: Decimal, whole: Decimal) -> tuple[Decimal, bool]:
    """Return a part of a whole in per cent, and whether it is rounded to be written."""
    exact = part * 100 / whole
    tidy = exact.quantize(Decimal("0.1"))
    return (tidy, False) if exact == tidy else (exact.quantize(Decimal(1)), True)


def _plain_at(text: str) -> tuple[Decimal, str] | None:
    found = _FIGURES.match(text)
    if found:
        return Decimal(re.sub("[, ]", "", found.group())), text[found.end() :]
    found = _TENS_AND_ONES.match(text)
    if found:
        return Decimal(_WORDS[found[1]] + _WORDS[found[2]]), text[found.end() :]
    found = _WORD.match(text)
    return (Decimal(_WORDS[found.group()]), text[found.end() :]) if found else None


def _scaled(value: Decimal, rest: str) -> Written:
    """Return a number with the words that make it larger, “and a half” included."""
    half = _AND_SHARE.match(rest)
    if half or rest[:1] in _SIGNS:
        share = _share_at(rest[half.end() :] if half else rest)
        if share is not None:
            value, rest = value + share.value / 100, share.rest
    scale = Decimal(1)
    while True:
        found = _SCALE.match(rest) or (_SHORT_SCALE.match(rest) if scale == 1 else None)
        if found is None:
            break
        larger = _SCALES[found[1]]
        value, rest, scale = value * larger, rest[found.end() :], scale * larger
        more = _AND_MORE.match(rest)
        if more and found[1] == "hundred":
            added = _plain_at(rest[more.end() :])
            if added is not None and added[0] < 100:
                value, rest = value + added[0], added[1]
    return Written(value, rest, scale=scale)


def _share_at(text: str) -> Written | None:
    """Return the share that a text begins with: a third, three quarters, half, ½, 2/3."""
    for sign, written in _SIGNS.items():
        if text.startswith(sign):
            text = written + text[len(sign) :]
    found = _SLASH.match(text)
    if found:
        part, whole, rest = Decimal(found[1]), Decimal(found[2]), text[found.end() :]
    else:
        found = _SHARE.match(text)
        if found is None:
            return None
        part, whole = _how_many(found[1]), Decimal(_PARTS[found[2]])
        rest = text[found.end() :]
    if not whole or part > whole:
        return None
    large = _OF_A.match(rest)
    if large:
        after = _SCALE.match(f" {rest[large.end() :]}")
        if after is not None:
            left = f" {rest[large.end() :]}"[after.end() :]
            scale = Decimal(_SCALES[after[1]])
            return Written(part * scale / whole, left, scale=scale)
    per_cent, rounded = part_of(part, whole)
    return Written(per_cent, rest, is_share=True, is_rounded=rounded)


def _how_many(word: str | None) -> Decimal:
    if word is None or word in {"a", "an"}:
        return Decimal(1)
    return Decimal(int(word) if word.isdigit() else _WORDS[word])
