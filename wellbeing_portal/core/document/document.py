"""A Word document, written from its title page to its references."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import docx
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from wellbeing_portal.core.text.characters import for_xml

from . import fields, styles
from .draft import CellText
from .inline import Strong, reference_bookmark, write_inline
from .markdown import write_markdown

LONG_NUMBER = 10
"""Characters of a key figure from which it is written smaller, to stay on one line."""


@dataclass
class _Headings:
    """The headings so far, each with the bookmark that the contents lead to."""

    place: Paragraph | None = None
    found: list[tuple[int, str, str]] = field(default_factory=list)


class WordFile:
    """Takes parts in reading order; ``save`` fills in the contents.

    A reference is made by ``cite`` and listed by ``references``: the same key gives the same
    number, so a source stands in the list once however often it is cited. With a ``size`` of
    letters it is compact, for a document of few pages.
    """

    def __init__(
        self,
        title: str,
        *,
        author: str,
        about: str,
        made: dt.datetime,
        site: str = "",
        size: float = 0,
    ) -> None:
        self.site = site
        """What goes before addresses that do not name a host."""
        self.is_short = bool(size)
        self._word = docx.Document()
        styles.prepare(self._word, styles.compact(size) if size else None)
        self._title = for_xml(title)
        self._headings = _Headings()
        self._cited: dict[str, tuple[int, CellText]] = {}
        self._bookmarks = 0
        self._width = styles.COMPACT_WIDTH if size else styles.TEXT_WIDTH
        self._footer = ""
        self._begins_page = False
        properties = self._word.core_properties
        properties.title = self._title[:255]
        properties.author = properties.last_modified_by = author
        properties.comments = for_xml(about)[:255]
        properties.subject = ""
        properties.language = "en-GB"
        properties.created = properties.modified = made.astimezone(dt.UTC).replace(tzinfo=None)

    # ── Frame ────────────────────────────────────────────────────────────────────────────

    def title_page(self, subtitle: str, facts: Sequence[tuple[str, CellText]], footer: str) -> None:
        """Open with a page of its own: title, subtitle, and what the reader must know of it."""
        self._word.add_paragraph(self._title, style="Title")
        self._word.add_paragraph(for_xml(subtitle), style="Subtitle")
        self.facts(facts, "About this document")
        self._footer = for_xml(footer)
        section = self._word.sections[0]
        section.different_first_page_header_footer = True
        self._write_footer(section)
        self.page_break()

    def footer(self, text: str) -> None:
        """Say on every page what it belongs to."""
        self._footer = for_xml(text)
        self._write_footer(self._word.sections[0])

    def _write_footer(self, section: Section) -> None:
        section.footer.is_linked_to_previous = False
        paragraph = section.footer.paragraphs[0]
        paragraph.style = "Table text"
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(self._width), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{self._footer}\tPage ")
        fields.field(paragraph, "PAGE", "1")
        paragraph.add_run(" of ")
        fields.field(paragraph, "NUMPAGES", "1")

    def contents(self) -> None:
        """Put the contents here, on a page of their own."""
        self._word.add_paragraph("Contents", style="Contents title")
        self._headings.place = self._word.add_paragraph()
        self.page_break()

    def page_break(self) -> None:
        """Begin a new page."""
        self._word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def next_on_new_page(self) -> None:
        """Let the heading that comes next begin a page."""
        self._begins_page = True

    def turn(self, *, landscape: bool) -> None:
        """Go on on a new page that lies, or stands again."""
        section = self._word.add_section(WD_SECTION.NEW_PAGE)
        styles.set_page(section, landscape=landscape)
        section.different_first_page_header_footer = False
        self._width = styles.LANDSCAPE_WIDTH if landscape else styles.TEXT_WIDTH
        self._write_footer(section)

    # ── Text ─────────────────────────────────────────────────────────────────────────────

    def heading(self, text: str, level: int = 1) -> None:
        """Begin a part; the two upper levels stand in the contents."""
        paragraph = self._word.add_paragraph(for_xml(text), style=f"Heading {level}")
        if self._begins_page:
            paragraph.paragraph_format.page_break_before = True
            self._begins_page = False
        if level <= 2:
            name = f"_Toc{len(self._headings.found):08d}"
            self._bookmark(paragraph, name)
            self._headings.found.append((level, for_xml(text), name))

    def paragraph(self, text: CellText, style: str | None = None) -> None:
        """Add a paragraph."""
        write_inline(self._word.add_paragraph(style=style), text)

    def notice(self, text: CellText) -> None:
        """Add a paragraph that stands out."""
        self.paragraph(text, "Notice")

    def markdown(self, text: str) -> None:
        """Add what a curator wrote."""
        write_markdown(self._word, text)

    def bullets(self, items: Iterable[CellText]) -> None:
        """Add a list without an order."""
        for item in items:
            self.paragraph(item, "List Bullet")

    # ── Tables ───────────────────────────────────────────────────────────────────────────

    def table(
        self,
        caption: str,
        headings: Sequence[str],
        rows: Iterable[Sequence[CellText]],
        shares: Sequence[float],
        *,
        rows_may_break: bool = False,
    ) -> None:
        """Add a table; ``shares`` says how the columns divide the width among them.

        Its header stands again on every page. A row stays whole unless ``rows_may_break``.
        """
        self.paragraph(caption, "Caption")
        table = self._new_table(len(headings), shares)
        for cell, heading in zip(table.rows[0].cells, headings, strict=True):
            self._fill(cell, Strong(heading), white=True)
            fields.shade(cell, styles.COLOUR)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                self._fill(cell, text)
        self._finish(table, shares)
        fields.repeat_header(table, rows_may_break=rows_may_break)
        fields.describe(table, caption, f"A table with the columns {', '.join(headings)}.")

    def facts(self, pairs: Sequence[tuple[str, CellText]], caption: str) -> None:
        """Add names with what they are, one beneath the other."""
        shares = (0.28, 0.72)
        table = self._new_table(2, shares, rows=len(pairs))
        for row, (name, text) in zip(table.rows, pairs, strict=True):
            self._fill(row.cells[0], Strong(name))
            fields.shade(row.cells[0], styles.PALE)
            self._fill(row.cells[1], text)
            row._tr.get_or_add_trPr().append(fields.element("cantSplit"))  # noqa: SLF001
        self._finish(table, shares)
        fields.describe(table, caption, "Each row has a name and what it stands for.")

    def figures(self, figures: Sequence[tuple[str, str, CellText]]) -> None:
        """Add numbers large, each with its meaning and how it is known; three in a row."""
        for start in range(0, len(figures), 3):
            group = figures[start : start + 3]
            shares = [1 / len(group)] * len(group)
            table = self._new_table(len(group), shares)
            for cell, (number, meaning, how) in zip(table.rows[0].cells, group, strict=True):
                cell.paragraphs[0].style = "Key figure"
                run = cell.paragraphs[0].add_run(for_xml(number))
                if len(number) > LONG_NUMBER:
                    run.font.size = Pt(14)
                write_inline(cell.add_paragraph(style="Table text"), meaning)
                write_inline(cell.add_paragraph(style="Table text"), how)
                fields.shade(cell, styles.PALE)
            self._finish(table, shares)
            fields.repeat_header(table)
            fields.describe(table, "Key figures", "; ".join(f"{n} {m}" for n, m, _ in group))

    def _new_table(self, columns: int, shares: Sequence[float], rows: int = 1) -> Any:
        table = self._word.add_table(rows=rows, cols=columns, style="Table Grid")
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Cm(self._width * share)
        return table

    def _finish(self, table: Any, shares: Sequence[float]) -> None:
        """Set the widths on every cell, since programs differ in which they believe."""
        for row in table.rows:
            for cell, share in zip(row.cells, shares, strict=True):
                cell.width = Cm(self._width * share)
        fields.light_borders(table)
        self._word.add_paragraph().paragraph_format.space_after = 0

    def _fill(self, cell: Any, text: CellText, *, white: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.style = "Table text"
        write_inline(paragraph, text)
        if white:
            for run in paragraph.runs:
                run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)

    # ── References ───────────────────────────────────────────────────────────────────────

    def cite(self, key: str, text: CellText) -> int:
        """Return the number of a reference, giving it one when it is first cited."""
        return self._cited.setdefault(key, (len(self._cited) + 1, text))[0]

    @property
    def cited(self) -> int:
        """How many references there are so far."""
        return len(self._cited)

    def references(self) -> None:
        """List what was cited, by number."""
        for number, text in self._cited.values():
            paragraph = self._word.add_paragraph(f"[{number}]\t", style="Reference")
            write_inline(paragraph, text)
            self._bookmark(paragraph, reference_bookmark(number))

    def _bookmark(self, paragraph: Paragraph, name: str) -> None:
        self._bookmarks += 1
        fields.bookmark(paragraph, name, self._bookmarks)

    # ── Out ──────────────────────────────────────────────────────────────────────────────

    def save(self, stream: BinaryIO) -> None:
        """Write the document."""
        self._fill_contents()
        self._word.save(stream)

    def _fill_contents(self) -> None:
        """Write the contents as a field that already shows the headings, each a link.

        Only a program that lays out pages knows their numbers: Word adds them when it updates
        the field. Asking it to do so on opening would greet every reader with a warning.
        """
        place, found = self._headings.place, self._headings.found
        if place is None or not found:
            return
        entry = place
        for index, (level, text, name) in enumerate(found):
            entry = place if index == len(found) - 1 else place.insert_paragraph_before()
            entry.style = f"toc {level}"
            if index == 0:
                fields.begin_field(entry, r'TOC \o "1-2" \h \z \u')
            fields.internal_link(entry, text, name)
        fields.end_field(entry)
