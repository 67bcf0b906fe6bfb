"""Understands what people write into cells."""

from .days import DateReader
from .figure import AmountReader, FigureReader
from .naming import FileNames, NameReader, RowNameReader, UnknownTerm
from .plain import (
    ChoiceReader,
    ListReader,
    NumberReader,
    TextReader,
    WholeReader,
    YesNoReader,
)
from .reader import CellReader, NotAccepted, ReadCell

__all__ = [
    "AmountReader",
    "CellReader",
    "ChoiceReader",
    "DateReader",
    "FigureReader",
    "FileNames",
    "ListReader",
    "NameReader",
    "NotAccepted",
    "NumberReader",
    "ReadCell",
    "RowNameReader",
    "TextReader",
    "UnknownTerm",
    "WholeReader",
    "YesNoReader",
]
