"""When two texts are the same words, however they are written."""

from __future__ import annotations

import re
import unicodedata

_SILENT = re.compile(r"['’ʼ‘`´.]")
_BETWEEN = re.compile(r"[\W_]+")


def plain_words(text: str) -> list[str]:
    """Return the words of a text without capitals, accents, apostrophes and other signs.

    Full stops join what they stand in, as in N.H.S.; ``&`` is “and”.
    """
    parts = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return _BETWEEN.sub(" ", _SILENT.sub("", plain)).split()


def letters(name: str) -> str:
    """Return a name's letters alone, so that Carers Trust is The Carers’ Trust."""
    words = plain_words(name)
    return "".join(words[1:] if words[:1] == ["the"] else words)
