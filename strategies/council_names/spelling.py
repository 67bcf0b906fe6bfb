"""When two spellings are the same name of a council.

Accents, capitals, apostrophes, full stops, hyphens and spaces make no difference, ``&`` is
“and”, and words for what kind of authority it is may stand there or not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from wellbeing_portal.core.text.likeness import plain_words

KIND_WORDS = frozenset(
    "authority boro borough city comhairle corporation council councils county district "
    "metropolitan royal the unitary bc cbc cc dc la lb lbc mbc mdc rb ua "
    "bwrdeistref cyngor dinas sir sirol".split()
)
"""Words that say what kind of authority a council is; its name may lack them."""
SMALL_WORDS = frozenset(("a", "and", "of", "on", "upon", "under", "in", "with"))
"""Words that people leave out of a name."""
_DIRECTIONS = {
    "n": "north",
    "nth": "north",
    "s": "south",
    "sth": "south",
    "e": "east",
    "w": "west",
    "ne": "north east",
    "nw": "north west",
    "se": "south east",
    "sw": "south west",
    "gt": "great",
}
"""What the first word of several is short for: “W Sussex”."""
_COUNTIES = dict(
    pair.split("=")
    for pair in (
        "beds=bedfordshire berks=berkshire bucks=buckinghamshire cambs=cambridgeshire "
        "ches=cheshire derbys=derbyshire glos=gloucestershire hants=hampshire herts=hertfordshire "
        "lancs=lancashire leics=leicestershire lincs=lincolnshire northants=northamptonshire "
        "notts=nottinghamshire oxon=oxfordshire shrops=shropshire staffs=staffordshire "
        "warks=warwickshire wilts=wiltshire worcs=worcestershire yorks=yorkshire"
    ).split()
)
"""What the name of a county is shortened to, whatever stands before it."""
MOST = 200
"""Letters of a text that are looked at; no council has a longer name."""

_LONDON = re.compile(r"\blondon boro(?:ugh)?\b")
_OUTWARD = r"[a-z]{1,2}[0-9][a-z0-9]?"
_POSTCODE = re.compile(rf"{_OUTWARD}|.*\b{_OUTWARD} ?[0-9][a-z]{{2}}\b.*", re.IGNORECASE)


@dataclass(frozen=True)
class NameSpelling:
    """A name or a text that somebody typed, in words that can be compared."""

    words: tuple[str, ...]

    @cached_property
    def solid(self) -> str:
        """Its letters without anything between them."""
        return "".join(self.words)

    @cached_property
    def spaced(self) -> str:
        """Its words with a space before and after each."""
        return f" {' '.join(self.words)} "

    @cached_property
    def core(self) -> tuple[str, ...]:
        """Its words without those that every other council has too; all, if it has no others."""
        left = _LONDON.sub("", " ".join(self.words)).split()
        kept = tuple(one for one in left if one not in KIND_WORDS | SMALL_WORDS)
        return kept or self.words

    @cached_property
    def core_words(self) -> frozenset[str]:
        """The words of ``core`` in whatever order."""
        return frozenset(self.core)

    @cached_property
    def solid_core(self) -> str:
        """The letters of ``core``."""
        return "".join(self.core)


@lru_cache(8192)
def spelling(text: str) -> NameSpelling:
    """Return ``text`` in words that can be compared."""
    words = ["st" if one == "saint" else one for one in plain_words(text[:MOST])]
    if len(words) > 1 and words[0] in _DIRECTIONS:
        words[:1] = _DIRECTIONS[words[0]].split()
    return NameSpelling(tuple(_COUNTIES.get(one, one) for one in words))


def is_postcode(text: str) -> bool:
    """Tell whether ``text`` holds a postcode of the United Kingdom, or is the half of one."""
    return _POSTCODE.fullmatch(" ".join(text[:MOST].split())) is not None
