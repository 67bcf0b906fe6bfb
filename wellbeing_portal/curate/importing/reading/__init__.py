"""Files as people have them, read as sheets of cells."""

from .any_file import read_file
from .grid import FileRefused, GridRow, ReadFile, SheetGrid

__all__ = ["FileRefused", "GridRow", "ReadFile", "SheetGrid", "read_file"]
