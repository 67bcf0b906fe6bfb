"""What the site says to a search: what it finds, a spelling to offer, a page that answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wellbeing_portal.search import FoundDocument, Reader, Spelling, did_you_mean, name_key

from .cards import Card
from .crossed import crossed_list
from .effects import effect_asked, findings_on
from .everything import Everything, search_everything
from .phrases import councils_called
from .ways import way_to


@dataclass(frozen=True)
class SearchAnswer:
    """One answer, as readers get it and as staff have it explained.

    ``spelt`` is what ``spelling`` finds; both are there together or not at all. ``way`` is a list
    or a page that answers, ``besides`` are lists that tell more of what is meant: the findings on
    what a question asks whether it does, the accounts for whom or where it is asked.
    """

    found: Everything
    spelling: Spelling | None = None
    spelt: Everything | None = None
    way: Card | None = None
    besides: Sequence[Card] = ()

    @property
    def absent(self) -> bool:
        """Whether readers are told that there is nothing on it."""
        return self.found.is_absent and not self.way and not self.besides


def answered(reader: Reader, text: str, *, widen: bool = True) -> SearchAnswer:
    """Return the answer to a search; a spelling is offered only where it leads to something."""
    found = search_everything(reader, text, widen=widen)
    spelling = None if found.meant else did_you_mean(reader, text)
    spelt = search_everything(reader, spelling.text, widen=widen) if spelling else None
    if spelt is None or spelt.is_empty:
        spelling = spelt = None
    way = None if _is_named(reader, found.meant, text) else way_to(reader, text)
    if way and found.meant and way.url == found.meant[0].url and not way.fold:
        way = None  # its own card tells more
    return SearchAnswer(found, spelling, spelt, way, () if way else _besides(reader, text))


def _besides(reader: Reader, text: str) -> Sequence[Card]:
    if asked := effect_asked(reader, text):
        return findings_on(reader, asked)
    crossed = crossed_list(reader, text)
    return [crossed] if crossed else ()


def _is_named(reader: Reader, meant: Sequence[FoundDocument], text: str) -> bool:
    """Tell whether the whole text is the title of what is meant, or the name of a council."""
    if any(name_key(one.title) == name_key(text) for one in meant):
        return True
    return any(one.kind == "council" for one in meant) and bool(councils_called(reader, text))
