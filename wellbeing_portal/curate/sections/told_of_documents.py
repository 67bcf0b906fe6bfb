"""What the sections of strategies, frameworks, sources and research hold, in a line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from casestudies.models import WiderReading
from strategies.models import Priority, ScrutinyPoint, Source, Strategy
from wellbeing_portal.core.words import counted, day_in_words
from wellbeing_portal.curate.picking import named

from .telling import names_of, place, shortened, together


def strategy_basics(said: Any) -> str:
    """What kind of document it is, and for which years."""
    years = Strategy(start_year=said.start_year, end_year=said.end_year).years
    return together(Strategy.Kind(said.kind).label, years)


def whose(said: Any) -> str:
    """Whose it is."""
    return together(names_of("councils", said.councils, "council"), said.partnership, by="; ")


def where(said: Any) -> str:
    """The source, and where in it."""
    return together(names_of("sources", [said.source], "source"), said.locator)


def meetings(said: Any) -> str:
    """How many meetings there were, and how many points were raised at them."""
    if not said.scrutiny_meetings:
        return ""
    points = sum(len(row.points) for row in said.scrutiny_meetings)
    return together(
        counted(len(said.scrutiny_meetings), "meeting"),
        counted(points, "point") if points else "",
    )


def priority(row: Any) -> str:
    """What the strategy calls it, how many themes it has, and where it stands."""
    themes = counted(len(row.themes), "theme") if row.themes else gettext("no theme yet")
    return together(Priority.Kind(row.kind).label, themes, place(row), by=" · ")


def meeting(row: Any) -> str:
    """When it was, and how many points were raised."""
    return together(
        day_in_words(row.held_on) if row.held_on else gettext("day not known"),
        counted(len(row.points), "point"),
        by=" · ",
    )


def point(row: Any) -> str:
    """Who raised it, and how it stands."""
    return together(row.raised_by, ScrutinyPoint.Standing(row.standing).label, place(row), by=" · ")


def framework_basics(said: Any) -> str:
    """The beginning of its summary, and where it stands."""
    return together(shortened(said.summary), where(said), by=" · ")


def items(said: Any) -> str:
    """How many there are, and what they report."""
    if not said.items:
        return ""
    findings = sum(len(row.findings) for row in said.items)
    return together(
        counted(len(said.items), "item"), counted(findings, "finding") if findings else ""
    )


def item(row: Any) -> str:
    """The heading that it stands under, and how much stands within it."""
    counts = (
        (row.findings, "finding"),
        (row.context_facts, "fact"),
        (row.examples, "example"),
        (row.illustrations, "illustration"),
    )
    return together(
        row.group,
        ", ".join(counted(len(some), noun) for some, noun in counts if some),
        place(row),
        by=" · ",
    )


def examples(said: Any) -> str:
    """How many bodies are named."""
    return counted(len(said.examples), "example") if said.examples else ""


def bodies(rows: Sequence[Any]) -> Mapping[str, str]:
    """Return what examples are called by: the council or the organisation."""
    councils = named("councils", [row.council for row in rows if row.council])
    others = named("organisations", [row.organisation for row in rows if row.organisation])
    called = {**others, **councils}
    return {row.key: called.get(row.council or row.organisation, row.key) for row in rows}


def source(said: Any) -> str:
    """What it is, who published it, and when."""
    year = said.published_on.year if said.published_on else said.published_year
    return together(Source.Kind(said.kind).label, said.publisher or said.author, year)


def research(said: Any) -> str:
    """Who concludes what, and when."""
    return together(said.body, said.year, shortened(said.concludes), by=" · ")


def readings(said: Any) -> str:
    """Our reading for each outcome."""
    return names_of("outcomes", [row.outcome for row in said.readings], "outcome")


def reading(row: Any) -> str:
    """How the conclusion is read."""
    return together(WiderReading.Reading(row.reading).label, row.note, by=" · ")
