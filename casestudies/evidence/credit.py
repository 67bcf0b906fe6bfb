"""Which councils did what, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Doing:
    """A finding or an initiative: its approaches, and the councils that it names, if it does."""

    approaches: Collection[str]
    councils: Collection[str]


def credited(
    acted: Collection[str], doings: Iterable[Doing], taken: Iterable[str]
) -> Mapping[str, set[str]]:
    """Return by approach the councils that did it.

    ``acted`` are the councils that acted in the case study; a finding or an initiative that names
    no councils is the work of all of them. ``taken`` are the approaches that the case study as a
    whole took: they are the work of all that acted only where no finding and no initiative with
    that approach names councils.
    """
    found: dict[str, set[str]] = defaultdict(set)
    named: set[str] = set()
    for doing in doings:
        for approach in doing.approaches:
            found[approach] |= set(doing.councils or acted)
            if doing.councils:
                named.add(approach)
    for approach in taken:
        if approach not in named:
            found[approach] |= set(acted)
    return found
