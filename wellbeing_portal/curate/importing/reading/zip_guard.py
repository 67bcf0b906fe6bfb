"""Looks at an Excel file, which is an archive of XML, before any of it is believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree import ElementTree

from django.utils.translation import gettext

from .grid import MOST_CELLS, FileRefused

LARGEST_WITHIN = 80_000_000
"""Bytes that all parts of an archive may have together, unpacked."""
MOST_PARTS = 2000
STEP = 1 << 20
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
DECLARES = (b"<!DOCTYPE", b"<!ENTITY")

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def opened(data: bytes) -> zipfile.ZipFile:
    """Return an archive that is not larger than it may be.

    Raises:
        FileRefused: when it is no archive, is locked, or unpacks to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise FileRefused(gettext("The file is damaged, or is not what its name says.")) from None
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_WITHIN:
        raise FileRefused(
            gettext("The file is packed so tightly that it is not opened: it unpacks to too much.")
        )
    if any(part.flag_bits & 0x1 for part in parts):
        raise FileRefused(gettext("The file is locked with a password. Save it without one."))
    return archive


def part_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of an archive.

    Raises:
        FileRefused: when it is not there, is damaged or is larger than it says.
    """
    try:
        with archive.open(name) as part:
            read = part.read(LARGEST_WITHIN + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError):
        raise FileRefused(gettext("The file is damaged, or is not what its name says.")) from None
    if len(read) > LARGEST_WITHIN:
        raise FileRefused(gettext("The file unpacks to too much."))
    return read


def guarded_workbook(data: bytes) -> zipfile.ZipFile:
    """Return an Excel file as an archive that is safe to read.

    Raises:
        FileRefused: when it is none, or has macros or declarations of its own.
    """
    if data.startswith(OLD_EXCEL):
        raise FileRefused(
            gettext(
                "This is an Excel file of the old kind (.xls), or one with a password. Save it as "
                "“Excel workbook (.xlsx)” without a password."
            )
        )
    archive = opened(data)
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        raise FileRefused(gettext("This is no Excel workbook, whatever its name says."))
    if any("vbaproject" in name.lower() or name.startswith("xl/macrosheets") for name in names):
        raise FileRefused(
            gettext("The file has macros. Save it as “Excel workbook (.xlsx)”, which has none.")
        )
    cells = 0
    for name in names:
        if name.endswith((".xml", ".rels")):
            part = part_of(archive, name)
            if part.startswith((b"\xff\xfe", b"\xfe\xff")) or any(one in part for one in DECLARES):
                raise FileRefused(gettext("The file has parts that Excel does not write."))
            cells += part.count(b"<c ") if name.startswith("xl/worksheets/") else 0
    if cells > MOST_CELLS:
        raise FileRefused(
            gettext("The file has more than %(most)s cells. Divide it.")
            % {"most": f"{MOST_CELLS:,}"}
        )
    return archive


def merged_ranges(archive: zipfile.ZipFile) -> dict[str, list[str]]:
    """Return which cells of each sheet are merged, by its name: ``{"Councils": ["A2:A4"]}``."""
    book = _tree(archive, "xl/workbook.xml")
    places = {
        one.get("Id"): str(one.get("Target"))
        for one in _tree(archive, "xl/_rels/workbook.xml.rels")
    }
    found = {}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = places.get(sheet.get(_RELATED), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in archive.namelist():
            merged = _tree(archive, path).iter(f"{_MAIN}mergeCell")
            found[str(sheet.get("name"))] = [str(one.get("ref")) for one in merged]
    return found


def _tree(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    try:
        # Declarations were refused, so that nothing in it can grow.
        return ElementTree.fromstring(part_of(archive, name))  # noqa: S314
    except ElementTree.ParseError:
        raise FileRefused(gettext("The file is damaged, or is not what its name says.")) from None
