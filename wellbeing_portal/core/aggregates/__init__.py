"""Whole records, with all their rows, as one typed form: read, written, compared.

The form of a noun is the contract of its content files, and of whatever else takes a record in
or hands it out whole. It names fields and rows as the models do and other records by their
slugs; a row is known by its key.
"""

from .declared import declared
from .difference import Difference, difference
from .form import (
    Form,
    KeyedRow,
    NeededText,
    RecordForm,
    Rows,
    Slug,
    Text,
    Year,
    declare,
    needed_when_published,
)
from .held import Held, HeldTogether, hold, hold_together
from .merging import Conflict, Merged, merge
from .reading import read, read_many
from .rows import naming, with_rows
from .writing import remove, rewrite, write, write_as

__all__ = [
    "Conflict",
    "Difference",
    "Form",
    "Held",
    "HeldTogether",
    "KeyedRow",
    "Merged",
    "NeededText",
    "RecordForm",
    "Rows",
    "Slug",
    "Text",
    "Year",
    "declare",
    "declared",
    "difference",
    "hold",
    "hold_together",
    "merge",
    "naming",
    "needed_when_published",
    "read",
    "read_many",
    "remove",
    "rewrite",
    "with_rows",
    "write",
    "write_as",
]
