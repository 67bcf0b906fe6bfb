"""How documents look: A4, British English, one font, one colour."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Length, Pt, RGBColor

from .fields import CHARACTER, PARAGRAPH, element, set_language

FONT = "Arial"
"""On every council computer, and replaced measure for measure where it is not."""
COLOUR = "0B5450"
PALE = "E7F0EF"
GREY = RGBColor(0x50, 0x5A, 0x5F)
SHORT_SIDE, LONG_SIDE, MARGIN = Cm(21.0), Cm(29.7), Cm(2.3)
TEXT_WIDTH = 21.0 - 2 * 2.3
LANDSCAPE_WIDTH = 29.7 - 2 * 2.3

_HEADINGS = {1: (20, 24, 8), 2: (15, 20, 6), 3: (12, 14, 4), 4: (11, 10, 2)}
"""Size, space before and space after of each level, in points."""


COMPACT_MARGIN = Cm(1.7)
COMPACT_WIDTH = 21.0 - 2 * 1.7
COMPACT_HEIGHT = 29.7 - 2 * 1.7

Look = Mapping[str, tuple[float, float, float]]
"""Size, space before and space after of each style, in points."""


def compact(size: float) -> Look:
    """Return how a document of two pages looks whose text has letters of ``size`` points."""
    small = round(size * 0.9 * 2) / 2
    return {
        "Normal": (size, 0, 3),
        "Title": (round(size * 1.9), 0, 2),
        "Heading 1": (round(size * 1.25 * 2) / 2, 7, 2),
        "Heading 2": (round(size * 1.05 * 2) / 2, 4, 1),
        "List Bullet": (size, 0, 1.5),
        "Table text": (small, 1, 1),
        "Caption": (small, 2, 2),
        "Reference": (small, 0, 0),
        "Quiet": (small, 0, 0),
    }


def prepare(word: WordDocument, look: Look | None = None) -> None:
    """Give an empty document its page, language and styles; with a compact look little air."""
    set_page(word.sections[0])
    defaults = word.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    normal = _font(word.styles["Normal"], 11)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    set_language(normal, "en-GB")
    for level, (size, before, after) in _HEADINGS.items():
        style = _font(word.styles[f"Heading {level}"], size, bold=True, colour=COLOUR)
        style.font.italic = False
        _space(style, before, after)
    title = _font(word.styles["Title"], 32, bold=True, colour=COLOUR)
    _space(title, 150, 10)
    for border in title.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    subtitle = _font(word.styles["Subtitle"], 15)
    subtitle.font.italic = False
    subtitle.font.color.rgb = GREY
    _space(subtitle, 0, 36)
    for name in ("List Bullet", "List Number", "List Bullet 2", "List Number 2"):
        _space(_font(word.styles[name], 11), 0, 3)
    quote = _font(word.styles["Quote"], 11)
    quote.paragraph_format.left_indent = Cm(1)
    _add_styles(word)
    if look:
        _tighten(word, look)
    _modern(word)
    _look_up_once(word)


def _look_up_once(word: WordDocument) -> None:
    """Remember what each style is called in the file; from here on none is added.

    The library goes through all styles for every paragraph, which took most of the time of a
    long document.
    """
    part: Any = word.part
    part.get_style_id = cache(part.get_style_id)


def _tighten(word: WordDocument, look: Look) -> None:
    """Make letters, spaces and margins small enough for much on two pages."""
    section = word.sections[0]
    section.left_margin = section.right_margin = COMPACT_MARGIN
    section.top_margin = section.bottom_margin = Length(COMPACT_MARGIN)
    section.footer_distance = Cm(0.8)
    for name, (size, before, after) in look.items():
        style = _font(word.styles[name], size)
        if name != "Quiet":
            _space(style, before, after)
            style.paragraph_format.line_spacing = 1.0


def _add_styles(word: WordDocument) -> None:
    styles = word.styles
    cell = _font(styles.add_style("Table text", PARAGRAPH), 9.5)
    cell.base_style = styles["Normal"]
    _space(cell, 2, 2)
    cell.paragraph_format.line_spacing = 1.0
    number = _font(styles.add_style("Key figure", PARAGRAPH), 20, bold=True, colour=COLOUR)
    number.base_style = styles["Normal"]
    _space(number, 2, 0)
    reference = styles.add_style("Reference", PARAGRAPH)
    reference.base_style = styles["Normal"]
    reference.paragraph_format.left_indent = Cm(1.1)
    reference.paragraph_format.first_line_indent = Cm(-1.1)
    reference.paragraph_format.tab_stops.add_tab_stop(Cm(1.1))
    notice = styles.add_style("Notice", PARAGRAPH)
    notice.base_style = styles["Normal"]
    notice.paragraph_format.left_indent = Cm(0.4)
    borders = element("pBdr")
    borders.append(element("left", val="single", sz="24", space="8", color=COLOUR))
    notice.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )
    quiet = _font(styles.add_style("Quiet", CHARACTER), 9)
    quiet.font.color.rgb = GREY
    link = styles.add_style("Hyperlink", CHARACTER)
    link.font.color.rgb = RGBColor.from_string(COLOUR)
    link.font.underline = True
    caption = _font(styles["Caption"], 9.5, bold=True)
    caption.font.color.rgb = GREY
    caption.paragraph_format.keep_with_next = True
    _space(caption, 8, 4)
    contents = styles.add_style("Contents title", PARAGRAPH)
    contents.base_style = styles["Normal"]
    _font(contents, 20, bold=True, colour=COLOUR)
    for level in (1, 2):
        entry = styles.add_style(f"toc {level}", PARAGRAPH)
        entry.base_style = styles["Normal"]
        _space(entry, 6 if level == 1 else 0, 2)
        entry.font.bold = level == 1
        entry.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        entry.paragraph_format.tab_stops.add_tab_stop(
            Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )


def set_page(section: Section, *, landscape: bool = False) -> None:
    """Make a section A4, upright or lying."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    )
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Length(MARGIN)


def _font(style: Any, size: float, *, bold: bool | None = None, colour: str = "") -> Any:
    style.font.name = FONT
    style.font.size = Pt(size)
    if bold is not None:
        style.font.bold = bold
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    return style


def _space(style: Any, before: float, after: float) -> None:
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _modern(word: WordDocument) -> None:
    """Keep Word from opening the file in the compatibility mode of an old version."""
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
