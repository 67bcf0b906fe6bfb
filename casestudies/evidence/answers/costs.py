"""What approaches cost, as accounts state it: amount by amount, and how many state anything.

A cost belongs to an approach where what it pays for, an initiative or the whole of an account, took
that and nothing else. The cost of an initiative that took it among others, a cost that the account
ties to no initiative, and a total shared with others, is that of wider work: the money for a hub
that gives advice, activities and help online is not what help online costs. What was paid for
another initiative is no cost of it at all. What was only planned is no cost of anything yet.

None is ever added up or averaged, and a range of what is alike spans only amounts of the same unit
that cover the same. Where there is room for a line alone, the amount of a single account is named
as such; of several accounts it gives the least and the most stated in each unit, which cover unlike
things and are said to. Of each account that is what it states first in the unit: the shares that
several paid of one scheme are no range of what it cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wellbeing_portal.core.words import verb_for

from .amounts import CostAmount, UnitCosts, amounts_of, by_unit
from .named import through_how_many
from .paid_for import CostFact

NAMED = 2
"""Amounts in one line before it says how many more there are."""


@dataclass(frozen=True)
class Costs:
    """What is known of the cost of something that ``studies`` accounts took.

    ``own`` are amounts that are its own; ``wider`` those of work of which it was a part: of each
    account one, the surest account first, then the rest. ``stating`` accounts state its own cost,
    ``stating_wider`` others state only a wider one. All that are its own are known ``through``
    narrower approaches, by name, where there are any.
    """

    studies: int
    own: tuple[CostAmount, ...] = ()
    wider: tuple[CostAmount, ...] = ()
    stating: int = 0
    stating_wider: int = 0
    by_unit: tuple[UnitCosts, ...] = ()
    through: tuple[str, ...] = ()

    @property
    def is_of_one(self) -> bool:
        """Whether one account alone states its own cost: that is what one scheme cost."""
        return self.stating == 1

    @property
    def first(self) -> CostAmount:
        """The first amount of the one account that states its own cost."""
        return self.own[0]

    @property
    def and_more(self) -> str:
        """How many more amounts that one account states, for reading, or nothing."""
        return _more(len(self.own) - 1) if self.is_of_one else ""

    @property
    def in_short(self) -> str:
        """Its own cost in a line: that of the one account, or amounts by unit; or nothing."""
        if not self.own:
            return ""
        if self.is_of_one:
            return _("one account: %(told)s") % {"told": self._and_more_after(self.first.words)}
        return _("%(amounts)s, for unlike work") % {
            "amounts": "; ".join(one.words for one in self.by_unit)
        }

    @property
    def in_brief(self) -> str:
        """The same in fewer words: of what an amount covers only how that begins."""
        if self.is_of_one:
            return self._and_more_after(self.first.in_brief)
        return self.in_short

    def _and_more_after(self, words: str) -> str:
        return ", ".join(filter(None, (words, self.and_more)))

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
        """How many accounts state its own cost: ``4 of 10 state it``; and through what, if so."""
        said = self.how_many_in_room
        # The amount of one account says so itself.
        by_way_of = "" if self.is_of_one else through_how_many(self.through)
        return ", ".join(filter(None, (said, by_way_of)))

    @property
    def how_many_in_room(self) -> str:
        """The same where what it is known through is said beside it."""
        return _("%(number)s of %(total)s %(state)s it") % self._stated

    @property
    def how_many_cost(self) -> str:
        """The same where nothing else says what: ``4 of 10 state what it cost``."""
        return _("%(number)s of %(total)s %(state)s what it cost") % self._stated

    @property
    def _stated(self) -> dict[str, object]:
        return {
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


def costs_of(
    slug: str, studies: int, facts: Iterable[CostFact], label: Callable[[str], str]
) -> Costs:
    """Return what is known of the cost of an approach that ``studies`` accounts took.

    ``facts`` are the costs of these accounts, and ``label`` says what an approach is called. For
    anything that is no approach, all are of wider work.
    """
    every = list(facts)
    own = [one for one in every if slug in one.own]
    stating = {one.study for one in own}
    wider = [one for one in every if one.study not in stating and one.is_wider_than(slug)]
    return Costs(
        studies,
        amounts_of(own, lambda those: _through(slug, those, label)),
        amounts_of(wider),
        len(stating),
        len({one.study for one in wider}),
        by_unit(own),
        _through(slug, own, label),
    )


def _through(slug: str, facts: Iterable[CostFact], label: Callable[[str], str]) -> tuple[str, ...]:
    """Return the narrower approaches by which costs are those of one; none if any is its own."""
    taken = {one.narrowest for one in facts}
    return () if slug in taken else tuple(sorted(map(label, taken)))
