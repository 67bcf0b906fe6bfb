"""The nouns that can be edited, each with its sections."""

from .noun import Noun, noun_of, nouns
from .section import RowsSection, Section

__all__ = ["Noun", "RowsSection", "Section", "noun_of", "nouns"]
