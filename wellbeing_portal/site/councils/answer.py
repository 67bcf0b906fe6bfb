"""What a council did on the portal, in two sentences: how much, and the surest change found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casestudies.models import Finding
from strategies.models import Council
from wellbeing_portal.core.words import counted, noun_for, spelt, verb_for
from wellbeing_portal.search import Question, Reader, Search

Claim = Finding.Claim


@dataclass(frozen=True)
class Answer:
    """The first words of a council's page; ``surest`` is the change that they lead to, if any.

    ``as_sure`` is how many findings are at its level.
    """

    opening: str
    changes: str
    surest: Finding | None = None
    as_sure: int = 0

    @property
    def leads_to(self) -> str:
        """What stands before the surest change: whether it is one of several."""
        if self.as_sure > 1:
            return f"One of {self.as_sure} findings at the highest level in its work:"
        return "The surest finding of change in its work:"


def answer_about(reader: Reader, council: Council, accounts: int) -> Answer:
    """Return what ``council`` did in so many ``accounts``, and how sure any change in it is."""
    if not accounts:
        return Answer(f"No account of work by {council.official_name} is on the portal yet.", "")
    selection = {"council": [council.slug], "of": ["case-study"]}
    asked = Search("finding", selection=selection)
    found = reader.ask(
        Question(asked, "evidence", size=1, facets=("claim", "evidence"), told=False)
    )
    opening = f"{council.official_name} acted in {counted(accounts, 'account')} on the portal."
    first = Finding.objects.filter(pk__in=found.ids).select_related("case_study").first()
    surest = first if first and first.evidence_level else None
    changes = "" if surest else _unmeasured(found.facets["claim"])
    level = str(surest.evidence_level) if surest else ""
    return Answer(opening, changes, surest, found.facets["evidence"].get(level, 0))


def _unmeasured(claims: Mapping[str, int]) -> str:
    """Return that no change was counted or measured, and what there is instead."""
    said = claims.get(Claim.CHANGED, 0)
    if said:
        things = noun_for(said, "change")
        verb = verb_for(said, "are")
        return (
            "Nobody on the portal has counted or measured what it changed: "
            f"{spelt(said)} {things} {verb} said by those involved."
        )
    return "Nobody on the portal has measured what it changed."
