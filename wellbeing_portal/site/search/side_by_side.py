"""Searches that ask to compare records, or for councils like one: the page that does that."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from django.utils.http import urlencode
from django.utils.translation import gettext

from strategies.models import Council
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.words import joined
from wellbeing_portal.search import FoundDocument, Reader

from .cards import Card
from .guides import COUNCILS
from .phrases import COMPARED, council_in, named_by

MOST = 4
"""Records that one comparison shows."""

JOINTS = 6
"""Joints that what is compared may have: “Bournemouth, Christchurch and Poole” has two itself."""
NAME_WORDS = 10
"""Words that a name has at most."""

ROUTES = {
    "council": "compare_councils",
    "approach": "compare_approaches",
    "outcome": "compare_outcomes",
    "enabler": "compare_enablers",
    "case-study": "compare_case_studies",
    "strategy": "compare_strategies",
}

_AND = r"(?:,? and|,? with|,? to|,? vs|,? versus|,? against|,? or|,| &)"
_ASKED_FOR = (
    re.compile(
        r"^(?:(?:can|could) (?:you|i|we) |please |how (?:do|can) i )?"
        r"compar(?:e|ing|ison)(?: of| between| me| the| councils| approaches)* (?P<all>.+)$"
    ),
    re.compile(
        r"^(?:(?:what|whats|what s)(?: is| are)? )?(?:the )?differences? between (?P<all>.+)$"
    ),
    re.compile(r"^how (?:does|do|did) (?P<all>.+ compared? (?:with|to|against|and) .+)$"),
    re.compile(
        r"^(?:what is|whats|which is|what works|is|are) (?:the )?(?:better|best|more effective)"
        r" (?P<all>.+ or .+)$"
    ),
    re.compile(r"^(?P<all>.+ (?:vs?|versus|compared (?:with|to)|or|against) .+)$"),
)
_SPLIT = re.compile(
    r",? (?:and|with|to|vs?|versus|against|or|&|compared? (?:with|to|against|and)) |, "
)
_ASIDE = re.compile(r" (?:on|for|about|by|in terms of|when it comes to) .+$")
_LIKE = (
    re.compile(
        rf"^(?:which |what |who |find |show |list )?(?:other )?(?:{COUNCILS} )?"
        r"(?:that are |who are |which are |is |are )?(?:most )?"
        r"(?:like|similar to|comparable to|comparable with) (?P<whom>.+)$"
    ),
    re.compile(
        rf"^(?:(?:who|what|which) (?:is|are) )?(?P<whom>.+?) (?:nearest|statistical|closest)"
        rf" (?:statistical )?{COUNCILS}$"
    ),
    re.compile(rf"^(?:nearest |statistical |closest )+{COUNCILS} (?:of|to|for) (?P<whom>.+)$"),
)


def compared(reader: Reader, asked: str) -> Card | None:
    """Return the comparison of the records that are asked for, where all are of one kind."""
    for pattern in _ASKED_FOR:
        if (found := pattern.match(asked)) is None:
            continue
        for said in (found["all"], _ASIDE.sub("", found["all"])):
            if records := _of_one_kind(reader, said):
                return _comparison(records)
    return None


def like(reader: Reader, asked: str) -> Card | None:
    """Return the page of councils like the one that is asked about."""
    for pattern in _LIKE:
        found = pattern.match(asked)
        council = council_in(reader, found["whom"]) if found else None
        if council and Council.objects.current().filter(pk=council.pk).exists():
            return Card(
                "",
                gettext("Councils like {council}").format(council=council.title),
                address_of("councils_like", council.slug),
                gettext("With what makes each alike, and what it did."),
            )
    return None


def _of_one_kind(reader: Reader, said: str) -> Sequence[FoundDocument]:
    """Return the records that parts of a text name, all of one kind."""
    known: dict[str, Sequence[FoundDocument]] = {}
    for parts in _parted(said):
        for part in parts:
            if part not in known:
                is_short = len(part.split()) <= NAME_WORDS
                known[part] = named_by(reader, part, COMPARED) if is_short else ()
        named = [known[part] for part in parts]
        if not all(named):
            continue
        for kind in COMPARED:
            of_kind = [next((one for one in hits if one.kind == kind), None) for hits in named]
            records = list(dict.fromkeys(one for one in of_kind if one is not None))
            if len(records) == len(parts):
                return records
    return ()


def _parted(said: str) -> Iterator[list[str]]:
    """Yield the ways to take a text apart at its joints, the most parts first.

    A name may hold a joint itself, as Brighton and Hove does.
    """
    joints = list(_SPLIT.finditer(said))
    if len(joints) > JOINTS:
        return
    for size in range(min(len(joints), MOST - 1), 0, -1):
        for chosen in itertools.combinations(joints, size):
            starts = [0, *(one.end() for one in chosen)]
            ends = [*(one.start() for one in chosen), len(said)]
            yield [said[start:end] for start, end in zip(starts, ends, strict=True)]


def _comparison(records: Sequence[FoundDocument]) -> Card:
    items = urlencode([("item", one.slug) for one in records])
    names = joined(one.title for one in records)
    return Card(
        "",
        gettext("Compare {names}").format(names=names),
        f"{address_of(ROUTES[records[0].kind])}?{items}",
        gettext("Side by side, with what they have in common."),
    )
