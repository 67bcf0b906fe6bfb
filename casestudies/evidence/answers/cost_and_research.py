"""What an answer says beside what changed, in a sentence each: the cost, and wider research."""

from __future__ import annotations

from django.utils.translation import gettext

from wellbeing_portal.core.words import counted, in_sentence, joined

from .costs import Costs
from .research import Research
from .row import AnswerRow
from .sentences import FULL, Brevity


def what_it_cost(row: AnswerRow, brevity: Brevity = FULL) -> str:
    """Return what an approach cost, and how many accounts say so."""
    costs = row.costs
    if not costs.studies:
        return ""
    if costs.own:
        return _its_own(costs, brevity)
    if costs.wider:
        what = gettext("What it cost by itself is not stated")
        return f"{what}." if brevity else f"{what}; {costs.how_many_wider}."
    if costs.studies == 1:
        return gettext("Its account does not state what it cost.")
    return gettext("No account states what it cost.")


def _its_own(costs: Costs, brevity: Brevity) -> str:
    if brevity == Brevity.LEAST:
        return gettext("%(how_many)s: see below.") % {"how_many": costs.how_many_cost}
    return gettext("Cost (%(how_many)s): %(words)s.") % {
        "how_many": costs.how_many,
        "words": costs.in_brief if brevity else costs.in_short,
    }


def what_research_says(row: AnswerRow, brevity: Brevity = FULL) -> str:
    """Return what research bodies conclude, or that none was found, or that nobody has looked."""
    research = row.research
    if research.is_narrowed and not research.readings:
        return gettext("No wider research on the portal judges what was chosen.")
    of_its_family = _of_an_outcome if row.family == "outcome" else _of_an_approach
    return of_its_family(research, brevity)


def _of_an_approach(research: Research, brevity: Brevity) -> str:
    if research.readings:
        words, detail = research.in_shortest
        if brevity >= Brevity.BARE:
            return gettext("Wider research: %(words)s.") % {"words": in_sentence(words)}
        return gettext("Wider research: %(words)s (%(detail)s).") % {
            "words": in_sentence(words),
            "detail": detail,
        }
    if research.conclusions:
        return gettext("Wider research is named below; %(words)s.") % {
            "words": in_sentence(research.words)
        }
    if research.looked is not None:
        return gettext("No wider research on it was found when we looked on %(looked_on)s.") % {
            "looked_on": research.looked_on
        }
    return gettext("Wider research on it has not been looked for yet.")


def _of_an_outcome(research: Research, brevity: Brevity) -> str:
    if not research.readings:
        return gettext("No wider research on the portal judges an approach for it.")
    if brevity < Brevity.SHORT:
        read = (f"{label} ({number})" for label, number in research.approaches_read)
        return gettext("Wider research, by number of approaches: %(read)s.") % {
            "read": joined(read)
        }
    return gettext("Wider research on %(approaches)s: %(words)s.") % {
        "approaches": counted(research.approaches, "approach"),
        "words": in_sentence(research.words),
    }
