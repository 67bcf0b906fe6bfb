"""Whole records as they once stood: kept, read again, laid beside each other."""

from .keeping import keep, keep_as_read
from .reading import as_form, standing_on

__all__ = ["as_form", "keep", "keep_as_read", "standing_on"]
