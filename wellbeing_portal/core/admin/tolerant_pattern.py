"""Patterns that find a word however its signs and accents are written."""

from __future__ import annotations

import unicodedata

from wellbeing_portal.search.words import clean

APOSTROPHES = "'’‘ʼ`´"
HYPHENS = "‐‑–-"
WORD_START = r"(^|\W)"

_ACCENTED: dict[str, str] = {}
for code in range(0xC0, 0x250):
    plain = unicodedata.normalize("NFD", chr(code))[0].lower()
    if plain.isascii() and plain.isalpha():
        _ACCENTED[plain] = _ACCENTED.get(plain, "") + chr(code)


def tolerant(text: str) -> str:
    """Return a pattern, for both databases, of words with or without signs and accents.

    ``King's`` finds ``King’s`` and ``Kings``; ``well-being`` finds ``wellbeing`` and
    ``well being``; ``and`` finds ``&``.
    """
    return r"\s+".join(_word(word) for word in clean(text).split())


def _word(word: str) -> str:
    if word.lower() in {"and", "&"}:
        return "(and|&)"
    pattern, last = "", ""
    for sign in unicodedata.normalize("NFD", word):
        if unicodedata.combining(sign) or sign in APOSTROPHES:
            continue
        if last and last not in HYPHENS:
            pattern += f"[{APOSTROPHES}{HYPHENS}]?" if sign not in HYPHENS else ""
        pattern += _sign(sign)
        last = sign
    return pattern


def _sign(sign: str) -> str:
    if sign in HYPHENS:
        return f"[ {APOSTROPHES}{HYPHENS}]?"
    if sign.isalnum():
        accented = _ACCENTED.get(sign.lower(), "")
        return f"[{sign}{accented}]" if accented else sign
    return f"\\{sign}" if sign.isascii() else sign
