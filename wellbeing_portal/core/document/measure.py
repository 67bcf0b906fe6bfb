"""How high the parts of a document stand on a page, never less than any program draws them.

Only a program that lays out pages knows where they end, and each takes another font where Arial
is missing. So letters are taken as wide as in DejaVu Sans, the widest of those met, lines as
high, and words go to the next line as they do there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from . import styles
from .draft import Block, Cited, Grid, Pieces, TextLine, said
from .inline import Quiet, Strong

_WIDTHS = {
    300: "'IJijl",
    350: " ,./:;\\|’‘·",
    400: "()-[]ft",
    450: "!r",
    500: '"*_`–',
    550: "?csz“”",
    600: "FLkvxy",
    650: "$0123456789EPSTYabdeghnopqu{}£€é",
    700: "ABCKRVXZ",
    750: "NU",
    800: "&DGHOQ",
    850: "#+<=>^w~",
    900: "M",
    950: "%",
    1000: "@Wm—…",
}
"""Widths of letters in thousandths of their size, rounded up."""

WIDTH = {letter: width / 1000 for width, letters in _WIDTHS.items() for letter in letters}
OTHERS = 1.0
BOLD = 1.12
LINE = 1.17
POINTS = 72 / 2.54
"""Points in a centimetre."""

CELL_MARGINS = 0.42
"""Centimetres that a cell leaves free at its sides, the line between two cells included."""
RULE = 1.0
"""Points that the line below a row may take."""
BULLET = 0.65
NUMBER = 1.1
"""Centimetres by which a list, and a list of references, stand in from the side."""


def height(blocks: Iterable[Block], size: float) -> float:
    """Return how many points blocks take in a document with letters of ``size`` points."""
    look = styles.compact(size)
    return sum(_height(block, look) for block in blocks)


def page_height() -> float:
    """Return how many points of text a page of a compact document holds."""
    return styles.COMPACT_HEIGHT * POINTS


def _height(block: Block, look: styles.Look) -> float:
    match block:
        case TextLine(style, pieces):
            inset = BULLET if style.startswith("List") else 0
            return _paragraph(pieces, style, look, styles.COMPACT_WIDTH - inset)
        case Cited(references):
            width = styles.COMPACT_WIDTH - NUMBER
            return sum(_paragraph(text, "Reference", look, width) for _, text in references)
        case Grid():
            return _table(block, look)


def _table(table: Grid, look: styles.Look) -> float:
    heads = [(Strong(text),) for text in table.headings]
    rows = sum(_row(row, table.shares, look) for row in [heads, *table.rows])
    caption = _paragraph((table.caption,), "Caption", look, styles.COMPACT_WIDTH)
    after = look["Normal"][0] * LINE
    return caption + rows + after


def _row(cells: Sequence[Pieces], shares: Sequence[float], look: styles.Look) -> float:
    widths = [styles.COMPACT_WIDTH * share - CELL_MARGINS for share in shares]
    heights = [
        _paragraph(cell, "Table text", look, width)
        for cell, width in zip(cells, widths, strict=True)
    ]
    return max(heights) + RULE


def _paragraph(pieces: Pieces, style: str, look: styles.Look, width: float) -> float:
    size, before, after = look.get(style, look["Normal"])
    is_bold = style.startswith(("Heading", "Title", "Caption"))
    lines = _lines(pieces, size, look["Quiet"][0], width * POINTS, is_bold=is_bold)
    return lines * size * LINE + before + after


def _lines(
    pieces: Pieces, size: float, quiet: float, width: float, *, is_bold: bool = False
) -> int:
    """Return how many lines pieces take, with as many words on each as fit."""
    lines, used = 1, 0.0
    for word, length in _words(pieces, size, quiet, is_bold=is_bold):
        if word == "\n":
            lines, used = lines + 1, 0.0
            continue
        space = WIDTH[" "] * size if used else 0.0
        if used and used + space + length > width:
            lines, used, space = lines + 1, 0.0, 0.0
        # What is too long for any line goes on on the next.
        over = math.ceil(length / width) - 1 if length > width else 0
        lines += over
        used += space + length - over * width
    return lines


def _words(
    pieces: Pieces, size: float, quiet: float, *, is_bold: bool
) -> Iterable[tuple[str, float]]:
    """Yield words with their widths, and the ends of lines; a word may run through pieces."""
    word, length = "", 0.0
    for piece in pieces:
        scale = quiet if isinstance(piece, Quiet) else size
        scale *= BOLD if is_bold or isinstance(piece, Strong) else 1
        for letter in said(piece):
            if letter in " \n\t":
                if word:
                    yield word, length
                word, length = "", 0.0
                if letter == "\n":
                    yield "\n", 0.0
            else:
                word += letter
                length += WIDTH.get(letter, OTHERS) * scale
    if word:
        yield word, length
