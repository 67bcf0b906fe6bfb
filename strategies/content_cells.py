"""What the cells of content tables hold, and how they name other records."""

from __future__ import annotations

from typing import Any

from pydantic import BeforeValidator

SplitList = BeforeValidator(
    lambda cell: [part.strip() for part in cell.split(";")] if isinstance(cell, str) else cell
)
"""A table cell that holds several values, with semicolons between them."""


def one_by_slug(model: Any, slug: str | None) -> Any:
    """Return the record of ``slug``, or None for None; a former slug leads to its record."""
    if slug is None:
        return None
    found = model._default_manager.filter(slug=slug).first()
    return found or model._default_manager.called([slug])[slug]
