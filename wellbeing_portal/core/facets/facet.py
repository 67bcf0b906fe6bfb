"""One thing that records can be asked for, said once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.text import capfirst

from wellbeing_portal.core.lists.filters import FacetFilter
from wellbeing_portal.core.lists.vocabulary import Vocabulary

from .family import Family


def as_it_is(value: Any) -> Iterable[str]:
    """Return what the database holds as the one value of a facet; nothing is no value."""
    return () if value in (None, "") else (str(value),)


@dataclass(frozen=True, eq=False)
class Facet:
    """One thing that records can be asked for.

    ``name`` is what the index calls it, and addresses too, unless they have a ``parameter`` of
    another name. ``paths`` lead from the record to its values, as the database is asked for them;
    a path that runs through a part of the record, such as a finding, gives the part's own values
    as well. ``of_parts`` are paths whose values only the part has, and not the record. Where no
    path runs through a part, each part has the values of its record, if they are ``shared``.

    ``where`` says which of the rows on the way count. ``values`` turns what the database holds
    into values of the facet. A facet with a ``label`` is a filter: ``phrase`` puts its values
    into a sentence, ``filter_class`` asks the database where that takes more than a path, and
    with ``single`` one value is chosen at a time. One without a label is asked by pages alone.
    With ``together`` the paths are columns of the record that only together make a value.

    A part that has values of its own has those alone; with ``by_default``, one that has none has
    those of its record. With ``by_part`` a record is asked whether it has a part with the value,
    and has none itself. ``firmly`` is the facet that leaves out what was only inferred.

    Every value of the ``vocabulary`` may be asked for; of those ``offered``, if that is said, a
    list shows what each would give, and of the others none.

    With a ``heading`` it is a column of files, and ``key`` is the column's name for programs: its
    one path leads to the choice, of the record or of another that the record names. A family is
    a row of comparisons too. With ``itself`` a concept counts under its own slug alone, and not
    under those of broader ones.
    """

    name: str
    paths: tuple[str, ...] = ()
    label: str = ""
    phrase: str = "{}"
    vocabulary: Callable[[], Vocabulary] | None = None
    offered: Callable[[], Vocabulary] | None = None
    family: Family | None = None
    of_parts: tuple[str, ...] = ()
    where: Mapping[str, Any] = field(default_factory=dict)
    values: Callable[..., Iterable[str]] = as_it_is
    together: bool = False
    parameter: str = ""
    single: bool = False
    filter_class: type[FacetFilter] = FacetFilter
    shared: bool = True
    by_default: bool = False
    by_part: bool = False
    firmly: str = ""
    itself: bool = False
    heading: str = ""
    key: str = ""

    @classmethod
    def of(
        cls,
        family: Family,
        *paths: str,
        phrase: str,
        of_parts: tuple[str, ...] = (),
        firmly: str = "",
    ) -> Facet:
        """Return the facet of a family of concepts; the paths lead to their slugs."""
        return cls(
            family.name,
            paths,
            str(capfirst(family.one)),
            phrase,
            family.read,
            family=family,
            of_parts=of_parts,
            firmly=firmly,
            heading=family.heading or str(capfirst(family.many)),
            key=family.key or family.table,
        )

    @property
    def asked_as(self) -> str:
        """Its parameter in addresses."""
        return self.parameter or self.name

    @property
    def reads(self) -> tuple[str, ...]:
        """Every path that its values come from, and those that ``where`` looks at."""
        return (*self.paths, *self.of_parts, *(one.removesuffix("__in") for one in self.where))

    def along(self, prefix: str) -> Facet:
        """Return the facet of what leads to the record by ``prefix``."""
        return replace(
            self,
            paths=tuple(f"{prefix}__{path}" for path in self.paths),
            where={f"{prefix}__{name}": value for name, value in self.where.items()},
        )
