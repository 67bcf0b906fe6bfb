"""Writes Word documents that people can edit: real headings, tables, references and contents.

Nothing here knows what a document is about. ``WordFile`` is the whole interface; texts inside it
are given as ``Inline`` pieces. A ``Draft`` takes the same parts and keeps them, to be measured,
shown on a page, or written to a file.
"""

from .document import WordFile
from .draft import Block, Cited, Draft, Grid, TextLine, Writable
from .inline import Inline, Link, Quiet, ReferenceMark, Strong

__all__ = [
    "Block",
    "Cited",
    "Draft",
    "Grid",
    "Inline",
    "Link",
    "Quiet",
    "ReferenceMark",
    "Strong",
    "TextLine",
    "WordFile",
    "Writable",
]
