"""What approaches cost, as accounts state it: ranges by unit, and how many state anything.

A cost belongs to an approach where it pays for an initiative that took it, or for the whole of an
account that took nothing else. Any other cost of the account, and a total shared with others, is
that of wider work, of which the approach was a part. Neither is ever added up or averaged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from casestudies.models import (
    CaseStudy,
    CaseStudyApproach,
    Cost,
    Finding,
    Initiative,
)
from wellbeing_portal.core.models.figure import rounded_pounds
from wellbeing_portal.core.words import noun_for, verb_for
from wellbeing_portal.search import Reader, Remembered

Unit = Cost.Unit


@dataclass(frozen=True)
class CostFact:
    """One stated amount: of which account, and of which approaches it is the cost."""

    pk: int
    study: int
    unit: str
    low: Decimal
    high: Decimal
    qualifier: str
    own: frozenset[str]


@dataclass(frozen=True)
class CostRange:
    """The least and the most that is stated in one unit."""

    unit: str
    low: Decimal
    high: Decimal
    number: int

    @property
    def words(self) -> str:
        """The range for reading: ``£55,389 to £3.4 million in all``."""
        amount = rounded_pounds(self.low)
        if self.high != self.low:
            amount = f"{amount} to {rounded_pounds(self.high)}"
        return f"{amount} {Unit(self.unit).label}"


@dataclass(frozen=True)
class Costs:
    """What is known of the cost of something that ``studies`` accounts took.

    ``own`` are ranges of costs that are its own; ``wider`` those of work of which it was a part.
    ``stating`` accounts state its own cost, ``stating_wider`` others state only a wider one.
    """

    studies: int
    own: tuple[CostRange, ...] = ()
    wider: tuple[CostRange, ...] = ()
    stating: int = 0
    stating_wider: int = 0

    @property
    def ranges(self) -> str:
        """Its own cost for reading, or nothing."""
        return "; ".join(one.words for one in self.own)

    @property
    def wider_ranges(self) -> str:
        """The cost of wider work for reading, or nothing."""
        return "; ".join(one.words for one in self.wider)

    @property
    def how_many(self) -> str:
        """How many accounts state its own cost: ``4 of 10 state it``."""
        return f"{self.stating} of {self.studies} {verb_for(self.stating, 'state')} it"

    @property
    def how_many_wider(self) -> str:
        """How many others state only the cost of wider work, or nothing."""
        if not self.stating_wider:
            return ""
        accounts = noun_for(self.stating_wider, "account")
        return (
            f"{self.stating_wider} {accounts} {verb_for(self.stating_wider, 'give')} the cost of "
            "wider work"
        )


_FACTS: Remembered[None, dict[int, list[CostFact]]] = Remembered("what case studies cost")


def cost_facts(
    reader: Reader, ancestry: Mapping[str, Collection[str]]
) -> dict[int, list[CostFact]]:
    """Return every cost of a published case study, by case study; ``ancestry`` gives the broader.

    Read once for as long as the content stays the same.
    """
    return _FACTS.once(reader.memory, None, lambda: _read(ancestry))


def _read(ancestry: Mapping[str, Collection[str]]) -> dict[int, list[CostFact]]:
    costs = list(
        Cost.objects.filter(case_study__state=CaseStudy.State.PUBLISHED)
        .order_by("case_study", "position")
        .values_list(
            "pk",
            "case_study_id",
            "initiative_id",
            "unit",
            "amount",
            "high_amount",
            "qualifier",
            "is_shared_total",
        )
    )
    if not costs:
        return {}
    initiatives, taken = _approaches_paid_for()
    found: dict[int, list[CostFact]] = defaultdict(list)
    for pk, study, initiative, unit, amount, high, qualifier, shared in costs:
        paid = initiatives[initiative] if initiative else _alone(taken[study])
        own = set() if shared else {above for slug in paid for above in ancestry.get(slug, ())}
        fact = CostFact(pk, study, unit, amount, high or amount, qualifier, frozenset(own))
        found[study].append(fact)
    return dict(found)


def _alone(taken: set[str]) -> set[str]:
    """Return the approach of an account that took just one, or nothing."""
    return taken if len(taken) == 1 else set()


def _approaches_paid_for() -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Return the approaches of initiatives that costs name, and of accounts with costs."""
    with_costs = Cost.objects.order_by().values("case_study")
    initiatives: dict[int, set[str]] = defaultdict(set)
    taken: dict[int, set[str]] = defaultdict(set)
    for initiative, study, slug in Initiative.objects.filter(
        case_study__in=with_costs, approaches__isnull=False
    ).values_list("pk", "case_study_id", "approaches__slug"):
        initiatives[initiative].add(slug)
        taken[study].add(slug)
    rows = CaseStudyApproach.objects.filter(case_study__in=with_costs).order_by()
    findings = Finding.objects.filter(case_study__in=with_costs, approaches__isnull=False)
    for pairs in (
        rows.values_list("case_study_id", "approach__slug"),
        findings.order_by().values_list("case_study_id", "approaches__slug"),
    ):
        for study, slug in pairs:
            taken[study].add(slug)
    return initiatives, taken


def costs_of(slug: str, studies: int, facts: Iterable[CostFact]) -> Costs:
    """Return what is known of the cost of an approach that ``studies`` accounts took.

    ``facts`` are the costs of these accounts. For anything that is no approach, all are of wider
    work.
    """
    every = list(facts)
    own = [one for one in every if slug in one.own]
    stating = {one.study for one in own}
    wider = [one for one in every if one.study not in stating]
    return Costs(
        studies,
        ranges_of(own),
        ranges_of(wider),
        len(stating),
        len({one.study for one in wider}),
    )


def ranges_of(facts: Iterable[CostFact]) -> tuple[CostRange, ...]:
    """Return the least and the most of each unit, in the order of the units."""
    by_unit: dict[str, list[CostFact]] = defaultdict(list)
    for fact in facts:
        by_unit[fact.unit].append(fact)
    return tuple(
        CostRange(
            unit,
            min(one.low for one in by_unit[unit]),
            max(one.high for one in by_unit[unit]),
            len(by_unit[unit]),
        )
        for unit in Unit.values
        if unit in by_unit
    )
