"""What approaches cost, as accounts state it: amount by amount, and how many state anything.

A cost belongs to an approach where what it pays for, an initiative or the whole of an account, took
that and nothing else. The cost of an initiative that took it among others, a cost that the account
ties to no initiative, and a total shared with others, is that of wider work: the money for a hub
that gives advice, activities and help online is not what help online costs. What was paid for
another initiative is no cost of it at all. Neither is ever added up or averaged, and a range spans
only amounts of the same unit that cover the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.models import (
    CaseStudy,
    CaseStudyApproach,
    Cost,
    Finding,
    Initiative,
)
from wellbeing_portal.core.models.figure import rounded_pounds
from wellbeing_portal.core.words import in_sentence, verb_for
from wellbeing_portal.search import Reader, Remembered

Unit = Cost.Unit

NAMED = 2
"""Amounts in one line before it says how many more there are."""


@dataclass(frozen=True)
class CostFact:
    """One stated amount: of which account, what it covers, and of which approaches it is.

    ``part`` are the approaches of the initiative that it pays for, if it pays for one.
    """

    pk: int
    study: int
    unit: str
    low: Decimal
    high: Decimal
    qualifier: str
    covers: str
    own: frozenset[str]
    part: frozenset[str] | None = None

    def is_wider_than(self, approach: str) -> bool:
        """Whether it pays for work of which an approach was, or may have been, a part."""
        return self.part is None or not approach or approach in self.part


@dataclass(frozen=True)
class CostAmount:
    """What is stated in one unit for one and the same thing: an amount, or the least and most."""

    unit: str
    covers: str
    low: Decimal
    high: Decimal
    number: int
    qualifier: str = ""

    @property
    def money(self) -> str:
        """The amount for reading: ``about £2.4 million in all``."""
        amount = rounded_pounds(self.low)
        if self.high != self.low:
            amount = _("%(amount)s to %(high)s") % {
                "amount": amount,
                "high": rounded_pounds(self.high),
            }
        return f"{_(self.qualifier)} {amount} {Unit(self.unit).label}".strip()

    @property
    def words(self) -> str:
        """The amount and what it covers: ``£270,000 in all (the county’s share)``."""
        return f"{self.money} ({in_sentence(self.covers)})"


@dataclass(frozen=True)
class Costs:
    """What is known of the cost of something that ``studies`` accounts took.

    ``own`` are amounts that are its own; ``wider`` those of work of which it was a part: of each
    account one, the surest account first, then the rest. ``stating`` accounts state its own cost,
    ``stating_wider`` others state only a wider one.
    """

    studies: int
    own: tuple[CostAmount, ...] = ()
    wider: tuple[CostAmount, ...] = ()
    stating: int = 0
    stating_wider: int = 0

    @property
    def first(self) -> CostAmount:
        """The amount that stands for its own cost where there is room for one."""
        return self.own[0]

    @property
    def and_more(self) -> str:
        """How many more amounts of its own there are, for reading, or nothing."""
        return _more(len(self.own) - 1)

    @property
    def in_words(self) -> str:
        """Its own amounts for reading, each with what it covers, or nothing."""
        return _in_words(self.own)

    @property
    def wider_in_words(self) -> str:
        """The amounts of wider work for reading, or nothing."""
        return _in_words(self.wider)

    @property
    def how_many(self) -> str:
        """How many accounts state its own cost: ``4 of 10 state it``."""
        return _("%(number)s of %(total)s %(state)s it") % {
            "number": self.stating,
            "total": self.studies,
            "state": verb_for(self.stating, "state"),
        }

    @property
    def how_many_wider(self) -> str:
        """How many others state only the cost of wider work, or nothing."""
        if not self.stating_wider:
            return ""
        return ngettext(
            "%(number)s account gives the cost of wider work",
            "%(number)s accounts give the cost of wider work",
            self.stating_wider,
        ) % {"number": self.stating_wider}


def _in_words(amounts: Sequence[CostAmount]) -> str:
    told = [one.words for one in amounts[:NAMED]]
    more = _more(len(amounts) - NAMED)
    return "; ".join([*told, more] if more else told)


def _more(number: int) -> str:
    if number <= 0:
        return ""
    said = ngettext("and %(number)s more amount", "and %(number)s more amounts", number)
    return said % {"number": number}


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
            "covers",
            "is_shared_total",
        )
    )
    if not costs:
        return {}
    initiatives, taken = _approaches_paid_for()
    found: dict[int, list[CostFact]] = defaultdict(list)
    for pk, study, initiative, unit, amount, high, qualifier, covers, shared in costs:
        paid = paid_alone(initiatives[initiative] if initiative else taken[study], ancestry)
        own = set() if shared else _with_broader(paid, ancestry)
        part = frozenset(_with_broader(initiatives[initiative], ancestry)) if initiative else None
        found[study].append(
            CostFact(
                pk, study, unit, amount, high or amount, qualifier, covers, frozenset(own), part
            )
        )
    return dict(found)


def _with_broader(slugs: Collection[str], ancestry: Mapping[str, Collection[str]]) -> set[str]:
    return {above for slug in slugs for above in ancestry.get(slug, ())}


def paid_alone(taken: Collection[str], ancestry: Mapping[str, Collection[str]]) -> set[str]:
    """Return the approach of work that took just one, or nothing; what is broader is the same."""
    narrowest = narrowest_of(taken, ancestry)
    return narrowest if len(narrowest) == 1 else set()


def narrowest_of(taken: Collection[str], ancestry: Mapping[str, Collection[str]]) -> set[str]:
    """Return approaches without those that are only broader names of others among them."""
    return set(taken) - {up for slug in taken for up in ancestry.get(slug, ()) if up != slug}


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
    wider = [one for one in every if one.study not in stating and one.is_wider_than(slug)]
    return Costs(
        studies,
        amounts_of(own),
        amounts_of(wider),
        len(stating),
        len({one.study for one in wider}),
    )


def amounts_of(facts: Iterable[CostFact]) -> tuple[CostAmount, ...]:
    """Return what is stated, like with like: the first of each account, then the second.

    Amounts in different units, or that cover different things, never make a range: the share of
    one payer and the whole of a scheme are unlike, though both are the scheme's.
    """
    alike: dict[tuple[str, str], list[CostFact]] = {}
    for fact in _in_turn(facts):
        alike.setdefault((fact.unit, fact.covers.rstrip(".").casefold()), []).append(fact)
    return tuple(_amount(those) for those in alike.values())


def _in_turn(facts: Iterable[CostFact]) -> list[CostFact]:
    """Return the first of each account, then the second: accounts stay in their order."""
    seen: dict[int, int] = defaultdict(int)
    places = []
    for fact in facts:
        places.append((seen[fact.study], fact))
        seen[fact.study] += 1
    return [fact for _place, fact in sorted(places, key=lambda pair: pair[0])]


def _amount(facts: Sequence[CostFact]) -> CostAmount:
    first = facts[0]
    qualifiers = {one.qualifier for one in facts}
    return CostAmount(
        first.unit,
        first.covers.rstrip("."),
        min(one.low for one in facts),
        max(one.high for one in facts),
        len(facts),
        first.qualifier if len(qualifiers) == 1 else "",
    )
