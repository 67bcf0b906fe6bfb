"""What the site says to a search: what it finds, a spelling to offer, a page that answers."""

from __future__ import annotations

from dataclasses import dataclass

from wellbeing_portal.search import Reader, Spelling, did_you_mean

from .cards import Card
from .everything import Everything, search_everything
from .ways import way_to


@dataclass(frozen=True)
class Answered:
    """One answer, as readers get it and as staff have it explained.

    ``spelt`` is what ``spelling`` finds; both are there together or not at all. ``way`` is a list
    or a page that answers.
    """

    found: Everything
    spelling: Spelling | None = None
    spelt: Everything | None = None
    way: Card | None = None

    @property
    def absent(self) -> bool:
        """Whether readers are told that there is nothing on it."""
        return self.found.is_absent and not self.way


def answered(reader: Reader, text: str, *, widen: bool = True) -> Answered:
    """Return the answer to a search; a spelling is offered only where it leads to something."""
    found = search_everything(reader, text, widen=widen)
    spelling = None if found.meant else did_you_mean(reader, text)
    spelt = search_everything(reader, spelling.text, widen=widen) if spelling else None
    if spelt is None or spelt.is_empty:
        spelling = spelt = None
    way = None if any(hit.kind == "council" for hit in found.meant) else way_to(reader, text)
    return Answered(found, spelling, spelt, way)
