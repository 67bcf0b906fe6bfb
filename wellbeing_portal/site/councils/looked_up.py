"""Councils as they are looked up by name: in the list, in the chooser and while typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from strategies.council_names.book import Existence, FoundCouncil, NameBook, NamedCouncil
from strategies.council_names.postcodes import no_postcodes
from wellbeing_portal.search import Matches, Reader

MANY = 50
"""More councils than anybody looks through."""


@dataclass(frozen=True)
class LookedUp:
    """What a text means as the name of a council.

    ``named`` has just this name, or is there in the place of one that had it; ``begun`` begins
    like it. Both exist today. ``gone`` had this name and does not. ``spelt`` is the name as it is
    known here.
    """

    named: Sequence[NamedCouncil]
    begun: Sequence[NamedCouncil]
    gone: Sequence[FoundCouncil]
    note: str
    spelt: str = ""

    @property
    def current(self) -> Sequence[NamedCouncil]:
        """Every council that exists and may be meant, the likeliest first."""
        return [*self.named, *self.begun]


def look_up(reader: Reader, text: str) -> LookedUp:
    """Return what ``text`` means as the name of a council."""
    found = NameBook.of(reader.memory).find(text, limit=MANY)
    exact = [one for one in found if one.is_exact]
    there = [one for one in found if one.standing is Existence.CURRENT]
    return LookedUp(
        [one.council for one in there if one.is_exact],
        [one.council for one in there if not one.is_exact],
        [one for one in exact if one.standing is not Existence.CURRENT],
        no_postcodes(text),
        exact[0].called if exact else "",
    )


def council_suggestions(reader: Reader, text: str) -> list[dict[str, str]]:
    """Return the councils that ``text`` names, as the search box of every page suggests them."""
    found = NameBook.of(reader.memory).find(text)
    return [
        {"title": one.short_label, "kind": gettext("Council"), "url": one.url}
        for one in found
        if one.is_exact
    ]


def named_first(matches: Matches, looked_up: LookedUp) -> Matches:
    """Return a page of councils with those on top that are called so, then those that begin so.

    What a council has besides, such as its region, counts for less than its name.
    """
    place = {one.pk: rank for rank, one in enumerate(looked_up.current)}
    order = sorted(range(len(matches.ids)), key=lambda at: place.get(matches.ids[at], len(place)))
    return replace(
        matches,
        ids=tuple(matches.ids[at] for at in order),
        found=tuple(matches.found[at] for at in order) if matches.found else (),
    )
