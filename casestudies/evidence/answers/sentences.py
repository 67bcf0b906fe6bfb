"""What the portal says of a concept, in sentences. Each is made of one ``AnswerRow``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from django.utils.translation import gettext, gettext_lazy, gettext_noop

from casestudies.evidence.grammar import UNMEASURED
from casestudies.models import Finding
from wellbeing_portal.core.words import (
    Said,
    counted,
    in_sentence,
    joined,
    noun_for,
    opening,
    spelt,
    verb_for,
)

from .changes import ChangeLine
from .counts import Numbers
from .row import AnswerRow

Level = Finding.EvidenceLevel
Direction = Finding.Direction

NOT_MEASURED = Said(
    {
        "approach": UNMEASURED,
        "enabler": gettext_noop("Nobody on the portal has measured what came of it."),
        "outcome": gettext_noop("Nobody on the portal has measured a change in it."),
    }
)
"""Where no change was measured in those who took part, or better."""

NOBODYS = gettext_lazy("No council’s account on the portal has it.")
"""What is said of a concept that no council has."""

MISSING = Said(
    {
        Direction.BETTER: gettext_noop("better"),
        Direction.NO_CHANGE: gettext_noop("of no change"),
        Direction.WORSE: gettext_noop("worse"),
    }
)
"""Directions whose absence is said: silence would read as if only good news could be found."""

ALL_NAMED = 4
"""Councils that an answer names; of more it says how many."""


class Brevity(IntEnum):
    """How much room there is for what is said of a concept: each says less than the one before.

    Whatever is left out stands below, on the same page.
    """

    FULL, TERSE, SHORT, BARE, LEAST = range(5)


FULL = Brevity.FULL

FEW_WAYS, SOME_WAYS = 1, 2
"""Ways that things went up to which an answer names two things each, and one each; of more ways
it says of how many things each is told."""


def who(row: AnswerRow, brevity: Brevity = FULL) -> str:
    """Return how many councils did it, or have findings on it, and few by their names."""
    number = len(row.councils)
    if not number:
        return str(NOBODYS)
    is_named = number <= ALL_NAMED and brevity < Brevity.BARE
    named = f": {joined([one.name for one in row.councils])}" if is_named else ""
    if row.family == "approach":
        if number == 1:
            return gettext("One council did this%(named)s.") % {"named": named}
        return gettext("%(number)s councils did this%(named)s.") % {
            "number": opening(spelt(number)),
            "named": named,
        }
    if row.family == "enabler":
        whose = (
            gettext("one council")
            if number == 1
            else gettext("%(number)s councils") % {"number": spelt(number)}
        )
        return gettext("It is tied to the work of %(whose)s%(named)s%(row)s") % {
            "whose": whose,
            "named": named,
            "row": _inferred(row, brevity),
        }
    whose = gettext("%(number)s %(councils)s") % {
        "number": opening(spelt(number)),
        "councils": noun_for(number, "council"),
    }
    return gettext("%(whose)s %(have)s findings on it%(named)s%(row)s") % {
        "whose": whose,
        "have": verb_for(number, "have"),
        "named": named,
        "row": _inferred(row, brevity),
    }


def _inferred(row: AnswerRow, brevity: Brevity) -> str:
    """Return the end of a sentence, and how many of the ties to findings are ours, if any is."""
    total, inferred = row.numbers.findings, row.numbers.inferred
    if not inferred:
        return "."
    if brevity == FULL or inferred == total:
        return f". {who_ties(row)}."
    return gettext("; we tied %(inferred)s of the %(total)s to it.") % {
        "inferred": inferred,
        "total": total,
    }


def what_changed(row: AnswerRow, brevity: Brevity = FULL) -> str:
    """Return how many accounts are the surest of changes, and how many are less sure."""
    by_level = levels_in_words(row.numbers)
    if by_level and row.through:
        through = row.through if brevity < Brevity.SHORT else row.through_how_many
        by_level[0] = f"{by_level[0]}, {through}"
    if row.numbers.measured:
        return f"{opening(by_level[0])}{_less_surely(row.numbers, brevity)}."
    nobody = NOT_MEASURED[row.family]
    if not by_level:
        return nobody
    is_short = brevity >= Brevity.SHORT
    told = f"{by_level[0]}{_less_surely(row.numbers, brevity)}" if is_short else joined(by_level)
    return f"{nobody.rstrip('.')}; {told}."


def _less_surely(numbers: Numbers, brevity: Brevity) -> str:
    """Return how many more accounts tell of a change at lower levels; nothing if none does."""
    rest = numbers.with_change - numbers.surest_at(numbers.strongest or 0)
    if not rest:
        return ""
    if brevity:
        return gettext("; %(number)s more, less surely") % {"number": spelt(rest)}
    return gettext("; %(number)s more %(tell)s of a change less surely") % {
        "number": spelt(rest),
        "tell": verb_for(rest, "tell"),
    }


def levels_in_words(numbers: Numbers) -> list[str]:
    """Return how many accounts have their surest change at each level, the surest first."""
    found: list[str] = []
    for level in sorted(Level, reverse=True):
        if number := numbers.surest_at(level):
            found.append(_at_level(level, number, is_first=not found))
    return found


def _at_level(level: int, number: int, *, is_first: bool) -> str:
    """Return how many accounts have a change at a level; only the first says “accounts”."""
    accounts = f"{spelt(number)} {noun_for(number, 'account')}" if is_first else spelt(number)
    what = gettext("what changed") if is_first else "it"
    return {
        Level.PROVEN: gettext("%(accounts)s %(show)s it proven and rolled out")
        % {"accounts": accounts, "show": verb_for(number, "show")},
        Level.REPLICATED: gettext("%(accounts)s saw others repeat it and find the same")
        % {"accounts": accounts},
        Level.COMPARED: gettext("%(accounts)s compared %(what)s with others")
        % {"accounts": accounts, "what": what},
        Level.MEASURED: gettext("%(accounts)s measured %(what)s in those who took part")
        % {"accounts": accounts, "what": what},
        Level.NUMBER: gettext("%(accounts)s counted %(what)s with no method stated")
        % {"accounts": accounts, "what": what},
        Level.SAID: gettext("in %(accounts)s %(is_first)s is said without figures")
        % {"accounts": accounts, "is_first": "a change" if is_first else "it"},
    }[Level(level)]


def which_way(row: AnswerRow, brevity: Brevity = FULL) -> str:
    """Return what went which way: what was found, or where nothing was, what was said."""
    lines = row.found_lines or row.lines
    if not lines:
        return ""
    also_worse = row.also_worse if brevity < Brevity.BARE else row.also_worse_how_often
    worse = f"; {also_worse}" if also_worse else ""
    ways = len(lines) + (bool(worse) if brevity else 0)
    most = (SOME_WAYS, SOME_WAYS, FEW_WAYS, 0, 0)[brevity]
    if ways > most:
        return f"{opening(_ways_counted(row, lines))}{worse}."
    between = " with " if row.family == "outcome" else ": "
    is_short = brevity or len(lines) > FEW_WAYS
    said = "; ".join(
        f"{in_sentence(one.sign.words)}{between}{one.first if is_short else one.of}"
        for one in lines
    )
    return f"{opening(said)}{worse}."


def _ways_counted(row: AnswerRow, lines: Sequence[ChangeLine]) -> str:
    """Return of how many things each way is told: ``better for 16 outcomes; mixed for two``."""
    between, noun = gettext("with" if row.family == "outcome" else "for"), row.of_what
    first, *others = lines
    said = [f"{in_sentence(first.sign.words)} {between} {spelt(first.number)}"]
    said[0] += f" {noun_for(first.number, noun)}"
    said += [f"{in_sentence(one.sign.words)} {between} {spelt(one.number)}" for one in others]
    return "; ".join(said)


def changes_heading(directions: Mapping[str, int]) -> str:
    """Return how many findings of change there are, and which directions none of them has."""
    there = {way: number for way in Direction if (number := directions.get(way, 0))}
    total = sum(there.values())
    if not total:
        return gettext("no finding says that anything changed")
    words = counted(total, "finding")
    if len(there) > 1:
        ways = (f"{number} {in_sentence(str(way.label))}" for way, number in there.items())
        words += f": {joined(ways)}"
    missing = [said for way, said in MISSING.items() if way not in there]
    return (
        gettext("%(words)s, none %(missing)s") % {"words": words, "missing": joined(missing, "or")}
        if missing
        else words
    )


def who_ties(row: AnswerRow) -> str:
    """Return who ties an enabler or an outcome to findings: their sources, or we."""
    total, inferred = row.numbers.findings, row.numbers.inferred
    if not total:
        return gettext("No finding names it")
    if not inferred:
        sources = gettext("its source") if total == 1 else gettext("their sources")
        return gettext("%(findings)s, tied by %(sources)s") % {
            "findings": counted(total, "finding"),
            "sources": sources,
        }
    if inferred == total:
        return gettext("%(findings)s, tied by us, not by the source") % {
            "findings": counted(total, "finding")
        }
    return gettext("%(findings)s, %(inferred)s of them tied by us, not by the source") % {
        "findings": counted(total, "finding"),
        "inferred": inferred,
    }


def for_whom(row: AnswerRow) -> str:
    """Return for whom it worked better or worse than for others, or that nobody measured it."""
    parts = []
    if row.better_for:
        parts.append(
            gettext("Better for %(in_sentence)s")
            % {"in_sentence": joined(map(in_sentence, row.better_for))}
        )
    if row.worse_for:
        parts.append(
            gettext("Worse for %(in_sentence)s")
            % {"in_sentence": joined(map(in_sentence, row.worse_for))}
        )
    return "; ".join(parts) or gettext("Nobody has measured this")
