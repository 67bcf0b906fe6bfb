"""Which words are forms of one word, and which only look like it.

The engine's stems are quick and coarse: they part ``coproduced`` from ``coproduction``, and take
``hospitality`` for ``hospital``. Here words are judged by their endings. Two words are *kin* when
one may be said for the other; words that share a stem and are no kin are false friends. Words of
one *family* are surer kin, so that one is also looked for where the other was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .related import RELATIVES

LEAST = 5
"""Letters that a root must have, lest ``state`` be taken for kin of ``station``."""

VOWELS = frozenset("aeiouy")

SAME = {
    "ageing": "aging",
    "behaviour": "behavior",
    "centre": "center",
    "favour": "favor",
    "harbour": "harbor",
    "labour": "labor",
    "neighbour": "neighbor",
    "paediatric": "pediatric",
    "programme": "program",
    "theatre": "theater",
}
"""Words with an American spelling, which begins longer words too."""
_AMERICAN = {other: ours for ours, other in SAME.items()}

IRREGULAR = {
    "buses": "bus",
    "children": "child",
    "men": "man",
    "women": "woman",
    "people": "person",
    "persons": "person",
    "saint": "st",
    "lives": "life",
}
"""Forms that no rule makes."""
_NO_RULE = IRREGULAR | {f"{word}s": one for word, one in IRREGULAR.items()}
"""The same, with what belongs to them as it is indexed: older people’s."""

OWN = frozenset(
    "accountable additive apartment arms author authority barely better business capital "
    "careful casing celebrity central collective committee commune conditioning "
    "conservative consultant contraction converse corporation customer customs department "
    "determinant dinner direction director directorate directory diversion elective "
    "employer except exclusive execution executive expectancy expectant experience "
    "experiment fairly formal former foundation general government grateful hardly highly "
    "homely hospital hospitality import incident informal initial instance intern largely "
    "lately letter likely mainly majority manner matter mind minority mission mostly motive "
    "nationality nearly news number objective officer parking partly patience patient "
    "permissive personality physics placement position positive present prior priority "
    "probate procession public publication publicity racing railing rational referee "
    "reference refugee relative respective roughly rubber scarcely schooling several severe "
    "shortly state station statue status supper trustee universal universe university "
    "vacant wellness".split()
)
"""Words that are kin of nothing but their own plural, whatever they end in."""

_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("isation", ("is", "ise")),
    ("ification", ("ify",)),
    ("ational", ("at", "ate", "")),
    ("ement", ("", "e")),
    ("ment", ("",)),
    ("uction", ("uc", "uce")),
    ("iption", ("ib", "ibe")),
    ("usion", ("us", "ud", "ude")),
    ("usive", ("us", "ud", "ude")),
    ("ision", ("id", "ide", "is", "ise")),
    ("ention", ("ent", "en", "ene")),
    ("entative", ("ent", "en")),
    ("entive", ("ent", "en")),
    ("ation", ("at", "ate", "", "e")),
    ("ative", ("at", "ate")),
    ("atory", ("at", "ate")),
    ("ator", ("at", "ate")),
    ("ional", ("ion", "")),
    ("mental", ("ment",)),
    ("iness", ("y",)),
    ("ness", ("",)),
    ("ability", ("abl", "able")),
    ("ibility", ("ibl", "ible")),
    ("ivity", ("iv", "ive")),
    ("ity", ("e", "")),
    ("ical", ("ic",)),
    ("ally", ("al", "ally")),
    ("ily", ("y",)),
    ("ier", ("y",)),
    ("ly", ("", "le")),
    ("ant", ("ance", "ate")),
    ("ship", ("",)),
    ("ful", ("",)),
    ("ee", ("",)),
    ("ent", ("ence",)),
    ("ancy", ("ance",)),
    ("ency", ("ence",)),
    ("ance", ("ance", "", "e")),
    ("ence", ("ence", "", "e")),
    ("ion", ("", "e")),
)
"""What words of one family end in, the longest first, and what their roots end in instead."""

_LOOSE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("able", ("able", "", "e")),
    ("ible", ("ible",)),
    ("ive", ("ive", "ion", "")),
    ("ous", ("ous", "", "e", "y")),
    ("er", ("er", "", "e")),
    ("or", ("or", "", "e")),
    ("al", ("al", "e")),
)
"""Endings of words that are kin, but not surely enough to look for one in place of the other."""

_OF_DOERS = ("er", "or")
"""Endings of who does something."""

_FOUR_LETTERS = re.compile(r"[^\W\d_]{4,}")


def kin(one: str, other: str) -> bool:
    """Tell whether one word may be said for the other; both as they are indexed, in lower case."""
    return one == other or not _roots(one, loose=True).isdisjoint(_roots(other, loose=True))


def family(word: str, others: Iterable[str]) -> list[str]:
    """Return those of ``others`` that are surely forms of ``word``."""
    plain, roots = singular(word), {one for one in _roots(word) if len(one) >= LEAST}
    return [
        other
        for other in others
        if other != word
        and (
            singular(other) == plain
            or not roots.isdisjoint(_roots(other))
            or _does(word, other)
            or _does(other, word)
        )
    ]


def _does(word: str, other: str) -> bool:
    """Tell whether a word is what somebody does whom the other names: walking, walker."""
    who = singular(other)
    if not word.endswith("ing") or not who.endswith(_OF_DOERS) or who in OWN:
        return False
    return len(who) > LEAST and kin(word, who)


@lru_cache(8192)
def singular(word: str) -> str:
    """Return a noun for one thing, as names are compared: ``gps`` and ``gp`` are the same."""
    if word in _NO_RULE:
        return _NO_RULE[word]
    if word in OWN:
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 2 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def simple_forms(word: str) -> list[str]:
    """Return the other number of a noun, whether there is such a word or not."""
    one = singular(word)
    forms = [one, f"{one}s", f"{one}es", *(form for form, same in IRREGULAR.items() if same == one)]
    if one.endswith("y"):
        forms.append(f"{one[:-1]}ies")
    return [form for form in dict.fromkeys(forms) if form != word]


def relatives(word: str) -> list[str]:
    """Return the words of its family that no ending brings together with it."""
    return [one for one, root in RELATIVES.items() if root == RELATIVES.get(word)]


@lru_cache(16384)
def british(word: str) -> str:
    """Return a word as it is spelled here."""
    if not _FOUR_LETTERS.fullmatch(word):
        return word
    for other, ours in _AMERICAN.items():
        if word.startswith(other) and not word.startswith(ours):
            return ours + word[len(other) :]
    return re.sub(r"(?<=[^aeiou])i(z)(?=e[ds]?$|er|ing|ation)", "is", word)


@lru_cache(16384)
def _roots(word: str, *, loose: bool = False) -> frozenset[str]:
    """Return what is left of a word without its endings; there may be several ways to take it."""
    word = british(singular(word))
    plain = _inflected(word)
    related = {RELATIVES[one] for one in (word, plain, f"{plain}e") if one in RELATIVES}
    if word in OWN or plain in OWN:
        return frozenset({f"{plain}."} | related)
    if len(word) < 4:
        return frozenset({word} | related)
    found = {plain} | related
    if word.endswith("yness"):
        return frozenset({word})  # a slip, as in lonelyness
    for ending, instead in (*_ENDINGS, *(_LOOSE if loose else ())):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            found = related | {word, *(word[: -len(ending)] + end for end in instead)}
            if ending in _OF_DOERS:
                found.add(_undoubled(word[: -len(ending)]))
            break
    # A word that ends in e has forms that do not: isolate, isolated.
    if word.endswith("e"):
        found |= {word, word[:-1]}
    return frozenset(found)


def _inflected(word: str) -> str:
    """Return a verb without ``ed`` or ``ing``."""
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3 and VOWELS & set(stem):
            return _undoubled(stem)
    return word


def _undoubled(stem: str) -> str:
    """Return a stem without the letter that an ending has doubled, as in ``planning``."""
    return stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "aeiouls" else stem
