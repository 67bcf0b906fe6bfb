"""Curators' Markdown as paragraphs of a Word document."""

from __future__ import annotations

from typing import Any

from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .fields import new_numbering, number_by, web_link
from .inline import write_run

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")
_LISTS = {"bullet_list": "List Bullet", "ordered_list": "List Number"}
_BLOCKS = {"blockquote": "Quote", "heading": "Heading 4"}


def write_markdown(container: Any, text: str) -> None:
    """Add ``text`` to ``container``, a document or a cell. Raw HTML is shown as text."""
    writer = _Writer(container)
    for token in _MARKDOWN.parse(text):
        writer.take(token)


class _Writer:
    """Remembers in which list or block the next paragraph stands."""

    def __init__(self, container: Any) -> None:
        self._container = container
        self._lists: list[str] = []
        self._block: str | None = None
        self._numbering: int | None = None

    def take(self, token: Token) -> None:
        """Write what ``token`` says, or note what it opens or closes."""
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _LISTS:
            self._turn_list(_LISTS[name], token)
        elif name in _BLOCKS:
            self._block = _BLOCKS[name] if token.nesting == 1 else None
        elif name == "inline":
            self._write(token)
        elif name in {"fence", "code_block"}:
            write_run(self._container.add_paragraph(), token.content.rstrip("\n"))

    def _turn_list(self, style: str, token: Token) -> None:
        if token.nesting == -1:
            self._lists.pop()
            return
        self._lists.append(style)
        if self._lists == ["List Number"]:
            self._numbering = new_numbering(self._container, int(token.attrGet("start") or 1))

    def _write(self, token: Token) -> None:
        paragraph = self._container.add_paragraph(style=self._block or self._list_style)
        if self._lists == ["List Number"] and self._numbering is not None:
            number_by(paragraph, self._numbering)
        _write_inline(paragraph, token.children or [])

    @property
    def _list_style(self) -> str | None:
        if not self._lists:
            return None
        return self._lists[-1] if len(self._lists) == 1 else f"{self._lists[-1]} 2"


def _write_inline(paragraph: Paragraph, tokens: list[Token]) -> None:
    bold = italic = False
    address = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                bold = token.nesting == 1
            case "em_open" | "em_close":
                italic = token.nesting == 1
            case "link_open":
                address = str(token.attrGet("href") or "")
            case "link_close":
                address = ""
            case "softbreak":
                write_run(paragraph, " ")
            case "hardbreak":
                write_run(paragraph, "\n")
            case _ if address:
                web_link(paragraph, token.content, address)
            case _:
                run = write_run(paragraph, token.content)
                run.bold = bold or None
                run.italic = italic or None
