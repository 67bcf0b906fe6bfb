"""What published accounts say that something cost, and of which approaches each amount is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import QuerySet

from casestudies.facets import FAMILIES
from casestudies.models import CaseStudy, CaseStudyApproach, Cost, Finding, Initiative
from wellbeing_portal.search import Question, Reader, Remembered, Search, changed_records


@dataclass(frozen=True, slots=True)
class CostFact:
    """One stated amount: of which account, what it covers, and of which approaches it is.

    ``alike`` is equal for amounts of which one can be said to range to another; ``part`` are the
    approaches of the initiative that it pays for, if it pays for one. Of what it is its ``own``
    cost, ``narrowest`` is the one approach that was taken, and the others only broader.
    """

    pk: int
    study: int
    unit: str
    low: Decimal
    high: Decimal
    qualifier: str
    covers: str
    alike: tuple[str, str]
    own: frozenset[str]
    part: frozenset[str] | None = None
    narrowest: str = ""

    def is_wider_than(self, approach: str) -> bool:
        """Whether it pays for work of which an approach was, or may have been, a part."""
        return self.part is None or not approach or approach in self.part


@dataclass(frozen=True)
class CostBook:
    """Every cost of published case studies, by case study, those of the surest first."""

    facts: Mapping[int, Sequence[CostFact]]

    def of(self, studies: Collection[int]) -> list[CostFact]:
        """Return the costs of case studies, those of the surest first."""
        wanted = frozenset(studies)
        return [fact for study, facts in self.facts.items() if study in wanted for fact in facts]


Value = TypeVar("Value")

STATED = {"cost": ["stated"]}
"""What lets only case studies through that state a cost."""

_BOOK: Remembered[None, CostBook] = Remembered("what case studies cost", carried=True)


def cost_book(reader: Reader) -> CostBook:
    """Return every cost of published case studies.

    Read once for as long as the content stays the same.
    """
    return _BOOK.once(reader.memory, None, lambda: _book(reader))


def _book(reader: Reader) -> CostBook:
    """Read what case studies cost: all of them, or those that changed since it was read last."""
    approaches = FAMILIES["approach"].vocabulary(reader)
    ancestry = {one.value: approaches.with_broader([one.value]) for one in approaches}
    former = _BOOK.former(reader.memory, None)
    known, owners = former or (None, ())
    changed = changed_records(owners, "case studies", "approach")
    if known is None or changed["approach"]:
        facts: Mapping[int, Sequence[CostFact]] = _read(ancestry)
    else:
        those = changed["case studies"]
        stayed = {study: costs for study, costs in known.facts.items() if study not in those}
        facts = stayed | _read(ancestry, those)
    if not facts:
        return CostBook({})
    stating = Question(Search("case-study", selection=STATED), "evidence", size=None, told=False)
    return CostBook({key: facts[key] for key in reader.ask(stating).ids if key in facts})


def _read(
    ancestry: Mapping[str, Collection[str]], studies: Collection[int] | None = None
) -> dict[int, list[CostFact]]:
    """Return what published case studies cost: these, or all."""
    stated = Cost.objects.filter(case_study__state=CaseStudy.State.PUBLISHED, is_planned=False)
    if studies is not None:
        stated = stated.filter(case_study__in=studies)
    paid = _PaidFor.read(stated.order_by().values("case_study"))
    costs = stated.order_by("case_study_id", "position").values_list(
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
    kept: dict[Any, Any] = {}

    def once(value: Value) -> Value:
        """Return what is equal and kept already: many costs have it in common."""
        kept_one: Value = kept.setdefault(value, value)
        return kept_one

    found: dict[int, list[CostFact]] = defaultdict(list)
    for pk, study, initiative, unit, amount, high, qualifier, covers, shared in costs.iterator():
        by = paid.by_initiative(initiative) if initiative else paid.by_account(study)
        alone = set() if shared else paid_alone(by, ancestry)
        own = _with_broader(alone, ancestry)
        part = frozenset(_with_broader(by, ancestry)) if initiative else None
        low, said = once(amount), once(covers)
        fact = CostFact(
            *(pk, study, once(unit), low, once(high) if high else low, once(qualifier), said),
            alike=once((unit, covers.rstrip(".").casefold())),
            own=once(frozenset(own)),
            part=once(part),
            narrowest=next(iter(alone), ""),
        )
        found[study].append(fact)
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


class _PaidFor:
    """The approaches of initiatives that costs name, and of accounts with costs.

    Each set of approaches is a number with a bit for each of them: a set of names for each of a
    hundred thousand accounts takes more memory for a moment than all else that a page needs.
    """

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._initiatives: dict[int, int] = defaultdict(int)
        self._accounts: dict[int, int] = defaultdict(int)

    @classmethod
    def read(cls, with_costs: QuerySet[Any]) -> _PaidFor:
        """Return them for these accounts. Three queries."""
        read = cls()
        initiatives = Initiative.objects.filter(
            case_study__in=with_costs, approaches__isnull=False
        ).order_by()
        told = initiatives.values_list("pk", "case_study_id", "approaches__slug")
        for initiative, study, slug in told.iterator():
            bit = read._bit(slug)
            read._initiatives[initiative] |= bit
            read._accounts[study] |= bit
        rows = CaseStudyApproach.objects.filter(case_study__in=with_costs).order_by()
        findings = Finding.objects.filter(case_study__in=with_costs, approaches__isnull=False)
        for pairs in (
            rows.values_list("case_study_id", "approach__slug"),
            findings.order_by().values_list("case_study_id", "approaches__slug"),
        ):
            for study, slug in pairs.iterator():
                read._accounts[study] |= read._bit(slug)
        return read

    def by_initiative(self, key: int) -> set[str]:
        """Return the slugs of the approaches of an initiative."""
        return self._slugs(self._initiatives.get(key, 0))

    def by_account(self, key: int) -> set[str]:
        """Return the slugs of all approaches in an account."""
        return self._slugs(self._accounts.get(key, 0))

    def _bit(self, slug: str) -> int:
        return self._bits.setdefault(slug, 1 << len(self._bits))

    def _slugs(self, bits: int) -> set[str]:
        return {slug for slug, bit in self._bits.items() if bits & bit}
