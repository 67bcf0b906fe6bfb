"""What a briefing rests on: accounts of case studies, with the findings that belong to its subject.

Everything that the briefing counts, ranks or concludes of case studies comes from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext

from casestudies.evidence.answers.paid_for import narrowest_of
from casestudies.evidence.credit import Doing, acted_in, councils_of, credited
from casestudies.evidence.grammar import UNMEASURED, UNMEASURED_ON_SUBJECT
from casestudies.evidence.order import surest_first
from casestudies.facets import APPROACH
from casestudies.models import CaseStudy, Cost, Finding, Initiative
from strategies.models import Council
from wellbeing_portal.core.words import joined
from wellbeing_portal.search import current

from .subject import OF_ROWS, Subject

FEW = 2
"""Councils by which an account is called that none is said to have led."""

Level = Finding.EvidenceLevel
Claim = Finding.Claim


@dataclass(frozen=True, eq=False)
class Account:
    """A case study with those of its findings that belong to the subject."""

    study: CaseStudy
    findings: Sequence[Finding]
    subject: Subject = field(default_factory=Subject)
    is_one_of_several: bool = False
    """Whether another account beside it has the same leads, so that these do not name it."""

    @classmethod
    def of(cls, study: CaseStudy, subject: Subject) -> Account:
        """Return a case study as far as it belongs to a subject."""
        findings = study.findings.all() if subject.keeps(study) else ()
        return cls(study, [one for one in findings if subject.has(one)], subject)

    @property
    def is_whole(self) -> bool:
        """Whether the briefing is about the case study and not about a subject within it."""
        return not self.subject.slugs

    @cached_property
    def councils(self) -> list[Council]:
        """The councils whose work is told: all that acted, or with a subject those it names.

        That is whose findings on the subject are; with none, who is said to have done it at all.
        """
        acted = acted_in(self.study)
        if self.is_whole:
            return acted
        if self.findings:
            named = {c.pk: c for one in self.findings for c in councils_of(one)}
            return [*(c for c in acted if named.pop(c.pk, None)), *named.values()]
        if APPROACH.name not in self.subject.slugs:
            return acted
        did = self._credit()
        return [council for council in acted if str(council.pk) in did]

    def _credit(self) -> set[str]:
        """Return the keys of the councils that did an approach asked for, row by row."""
        study = self.study
        parts: list[Finding | Initiative] = [*study.findings.all(), *study.initiatives.all()]
        doings = [
            Doing({one.slug for one in part.approaches.all()}, _keys(part.councils.all()))
            for part in parts
        ]
        taken = [row.approach.slug for row in study.approach_rows.all()]
        credit = credited(_keys(acted_in(study)), doings, taken)
        wanted: frozenset[str] = self.subject.slugs.get(APPROACH.name, frozenset())
        return set().union(*(did for slug, did in credit.items() if slug in wanted))

    @property
    def is_on_subject(self) -> bool:
        """Whether it tells anything of the subject: a finding, or that an approach was taken."""
        kept = self.subject.keeps(self.study)
        return kept and (self.is_whole or bool(self.findings) or self._takes_it)

    @property
    def _takes_it(self) -> bool:
        """Whether it has the one approach or enabler asked for without a finding that names it."""
        family = next(iter(self.subject.slugs), "")
        if len(self.subject.slugs) != 1 or family not in OF_ROWS:
            return False
        if family == APPROACH.name:
            taken = {row.approach.slug for row in self.study.approach_rows.all()}
            for initiative in self.study.initiatives.all():
                taken |= {one.slug for one in initiative.approaches.all()}
        else:
            taken = {row.enabler.slug for row in self.study.enabler_rows.all()}
        return not self.subject.slugs[family].isdisjoint(taken)

    @property
    def costs(self) -> list[Cost]:
        """What the work cost; with a subject, what the programmes did that its findings are of.

        They stand in the order of the account's own page. An amount for the whole work says
        nothing of a part of it, and what was paid for a programme of several approaches is not what
        some of them cost; a total that is shared with others is told as such.
        """
        costs = self.study.costs.all()
        if self.is_whole:
            return list(costs)
        told = {one.initiative_id for one in self.findings if one.initiative_id}
        programmes = {one.pk: one for one in self.study.initiatives.all() if one.pk in told}
        return [
            cost
            for cost in costs
            if cost.initiative_id in programmes and self._is_own(programmes[cost.initiative_id])
        ]

    def _is_own(self, paid_for: Initiative) -> bool:
        """Whether an amount pays for nothing but the approaches asked for, if any are."""
        wanted = self.subject.slugs.get(APPROACH.name)
        if wanted is None:
            return True
        broader = APPROACH.vocabulary(current()).with_broader
        taken = {one.slug for one in paid_for.approaches.all()}
        paid = narrowest_of(taken, {slug: broader([slug]) for slug in taken})
        return paid <= wanted

    @property
    def cost_not_stated(self) -> str:
        """How it is said that no cost is stated: of the work, or of the subject's part of it."""
        return (
            gettext("Not stated for this alone")
            if self.study.costs.all()
            else gettext("Not stated")
        )

    @property
    def name(self) -> str:
        """What the account is called in a sentence: by its leads, or else by its title."""
        return ("" if self.is_one_of_several else self.leads) or f"“{self.study.title}”"

    @property
    def tells_what_matters(self) -> bool:
        """Whether it is told with a finding that its caveat may be about, one of those chosen."""
        return self.is_whole or any(one.key_order is not None for one in self.findings)

    @property
    def leads(self) -> str:
        """The councils that led the work, by name; where none is said to have, one or two."""
        leads = self.study.leads
        acted = acted_in(self.study)
        named = leads or (acted if len(acted) <= FEW else [])
        return joined([council.name for council in named])

    def claiming(self, *claims: str) -> list[Finding]:
        """Return the findings that make one of these claims, the surest first."""
        return sorted((one for one in self.findings if one.claim in claims), key=surest_first)

    @property
    def changes(self) -> list[Finding]:
        """What changed or did not, the surest first."""
        return self.claiming(Claim.CHANGED)

    @property
    def is_measured(self) -> bool:
        """Whether a change was measured: in those who took part, or better."""
        return any(level_of(one) >= Level.MEASURED for one in self.changes)

    @property
    def is_found_elsewhere(self) -> bool:
        """Whether it counted or measured a change, or none, that is not on the subject."""
        return any(
            level_of(one) > Level.SAID
            for one in self.study.findings.all()
            if one not in self.findings
        )


def unmeasured_in(accounts: Iterable[Account]) -> str:
    """Return what is said where no change was measured: of the subject, if any is of another."""
    elsewhere = any(one.is_found_elsewhere for one in accounts)
    return UNMEASURED_ON_SUBJECT if elsewhere else UNMEASURED


def _keys(councils: Iterable[Council]) -> set[str]:
    return {str(council.pk) for council in councils}


def level_of(finding: Finding) -> int:
    """Return how sure a change is; what claims none is surer of none."""
    return -1 if finding.evidence_level is None else finding.evidence_level


def all_changes(accounts: Iterable[Account]) -> list[tuple[Account, Finding]]:
    """Return every change that the accounts tell of, the surest first."""
    found = [(account, change) for account in accounts for change in account.changes]
    return sorted(found, key=lambda pair: surest_first(pair[1]))
