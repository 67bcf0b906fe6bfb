"""How texts are taken apart: into stems, into words, and names into what is equal for equals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import tantivy

from .families import singular
from .words import NO_PART_OF_NAMES, canonical, clean

_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ‘]s?(?!\w)")


@lru_cache(maxsize=1)
def stemmed() -> tantivy.TextAnalyzer:
    """Return what turns text into stems: lower case, without accents, English."""
    steps = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(60),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("english"),
    ):
        steps = steps.filter(step)
    return steps.build()


@lru_cache(maxsize=1)
def unstemmed() -> tantivy.TextAnalyzer:
    """Return what turns text into words as they are written, in lower case, without accents."""
    steps = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(60),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
    ):
        steps = steps.filter(step)
    return steps.build()


@lru_cache(16384)
def stem_of(word: str) -> str:
    """Return the stem of one word."""
    stems = stemmed().analyze(word)
    return str(stems[0]) if stems else word


def stems_of(text: str) -> list[str]:
    """Return the stems of a text, as it is indexed."""
    stems: list[str] = stemmed().analyze(canonical(clean(text)))
    return stems


def name_key(name: str) -> str:
    """Return what is equal for a name however it is written: case, signs, accents, number."""
    return _joined(unstemmed().analyze(canonical(clean(name))))


def name_keys(names: Iterable[str]) -> list[str]:
    """Return the keys of names, each also with its hyphenated words apart."""
    keys = {name_key(form) for form in {*_apart(names)}}
    return sorted(keys - {""})


def proper_keys(names: Iterable[str]) -> list[str]:
    """Return the keys of names of places and the like, which have no number: Staffs is no staff."""
    keys = {_proper_key(form) for form in {*_apart(names)}}
    return sorted(keys - {""})


def asked_as_proper(text: str) -> list[str]:
    """Return the keys of proper names that are all of what somebody typed.

    What belongs to a place names it as well.
    """
    return proper_keys([text, _POSSESSIVE.sub("", text)])


def asked_keys(text: str) -> list[str]:
    """Return every key of what may be called just what somebody typed; those of places first."""
    return list(dict.fromkeys([*asked_as_proper(text), name_key(text)]))


def _apart(names: Iterable[str]) -> Iterator[str]:
    """Yield names as they are, and with their hyphenated words apart."""
    for name in names:
        yield name
        yield name.replace("-", " ")


def _proper_key(name: str) -> str:
    words = unstemmed().analyze(canonical(clean(name)))
    return _joined(("st" if word == "saint" else word for word in words), str)


def _joined(words: Iterable[str], form: Callable[[str], str] = singular) -> str:
    return " ".join(form(word) for word in words if word not in NO_PART_OF_NAMES)
