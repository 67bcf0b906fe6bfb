"""Numbers as people write them: in figures or letters, shortened, as a range, for every pound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from .words import STRAY, is_small

_FIGURES = re.compile(r"[\d.,]*\d[\d.,]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AMOUNT = re.compile(r"[£$€]?(?P<figures>\d+(?:,\d{3})*(?:\.\d+)?)(?P<size>[a-z]*)")
_FROM_TO = re.compile(r"(?P<first>\d{1,3})[-–](?P<last>\d{1,3})(?P<more>s?)")
_SEVERAL = re.compile(r"(?P<one>\d+)['’]?s")
_ONES = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_IN_LETTERS = {word: number for number, word in enumerate(_ONES.split(), 2)} | {
    word: number * 10 for number, word in enumerate(_TENS.split(), 2)
}
_BOUNDS = ("over", "under", "above", "below")
_BOUND_AND_AGE = re.compile(rf"(?P<bound>{'|'.join(_BOUNDS)})-(?P<age>\d{{1,2}})s?")
_AGE = re.compile(r"\d{1,2}['’]?s?")
_IN_FIGURES = {str(number): word for word, number in _IN_LETTERS.items()}
_SIZES = {
    "thousand": 3,
    "k": 3,
    "million": 6,
    "m": 6,
    "mn": 6,
    "billion": 9,
    "bn": 9,
}
_WRITTEN = {3: "thousand", 6: "million", 9: "billion"}
_SHORT = {3: "k", 6: "m", 9: "bn"}
_LEAST_TELLING = 13
"""From which number on one in letters tells by itself: a four day week is no four of anything."""
_EXACT = 3
"""Digits from which on a number is hardly in a text by chance."""
_LEAST_LONG = 1000
"""From which number on it is written in several ways."""
_PERCENT = frozenset({"percent", "per-cent", "%"})
_OLD = frozenset({"old", "olds"})
_YEARS = frozenset({"year", "years", "yr", "yrs"})
_FOR_EVERY = frozenset({"for", "on", "to", "per", "from", "in"})
_EVERY = frozenset({"every", "each", "the", "a"})
_POUND = frozenset({"£1", "pound"})
_OF_POUND = (
    ("for", "each", "pound"),
    ("for", "every", "pound"),
    ("for", "each", "1"),
    ("for", "every", "1"),
    ("per", "pound"),
    ("to", "the", "pound"),
    ("for", "the", "pound"),
)
"""How texts say what one pound brings."""


def is_number(word: str) -> bool:
    """Tell whether a word is a number and no year, in figures or from two on in letters."""
    said = word.strip(STRAY).lower()
    return (bool(_FIGURES.fullmatch(said)) and not _YEAR.fullmatch(said)) or said in _IN_LETTERS


def tells_a_number(words: str) -> bool:
    """Tell whether words begin with a number in letters that is more than a small measure."""
    return (
        _IN_LETTERS.get(words.lower().partition(" ")[0], 0) >= _LEAST_TELLING
        or _sized(words.lower().split()) > 0
    )


def tells_exactly(word: str) -> bool:
    """Tell whether a word is a number in figures of three digits or more, and not in hundreds."""
    digits = re.sub(r"\D", "", word) if _FIGURES.fullmatch(word.strip(STRAY)) else ""
    return len(digits) >= _EXACT and not digits.endswith("00")


def with_numbers(words: Sequence[str]) -> list[list[str]]:
    """Return words one by one, but numbers with the word they belong to.

    An amount with its size is complete by itself, and so are what one pound brings and a range.
    """
    groups: list[list[str]] = []
    at, closed = 0, True
    while at < len(words):
        if size := _complete(words, at):
            groups.append(list(words[at : at + size]))
            at, closed = at + size, True
            continue
        word, last = words[at], groups[-1] if groups else []
        follows = last and not is_small(last[-1]) and not _YEAR.fullmatch(last[-1])
        before = len(last) == 1 and is_number(last[0]) and not is_small(word)
        after = follows and _FIGURES.fullmatch(word) and is_number(word)
        more = word.lower() in _PERCENT or _ends_an_age(last, word)
        if last and not closed and (before or after or more):
            last.append(word)
        else:
            groups.append([word])
        at, closed = at + 1, False
    return groups


def _ends_an_age(last: Sequence[str], word: str) -> bool:
    return len(last) > 1 and word.lower() in _OLD and last[-1].lower() in _YEARS


def _complete(words: Sequence[str], at: int) -> int:
    """Return how many words from one on are a number that needs no other word, or none."""
    said = [word.lower() for word in words[at : at + 7]]
    if size := _of_every_pound(said):
        return size
    return _range_in(said) or _bounded(said) or _sized(said)


def _of_every_pound(said: Sequence[str]) -> int:
    number = _sized(said) or int(bool(said and (_AMOUNT.fullmatch(said[0]) or is_number(said[0]))))
    if number and said[number : number + 1] in (["pounds"], ["pound"]):
        number += 1
    rest = list(said[number:])
    if not number or len(rest) < 2 or rest[0] not in _FOR_EVERY:
        return 0
    size = number + (2 if rest[1] in _EVERY else 1)
    return size + 1 if said[size : size + 1] and said[size] in _POUND else 0


def _range_in(said: Sequence[str]) -> int:
    """Return how many words a range of small numbers has, with that it is one of years of age."""
    if not said:
        return 0
    if _FROM_TO.fullmatch(said[0]):
        size = 1
    elif len(said) > 2 and said[1] in {"to", "and"} and _is_small_number(said[0], said[2]):
        size = 3
    else:
        return 0
    if said[size : size + 1] and said[size] in _YEARS:
        size += 1
    if said[size : size + 1] and said[size] in _OLD | {"year-olds", "year-old"}:
        size += 1
    return size


def _bounded(said: Sequence[str]) -> int:
    """Return how many words an age has from which on or up to which people are meant."""
    if said and _BOUND_AND_AGE.fullmatch(said[0]):
        return 1
    return 2 if len(said) > 1 and said[0] in _BOUNDS and _is_age(said[1]) else 0


def _is_age(word: str) -> bool:
    return bool(_AGE.fullmatch(word)) or bool({word, word.removesuffix("s")} & _IN_LETTERS.keys())


def _is_small_number(*words: str) -> bool:
    return all(word.isdecimal() and len(word) < 4 for word in words)


def _sized(said: Sequence[str]) -> int:
    """Return how many words an amount with its size has: “£27m”, “27 million”, “nine thousand”."""
    if not said:
        return 0
    amount = _AMOUNT.fullmatch(said[0])
    if amount and amount["size"] in _SIZES:
        return 1
    if not (amount and not amount["size"]) and said[0] not in _IN_LETTERS:
        return 0
    return 2 if said[1:2] and said[1] in _SIZES and len(said[1]) > 2 else 0


def holds_a_number(words: str) -> bool:
    """Tell whether words hold a number that tells more than a year does."""
    said = words.split()
    figures = (word for word in said if any(map(str.isdecimal, word)))
    return any(not _YEAR.fullmatch(word) for word in figures) or _sized(said) > 0


# ── Other ways to write them ─────────────────────────────────────────────────────────────────


def said_of_numbers(words: Sequence[str]) -> list[Sequence[str]]:
    """Return words as they are, and with what is a number in them written in other ways."""
    said = [word.lower() for word in words]
    return list(dict.fromkeys([tuple(words), *map(tuple, _others(said))]))


def _others(said: Sequence[str]) -> Iterator[Sequence[str]]:
    if _of_every_pound(said):
        number = _sized(said) or 1
        for one in (said[:number], *_amounts(said[:number]), *_one_by_one(said[:number])):
            yield from ((*one, *more) for more in _OF_POUND)
    elif _range_in(said):
        first, last = re.findall(r"\d+", " ".join(said))[:2]
        yield from ((first, last), (first, "to", last))
    elif found := _BOUND_AND_AGE.fullmatch(said[0]):
        yield from _of_age(found["bound"], found["age"])
    elif _bounded(said):
        for _, age in (said, *_one_by_one(said)):
            yield from _of_age(said[0], age)
    elif _sized(said):
        yield from _amounts(said)
    else:
        yield from _one_by_one(said)
        if len(said) == 1:
            yield from _amounts(said)


def in_other_figures(words: Sequence[str]) -> list[Sequence[str]]:
    """Return words with each small number among them in letters instead of figures, or back."""
    return list(_one_by_one([word.lower() for word in words]))


def _of_age(bound: str, age: str) -> Iterator[Sequence[str]]:
    yield bound, age
    yield age, "and", bound
    yield age, "or", bound


def _one_by_one(said: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield words with one of them written in letters instead of figures, or back."""
    for at, word in enumerate(said):
        if word in _IN_LETTERS:
            yield *said[:at], str(_IN_LETTERS[word]), *said[at + 1 :]
        elif word in _IN_FIGURES:
            yield *said[:at], _IN_FIGURES[word], *said[at + 1 :]
        elif found := _SEVERAL.fullmatch(word):
            for form in filter(None, (found["one"], _IN_FIGURES.get(found["one"]))):
                yield *said[:at], form, *said[at + 1 :]
        elif word.endswith("s") and word[:-1] in _IN_LETTERS:
            yield *said[:at], word[:-1], *said[at + 1 :]
            yield *said[:at], str(_IN_LETTERS[word[:-1]]), *said[at + 1 :]


def _amounts(said: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield a large amount in figures, with its size in letters, and shortened."""
    number = _value(said)
    if number is None or number < _LEAST_LONG or _YEAR.fullmatch(said[0]):
        return
    if number == number.to_integral_value():
        yield (str(int(number)),)
    power = max(power for power in _SHORT if number >= 10**power)
    shorter = _plain(number / 10**power)
    yield shorter, _WRITTEN[power]
    yield (f"{shorter}{_SHORT[power]}",)


def _value(said: Sequence[str]) -> Decimal | None:
    if said[0] in _IN_LETTERS:
        number, size = Decimal(_IN_LETTERS[said[0]]), ""
    elif found := _AMOUNT.fullmatch(said[0]):
        number, size = Decimal(found["figures"].replace(",", "")), found["size"]
    else:
        return None
    size = size or (said[1] if len(said) > 1 else "")
    if size and size not in _SIZES:
        return None
    return number * 10 ** _SIZES.get(size, 0)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
