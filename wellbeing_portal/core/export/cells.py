"""Makes cells safe for the program that opens the file, and reads them back.

A spreadsheet program takes a text that begins with ``=``, ``+``, ``-`` or ``@`` in a CSV file
for a formula. Such a text is written with an apostrophe before it, which the same programs show
as text; ``restored`` takes it off again. Numbers are never touched.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

from wellbeing_portal.core.text.characters import encodable, for_xml

from .table import Cell

# Wide forms count too, and so does what stands behind white space: some programs trim it.
_DANGEROUS = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_PROTECTED = re.compile(r"'(?='*(?:[\t\r\n]|\s*[=+\-@＝＋－＠]))")

EXCEL_CELL = 32_767
"""The characters, counted as UTF-16, that an Excel cell can hold."""
CUT = " […] [cut here: Excel holds 32,767 characters in a cell; CSV and JSON have all]"


def protected(text: str) -> str:
    """Return ``text`` so that no spreadsheet program takes it for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def restored(text: str) -> str:
    """Return what ``protected`` was given."""
    return text[1:] if _PROTECTED.match(text) else text


def as_one_cell(words: Iterable[str]) -> str:
    """Return a list as one cell: ``Trust; Data``. Semicolons inside a word get a backslash."""
    return "; ".join(word.replace("\\", "\\\\").replace(";", "\\;") for word in words)


def out_of_one_cell(cell: str) -> list[str]:
    r"""Return the list that ``as_one_cell`` was given: ``a\; b; c`` is ``a; b`` and ``c``."""
    words = [""]
    characters = iter(cell)
    for character in characters:
        if character == "\\":
            words[-1] += next(characters, "")
        elif character == ";":
            words.append("")
            next(characters, "")  # the space after it
        else:
            words[-1] += character
    return words if cell else []


def number(value: Decimal | int) -> str:
    """Return a number for a machine: no thousands, no idle zeros, no exponent."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def for_csv(cell: Cell) -> str:
    """Return a cell as a field of a CSV file."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int() | Decimal():
            return number(cell)
        case dt.date():
            return cell.isoformat()
        case str():
            return protected(encodable(cell))
        case _:
            return protected(encodable(as_one_cell(cell)))


def for_excel(text: str) -> str:
    """Return ``text`` as an Excel cell can hold it, saying so where it is cut."""
    text = for_xml(text)
    if len(text) * 2 <= EXCEL_CELL or _utf16(text) <= EXCEL_CELL:
        return text
    room = EXCEL_CELL - _utf16(CUT)
    kept = text.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore")
    return kept + CUT


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
