"""Files as people have them, read as sheets of cells."""

from .any_file import read_file
from .grid import FileRefused, SheetGrid, GridRow, ReadFile

__all__ = ["FileRefused", "SheetGrid", "GridRow", "ReadFile", "read_file"]
