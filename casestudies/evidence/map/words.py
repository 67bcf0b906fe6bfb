"""What the evidence map says of its cells, in the words that pages and files use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext, gettext_noop

from casestudies.evidence.grammar import strength_at
from casestudies.models import Finding
from wellbeing_portal.core.words import Said, counted, in_sentence, verb_for

from .drawing import Cell, PairSums

Level = Finding.EvidenceLevel

WAYS = Said(
    {
        "worse": gettext_noop("for the worse"),
        "no-change": gettext_noop("no change"),
        "mixed": gettext_noop("mixed results"),
    }
)
CLAIMED = Said(
    {
        "aimed": gettext_noop("a change aimed at or calculated"),
        "done": gettext_noop("work done, no change claimed"),
    }
)

SIGNS = {"worse": "▼", "no-change": "=", "mixed": "◆"}
"""What stands beside the number where changes did not all go for the better."""

LONG = re.compile(r"\w{9,}")
CONSONANT = "[b-df-hj-np-tv-xz]"
PAIR = "[cpst]h|[bcfgp]l|[bcdfgp]r"
SYLLABLE = re.compile(rf"(?<=[aeiouy]){CONSONANT}*?(?=(?:{PAIR}|{CONSONANT})[aeiouy])")
"""Where a syllable ends: before the last consonant, or a pair like “sh”, of those in between."""


def breakable(label: str) -> str:
    """Return a label whose long words may break, with a hyphen, in a narrow column."""

    def soft(word: re.Match[str]) -> str:
        whole = word[0]
        # After one vowel there may be two ends, the second within a pair: the first holds.
        ends = {one.start(): one.end() for one in reversed([*SYLLABLE.finditer(whole)])}
        for place in (end for end in ends.values() if 2 < end < len(whole) - 2):
            whole = f"{whole[:place]}\N{SOFT HYPHEN}{whole[place:]}"
        return whole

    return LONG.sub(soft, label)


def strength_in(cell: Cell) -> str:
    """Return how sure the surest change in a cell is, or that none was found."""
    if cell.shade is not None and cell.told.level is not None:
        return strength_at(cell.told.level)
    return {"aimed": gettext("Aimed at or calculated"), "done": gettext("Done")}.get(cell.claim, "")


def text_of(cell: Cell) -> str:
    """Return what stands in a cell for those who see it: its number, and signs of what it is."""
    sign = SIGNS.get(cell.way, "") if cell.number else ""
    return f"{cell.number or ''}{sign}{'*' if cell.is_inferred else ''}"


def drawn_in(cell: Cell, *, in_full: bool = True) -> str:
    """Return what a cell draws, in words: “change found in 2 case studies, compared with others”.

    Beside what councils tell, what research says is told ``in_full`` or only named.
    """
    said = []
    studies = counted(cell.number, "case study")
    change = gettext("no change") if cell.way == "no-change" else "change"
    if cell.shade == 0:
        said.append(
            gettext("%(change)s said in %(studies)s, without figures")
            % {"change": change, "studies": studies}
        )
    elif cell.shade is not None:
        surest = gettext("the surest ") if cell.number > 1 else ""
        said.append(
            gettext("%(change)s found in %(studies)s, %(surest)s%(cell)s")
            % {
                "change": change,
                "studies": studies,
                "surest": surest,
                "cell": in_sentence(strength_in(cell)),
            }
        )
    elif cell.number:
        said.append(
            gettext("%(claimed)s in %(studies)s")
            % {"claimed": CLAIMED[cell.claim], "studies": studies}
        )
    if cell.way and cell.way != "no-change":
        said.append(WAYS[cell.way])
    if cell.is_inferred:
        said.append(gettext("tie inferred"))
    if cell.research:
        tells = in_full or not cell.number
        said.append(
            gettext("wider research: %(words)s") % {"words": cell.research.words}
            if tells
            else gettext("wider research")
        )
    return ", ".join(said)


def named(cell: Cell) -> str:
    """Return the name of a cell: a sentence that stands alone."""
    return f"{cell.row.label}, {in_sentence(cell.column.label)}: {drawn_in(cell, in_full=False)}"


def on_paper(many: str, stretches: Sequence[tuple[int, int]], part: int) -> str:
    """Return which columns a print holds, where it cannot hold all of them."""
    if not stretches[1:]:
        return ""
    first, last = stretches[part - 1]
    return gettext(
        "On this sheet stand %(many)s %(first)s to %(last)s of %(number)s. The others are printed "
        "from the page that shows them; the SVG file draws all of them, and the Excel file has all."
    ) % {"many": many, "first": first, "last": last, "number": stretches[-1][1]}


def in_short(parts: PairSums, *, counts_done: bool) -> str:
    """Return what is known of how many pairs. The numbers add up; what is none is left out."""
    worked = (
        gettext("only aims, calculations or work done")
        if counts_done
        else gettext("only aims or calculations")
    )
    found = (
        gettext(
            "What changed was counted or measured for %(found)s of the %(pairs)s, "
            "and only said for %(said)s more."
        )
        if parts.said
        else gettext("What changed was counted or measured for %(found)s of the %(pairs)s.")
    )
    said = found % {
        "found": parts.found,
        "pairs": counted(parts.pairs, "pair"),
        "said": parts.said,
    }
    rest = [
        (parts.worked, worked),
        (parts.research, gettext("only wider research")),
        (parts.nothing, gettext("nothing")),
    ]
    (number, first), *others = [one for one in rest if one[0]] or [(0, "")]
    if not number:
        return said
    told = [f"{number} {verb_for(number, 'have')} {first}", *(f"{n} {what}" for n, what in others)]
    return f"{said} {', '.join(told)}."
