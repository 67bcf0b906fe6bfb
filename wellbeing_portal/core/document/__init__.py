"""Writes Word documents that people can edit: real headings, tables, references and contents.

Nothing here knows what a document is about. ``WordFile`` is the whole interface; texts inside it
are given as ``Inline`` pieces.
"""

from .document import WordFile
from .inline import Inline, Link, Quiet, ReferenceMark, Strong

__all__ = ["Inline", "Link", "Quiet", "ReferenceMark", "Strong", "WordFile"]
