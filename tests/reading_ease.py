"""Measures how hard our texts are to read: each record by the grade of Flesch and Kincaid.

The grade is 0.39 × words a sentence + 11.8 × syllables a word − 15.59: the years at school after
which a text is read with ease. Proper names are left out, since nobody can choose shorter ones.
Syllables are counted by groups of vowels, which is right for nearly all words.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from tests.repeated_texts import FOLDERS, NO_TEXT, read

HARDEST = 9.0
"""The grade that no record's texts may pass."""
FEW = 40
"""Texts of fewer words are too short to measure."""
SENTENCE = re.compile(r"[.!?](?=[\s”’)]|$)|\n\s*[-*]\s|\n\s*\n")
WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:[’'-][A-Za-zÀ-ÿ]+)*")
VOWELS = re.compile(r"[aeiouyà-ÿ]+")
SILENT = re.compile(
    r"(?<!l)e$|(?<=[aeiou]l)e$|(?<![td])ed$|(?<![aeioucsxzh])(?<!dg)es$|e(?=ly$|ment)"
)
APART = re.compile(
    r"(?<![cgqstx])i[aou]|[^q]ua[lt]|[aeo]ing|(?<=r)ie[nt]|rea(?=t[ei])|(?<=d|r)ea$|uie|eo(?!p)"
)
"""Two vowels side by side that are two syllables."""


def main() -> int:
    """Print each record whose texts are too hard; return how many there are, at most 1."""
    files, _ = read(FOLDERS)
    graded = {file: grade("\n\n".join(texts(record))) for file, record in files.items()}
    hard = {file: one for file, one in graded.items() if one is not None and one > HARDEST}
    for file, one in sorted(hard.items(), key=lambda pair: -pair[1]):
        sys.stdout.write(f"{file}: grade {one:.1f}, at most {HARDEST:.0f}\n")
    return 1 if hard else 0


def grade(text: str) -> float | None:
    """Return the grade of a text without proper names, or None where it is too short."""
    sentences = [found for one in SENTENCE.split(text) if (found := _common_words(one))]
    words = [word for sentence in sentences for word in sentence]
    if len(words) < FEW:
        return None
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def texts(node: Any) -> Iterator[str]:
    """Yield the texts that we wrote in a record, one after another."""
    for key, value in node.items() if isinstance(node, dict) else (("", one) for one in node):
        if key in NO_TEXT or (not key and isinstance(value, str)):
            continue
        if isinstance(value, str):
            if len(value.split()) > 3:
                yield value
        elif isinstance(value, dict | list):
            yield from texts(value)


def _common_words(sentence: str) -> list[str]:
    """Return the words of a sentence but for proper names: what is capital after its beginning."""
    words = WORD.findall(sentence)
    return [word.lower() for at, word in enumerate(words) if not (at and word[0].isupper())]


def _syllables(word: str) -> int:
    spoken = SILENT.sub("", word)
    return max(1, len(VOWELS.findall(spoken)) + len(APART.findall(spoken)))


if __name__ == "__main__":
    sys.exit(main())
