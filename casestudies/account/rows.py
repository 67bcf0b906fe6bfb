"""All rows of a case study that its page shows, in a number of queries that does not grow."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Model, Prefetch, QuerySet
from django.utils.translation import gettext, gettext_noop

from casestudies.evidence.agreement import FIRST, SECOND
from casestudies.facets import CASE_STUDY
from casestudies.headings import heading
from casestudies.hows import How
from casestudies.models import (
    Barrier,
    CaseStudy,
    CaseStudyCouncil,
    ContextFact,
    Cost,
    Finding,
    Initiative,
    InitiativeFunder,
)
from casestudies.models.roles import CouncilRole
from strategies.models import Strategy
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.models.named_ties import fetch_named
from wellbeing_portal.core.words import Said

from .small_rows import SmallRow, day, number, small_rows

Role = CaseStudyCouncil.Role

ROLES = Said(
    {
        Role.LEAD: gettext_noop("Led by"),
        Role.PARTNER: gettext_noop("With"),
        Role.LEARNING_PARTNER: heading("learning_partners"),
        Role.AREA: gettext_noop("Work in the area of"),
    }
)
"""What stands over the councils of each role; those of the last two did not act."""

OF_FINDINGS = (
    *("approaches", "outcomes", "inferred_outcomes", "enablers", "inferred_enablers"),
    *("councils", "better_for", "worse_for"),
)
OF_INITIATIVES = ("approaches", "councils", "partners")


@dataclass(frozen=True)
class TiedByName:
    """Something tied to a case study: what it is called, where it is, and what is said of it."""

    name: str
    url: str = ""
    text: str = ""
    on: dt.date | None = None


@dataclass(frozen=True)
class Served:
    """A strategy that the work serves, and those of its priorities that it serves."""

    title: str
    url: str
    years: str
    priorities: tuple[str, ...]


@dataclass(frozen=True)
class Graded:
    """What one reader made of a finding: the claim, and the level of a change.

    ``position`` says which reading it is; a finding may have a further one without a second.
    """

    position: int
    claim: str
    level: int | None
    reason: str

    @property
    def words(self) -> str:
        """The reading in words: “changed, level 2”."""
        claim = str(Finding.Claim(self.claim).label).lower()
        return (
            claim
            if self.level is None
            else gettext("%(claim)s, level %(level)s of 5") % {"claim": claim, "level": self.level}
        )


@dataclass(frozen=True)
class WholeAccount:
    """A published case study with all that its page shows."""

    study: CaseStudy
    findings: Sequence[Finding]
    initiatives: Sequence[Initiative]
    approaches: Sequence[How]
    enablers: Sequence[How]
    partners: Sequence[TiedByName]
    served: Sequence[Served]
    corrections: Sequence[TiedByName]
    replies: Sequence[TiedByName]
    readings: dict[int, list[Graded]]

    def councils(self, *roles: CouncilRole) -> list[CaseStudyCouncil]:
        """Return the councils that have one of these roles, in the order of the record."""
        return [one for one in self.study.council_roles.all() if one.role in roles]

    def by_role(self) -> list[tuple[str, list[CaseStudyCouncil]]]:
        """Return the councils under the heading of each role that any has."""
        every = ((heading, self.councils(role)) for role, heading in ROLES.items())
        return [(heading, councils) for heading, councils in every if councils]

    def of(self, claim: str) -> list[Finding]:
        """Return the findings that claim it: changes by strength, the rest as they stand."""
        found = [one for one in self.findings if one.claim == claim]
        return sorted(found, key=lambda one: -(one.evidence_level or 0))

    @property
    def graded(self) -> list[tuple[Finding, list[Graded]]]:
        """The findings that were read independently, each with what its readers made of it."""
        return [(one, self.readings[one.pk]) for one in self.findings if one.pk in self.readings]

    @property
    def graded_in_words(self) -> str:
        """How many findings have the grades of two readers."""
        positions = [{one.position for one in readings} for _finding, readings in self.graded]
        twice = sum({FIRST, SECOND} <= those for those in positions)
        if twice == len(self.findings):
            return gettext(
                "Two readers graded each finding, each without knowing what the other made of it."
            )
        if not twice:
            return gettext("No finding here has the grades of two readers yet.")
        return gettext(
            "Two readers graded %(twice)s of %(total)s findings, each without knowing what the "
            "other made of it; the rest have no second reading."
        ) % {"twice": twice, "total": len(self.findings)}


def with_parts(studies: QuerySet[CaseStudy]) -> QuerySet[CaseStudy]:
    """Return case studies that come with all their rows of several columns."""
    funders = InitiativeFunder.objects.select_related("organisation", "council")
    return studies.select_related("source").prefetch_related(
        Prefetch(
            "council_roles", CaseStudyCouncil.objects.select_related("council").order_by("position")
        ),
        Prefetch(
            "findings",
            Finding.objects.select_related("source", "initiative").order_by("position"),
        ),
        Prefetch("initiatives", Initiative.objects.order_by("position")),
        Prefetch("initiatives__funders", funders.order_by("position")),
        _located("barriers", Barrier),
        _located("context_facts", ContextFact),
        _located("costs", Cost, "initiative", "payer_organisation", "payer_council"),
    )


def _located(relation: str, model: type[Model], *others: str) -> Prefetch:
    """Return how to fetch rows with the source of each."""
    rows = model._default_manager.select_related("source", *others).order_by("position")
    return Prefetch(relation, rows)


def account_of(study: CaseStudy) -> WholeAccount:
    """Return a case study, which came ``with_parts``, with the rest: two queries more."""
    findings, initiatives = list(study.findings.all()), list(study.initiatives.all())
    for finding in findings:
        finding.case_study = study
    fetch_named(
        (findings, OF_FINDINGS),
        (initiatives, OF_INITIATIVES),
        ([study], [tag.relation for tag in CASE_STUDY.plain_tags]),
    )
    rows = small_rows(study.pk)
    readings: dict[int, list[Graded]] = defaultdict(list)
    for one in rows["reading"]:
        readings[one.owner].append(Graded(one.position, one.name, number(one.slug), one.text))
    return WholeAccount(
        study,
        findings,
        initiatives,
        approaches=_hows("approach", rows["approach"]),
        enablers=_hows("enabler", rows["enabler"]),
        partners=[TiedByName(one.name, text=one.text) for one in rows["partner"]],
        served=list(_served(rows["strategy"], rows["priority"])),
        corrections=[
            TiedByName("", text=one.text, on=day(one.place)) for one in rows["correction"]
        ],
        replies=[
            TiedByName(one.name, address_of("council", one.slug), one.text, day(one.place))
            for one in rows["reply"]
        ],
        readings=readings,
    )


def _hows(family: str, rows: Iterable[SmallRow]) -> list[How]:
    return [How(one.name, address_of(family, one.slug), one.text, one.place) for one in rows]


def _served(strategies: Iterable[SmallRow], priorities: Iterable[SmallRow]) -> Iterator[Served]:
    """Yield the strategies served, those last of which only a priority is named."""
    known = {one.owner: one for one in strategies}
    below: dict[int, list[str]] = defaultdict(list)
    for one in priorities:
        below[one.owner].append(one.name)
        known.setdefault(one.owner, one._replace(name=one.text, text="", place=""))
    for key, one in known.items():
        years = Strategy(start_year=number(one.text), end_year=number(one.place)).years
        yield Served(one.name, address_of("strategy", one.slug), years, tuple(below[key]))
