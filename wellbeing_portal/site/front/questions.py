"""Plain questions that lead to answers, each with what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casestudies.models import Finding
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.words import counted
from wellbeing_portal.search import Reader, Remembered

from . import asked

ADVERSE = "change=no-change&change=mixed&change=worse"
MEASURED = 2
"""The level at and above which a result counts as measured."""

SUBJECTS = (
    ("What works for loneliness?", "outcome", "loneliness-and-isolation", "outcome"),
    ("What helps staff and workplaces?", "setting", "workplace", ""),
    ("What helps children and young people?", "population", "children-and-young-people", ""),
)
"""A question, the parameter and value of the list that answers it, and the route of a page that
answers it better, if there is one."""

SAVED = ("What saved money?", "value-for-money")

_QUESTIONS: Remembered[None, tuple[PlainQuestion, ...]] = Remembered("questions of the front page")


@dataclass(frozen=True)
class PlainQuestion:
    """A question as people ask it, where its answer is, and an honest line on how much there is."""

    text: str
    url: str
    told: str


def plain_questions(reader: Reader) -> tuple[PlainQuestion, ...]:
    """Return the questions whose subject the portal knows. One asks for no subject."""
    return _QUESTIONS.once(reader.memory, None, lambda: tuple(_questions(reader)))


def _questions(reader: Reader) -> Iterator[PlainQuestion]:
    for text, parameter, value, route in SUBJECTS:
        found = asked.studies(reader, f"{parameter}={value}", "evidence")
        if found.is_understood:
            listed = f"{address_of('case_studies')}?{parameter}={value}"
            yield PlainQuestion(text, address_of(route, value) if route else listed, _told(found))
    text, outcome = SAVED
    saved = asked.studies(reader, f"outcome={outcome}", "claim")
    if saved.is_understood:
        told = _saved(reader, outcome, saved)
        yield PlainQuestion(text, f"{address_of('findings')}?outcome={outcome}", told)
    adverse = asked.findings(reader, ADVERSE).total
    told = f"{counted(adverse, 'finding', none='No')} of no change, mixed or worse"
    yield PlainQuestion("What failed or is unproven?", f"{address_of('findings')}?{ADVERSE}", told)
    yield PlainQuestion("What has my council done?", address_of("councils"), "Type its name")


def _told(found: asked.Answered) -> str:
    """Return how many accounts there are, and how many of them measured a result."""
    if not found.total:
        return "No account yet"
    measured = found.at_least(MEASURED)
    return f"{counted(found.total, 'account')}; {measured or 'none'} with a measured result"


def _saved(reader: Reader, outcome: str, found: asked.Answered) -> str:
    """Return how many accounts there are, how many saw a change, and how many calculated one."""
    if not found.total:
        return "No account yet"
    ways = "&".join(f"change={way}" for way in Finding.Direction.values if way != "no-change")
    seen = asked.studies(reader, f"outcome={outcome}&{ways}").total
    modelled = found.counts["claim"].get("modelled", 0)
    return f"{counted(found.total, 'account')}: {seen} found a change, {modelled} calculated one"
