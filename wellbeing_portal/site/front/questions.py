"""Plain questions that lead to answers, each with what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casestudies.evidence.answers.table import meant_for_them
from casestudies.facets import OUTCOME
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.words import counted, joined, verb_for
from wellbeing_portal.search import Reader, Remembered

from . import asked
from .surely import SAVED as SAVED_IN_WORDS
from .surely import Surest, numbers_of, surest_of

ADVERSE = "change=no-change&change=mixed&change=worse"
MEASURED = 2
"""The level at and above which a result counts as measured."""

_STAFF = (
    r"(?:the |our |my |their )*(?:staff|employees|workers|workforces?|workplaces?|colleagues|work)"
)
_ASKED = (
    r"(?:(?:what|which|who|how|did|does|do|has|have|is|are|was|were|can|could|will|would|we|i|you"
    r"|it|this|they|that|there|any|anything|anybody|councils?|work|projects?|programmes?|schemes?"
    r"|approach(?:es)?|interventions?|things?|case studies|examples?|evidence|proof|of|to|by|ever"
    r"|really|actually|most|the|us|prove[dn]?|shown|best|biggest|largest) )"
)
_WHOSE = r"(?:(?:the|any|most|us|councils?|nhs|some|public|much|more|their|our|its|on) )"

SUBJECTS = (
    (_("What works for loneliness?"), "outcome", "loneliness-and-isolation", "outcome", ""),
    (
        _("What helps staff and workplaces?"),
        "approach",
        "workplace-mental-health",
        "approach",
        rf"what (?:really |actually )?(?:works?|worked|helps?|helped|supports?)(?: (?:for|in|at))?"
        rf" {_STAFF}(?: (?:and|or|in|at) {_STAFF})*(?: wellbeing| mental health)?",
    ),
    (_("What helps children?"), "population", "children-and-young-people", "", ""),
)
"""A question, the parameter and value that it asks for, and the route of the page on just that, if
there is one; otherwise what works answers it, approach by approach. Last, other ways to ask it."""

SAVED = (
    _("What saved money?"),
    "money-saved",
    "value-for-money",
    rf"{_ASKED}*(?:sav(?:e|es|ed|ing)|cut(?:s|ting)?|reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)?)"
    rf" {_WHOSE}*(?:money|costs?|spending|spend|cash|budgets?)"
    r"(?: (?:for|to|of|by) (?:the |our )*(?:councils?|nhs|us|public purse|taxpayers?))?"
    rf"|{_ASKED}*(?:(?:cost |money |financial |cashable |cash )*savings(?: made| found)?"
    r"|money saved|(?:costs? )?saved)",
)
"""A question, the outcome that it asks for, the wider one that is told apart from it, and other
ways to ask it."""

_QUESTIONS: Remembered[None, tuple[PlainQuestion, ...]] = Remembered("questions of the front page")


@dataclass(frozen=True)
class PlainQuestion:
    """A question as people ask it, where its answer is, and an honest line on how much there is.

    ``wordings`` is the pattern of other ways to ask it.
    """

    text: str | Promise
    url: str
    told: str
    wordings: str = ""

    def is_asked_by(self, words: str) -> bool:
        """Tell whether words, in small letters and without signs, are another way to ask it."""
        return bool(self.wordings and re.fullmatch(self.wordings, words))


def plain_questions(reader: Reader) -> tuple[PlainQuestion, ...]:
    """Return the questions whose subject the portal knows. One asks for no subject."""
    return _QUESTIONS.once(reader.memory, None, lambda: tuple(_questions(reader)))


def _questions(reader: Reader) -> Iterator[PlainQuestion]:
    for text, parameter, value, route, wordings in SUBJECTS:
        found = asked.studies(reader, f"{parameter}={value}", "evidence")
        if found.is_understood:
            works = f"{address_of('approaches')}?{parameter}={value}"
            url = address_of(route, value) if route else works
            yield PlainQuestion(text, url, _told(found, parameter), wordings)
    text, outcome, wider, wordings = SAVED
    if asked.studies(reader, f"outcome={outcome}").is_understood:
        told = _saved(reader, outcome, wider)
        yield PlainQuestion(text, address_of("outcome", outcome), told, wordings)
    adverse = asked.findings(reader, ADVERSE).total
    told = gettext("%(findings)s of no change, mixed or worse") % {
        "findings": counted(adverse, "finding", none="No")
    }
    failed = gettext("What failed or is unproven?")
    yield PlainQuestion(failed, f"{address_of('findings')}?{ADVERSE}", told)
    yield PlainQuestion(
        gettext("Who is like us?"), address_of("councils"), gettext("Find your council")
    )


def _told(found: asked.Answered, parameter: str) -> str:
    """Return how many accounts there are, and how many of them measured a change.

    Of a group it is the accounts that are meant for it: whose change they measured is not said.
    """
    if not found.total:
        return gettext("No account yet")
    measured = found.at_least(MEASURED)
    if parameter == "population":
        return meant_for_them(found.total, measured)
    return gettext("%(accounts)s; %(measured)s with a measured result") % {
        "accounts": counted(found.total, "account"),
        "measured": measured or gettext("none"),
    }


def _saved(reader: Reader, outcome: str, wider: str) -> str:
    """Return how many accounts there are, and what each says most surely: they add up.

    What work was worth is no money saved, so accounts of that alone are told apart.
    """
    vocabulary = OUTCOME.vocabulary(reader)
    found = surest_of(vocabulary.with_narrower([outcome]))
    if not found:
        return gettext("No account yet")
    numbers = numbers_of(found)
    said = gettext("%(accounts)s: %(told)s") % {
        "accounts": counted(len(found), "account"),
        "told": joined(
            [SAVED_IN_WORDS[key] % {"number": numbers[key]} for key in Surest if numbers[key]]
        ),
    }
    others = (
        len(surest_of(vocabulary.with_narrower([wider])).keys() - found.keys())
        if wider in vocabulary
        else 0
    )
    if not others:
        return said
    return gettext("%(said)s. %(others)s %(tell)s only what work was worth") % {
        "said": said,
        "others": counted(others, "more account"),
        "tell": verb_for(others, "tell"),
    }
