"""Whole records as they once stood: kept, read again, laid beside each other."""

from .keeping import keep
from .reading import as_form, standing_on

__all__ = ["as_form", "keep", "standing_on"]
