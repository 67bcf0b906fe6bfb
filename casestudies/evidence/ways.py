"""Which way one and the same thing went, where several findings tell of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext

from casestudies.models.claims import Direction
from wellbeing_portal.core.words import counted, in_sentence, joined

TURNED = (Direction.BETTER, Direction.WORSE, Direction.MIXED)
"""Ways that cannot be told of the same thing side by side; that it did not change can."""


def told_ways(ways: Collection[str]) -> Mapping[Direction, Direction]:
    """Return the way that each of the ways of one thing is told as.

    Better by one finding and worse by another, it went both ways: that is mixed. Once it is mixed,
    that another finding saw no change is one of the ways it went, and nothing beside it.
    """
    turned = [way for way in TURNED if way in ways]
    if len(turned) < 2 and Direction.MIXED not in turned:
        return {}
    return dict.fromkeys([*turned, Direction.NO_CHANGE], Direction.MIXED)


def worse_by(findings: int, names: Iterable[str], *, is_found: bool) -> str:
    """Return that something got worse, by how many findings, where nothing else would say it.

    It is said to have got worse where no finding of it ``is_found``.
    """
    told = {"findings": counted(findings, "finding"), "names": joined(map(in_sentence, names))}
    if not told["names"]:
        said = (
            gettext("worse by %(findings)s") if is_found else gettext("said worse by %(findings)s")
        )
        return said % told
    if is_found:
        return gettext("worse by %(findings)s: %(names)s") % told
    return gettext("said worse by %(findings)s: %(names)s") % told
