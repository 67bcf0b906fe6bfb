"""What pages say of other words that a search looked for as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from wellbeing_portal.core.words import joined
from wellbeing_portal.search import Widening

NAMED = 4
"""Other words that are named at most, where only one name was typed; half of them where more."""


@dataclass(frozen=True)
class WidenedWords:
    """Words that find the same others: as they were typed, and the first of the others."""

    words: str
    names: str
    is_plural: bool
    has_more: bool


def widened_words(widenings: Iterable[Widening]) -> list[WidenedWords]:
    """Return what is worth telling: words that name the same subjects are told together."""
    found: dict[tuple[str, ...], list[Widening]] = defaultdict(list)
    for one in widenings:
        if one.told:
            found[tuple(concept.names[0] for concept in one.concepts)].append(one)
    most = NAMED if len(found) == 1 else NAMED // 2
    return [_told_together(same, most) for same in found.values()]


def _told_together(same: Sequence[Widening], most: int) -> WidenedWords:
    """Return what several words find besides, which are each another way to say the others."""
    words = list(dict.fromkeys(one.words for one in same))
    typed = {one.casefold() for one in words}
    names = [one for one in same[0].names if one.casefold() not in typed]
    return WidenedWords(
        joined([gettext("“%(words)s”") % {"words": one} for one in words]),
        ", ".join(names[:most]),
        is_plural=len(words) > 1,
        has_more=len(names) > most,
    )
