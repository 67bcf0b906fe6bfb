"""Amounts that accounts state, like with like: of one and the same thing, and of each unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from casestudies.models import Cost
from wellbeing_portal.core.models.figure import rounded_pounds
from wellbeing_portal.core.words import counted, in_sentence

from .named import through
from .paid_for import CostFact

Unit = Cost.Unit

BEGINS = re.compile(r"[^,:;(]{3,}(?=[,:;(])")
"""How what an amount covers begins, where more follows that explains it."""


@dataclass(frozen=True)
class CostAmount:
    """What is stated in one unit for one and the same thing: an amount, or the least and most.

    It is known of a broader approach ``through`` narrower ones, by name, where these were taken.
    """

    unit: str
    covers: str
    low: Decimal
    high: Decimal
    number: int
    qualifier: str = ""
    through: tuple[str, ...] = ()

    @property
    def of_what(self) -> str:
        """What it covers, and by way of what narrower approach: ``The training; through …``."""
        return "; ".join(filter(None, (self.covers, through(self.through))))

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
        return f"{self.money} ({in_sentence(self.of_what)})"

    @property
    def in_brief(self) -> str:
        """The amount and what it covers, of which it says no more than begins it."""
        begins = BEGINS.match(self.covers)
        told = replace(self, covers=begins[0]) if begins else self
        return told.words


@dataclass(frozen=True)
class UnitCosts:
    """What ``accounts`` state first in one unit, from the least to the most of them."""

    unit: str
    accounts: int
    low: Decimal
    high: Decimal

    @property
    def money(self) -> str:
        """The least and the most: ``£70,000 to £11.6 million in all``."""
        least, most = rounded_pounds(self.low), rounded_pounds(self.high)
        said = least if least == most else _("%(low)s to %(high)s") % {"low": least, "high": most}
        return f"{said} {Unit(self.unit).label}"

    @property
    def words(self) -> str:
        """The amounts and how many accounts state them."""
        return f"{self.money} ({counted(self.accounts, 'account')})"


def by_unit(facts: Iterable[CostFact]) -> tuple[UnitCosts, ...]:
    """Return the least and the most of what accounts state first in each unit.

    The unit of most accounts comes first. ``facts`` of one account are in its own order.
    """
    firsts: dict[tuple[str, int], CostFact] = {}
    for one in facts:
        firsts.setdefault((one.unit, one.study), one)
    units: dict[str, list[CostFact]] = defaultdict(list)
    for one in firsts.values():
        units[one.unit].append(one)
    found = [
        UnitCosts(
            unit,
            len(those),
            min(one.low for one in those),
            max(one.high for one in those),
        )
        for unit, those in units.items()
    ]
    order = [unit.value for unit in Unit]
    return tuple(sorted(found, key=lambda one: (-one.accounts, order.index(one.unit))))


def amounts_of(
    facts: Iterable[CostFact],
    through_of: Callable[[Sequence[CostFact]], tuple[str, ...]] = lambda _: (),
) -> tuple[CostAmount, ...]:
    """Return what is stated, like with like: the first of each account, then the second.

    ``through_of`` says by way of what narrower approaches costs are those of the one asked about.

    Accounts stay in their order, and what one states stands side by side in ``facts``.
    Amounts in different units, or that cover different things, never make a range: the share of
    one payer and the whole of a scheme are unlike, though both are the scheme's.
    """
    alike: dict[tuple[str, str], list[CostFact]] = {}
    firsts: dict[tuple[str, str], tuple[int, int, CostFact]] = {}
    study = turn = 0
    for place, fact in enumerate(facts):
        turn = turn + 1 if fact.study == study else 0
        study, key = fact.study, fact.alike
        if key not in alike:
            alike[key] = [fact]
            firsts[key] = turn, place, fact
        else:
            alike[key].append(fact)
            if turn < firsts[key][0]:
                firsts[key] = turn, place, fact
    ranked = sorted(alike, key=lambda key: firsts[key][:2])
    return tuple(_amount(firsts[key][2], alike[key], through_of(alike[key])) for key in ranked)


def _amount(first: CostFact, facts: Sequence[CostFact], by_way_of: tuple[str, ...]) -> CostAmount:
    qualifiers = {one.qualifier for one in facts}
    return CostAmount(
        first.unit,
        first.covers.rstrip("."),
        min(one.low for one in facts),
        max(one.high for one in facts),
        len(facts),
        first.qualifier if len(qualifiers) == 1 else "",
        by_way_of,
    )
