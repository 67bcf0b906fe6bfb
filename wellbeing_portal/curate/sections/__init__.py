"""The nouns that can be edited, each with its sections."""

from .noun import Noun, noun_of, nouns
from .section import Nothing, RowsSection, RowsWithin, Section

__all__ = ["Nothing", "Noun", "RowsSection", "RowsWithin", "Section", "noun_of", "nouns"]
