"""Starter content: files that people write, checked with line numbers, loaded once and again."""

from .kind import ContentKind
from .loading import load
from .problem import ContentProblem, ContentProblems
from .reading import Parsed, read_table, read_yaml
from .report import LoadReport
from .schema import ContentModel, refers_to

__all__ = [
    "ContentKind",
    "ContentModel",
    "ContentProblem",
    "ContentProblems",
    "LoadReport",
    "Parsed",
    "load",
    "read_table",
    "read_yaml",
    "refers_to",
]
