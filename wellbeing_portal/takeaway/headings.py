"""Columns of files, by their keys."""

from __future__ import annotations

from casestudies.headings import heading
from wellbeing_portal.core.export.table import Column, ColumnKind


def column(
    key: str,
    kind: ColumnKind = ColumnKind.TEXT,
    *,
    width: int = 0,
    wraps: bool = False,
    called: str = "",
) -> Column:
    """Return the column of a key.

    ``called`` is another key whose heading it has, where the same key means something of its own
    in another table.
    """
    return Column(key, heading(called or key), kind, width, wraps)
