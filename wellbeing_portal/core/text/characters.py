"""What of a text can be kept, and what can be written.

Programs from which people paste leave characters behind that mean nothing to a reader: a soft
line break, a form feed, bytes of an old encoding. XML has no way to write most of them, and one
of them in one record would break every feed and file that holds the record.
"""

from __future__ import annotations

import re
from typing import Any

# What XML 1.0 has no way to write.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# Line ends of browsers and old machines, Word's soft line break, a form feed, the next line of old
# terminals, and Unicode's own ends of lines and paragraphs.
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Marks that turn the direction of all that follows, and the mark of a file's beginning.
_UNSEEN = "\u202a-\u202e\u2066-\u2069\ufeff"
# The last two places of each plane of Unicode are no characters.
_NOWHERE = "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_UNKEPT = re.compile(f"[{_CONTROLS}{_UNSEEN}\ud800-\udfff\ufdd0-\ufdef{_NOWHERE}]")


def storable(text: str, *, one_line: bool = False) -> str:
    """Return ``text`` as it is kept: without what is no character, and with plain line breaks.

    Where there is ``one_line`` alone, a break is a space.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNKEPT.sub("", _BREAKS.sub(" " if one_line else "\n", text))


def storable_within(value: Any) -> Any:
    """Return what JSON holds with every text in it as ``storable`` gives it."""
    match value:
        case str():
            return storable(value)
        case dict():
            return {storable_within(key): storable_within(one) for key, one in value.items()}
        case list() | tuple():
            return [storable_within(one) for one in value]
        case _:
            return value


def for_xml(text: str) -> str:
    """Return ``text`` without what XML cannot hold, and with line ends as XML reads them."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def encodable(text: str) -> str:
    """Return ``text`` with halves of characters, which no encoding can write, replaced."""
    return _SURROGATES.sub("\ufffd", text)
