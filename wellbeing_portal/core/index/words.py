"""What a visitor typed, taken apart without ever failing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_LENGTH = 500
"""Characters of a search that are read; the rest is left out."""

STOP_WORDS = frozenset(
    "a about also an and any are as at be been but by can could did do does for from had has have "
    "how i if in into is it its me my of on or our should so some such than that the their them "
    "then there these they this to us was we were what when where which while who why will with "
    "would you your".split()
)
"""Words that a search leaves out, unless it has no others or they stand in quotes."""

_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ‘](?=\w)")
_HYPHENATED = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)+")
_HYPHEN = re.compile(r"[-‐‑]")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PART = re.compile(r'(?<!\w)([-−]?)(?:"([^"]*)"|([^\s"]+))|"([^"]*)"|([^\s"]+)')
_MARKDOWN_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKDOWN_SIGNS = re.compile(r"[*_`]{1,3}|^[#> \t]*[#>-][ \t]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a visitor asked for: a word, or words in quotes; or asked to leave out."""

    text: str
    quoted: bool = False
    excluded: bool = False


def clean(text: str) -> str:
    """Return ``text`` without what has no meaning: controls, half characters, width."""
    # Nearly every text takes one of the quick ways out; a build passes all of the content here.
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", ""))
    text = text.replace("\n", " ")
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in text)


def canonical(text: str) -> str:
    """Return ``text`` as it is indexed: ``well-being`` and ``council's`` as one word each."""
    text = text.replace("&", " and ")
    if "'" in text or "’" in text or "ʼ" in text or "‘" in text:
        text = _APOSTROPHE.sub("", text)
    if _has_hyphen(text):
        # Word by word: over a whole text the pattern takes six times as long.
        text = " ".join(
            [
                _HYPHENATED.sub(_join_found, word) if _has_hyphen(word) else word
                for word in text.split(" ")
            ]
        )
    return text


def loose_parts(text: str) -> str:
    """Return the parts of the words that ``canonical`` joins, so that each part finds them too."""
    if not _has_hyphen(text):
        return ""
    hyphenated = filter(_has_hyphen, text.split(" "))
    return " ".join(
        _HYPHEN.sub(" ", word)
        for said in hyphenated
        for word in _HYPHENATED.findall(said)
        if _join(word) != word
    )


def _has_hyphen(text: str) -> bool:
    return "-" in text or "‐" in text or "‑" in text


def _join_found(found: re.Match[str]) -> str:
    return _join(found[0])


def _join(word: str) -> str:
    """Join a hyphenated word, but not a range such as 2016-2018."""
    parts = _HYPHEN.split(word)
    return word if all(part.isdigit() for part in parts) else "".join(parts)


def parse(text: str) -> tuple[Part, ...]:
    """Take a search apart into words, quoted phrases, and what is to be left out."""
    text = clean(text[: MAX_LENGTH * 4])[:MAX_LENGTH].translate(_QUOTES)
    parts = []
    for found in _PART.finditer(text):
        minus, phrase, word, bare_phrase, bare_word = found.groups()
        quoted = phrase if phrase is not None else bare_phrase
        said = quoted if quoted is not None else (word or bare_word or "")
        if any(sign.isalnum() for sign in said):
            parts.append(Part(said, quoted is not None, bool(minus)))
    return tuple(parts)


def initials(name: str) -> str:
    """Return what people may shorten a name to, such as ``JHWS``, or nothing."""
    words = [word for word in re.findall(r"\w+", name) if word.lower() not in STOP_WORDS]
    return "".join(word[0].upper() for word in words) if 3 <= len(words) <= 7 else ""


def plain_text(markdown: str) -> str:
    """Return Markdown without its signs, for reading in a snippet."""
    return _MARKDOWN_SIGNS.sub("", _MARKDOWN_LINK.sub(r"\1", markdown)).strip()
