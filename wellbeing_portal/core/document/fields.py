"""The parts of a Word document that python-docx has no words for: fields, links, bookmarks."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from wellbeing_portal.core.text.characters import for_xml

SAFE_SCHEMES = ("http://", "https://", "mailto:")


def element(tag: str, /, **attributes: str) -> Any:
    """Return ``<w:tag w:attribute="…"/>``."""
    made = OxmlElement(f"w:{tag}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


def field(paragraph: Paragraph, instruction: str, shown: str = "") -> None:
    """Add a field that Word computes: ``PAGE``, ``NUMPAGES``, ``PAGEREF name``."""
    begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Paragraph, instruction: str) -> None:
    """Begin a field; what follows, until its end, is what it showed when last computed."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="begin"))  # noqa: SLF001
    text = element("instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {instruction} "
    paragraph.add_run()._r.append(text)  # noqa: SLF001
    paragraph.add_run()._r.append(element("fldChar", fldCharType="separate"))  # noqa: SLF001


def end_field(paragraph: Paragraph) -> None:
    """End a field."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))  # noqa: SLF001


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Let links and fields lead to ``paragraph`` by ``name``."""
    start = element("bookmarkStart", id=str(number), name=name)
    place = paragraph._p  # noqa: SLF001
    place.insert(1 if place.pPr is not None else 0, start)
    place.append(element("bookmarkEnd", id=str(number)))


def internal_link(paragraph: Paragraph, text: str, bookmark_name: str) -> None:
    """Add words that lead to a place in the document."""
    link = element("hyperlink", anchor=bookmark_name, history="1")
    _fill(paragraph, link, text, style=None)


def web_link(paragraph: Paragraph, text: str, url: str) -> None:
    """Add words that lead to the web; an address of another kind stays plain words."""
    if not url.startswith(SAFE_SCHEMES):
        paragraph.add_run(text)
        return
    link = element("hyperlink", history="1")
    target = paragraph.part.relate_to(for_xml(url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    _fill(paragraph, link, text, style="Hyperlink")


def _fill(paragraph: Paragraph, link: Any, text: str, style: str | None) -> None:
    run = paragraph.add_run(text, style)
    link.append(run._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def new_numbering(container: Any, start: int) -> int:
    """Return a numbering of the style “List Number” that begins anew at ``start``."""
    numbering = container.part.numbering_part.numbering_definitions._numbering  # noqa: SLF001
    style = container.part.document.styles["List Number"].element
    used = numbering.num_having_numId(style.pPr.numPr.numId.val)
    made = numbering.add_num(used.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(made.numId)


def number_by(paragraph: Paragraph, numbering: int) -> None:
    """Count ``paragraph`` in a numbering."""
    paragraph_properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties = paragraph_properties.get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def describe(table: Table, title: str, description: str) -> None:
    """Give a table the words that a screen reader says before it."""
    properties = table._tbl.tblPr  # noqa: SLF001
    properties.append(element("tblCaption", val=for_xml(title)))
    properties.append(element("tblDescription", val=for_xml(description)))


def repeat_header(table: Table, *, rows_may_break: bool = False) -> None:
    """Show the first row again at the top of every page; keep rows whole unless told."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001
        if not rows_may_break or number == 0:
            properties.append(element("cantSplit"))
        if number == 0:
            properties.append(element("tblHeader"))


def shade(cell: Any, colour: str) -> None:
    """Colour the ground of a cell; ``colour`` is six hexadecimal digits."""
    cell._tc.get_or_add_tcPr().append(  # noqa: SLF001
        element("shd", val="clear", color="auto", fill=colour)
    )


def light_borders(table: Table) -> None:
    """Draw thin grey lines between the rows, and none at the sides."""
    borders = element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(side, val="single", sz="4", space="0", color="B1B4B6"))
    for side in ("left", "right", "insideV"):
        borders.append(element(side, val="nil"))
    properties = table._tbl.tblPr  # noqa: SLF001
    properties.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"
    )


def set_language(style: Any, language: str) -> None:
    """Let spelling be checked in ``language``."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=language, eastAsia=language, bidi="ar-SA"))


PARAGRAPH, CHARACTER = WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER
