"""Whether something still runs or has ended, as far as its years and its status say.

What ends in a year is over once that year is past, so documents hold the year, and what is asked
is put into years on the day on which somebody asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_noop

from wellbeing_portal.core.lists.filters import FacetFilter
from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary
from wellbeing_portal.search import descending

from .facet import Facet
from .years import FIRST_YEAR, LAST_YEAR

RUNNING, ENDED = "running", "ended"
OVER, OPEN = "over", "open"
"""What documents hold where the status says that it is over, and where no end is stated."""


class EndFilter(FacetFilter):
    """Records that have ended, or not as far as is known; ``over`` is the status that says so."""

    over: str

    def kept(self, value: Sequence[str], records: QuerySet[Any]) -> Q:  # noqa: ARG002 (as overridden)
        """Return that it has ended, or that no end is stated or it is still to come."""
        status, end = self.relations
        year = localdate().year
        ended = Q(**{status: self.over}) | Q(**{f"{end}__lt": year})
        running = ~Q(**{status: self.over}) & (
            Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": year})
        )
        both = {ENDED: ended, RUNNING: running}
        kept = Q()
        for one in value:
            kept |= both[one]
        return kept

    def in_index(self, value: Sequence[str]) -> Sequence[str]:
        """Return the years, and what stands for none, that mean so today."""
        year = localdate().year
        held = {
            ENDED: [OVER, *map(str, range(int(FIRST_YEAR), year))],
            RUNNING: [OPEN, *map(str, range(year, int(LAST_YEAR) + 1))],
        }
        return [each for one in value for each in held[one]]

    def counts(self, held: Mapping[str, int]) -> Mapping[str, int]:
        """Return how many have ended and how many have not, of which each holds one value."""
        return {
            one: sum(held.get(each, 0) for each in self.in_index([one])) for one in (RUNNING, ENDED)
        }


def ends(over: str, status: str) -> Facet:
    """Return the facet of what has a period and a ``status`` that may say it is ``over``."""

    def held(said: str, end: int | None) -> Iterable[str]:
        return (OVER if said == over else str(end) if end else OPEN,)

    return Facet(
        "ends",
        (status, "end_year"),
        gettext_noop("Ended or not"),
        "{}",
        words,
        values=held,
        together=True,
        filter_class=type("EndFilter", (EndFilter,), {"over": over}),
    )


def words() -> Vocabulary:
    """Both values, as they stand in a sentence."""
    labels = (gettext("not known to have ended"), gettext("already ended"))
    return Vocabulary.of(map(Term, (RUNNING, ENDED), labels))


def latest_end_first(end: int | None, *, is_over: bool) -> str:
    """Return what sorts records: no end first, then the latest; what is over comes last."""
    return descending((end or FIRST_YEAR) - LAST_YEAR if is_over else end or LAST_YEAR)
