"""What a council did on the portal, in two sentences: how much, and the surest change found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from casestudies.evidence.credit import OWN_WORK
from casestudies.evidence.grammar import UNMEASURED, strength_at
from casestudies.evidence.strongest import equals_in_words
from casestudies.models import Finding
from strategies.models import Council
from wellbeing_portal.core.words import counted, in_sentence, noun_for, spelt, verb_for
from wellbeing_portal.search import CrossTable, Matches, Question, Reader, Search

from .together import in_account_shared, with_number_of_others, with_others

Claim = Finding.Claim

BY_WAY = CrossTable(("evidence", "change"))
"""Findings by level, each at all that it reaches, and by the way a change went."""


@dataclass(frozen=True)
class Answer:
    """The first words of a council's page; ``surest`` is the change that they lead to, if any.

    It is its own, if any is; ``surer`` is one of an account that it shares, told after it.
    ``ways`` are how many findings as sure and as much its own went which way. ``shared`` says with
    how many other councils the change came about, or the account of it is shared.
    """

    opening: str
    changes: str
    surest: Finding | None = None
    ways: Mapping[str, int] = field(default_factory=dict)
    shared: str = ""
    is_own: bool = True
    surer: Finding | None = None
    surer_shared: str = ""

    @property
    def levels(self) -> list[int]:
        """How sure what it tells is: the surest change, and a surer one that it shares."""
        told = (self.surest, self.surer)
        return [one.evidence_level for one in told if one and one.evidence_level is not None]

    @property
    def equals(self) -> str:
        """How many findings are as sure and went which way, where they went different ways."""
        return equals_in_words(self.ways)

    @property
    def leads_to(self) -> str:
        """What stands before the surest change: whether it is one of several, and with whom."""
        as_sure = sum(self.ways.values())
        said = {"as_sure": as_sure, "equals": self.equals}
        if not self.is_own:
            told = gettext("The surest finding of change")
            if as_sure > 1:
                told = gettext("One of %(as_sure)s findings at the highest level")
            if self.equals:
                told = gettext("The surest findings of change are %(equals)s. One of them")
        elif self.equals:
            told = gettext("The surest findings of change in its work are %(equals)s. One of them")
        elif as_sure > 1:
            told = gettext("One of %(as_sure)s findings at the highest level in its work")
        else:
            told = gettext("The surest finding of change in its work")
        return f"{', '.join(filter(None, (told % said, self.shared)))}:"

    @property
    def then(self) -> str:
        """What stands before a surer change of an account that it shares: with how many."""
        return gettext("Surer, %(shared)s:") % {"shared": self.surer_shared}

    @property
    def in_words(self) -> str:
        """All of it, as sentences."""
        said = [self.opening, self.changes]
        if self.surest:
            said += [self.leads_to, self.surest.statement]
        if self.surer:
            said += [self.then, self.surer.statement]
        return " ".join(filter(None, said))


def answer_about(reader: Reader, council: Council, accounts: int) -> Answer:
    """Return what ``council`` did in so many ``accounts``, and how sure any change in it is."""
    return answers_about(reader, [(council, accounts)])[0]


def answers_about(reader: Reader, asked: Iterable[tuple[Council, int]]) -> list[Answer]:
    """Return the answer for each council with its number of accounts. One query, or none."""
    found = [
        (council, accounts, _Asked.of(reader, council) if accounts else None)
        for council, accounts in asked
    ]
    keys = {pk for _, _, asked in found if asked for pk in asked.keys}
    rows = with_number_of_others(Finding.objects.filter(pk__in=keys))
    findings = {finding.pk: finding for finding in rows.select_related("case_study", "source")}
    return [
        _told(council, accounts, asked, findings) if asked else _nothing(council)
        for council, accounts, asked in found
    ]


@dataclass(frozen=True)
class _Asked:
    """The surest finding, and how many make which claim: what is a council's own, and all."""

    own: Matches
    every: Matches

    @classmethod
    def of(cls, reader: Reader, council: Council) -> _Asked:
        own, every = (
            reader.ask(
                Question(
                    Search("finding", selection={whose: [council.slug], "of": ["case-study"]}),
                    "evidence",
                    size=1,
                    facets=("claim",),
                    tables=[BY_WAY],
                    told=False,
                )
            )
            for whose in (OWN_WORK, "council")
        )
        return cls(own, every)

    @property
    def keys(self) -> list[int]:
        """The findings that may be told."""
        return [*self.own.ids, *self.every.ids]


def _nothing(council: Council) -> Answer:
    return Answer(
        gettext("No account of work by %(official_name)s is on the portal yet.")
        % {"official_name": council.official_name},
        "",
    )


def _told(council: Council, accounts: int, asked: _Asked, findings: Mapping[int, Any]) -> Answer:
    opening = gettext("%(official_name)s acted in %(accounts)s on the portal.") % {
        "official_name": council.official_name,
        "accounts": counted(accounts, "account"),
    }
    own, every = (_surest(one, findings) for one in (asked.own, asked.every))
    if every is None:
        return Answer(opening, _unmeasured(asked.every.facets["claim"]))
    if own is None:
        ways, shared = _ways_at(asked.every, every), in_account_shared(every.others)
        return Answer(opening, "", every, ways, shared, is_own=False)
    ways, shared = _ways_at(asked.own, own), with_others(own.others)
    if every.evidence_level <= own.evidence_level:
        return Answer(opening, "", own, ways, shared)
    return Answer(
        opening,
        "",
        own,
        ways,
        shared,
        surer=every,
        surer_shared=in_account_shared(every.others),
    )


def _surest(found: Matches, findings: Mapping[int, Any]) -> Any:
    """Return the surest of findings, if more stands behind it than that somebody said so."""
    first = next((findings[pk] for pk in found.ids if pk in findings), None)
    return first if first is not None and first.evidence_level else None


def _ways_at(found: Matches, first: Finding) -> dict[str, int]:
    """Return how many findings are as sure as the first, by the way they went."""
    level = str(first.evidence_level)
    return {way: number for (at, way), number in found.tables[0].items() if at == level}


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
