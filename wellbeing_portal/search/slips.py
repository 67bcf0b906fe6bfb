"""Slips that lie between two words, and whether a word may be the name of a place itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

LETTERS = "abcdefghijklmnopqrstuvwxyz"

TELLING = 7
"""Letters from which on a word is hardly near another by chance."""

_OF_PLACES = tuple(
    "borough bourne bridge burgh bury by caster cester chester church combe cott dale den don "
    "field ford gate ham head hill holme hurst ing land ley low mere minster more moss mouth "
    "ness pool port sea shaw stead stoke stone stow thorpe thwaite ton tree well wich wick wold "
    "wood worth".split()
)
"""What names of places end in."""

_ALIKE = ("borough", "brough", "burgh")
_SOUNDING = re.compile(rf"(?:{'|'.join(_ALIKE)})$")


def has_another_letter(word: str, other: str) -> bool:
    """Tell whether two words differ by a letter that is another, and not left out or swapped."""
    return len(word) == len(other) and sorted(word) != sorted(other)


def may_be_a_place(word: str, other: str) -> bool:
    """Tell whether a word may be the name of a place itself, and no slip of another name.

    Names of places differ by one letter for another, and so do Malton and Melton; few letters
    are left out, added or swapped but by a slip.
    """
    if sorted(word) == sorted(other) or sounding(word) == sounding(other):
        return False
    if distance(word, other, 2) > 1:
        return True
    return has_another_letter(word, other) and (len(word) < TELLING or word.endswith(_OF_PLACES))


def sounding(word: str) -> str:
    """Return a word with endings of places alike that sound alike: Edinborough."""
    return _SOUNDING.sub("burgh", word)


def one_slip(word: str) -> Iterator[str]:
    """Yield what is one slip away; hardly anybody slips at the first letter."""
    yield from (_SOUNDING.sub(ending, word) for ending in _ALIKE)
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def distance(one: str, other: str, most: int) -> int:
    """Return how many slips lie between two words: letters left out, added, wrong or swapped.

    Anything above ``most`` is ``most + 1``.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, against in enumerate(other, start=1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
