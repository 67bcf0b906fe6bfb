"""What the portal says of facts, in sentences. Each is made of one ``AnswerRow``, or of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy

from casestudies.evidence.grammar import UNMEASURED
from casestudies.models import Finding
from wellbeing_portal.core.words import (
    counted,
    in_sentence,
    joined,
    noun_for,
    opening,
    spelt,
    verb_for,
)

from .changes import MEASURED
from .counts import Numbers
from .row import AnswerRow

Level = Finding.EvidenceLevel
Direction = Finding.Direction

NOT_MEASURED = {
    "approach": UNMEASURED,
    "enabler": "Nobody on the portal has measured what came of it.",
    "outcome": "Nobody on the portal has measured a change in it.",
}
"""Where no change was measured in those who took part, or better."""

NOBODYS = gettext_lazy("No council’s account on the portal has it.")
"""What is said of a concept that no council has."""

MISSING = {
    Direction.BETTER: "better",
    Direction.NO_CHANGE: "of no change",
    Direction.WORSE: "worse",
}
"""Directions whose absence is said: silence would read as if only good news could be found."""

ALL_NAMED = 4
"""Councils behind an enabler or outcome that an answer names; of more it says how many."""

FEW_WAYS = 1
"""Ways that things went up to which an answer names two things each; of more one each."""


# ── One concept ──────────────────────────────────────────────────────────────────────────


def answer(row: AnswerRow) -> tuple[str, ...]:
    """Return the answer to what is known of a concept: two to five sentences."""
    said = [who(row), what_changed(row), which_way(row)]
    if row.family == "approach":
        said.append(what_it_cost(row))
    if row.family != "enabler":
        said.append(what_research_says(row))
    return tuple(filter(None, said))


def answer_under_filters(row: AnswerRow) -> tuple[str, ...]:
    """Return the answer that some filters leave: it does not speak of the whole portal.

    Research is told whatever the filters.
    """
    if row.numbers.studies:
        return ("Told here is only what fits these filters.", *answer(row))
    read = what_research_says(row) if row.family != "enabler" else ""
    return tuple(filter(None, ("No account on the portal that has it fits these filters.", read)))


def who(row: AnswerRow) -> str:
    """Return which councils did it; of an enabler or outcome how many, and few by their names."""
    number, names = len(row.councils), row.councils_named
    if not number:
        return str(NOBODYS)
    if row.family == "approach":
        if number == 1:
            return f"One council on the portal did this: {names}."
        return f"{opening(spelt(number))} councils on the portal did this: {names}."
    named = f": {names}" if number <= ALL_NAMED else ""
    if row.family == "enabler":
        whose = "one council" if number == 1 else f"{spelt(number)} councils"
        return f"It is tied to the work of {whose}{named}.{_inferred(row)}"
    whose = f"{opening(spelt(number))} {noun_for(number, 'council')} on the portal"
    return f"{whose} {verb_for(number, 'have')} findings on it{named}.{_inferred(row)}"


def _inferred(row: AnswerRow) -> str:
    """Return how many of the ties to findings are ours, after a sentence; nothing if none is."""
    return f" {who_ties(row)}." if row.numbers.inferred else ""


def what_changed(row: AnswerRow) -> str:
    """Return how sure the changes are, by number of accounts, each at its surest."""
    by_level = levels_in_words(row.numbers)
    if row.numbers.measured:
        return f"{opening(joined(by_level))}."
    nobody = NOT_MEASURED[row.family]
    return f"{nobody.rstrip('.')}; {joined(by_level)}." if by_level else nobody


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
    what = "what changed" if is_first else "it"
    return {
        Level.PROVEN: f"{accounts} {verb_for(number, 'show')} it proven and rolled out",
        Level.REPLICATED: f"{accounts} saw others repeat it and find the same",
        Level.COMPARED: f"{accounts} compared {what} with others",
        Level.MEASURED: f"{accounts} measured {what} in those who took part",
        Level.NUMBER: f"{accounts} counted {what} with no method stated",
        Level.SAID: f"in {accounts} {'a change' if is_first else 'it'} is said without figures",
    }[Level(level)]


def which_way(row: AnswerRow) -> str:
    """Return what went which way: what was found, or where nothing was, what was said."""
    lines = row.found_lines or row.lines
    if not lines:
        return ""
    between = " with " if row.family == "outcome" else ": "
    is_short = len(lines) > FEW_WAYS
    said = "; ".join(
        f"{in_sentence(one.sign.words)}{between}{one.in_short if is_short else one.of}"
        for one in lines
    )
    return f"{opening(said)}."


def what_it_cost(row: AnswerRow) -> str:
    """Return what an approach cost, and how many accounts say so."""
    costs = row.costs
    if not costs.studies:
        return ""
    if costs.own:
        more = f", {costs.and_more}" if costs.and_more else ""
        return f"What it cost ({costs.how_many}): {costs.first.words}{more}."
    if costs.wider:
        return f"What it cost by itself is not stated; {costs.how_many_wider}."
    if costs.studies == 1:
        return "Its account does not state what it cost."
    return "No account states what it cost."


def what_research_says(row: AnswerRow) -> str:
    """Return what research bodies conclude, or that none was found, or that nobody has looked."""
    research = row.research
    if row.family == "outcome":
        if not research.readings:
            return "No wider research on the portal judges an approach for it."
        read = [f"{in_sentence(label)} ({number})" for label, number in research.approaches_read]
        return f"Wider research on it, by number of approaches: {joined(read)}."
    if research.readings:
        words, detail = research.in_shortest
        return f"Wider research: {in_sentence(words)} ({detail})."
    if research.conclusions:
        return f"Wider research is named below; {in_sentence(research.words)}."
    if research.looked is not None:
        return f"No wider research on it was found when we looked on {research.looked_on}."
    return "Wider research on it has not been looked for yet."


def changes_heading(directions: Mapping[str, int]) -> str:
    """Return how many findings of change there are, and which directions none of them has."""
    there = {way: number for way in Direction if (number := directions.get(way, 0))}
    total = sum(there.values())
    if not total:
        return "no finding says that anything changed"
    words = counted(total, "finding")
    if len(there) > 1:
        ways = (f"{number} {in_sentence(str(way.label))}" for way, number in there.items())
        words += f": {joined(ways)}"
    missing = [said for way, said in MISSING.items() if way not in there]
    return f"{words}, none {joined(missing, 'or')}" if missing else words


def who_ties(row: AnswerRow) -> str:
    """Return who ties an enabler or an outcome to findings: their sources, or we."""
    total, inferred = row.numbers.findings, row.numbers.inferred
    if not total:
        return "No finding names it"
    if not inferred:
        sources = "its source" if total == 1 else "their sources"
        return f"{counted(total, 'finding')}, tied by {sources}"
    if inferred == total:
        return f"{counted(total, 'finding')}, tied by us and not by the source"
    return f"{counted(total, 'finding')}, {inferred} of them tied by us and not by the source"


def for_whom(row: AnswerRow) -> str:
    """Return for whom it worked better or worse than for others, or that nobody measured it."""
    parts = []
    if row.better_for:
        parts.append(f"Better for {joined(map(in_sentence, row.better_for))}")
    if row.worse_for:
        parts.append(f"Worse for {joined(map(in_sentence, row.worse_for))}")
    return "; ".join(parts) or "Nobody has measured this"


# ── Many concepts ────────────────────────────────────────────────────────────────────────


def on_top(family: str, noun: str, rows: Sequence[AnswerRow]) -> str:
    """Return what a table of rows comes to, made of those rows alone."""
    number = len(rows)
    if not number:
        return f"No {noun} fits these filters."
    said = [f"{counted(number, noun)}.", _measured(family, rows)]
    if family != "enabler":
        judged = sum(bool(row.research.readings) for row in rows)
        said.append(f"Research bodies have judged {_of(judged, number)}.")
    if family == "approach":
        known = sum(bool(row.costs.own) for row in rows)
        cost = "a known cost of its own" if known == 1 else "a known cost of their own"
        said.append(f"{opening(_of(known, number))} {verb_for(known, 'have')} {cost}.")
    return " ".join(said)


def _measured(family: str, rows: Sequence[AnswerRow]) -> str:
    compared = sum(_at_least(row, Level.COMPARED) for row in rows)
    measured = sum(_at_least(row, MEASURED) for row in rows) - compared
    if not compared + measured:
        return {
            "approach": "Nobody on the portal has measured what they changed.",
            "enabler": "Nobody on the portal has measured what came of them.",
            "outcome": "Nobody on the portal has measured a change in them.",
        }[family]
    what = {
        "approach": "Councils’ accounts compare what {} changed with others",
        "enabler": "Councils’ accounts compare what came of {} with others",
        "outcome": "Councils’ accounts compare a change in {} with others",
    }[family]
    alone = {
        "approach": "Councils’ accounts measure what {} changed in those who took part",
        "enabler": "Councils’ accounts measure what came of {} in those who took part",
        "outcome": "Councils’ accounts measure a change in {} in those who took part",
    }[family]
    if not compared:
        return f"{alone.format(spelt(measured))}, and none compares it with others."
    more = f", and measure {spelt(measured)} more in those who took part" if measured else ""
    return f"{what.format(spelt(compared))}{more}."


def _at_least(row: AnswerRow, level: int) -> bool:
    return row.level is not None and row.level >= level


def _of(number: int, total: int) -> str:
    """Return some of a total in words: ``none of them``, ``one``, ``all``."""
    if not number:
        return "none of them"
    return "all of them" if number == total > 1 else spelt(number)
