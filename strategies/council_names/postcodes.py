"""What is said where something is typed by which no council can be looked up."""

from __future__ import annotations

from django.utils.translation import gettext

from .spelling import is_postcode


def no_postcodes(text: str) -> str:
    """Return what is said to who typed a postcode, or nothing."""
    if not is_postcode(text):
        return ""
    return gettext(
        "Postcodes are not known here. Type the name of a council instead, or of a place that has "
        "one, such as Leeds or Ynys Môn."
    )
