"""What somebody is told of the health of the content: numbers, and the lists behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, IntegerField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.roles import Verb, may

from .line import CareScope, HealthEntry, HealthLine, HealthPart
from .lines import LINES


@dataclass(frozen=True)
class CountedLine:
    """A line as somebody sees it, and how many things are behind it for them."""

    line: HealthLine
    scope: CareScope
    number: int

    @property
    def url(self) -> str:
        """The list of exactly so many."""
        return reverse("curate_health_line", args=[self.line.key])

    @cached_property
    def unknown(self) -> str:
        """Why the number is not the whole answer."""
        return self.line.unknown()

    @property
    def answer(self) -> str:
        """The number in words and figures, or why there is none."""
        number = f"{self.number:,}" if self.number else gettext("None")
        if not self.unknown:
            return number
        return f"{self.unknown}: {number}" if self.number else self.unknown

    @cached_property
    def note(self) -> str:
        """What else has to be known of it."""
        return self.line.note()


def scope_of(line: HealthLine, user: User) -> CareScope | None:
    """Return what somebody may see of a line; none, if it is nothing."""
    if may(user, line.verb):
        return CareScope()
    return CareScope(user) if line.of_records and may(user, Verb.SEE) else None


def line_of(key: str) -> HealthLine | None:
    """Return the line of a key, if there is one."""
    return next((line for line in LINES if line.key == key), None)


def found_by(user: User) -> list[CountedLine]:
    """Return every line that somebody may see, with its number. One query for all of them."""
    seen = [(line, scope) for line in LINES if (scope := scope_of(line, user)) is not None]
    parts = [list(line.parts(scope)) for line, scope in seen]
    numbers = iter(_numbers([part for some in parts for part in some]))
    return [
        CountedLine(line, scope, sum(next(numbers) for _part in some))
        for (line, scope), some in zip(seen, parts, strict=True)
    ]


def told_by(user: User) -> list[CountedLine]:
    """Return the lines that somebody may see and that have anything to say."""
    return [found for found in found_by(user) if found.number or found.unknown]


@dataclass(frozen=True)
class BehindLine:
    """The things behind a line, of which only those are read that are asked for."""

    line: HealthLine
    scope: CareScope

    def __len__(self) -> int:
        return sum(number for _part, number in self._counted)

    def __getitem__(self, some: slice) -> list[HealthEntry]:
        start, end = some.start or 0, some.stop
        entries: list[HealthEntry] = []
        for part, number in self._counted:
            first, last = max(start, 0), min(end, number)
            if first < last:
                entries += part.tell(list(part.rows[first:last]))
            start, end = start - number, end - number
        return entries

    @cached_property
    def _counted(self) -> list[tuple[HealthPart, int]]:
        """Its parts, each with how many things it has: counted once for the page and its pages."""
        parts = list(self.line.parts(self.scope))
        return list(zip(parts, _numbers(parts), strict=True))


def _numbers(parts: Sequence[HealthPart]) -> list[int]:
    """Return how many things each part has; one query for all that the database is asked."""
    found = [0 if isinstance(part.rows, QuerySet) else len(part.rows) for part in parts]
    asked = [_counting(place, part.rows) for place, part in enumerate(parts) if _is_asked(part)]
    for row in _together(asked):
        found[row["place"]] = row["number"]
    return found


def _is_asked(part: HealthPart) -> bool:
    return isinstance(part.rows, QuerySet)


def _counting(place: int, rows: Any) -> QuerySet[Any]:
    here = rows.order_by().annotate(place=Value(place, IntegerField())).values("place")
    counting: QuerySet[Any] = here.annotate(number=Count("pk"))
    return counting


def _together(asked: Sequence[QuerySet[Any]]) -> Iterable[dict[str, int]]:
    if not asked:
        return []
    first, *others = asked
    return first.union(*others, all=True) if others else first
