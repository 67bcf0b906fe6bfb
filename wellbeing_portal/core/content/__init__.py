"""Starter content: files that people write, checked with line numbers, loaded once and again."""

from .kind import ContentKind, LoadReport, load
from .problem import ContentProblem, ContentProblems
from .reading import Parsed, read_table, read_yaml
from .schema import ContentModel, Known, refers_to
from .snapshot import snapshot

__all__ = [
    "ContentKind",
    "ContentModel",
    "ContentProblem",
    "ContentProblems",
    "Known",
    "LoadReport",
    "Parsed",
    "load",
    "read_table",
    "read_yaml",
    "refers_to",
    "snapshot",
]
