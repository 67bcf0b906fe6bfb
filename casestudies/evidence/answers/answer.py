"""The answer to what is known of a concept: short sentences, as many words as a phone has room."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from .cost_and_research import what_it_cost, what_research_says
from .row import AnswerRow
from .sentences import Brevity, what_changed, which_way, who

WORDS = 60
"""An answer has no more: what it leaves out stands below it, on the same page."""


def answer(row: AnswerRow) -> tuple[str, ...]:
    """Return the answer to what is known of a concept: two to five short sentences."""
    return _fitting(row)


def answer_under_filters(row: AnswerRow) -> tuple[str, ...]:
    """Return the answer that some filters leave: it does not speak of the whole portal.

    Research is told of the outcomes or approaches that were chosen, whatever else is.
    """
    if row.numbers.studies:
        return _fitting(row, gettext("Told here is only what fits these filters."))
    read = what_research_says(row) if row.family != "enabler" else ""
    nobody = gettext("No account on the portal that has it fits these filters.")
    return tuple(filter(None, (nobody, read)))


def _fitting(row: AnswerRow, *first: str) -> tuple[str, ...]:
    """Return the sentences that say most in the room there is."""
    told: tuple[str, ...] = ()
    for brevity in Brevity:
        told = (*first, *filter(None, _sentences(row, brevity)))
        if len(" ".join(told).split()) <= WORDS:
            break
    return told


def _sentences(row: AnswerRow, brevity: Brevity) -> Iterator[str]:
    yield who(row, brevity)
    yield what_changed(row, brevity)
    yield which_way(row, brevity)
    if row.family == "approach":
        yield what_it_cost(row, brevity)
    if row.family != "enabler":
        yield what_research_says(row, brevity)
