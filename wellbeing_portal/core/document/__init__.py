"""Writes Word documents that people can edit: real headings, tables, references and contents.

Nothing here knows what a document is about. ``Document`` is the whole interface; texts inside it
are given as ``Inline`` pieces.
"""

from .document import Document
from .inline import Inline, Link, Mark, Quiet, Strong

__all__ = ["Document", "Inline", "Link", "Mark", "Quiet", "Strong"]
