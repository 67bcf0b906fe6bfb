"""Pieces of a paragraph, and how they become runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docx.text.paragraph import Paragraph
from docx.text.run import Run

from wellbeing_portal.core.export.turn import turn
from wellbeing_portal.core.text.characters import for_xml

from .fields import internal_link, web_link


@dataclass(frozen=True)
class Strong:
    """Words that carry weight."""

    text: str


@dataclass(frozen=True)
class Quiet:
    """Small grey words: a place in a source, a period."""

    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead to an address on the web."""

    text: str
    url: str


@dataclass(frozen=True)
class ReferenceMark:
    """The number of a reference, which leads to it: ``[3]``."""

    number: int


Inline = str | Strong | Quiet | Link | ReferenceMark


def write_inline(paragraph: Paragraph, pieces: Inline | Iterable[Inline]) -> Paragraph:
    """Add pieces to a paragraph."""
    single = isinstance(pieces, str | Strong | Quiet | Link | ReferenceMark)
    for piece in [pieces] if single else pieces:  # type: ignore[union-attr]
        match piece:
            case str():
                write_run(paragraph, piece)
            case Strong(text):
                write_run(paragraph, text).bold = True
            case Quiet(text):
                write_run(paragraph, text).style = "Quiet"
            case Link(text, url):
                web_link(paragraph, for_xml(text), url)
            case ReferenceMark(number):
                internal_link(paragraph, f"[{number}]", reference_bookmark(number))
    return paragraph


def write_run(paragraph: Paragraph, text: str) -> Run:
    """Add words as they are; a line end in them becomes a line break."""
    turn.step()
    return paragraph.add_run(for_xml(text))


def reference_bookmark(number: int) -> str:
    """Return the name of the place where a reference stands."""
    return f"reference_{number}"
