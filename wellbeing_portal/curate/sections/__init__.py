"""The nouns that can be edited, each with its sections."""

from .noun import Noun, noun_of, nouns
from .section import Nothing, RowsSection, Section

__all__ = ["Nothing", "Noun", "RowsSection", "Section", "noun_of", "nouns"]
