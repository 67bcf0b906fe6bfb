"""What a visitor typed, taken apart without ever failing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MAX_LENGTH = 500
"""Characters of a search that are read; the rest is left out."""

STOP_WORDS = frozenset(
    "a about across also am among amongst an and any anybody anyone are as at be been between both "
    "but by can "
    "could did do does during each else ever every for from had has have he her him his how i if "
    "in into is it its itself just let lots many may me might must my of off on or other others "
    "ought our ourselves out shall she should so some somebody someone such than that the their "
    "them themselves then there these they this to until up us very via was we were what when "
    "where whether which while who whom whose why will with within would you your".split()
)
"""Words that a search leaves out, unless it has no others or they stand in quotes."""

NO_PART_OF_NAMES = frozenset({"the", "of", "and"})
"""Words that names have in one text and lack in another."""

NEARBY = 2048
"""Texts that are remembered as they are taken apart: a build meets the same one several times, as
what a finding says and as part of what its case study says."""

# What begins with the sign itself, and looks back from there, is found many times as quickly.
_APOSTROPHE = re.compile(r"['’ʼ‘](?<=\w.)(?=\w)")
_HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_INNER_HYPHEN = re.compile(r"-(?<=[^\W_]-)(?=[^\W_])")
_RANGE = re.compile(r"-(?<=\d-)(?=\d)")
_DOTS = re.compile(r"\.(?<=\b[^\W\d_]\.)[^\W\d_]\b\.?")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|\b[^\W\d_]\.[^\W\d_]\b(?!\.\w\w)")
_PERCENT = re.compile(r"\s?%|(?<=\d)\s?per\s?cent\b", re.IGNORECASE)
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")
_UNIT = re.compile(r" (?<=\d )(?=(?:mph|km|kg|mg)\b)")
_OPERATORS = re.compile(r"[\^~]\d*(?:\.\d+)?|[*|\\=+<>{}\[\]:]")
"""Signs of other search engines, with the numbers that belong to them: they mean nothing here."""
_FIELD = re.compile(
    r"\"[^\"]*\"|(?<![\w:/.])(?:(?:site|filetype|ext|inurl|allinurl|cache):\s?[^\s\"]+"
    r"|(?:(?:all)?(?:in)?(?:title|text|anchor)|name|body|subject|author|keywords?|tags?|type|kind"
    r"|topic|category|content|summary|council|place|region|nation|theme|approach|outcome|setting"
    r"|population|year|lang|query|q):\s?(?=[^\s:]))",
    re.IGNORECASE,
)
"""Names of fields as other search engines are asked for them, which say nothing of the subject.

Words in quotes are passed over."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PART = re.compile(r'(?<!\w)([-−]?)(?:"([^"]*)"|([^\s"]+))|"([^"]*)"|([^\s"]+)')
_JOINTS = re.compile(r"\s+(?:and|or|&|\+)\s+|\s*[,;/]\s+", re.IGNORECASE)
STRAY = ".,;:!?()'’"
_MARKDOWN_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKDOWN_SIGNS = re.compile(r"[*_`]{1,3}")
_MARKDOWN_LINES = re.compile(r"^[#> \t]*[#>-][ \t]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a visitor asked for: a word, or words in quotes; or asked to leave out."""

    text: str
    quoted: bool = False
    excluded: bool = False

    @property
    def is_phrase(self) -> bool:
        """Whether it is wanted as it is written."""
        return self.quoted and not self.excluded

    @property
    def is_word(self) -> bool:
        """Whether it is wanted in any of its forms."""
        return not self.quoted and not self.excluded


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


@lru_cache(NEARBY)
def canonical(text: str) -> str:
    """Return ``text`` as it is indexed: ``well-being`` and ``council's`` as one word each."""
    text = text.replace("&", " and ")
    if " mph" in text or " km" in text or " kg" in text or " mg" in text:
        text = _UNIT.sub("", text)
    if "," in text:
        text = _THOUSANDS.sub("", text)
    if "%" in text or "er cent" in text:
        text = _PERCENT.sub(" percent", text)
    if "." in text and _DOTS.search(text):
        text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    if "'" in text or "’" in text or "ʼ" in text or "‘" in text:
        text = _APOSTROPHE.sub("", text)
    text = _with_plain_hyphens(text)
    if "-" not in text:
        return text
    if _RANGE.search(text):
        # Word by word: over a whole text the pattern takes six times as long.
        return " ".join(
            [
                _HYPHENATED.sub(_join_found, word) if "-" in word else word
                for word in text.split(" ")
            ]
        )
    return _INNER_HYPHEN.sub("", text)


def loose_parts(text: str) -> str:
    """Return the parts of the words that ``canonical`` joins, so that each part finds them too."""
    text = _with_plain_hyphens(text)
    if "-" not in text:
        return ""
    return " ".join(
        [
            word.replace("-", " ")
            for said in text.split(" ")
            if "-" in said
            for word in _HYPHENATED.findall(said)
            if _join(word) != word
        ]
    )


def _with_plain_hyphens(text: str) -> str:
    return text.replace("‐", "-").replace("‑", "-")


def _join_found(found: re.Match[str]) -> str:
    return _join(found[0])


def _join(word: str) -> str:
    """Join a hyphenated word, but not a range such as 2016-2018."""
    parts = word.split("-")
    return word if all(part.isdecimal() for part in parts) else "".join(parts)


def parse(text: str) -> tuple[Part, ...]:
    """Take a search apart into words, quoted phrases, and what is to be left out."""
    text = clean(text[: MAX_LENGTH * 4])[:MAX_LENGTH].translate(_QUOTES)
    text = _OPERATORS.sub(" ", _without_fields(text))
    text = _UNIT.sub("", text)
    parts = []
    for found in _PART.finditer(text):
        minus, phrase, word, bare_phrase, bare_word = found.groups()
        quoted = phrase if phrase is not None else bare_phrase
        said = quoted if quoted is not None else (word or bare_word or "")
        if any(sign.isalnum() for sign in said):
            parts.append(Part(said, quoted is not None, bool(minus)))
    return tuple(parts)


def _without_fields(text: str) -> str:
    """Return a search without names of fields, unless it has nothing else."""
    left = _FIELD.sub(lambda found: found[0] if found[0].startswith('"') else "", text)
    return left if any(sign.isalnum() for sign in left) else text


def parts_joined(text: str) -> list[str]:
    """Return the parts of a search that “and” joins; what is in quotes stays together."""
    if '"' in text.translate(_QUOTES):
        return [text]
    parts = _JOINTS.split(clean(text[:MAX_LENGTH]))
    return [one.strip() for one in parts if any(sign.isalnum() for sign in one)]


def spoken(words: str) -> list[str]:
    """Return words as they are joined, and with their hyphens apart."""
    return [words] if "-" not in words else [words, words.replace("-", " ")]


def is_small(word: str) -> bool:
    """Tell whether a search leaves a word out, whatever signs stand around it."""
    return word.lower().strip(STRAY) in STOP_WORDS


@lru_cache(NEARBY)
def initials(name: str) -> str:
    """Return what people may shorten a name to, such as ``JHWS``, or nothing."""
    words = [word for word in re.findall(r"\w+", name) if word.lower() not in STOP_WORDS]
    return "".join(word[0].upper() for word in words) if 3 <= len(words) <= 7 else ""


@lru_cache(NEARBY)
def plain_text(markdown: str) -> str:
    """Return Markdown without its signs, for reading in a snippet."""
    text = _MARKDOWN_LINK.sub(r"\1", markdown) if "[" in markdown else markdown
    if "*" in text or "_" in text or "`" in text:
        text = _MARKDOWN_SIGNS.sub("", text)
    if "\n" in text or text[:1] in {"#", ">", "-", " ", "\t"}:
        text = _MARKDOWN_LINES.sub("", text)
    return text.strip()
