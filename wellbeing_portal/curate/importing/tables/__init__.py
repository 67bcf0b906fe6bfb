"""What files may hold: each table declared once, from which all else follows."""

from .column import FileColumn
from .declared import ORDER, tables
from .sheet import FileSheet
from .table import FileTable

__all__ = ["ORDER", "FileColumn", "FileSheet", "FileTable", "tables"]
