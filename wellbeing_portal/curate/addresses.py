"""How addresses name sections."""

from __future__ import annotations

SECTION = r"[-\w]+(?:/[-\w]+/[-\w]+)?"


class SectionInAddress:
    """A section by its key, or one within a row: ``items/build-trust/findings``."""

    regex = SECTION

    def to_python(self, value: str) -> str:
        """Return the key."""
        return value

    def to_url(self, value: str) -> str:
        """Return the key as it stands in the address."""
        return value
