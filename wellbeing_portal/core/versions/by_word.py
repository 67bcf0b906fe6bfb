"""What is different between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "ins", "del"]

WORD = re.compile(r"\s+|\w+(?:[’'.,-]\w+)*|[^\w\s]")
MOST_WORDS = 4_000
"""Of longer passages that have changed, the whole is shown as gone and as new."""


@dataclass(frozen=True)
class Piece:
    """Some words that stay, come or go."""

    kind: Kind
    text: str


def by_word(before: str, after: str) -> list[Piece]:
    """Return what to cross out and what to put in to get from one text to the other.

    Paragraphs are laid beside each other first, so that long texts cost little.
    """
    lines = _lines(before), _lines(after)
    return _joined(_pieces(*lines))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for kind, gone, come in _blocks(old, new):
        before, after = "".join(gone), "".join(come)
        if kind == "equal":
            yield Piece("same", before)
            continue
        words = WORD.findall(before), WORD.findall(after)
        if not all(words) or max(map(len, words)) > MOST_WORDS:
            yield from _changed(before, after)
            continue
        for inner, lost, won in _blocks(*words):
            if inner == "equal":
                yield Piece("same", "".join(lost))
            else:
                yield from _changed("".join(lost), "".join(won))


def _blocks(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for kind, a, b, c, d in found:
        yield kind, old[a:b], new[c:d]


def _changed(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece("del", before)
    if after:
        yield Piece("ins", after)


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Put pieces together that are of one kind, also across a blank that stays between them."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and kept[-1].kind == piece.kind:
            kept[-1] = Piece(piece.kind, kept[-1].text + piece.text)
        else:
            kept.append(piece)
    return kept


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").splitlines(keepends=True)
