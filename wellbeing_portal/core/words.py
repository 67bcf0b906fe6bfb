"""The grammar of what the portal says: counting things, joining them, putting them in a sentence.

Pages, files, messages and the admin all ask here, templates by the filters of the same names. So
English stands in one place, and another language has one place to go to: nouns, verbs and numbers
are asked of the translation in the form that the sentence needs.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import UserDict
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop, ngettext

NUMBERS = (
    *(gettext_noop("no"), gettext_noop("one"), gettext_noop("two"), gettext_noop("three")),
    *(gettext_noop("four"), gettext_noop("five"), gettext_noop("six"), gettext_noop("seven")),
    *(gettext_noop("eight"), gettext_noop("nine")),
)
"""Small numbers, as they are written out."""

_Key = TypeVar("_Key")

_UNUSUAL = {"child": "children", "man": "men", "person": "people", "woman": "women"}
_UNCHANGED = frozenset({"evidence", "people", "series"})
_VERBS = {"are": "is", "do": "does", "go": "goes", "have": "has", "were": "was"}
_SPELT_WITH_ES = re.compile(r"(?:s|x|z|ch|sh)$", re.IGNORECASE)
_SPELT_WITH_IES = re.compile(r"(?<![aeiou])y$", re.IGNORECASE)
_OF = re.compile(r" (?:of|in|by|for|from|to|with|that|which) ")
"""What tells more of a noun stands after it: the councils in “councils of a region” are counted."""


def day_in_words(date: dt.date | None) -> str:
    """Return a date as sentences have it, “3 May 2024”; nothing where none is known."""
    return date_format(date, "j F Y") if date else ""


class Said(UserDict[_Key, str]):
    """Words for each of several things, asked of the translation whenever they are read."""

    def __getitem__(self, key: _Key) -> str:
        return gettext(super().__getitem__(key))


# ── Counting ─────────────────────────────────────────────────────────────────────────────


def plural(noun: str) -> str:
    """Return a noun for several: ``case studies``, ``approaches``, ``types of council``."""
    return noun_for(2, noun)


def with_article(noun: str) -> str:
    """Return a noun as it is first spoken of: ``a council``, ``an approach``."""
    article = gettext("an %(noun)s") if noun[:1].lower() in "aeio" else gettext("a %(noun)s")
    return article % {"noun": gettext(noun)}


def noun_for(number: int, noun: str) -> str:
    """Return a noun as it stands after ``number``: ``council`` after 1, otherwise ``councils``."""
    one = str(noun)  # the label of a choice may be one that is translated when it is read
    return ngettext(one, _plural(one), number)


def counted(number: int, noun: str, *, none: str = "") -> str:
    """Return a number with its noun: ``3,498 councils``; ``none`` may say another word for 0."""
    said = none if none and not number else format(number, ",")
    return gettext("%(number)s %(things)s") % {"number": said, "things": noun_for(number, noun)}


def spelt(number: int) -> str:
    """Return a number as it begins a sentence, or stands in one that counts little."""
    return gettext(NUMBERS[number]) if 0 <= number < len(NUMBERS) else f"{number:,}"


def verb_for(number: int, verb: str) -> str:
    """Return a verb, given as ``we`` would say it, as it follows so many: ``names``, ``is``."""
    return ngettext(_VERBS.get(verb, _with_s(verb)), verb, number)


def all_of(total: int) -> str:
    """Return ``Both`` for two, otherwise ``All three``."""
    return gettext("Both") if total == 2 else gettext("All %(number)s") % {"number": spelt(total)}


@lru_cache
def _plural(noun: str) -> str:
    after = _OF.search(noun)
    if after:
        return _plural(noun[: after.start()]) + noun[after.start() :]
    before, space, last = noun.rpartition(" ")
    return f"{before}{space}{_several(last)}"


def _several(word: str) -> str:
    small = word.lower()
    if small in _UNCHANGED:
        return word
    if small in _UNUSUAL:
        return word[:1] + _UNUSUAL[small][1:]
    return _with_s(word)


def _with_s(word: str) -> str:
    if _SPELT_WITH_IES.search(word):
        return f"{word[:-1]}ies"
    return f"{word}es" if _SPELT_WITH_ES.search(word) else f"{word}s"


# ── Joining ──────────────────────────────────────────────────────────────────────────────


def joined(words: Iterable[str], conjunction: str = "and") -> str:
    """Return words as a list in a sentence: ``Leeds, Sandwell and Bristol``."""
    said = [word for word in words if word]
    return "".join(
        word + separator(len(said) - place, conjunction) for place, word in enumerate(said, 1)
    )


def separator(left: int, conjunction: str = "and") -> str:
    """Return what stands between a thing of a list and the ``left`` others that follow it."""
    if left < 1:
        return ""
    return ", " if left > 1 else f" {gettext(conjunction)} "


def either(labels: Iterable[str]) -> str:
    """Return labels of which one is enough. Many have commas of their own, so all get an “or”."""
    return f" {gettext('or')} ".join(labels)


def possessive(name: str) -> str:
    """Return whose something is: ``Bristol’s``, ``Leeds’``."""
    whose = gettext("%(name)s’") if name.endswith("s") else gettext("%(name)s’s")
    return whose % {"name": name}


# ── In a sentence ────────────────────────────────────────────────────────────────────────


def in_sentence(label: str) -> str:
    """Return a label as it stands inside a sentence: abbreviations keep their capitals."""
    is_word = label[1:2].islower() or label.startswith("A ")
    return label[:1].lower() + label[1:] if is_word else label


def opening(words: str) -> str:
    """Return words as they open a sentence or a heading."""
    return words[:1].upper() + words[1:]
