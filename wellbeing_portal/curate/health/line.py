"""What is said of the health of the content: a line, what is behind it, and who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from wellbeing_portal.core.models import Publishable, Work
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.roles import Verb
from wellbeing_portal.core.vocabulary.naming import ways_up

State = Publishable.State

CARED_FOR = (State.DRAFT, State.IN_REVIEW, State.PUBLISHED, State.WITHDRAWN)
"""What somebody works on, or readers still see."""


@dataclass(frozen=True)
class CareScope:
    """Whose records are looked after: everybody's, or those that one account began."""

    owner: User | None = None

    def of(self, rows: QuerySet[Any], states: Sequence[State] = CARED_FOR) -> QuerySet[Any]:
        """Return those of ``rows`` that are, or belong to, a record that is looked after."""
        within = Q(pk__in=[])
        for path, model in ways_up(rows.model):
            here = Q(**{f"{path}state__in": states})
            if self.owner is not None:
                mine = Work.objects.filter(kind=kind_of(model), owner=self.owner)
                here &= Q(**{f"{path}pk__in": mine.values("record")})
            within |= here
        return rows.filter(within)


@dataclass(frozen=True)
class FurtherWay:
    """An address, and what stands on the way to it."""

    url: str
    text: str


@dataclass(frozen=True)
class HealthEntry:
    """One thing behind a line: what it is called, where it is mended, and what is known of it.

    ``state`` is the state of its record; ``also`` is another way, such as to the page itself.
    """

    title: str
    url: str = ""
    told: str = ""
    state: State | None = None
    also: FurtherWay | None = None


@dataclass(frozen=True)
class HealthPart:
    """Things of one kind behind a line, in their order, and what tells of some of them.

    ``rows`` are asked of the database, or known already.
    """

    rows: QuerySet[Any] | Sequence[Any]
    tell: Callable[[Sequence[Any]], list[HealthEntry]]


def nothing_unknown() -> str:
    """Say that the number of a line is the whole answer."""
    return ""


@dataclass(frozen=True)
class HealthLine:
    """One thing that content can lack, in one place for its number and for its list.

    ``one`` is what one thing behind it is called, and ``help`` says what to do about it. Whoever
    may do ``verb`` sees all that is behind it; where it is ``of_records``, others see of it what is
    in records that they began. ``unknown`` says in a few words why the number is not the whole
    answer, if it is not, and ``note`` what else has to be known of it.
    """

    key: str
    title: Any
    one: str
    help: Any
    parts: Callable[[CareScope], Iterable[HealthPart]]
    verb: Verb = Verb.LOOK_AFTER
    of_records: bool = False
    unknown: Callable[[], str] = nothing_unknown
    note: Callable[[], str] = nothing_unknown
