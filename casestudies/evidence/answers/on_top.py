"""What a table of concepts comes to, in sentences made of its rows alone."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext, gettext_noop, ngettext

from casestudies.models import Finding
from wellbeing_portal.core.words import counted, opening, spelt, verb_for

from .changes import MEASURED
from .row import AnswerRow

Level = Finding.EvidenceLevel

_COMPARED = {
    "approach": gettext_noop("Councils’ accounts compare what %(compared)s changed with others."),
    "enabler": gettext_noop("Councils’ accounts compare what came of %(compared)s with others."),
    "outcome": gettext_noop("Councils’ accounts compare a change in %(compared)s with others."),
}
_BOTH = {
    "approach": gettext_noop(
        "Councils’ accounts compare what %(compared)s changed with others, "
        "and measure %(measured)s more in those who took part."
    ),
    "enabler": gettext_noop(
        "Councils’ accounts compare what came of %(compared)s with others, "
        "and measure %(measured)s more in those who took part."
    ),
    "outcome": gettext_noop(
        "Councils’ accounts compare a change in %(compared)s with others, "
        "and measure %(measured)s more in those who took part."
    ),
}
_ALONE = {
    "approach": gettext_noop(
        "Councils’ accounts measure what %(measured)s changed in those who took part, "
        "and none compares it with others."
    ),
    "enabler": gettext_noop(
        "Councils’ accounts measure what came of %(measured)s in those who took part, "
        "and none compares it with others."
    ),
    "outcome": gettext_noop(
        "Councils’ accounts measure a change in %(measured)s in those who took part, "
        "and none compares it with others."
    ),
}


def on_top(family: str, noun: str, rows: Sequence[AnswerRow]) -> str:
    """Return what a table of rows comes to, made of those rows alone."""
    number = len(rows)
    if not number:
        return gettext("No %(noun)s fits these filters.") % {"noun": noun}
    said = [f"{counted(number, noun)}.", _measured(family, rows)]
    if family != "enabler":
        judged = sum(bool(row.research.readings) for row in rows)
        said.append(
            gettext("Research bodies have judged %(judged)s.") % {"judged": _of(judged, number)}
        )
    if family == "approach":
        known = sum(bool(row.costs.own) for row in rows)
        cost = ngettext(
            "%(known)s %(have)s a known cost of its own.",
            "%(known)s %(have)s a known cost of their own.",
            known,
        )
        said.append(cost % {"known": opening(_of(known, number)), "have": verb_for(known, "have")})
    return " ".join(said)


def _measured(family: str, rows: Sequence[AnswerRow]) -> str:
    compared = sum(_at_least(row, Level.COMPARED) for row in rows)
    measured = sum(_at_least(row, MEASURED) for row in rows) - compared
    if not compared + measured:
        return {
            "approach": gettext("Nobody on the portal has measured what they changed."),
            "enabler": gettext("Nobody on the portal has measured what came of them."),
            "outcome": gettext("Nobody on the portal has measured a change in them."),
        }[family]
    if not compared:
        return gettext(_ALONE[family]) % {"measured": spelt(measured)}
    said = {"compared": spelt(compared), "measured": spelt(measured)}
    return gettext((_BOTH if measured else _COMPARED)[family]) % said


def _at_least(row: AnswerRow, level: int) -> bool:
    return row.level is not None and row.level >= level


def _of(number: int, total: int) -> str:
    """Return some of a total in words: ``none of them``, ``one``, ``all``."""
    if not number:
        return gettext("none of them")
    return gettext("all of them") if number == total > 1 else spelt(number)
