"""What a council did on the portal, in two sentences: how much, and the surest change found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from casestudies.evidence.grammar import UNMEASURED, strength_at
from casestudies.evidence.strongest import equals_in_words
from casestudies.models import Finding
from strategies.models import Council
from wellbeing_portal.core.words import counted, in_sentence, noun_for, spelt, verb_for
from wellbeing_portal.search import CrossTable, Matches, Question, Reader, Search

from .together import with_number_of_others, with_others

Claim = Finding.Claim

BY_WAY = CrossTable(("evidence", "change"))
"""Findings by level, each at all that it reaches, and by the way a change went."""


@dataclass(frozen=True)
class Answer:
    """The first words of a council's page; ``surest`` is the change that they lead to, if any.

    ``ways`` are how many findings at its level went which way. ``shared`` says with how many other
    councils the change came about.
    """

    opening: str
    changes: str
    surest: Finding | None = None
    ways: Mapping[str, int] = field(default_factory=dict)
    shared: str = ""

    @property
    def equals(self) -> str:
        """How many findings are as sure and went which way, where they went different ways."""
        return equals_in_words(self.ways)

    @property
    def leads_to(self) -> str:
        """What stands before the surest change: whether it is one of several, and with whom."""
        as_sure = sum(self.ways.values())
        said = {"as_sure": as_sure, "equals": self.equals}
        if self.equals:
            told = gettext("The surest findings of change in its work are %(equals)s. One of them")
        elif as_sure > 1:
            told = gettext("One of %(as_sure)s findings at the highest level in its work")
        else:
            told = gettext("The surest finding of change in its work")
        return f"{', '.join(filter(None, (told % said, self.shared)))}:"


def answer_about(reader: Reader, council: Council, accounts: int) -> Answer:
    """Return what ``council`` did in so many ``accounts``, and how sure any change in it is."""
    return answers_about(reader, [(council, accounts)])[0]


def answers_about(reader: Reader, asked: Iterable[tuple[Council, int]]) -> list[Answer]:
    """Return the answer for each council with its number of accounts. One query, or none."""
    found = [
        (council, accounts, _ask(reader, council) if accounts else None)
        for council, accounts in asked
    ]
    keys = {pk for _, _, matches in found if matches for pk in matches.ids}
    rows = with_number_of_others(Finding.objects.filter(pk__in=keys))
    findings = {finding.pk: finding for finding in rows.select_related("case_study", "source")}
    return [
        _told(council, accounts, matches, findings) if matches else _nothing(council)
        for council, accounts, matches in found
    ]


def _ask(reader: Reader, council: Council) -> Matches:
    """Ask for the surest finding of a council's work, and how many make which claim."""
    selection = {"council": [council.slug], "of": ["case-study"]}
    asked = Search("finding", selection=selection)
    return reader.ask(
        Question(asked, "evidence", size=1, facets=("claim",), tables=[BY_WAY], told=False)
    )


def _nothing(council: Council) -> Answer:
    return Answer(
        gettext("No account of work by %(official_name)s is on the portal yet.")
        % {"official_name": council.official_name},
        "",
    )


def _told(council: Council, accounts: int, found: Matches, findings: Mapping[int, Any]) -> Answer:
    opening = gettext("%(official_name)s acted in %(accounts)s on the portal.") % {
        "official_name": council.official_name,
        "accounts": counted(accounts, "account"),
    }
    first = next((findings[pk] for pk in found.ids if pk in findings), None)
    if first is None or not first.evidence_level:
        return Answer(opening, _unmeasured(found.facets["claim"]))
    level = str(first.evidence_level)
    ways = {way: number for (at, way), number in found.tables[0].items() if at == level}
    return Answer(opening, "", first, ways, shared=with_others(first.others))


def _unmeasured(claims: Mapping[str, int]) -> str:
    """Return that no change was counted or measured, and what there is instead."""
    said = claims.get(Claim.CHANGED, 0)
    if said:
        things = noun_for(said, "change")
        verb = verb_for(said, "are")
        return gettext(
            "Nobody on the portal has counted or measured what it changed: %(said)s "
            "%(things)s %(verb)s %(strength)s."
        ) % {
            "said": spelt(said),
            "things": things,
            "verb": verb,
            "strength": in_sentence(strength_at(Finding.EvidenceLevel.SAID)),
        }
    return gettext(UNMEASURED)
