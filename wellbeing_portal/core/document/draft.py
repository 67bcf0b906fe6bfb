"""A document before it is a file: its parts in reading order, to be measured, shown or written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .inline import Inline, Link, Quiet, ReferenceMark, Strong

CellText = Inline | Sequence[Inline]
Pieces = tuple[Inline, ...]


class Writable(Protocol):
    """What takes the parts of a document, whether it is to become a file or not."""

    site: str
    is_short: bool

    def heading(self, text: str, level: int = 1) -> None:
        """Begin a part."""

    def paragraph(self, text: CellText, style: str | None = None) -> None:
        """Add a paragraph."""

    def bullets(self, items: Iterable[CellText]) -> None:
        """Add a list without an order."""

    def table(
        self,
        caption: str,
        headings: Sequence[str],
        rows: Iterable[Sequence[CellText]],
        shares: Sequence[float],
        *,
        rows_may_break: bool = False,
    ) -> None:
        """Add a table."""

    def cite(self, key: str, text: CellText) -> int:
        """Return the number of a reference."""
        raise NotImplementedError

    @property
    def cited(self) -> int:
        """How many references there are so far."""
        raise NotImplementedError

    def references(self) -> None:
        """List what was cited."""


@dataclass(frozen=True)
class TextLine:
    """A paragraph of one style, by the style's name in the file."""

    style: str
    pieces: Pieces


@dataclass(frozen=True)
class Grid:
    """A table; ``shares`` says how its columns divide the width among them."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Pieces]]
    shares: Sequence[float]


@dataclass(frozen=True)
class Cited:
    """The list of what was cited, each by its number."""

    references: Sequence[tuple[int, Pieces]]


Block = TextLine | Grid | Cited


@dataclass
class Draft:
    """Takes the parts of a document and keeps them; ``halves`` begin where a page may begin."""

    site: str = ""
    is_short: bool = False
    halves: list[list[Block]] = field(default_factory=lambda: [[]])
    _cited: dict[str, tuple[int, Pieces]] = field(default_factory=dict)

    def turn(self) -> None:
        """Begin another half."""
        self.halves.append([])

    def heading(self, text: str, level: int = 1) -> None:
        self._add(TextLine(f"Heading {level}", (text,)))

    def paragraph(self, text: CellText, style: str | None = None) -> None:
        self._add(TextLine(style or "Normal", pieces_of(text)))

    def bullets(self, items: Iterable[CellText]) -> None:
        for item in items:
            self.paragraph(item, "List Bullet")

    def table(
        self,
        caption: str,
        headings: Sequence[str],
        rows: Iterable[Sequence[CellText]],
        shares: Sequence[float],
        *,
        rows_may_break: bool = False,  # noqa: ARG002 (those of a draft always may)
    ) -> None:
        cells = [[pieces_of(cell) for cell in row] for row in rows]
        self._add(Grid(caption, headings, cells, shares))

    def cite(self, key: str, text: CellText) -> int:
        return self._cited.setdefault(key, (len(self._cited) + 1, pieces_of(text)))[0]

    @property
    def cited(self) -> int:
        return len(self._cited)

    def references(self) -> None:
        self._add(Cited(list(self._cited.values())))

    def write(self, document: Writable, half: int) -> None:
        """Write one half to another document; the first also gives it all numbers of references."""
        if half == 0:
            for key, (_, text) in self._cited.items():
                document.cite(key, text)
        for block in self.halves[half]:
            match block:
                case TextLine(style, pieces) if style.startswith("Heading"):
                    document.heading(plain(pieces), int(style[-1]))
                case TextLine(style, pieces):
                    document.paragraph(pieces, None if style == "Normal" else style)
                case Grid():
                    document.table(
                        block.caption,
                        block.headings,
                        block.rows,
                        block.shares,
                        rows_may_break=True,
                    )
                case Cited():
                    document.references()

    def _add(self, block: Block) -> None:
        self.halves[-1].append(block)

    def __iter__(self) -> Iterator[Block]:
        for half in self.halves:
            yield from half


def pieces_of(text: CellText) -> Pieces:
    """Return the pieces of a text, one or several."""
    single = isinstance(text, str | Strong | Quiet | Link | ReferenceMark)
    return (text,) if single else tuple(text)  # type: ignore[return-value,arg-type]


def said(piece: Inline) -> str:
    """Return what a piece says as plain text."""
    match piece:
        case str():
            return piece
        case ReferenceMark(number):
            return f"[{number}]"
    return piece.text


def plain(pieces: Iterable[Inline]) -> str:
    """Return pieces as plain text."""
    return "".join(map(said, pieces))
