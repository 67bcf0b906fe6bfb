"""The rows of a family as a table: in which order, and what stands above them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_noop

from casestudies.facets import FAMILIES, POPULATION
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.lists.bound import Bound
from wellbeing_portal.core.words import counted
from wellbeing_portal.search import Question, Reader

from .changes import MEASURED
from .on_top import on_top
from .row import AnswerRow
from .rows import rows_of
from .scope import Scope, scope_of


@dataclass(frozen=True)
class Order:
    """One way to sort a table: what it is called, and what it goes by."""

    label: str
    key: Callable[[AnswerRow], Any]


def _by_name(row: AnswerRow) -> str:
    return row.name.casefold()


def _by_evidence(row: AnswerRow) -> Any:
    """The surest change first; of equals, more accounts at that level, then more councils."""
    level = -1 if row.level is None else row.level
    at_level = row.numbers.surest_at(level) if level >= 0 else 0
    return -level, -at_level, -len(row.councils), -row.numbers.studies, _by_name(row)


def _by_councils(row: AnswerRow) -> Any:
    return -len(row.councils), -row.numbers.studies, _by_name(row)


def _by_research(row: AnswerRow) -> Any:
    """Those that research bodies judged first, then those that were looked for."""
    research = row.research
    return -len(research.readings), research.looked is None, _by_name(row)


def _by_cost(row: AnswerRow) -> Any:
    """Those whose cost most accounts state first: amounts of unlike things are not ranked."""
    return -row.costs.stating, -row.costs.stating_wider, _by_name(row)


ORDERS: Mapping[str, Order] = {
    "evidence": Order(gettext_noop("Strongest evidence first"), _by_evidence),
    "councils": Order(gettext_noop("Most councils first"), _by_councils),
    "research": Order(gettext_noop("Judged by research bodies first"), _by_research),
    "cost": Order(gettext_noop("Known cost first"), _by_cost),
    "name": Order(gettext_noop("Name"), _by_name),
}


@dataclass(frozen=True)
class AnswerTable:
    """A family, the rows that filters leave of it, and what they come to."""

    family: Family
    rows: Sequence[AnswerRow]
    sentence: str
    sort: str

    @property
    def groups(self) -> Sequence[tuple[bool, Sequence[AnswerRow]]]:
        """The rows of which a change was found, then the others, each group if it has any."""
        found = [row for row in self.rows if row.is_found]
        others = [row for row in self.rows if not row.is_found]
        return [(is_found, rows) for is_found, rows in ((True, found), (False, others)) if rows]

    @property
    def order(self) -> str:
        """Its order in words."""
        return gettext(ORDERS[self.sort].label)


def answer_table(reader: Reader, family: str, bound: Bound, sort: str) -> AnswerTable:
    """Return the table of a family under the filters and in the order of an address.

    In every order those of which nobody measured a change come after the others.
    """
    scope = scope_of(bound, reader.memory)
    vocabulary = FAMILIES[family].vocabulary(reader)
    own = bound.chosen_in(family)
    slugs = vocabulary.with_narrower(own) if own else None
    rows = rows_of(reader, family, scope, slugs)
    if bound.chosen:
        rows = [row for row in rows if _has_any(row, by_place=bool(scope.places))]
    order = sort if sort in ORDERS else next(iter(ORDERS))
    rows.sort(key=lambda row: (not row.is_found, ORDERS[order].key(row)))
    said = filter(None, (on_top(family, FAMILIES[family].one, rows), of_whom(reader, scope, bound)))
    return AnswerTable(FAMILIES[family], rows, " ".join(said), order)


def of_whom(reader: Reader, scope: Scope, bound: Bound) -> str:
    """Return how many accounts are meant for the groups asked for, and that changes are anyone’s.

    Groups belong to an account as a whole: what it measured may be of others. Nothing is said
    where no group is asked for.
    """
    if not bound.chosen_in(POPULATION.name):
        return ""
    found = reader.ask(Question(scope.studies, size=0, facets=("evidence",), told=False))
    measured = found.facets["evidence"].get(str(MEASURED.value), 0)
    return gettext("%(said)s: a level here need not be of a change for this group.") % {
        "said": meant_for_them(found.total, measured)
    }


def meant_for_them(accounts: int, measured: int) -> str:
    """Return how many accounts are meant for a group, and how many measured a change, anyone’s.

    The front page says it, and the table to which it leads.
    """
    return gettext(
        "%(accounts)s meant for them; %(measured)s measured what changed, for anyone"
    ) % {"accounts": counted(accounts, "account"), "measured": measured or gettext("none")}


def _has_any(row: AnswerRow, *, by_place: bool) -> bool:
    """Tell whether filters leave anything of a row: of places, a council that is credited."""
    return bool(row.councils) if by_place else bool(row.numbers.studies or row.numbers.findings)
