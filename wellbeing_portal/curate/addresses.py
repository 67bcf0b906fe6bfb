"""How addresses name sections."""

from __future__ import annotations

SECTION = r"[-\w]{1,40}(?:/[-\w]{1,60}/[-\w]{1,18})?"
"""As long as what is kept of it: a longer one is none of ours."""


class SectionInAddress:
    """A section by its key, or one within a row: ``items/build-trust/findings``."""

    regex = SECTION

    def to_python(self, value: str) -> str:
        """Return the key."""
        return value

    def to_url(self, value: str) -> str:
        """Return the key as it stands in the address."""
        return value


class RowInAddress(SectionInAddress):
    """A row by its key."""

    regex = r"[-a-zA-Z0-9_]{1,60}"


class NumberInAddress:
    """The number of a record, if any could have it."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return it as it stands in the address."""
        return str(value)
