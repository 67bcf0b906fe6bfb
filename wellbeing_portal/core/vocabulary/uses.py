"""How much the public part of the portal uses each concept of a family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Model, QuerySet

from wellbeing_portal.core.models import Concept, Keyed, Publishable
from wellbeing_portal.core.words import counted

from .naming import ties_to, ways_up

Kind = type[Model]
Sets = Mapping[Kind, Mapping[int, frozenset[int]]]


@dataclass(frozen=True)
class Uses:
    """What published records and their rows say of a family, by the keys of its concepts.

    ``direct`` has for each kind of record, and for each kind of row that has a place of its own
    there, which of them name a concept; ``broader`` leads from each concept to the one above it.
    """

    direct: Sets
    broader: Mapping[int, int | None]
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def kinds(self) -> list[Kind]:
        """The kinds that are counted: records first, then rows."""
        every = sorted(self.direct, key=lambda one: str(one._meta.verbose_name))
        return sorted(every, key=lambda one: not issubclass(one, Publishable))

    def records_of(self, concept: int) -> frozenset[tuple[Kind, int]]:
        """Return the published records that name a concept itself."""
        return frozenset(
            (kind, key)
            for kind in self.kinds
            if issubclass(kind, Publishable)
            for key in self.direct[kind].get(concept, ())
        )

    def counts(self) -> dict[tuple[int, Kind], int]:
        """Return how many of each kind are found under each concept, narrower ones included."""
        sums: dict[tuple[int, Kind], set[int]] = defaultdict(set)
        for kind, named in self.direct.items():
            for concept, keys in named.items():
                for above in self.with_broader(concept):
                    sums[above, kind] |= keys
        return {place: len(keys) for place, keys in sums.items()}

    def merged(self, former: int, kept: int, broader: Mapping[int, int | None]) -> Uses:
        """Return what would be said if a concept were part of another."""
        direct = {}
        for kind, named in self.direct.items():
            left = {key: some for key, some in named.items() if key != former}
            left[kept] = left.get(kept, frozenset()) | named.get(former, frozenset())
            direct[kind] = left
        return replace(self, direct=direct, broader=broader)

    def with_broader(self, concept: int) -> list[int]:
        """Return a concept and those above it, the nearest first, by their keys."""
        found: list[int] = []
        at: int | None = concept
        while at is not None and at not in found:
            found.append(at)
            at = self.broader.get(at)
        return found


@dataclass(frozen=True)
class CountChange:
    """A number that readers find under a concept, before an act and after it."""

    name: str
    kind: Kind
    before: int
    after: int

    @property
    def was(self) -> str:
        """The number before, with its noun."""
        return counted(self.before, str(self.kind._meta.verbose_name))

    @property
    def will_be(self) -> str:
        """The number after, with its noun."""
        return counted(self.after, str(self.kind._meta.verbose_name))


def read_uses(model: type[Concept]) -> Uses:
    """Return the uses of a family: one query for each relation that leads to it, and one."""
    found: dict[Kind, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for tie in ties_to(model):
        name = tie.field.name
        for prefix, record in ways_up(tie.model):
            public: dict[str, Any] = {f"{prefix}state": Publishable.State.PUBLISHED}
            rows: QuerySet[Any] = tie.model._default_manager.order_by()
            used: Any = rows.filter(**public, **{f"{name}__isnull": False})
            for concept, row, above in used.values_list(name, "pk", f"{prefix}pk"):
                found[record][concept].add(above)
                if issubclass(tie.model, Keyed):
                    found[tie.model][concept].add(row)
    every = list(model._default_manager.order_by().values_list("pk", "broader_id", "name"))
    return Uses(
        {
            kind: {key: frozenset(some) for key, some in named.items()}
            for kind, named in found.items()
        },
        {key: above for key, above, _ in every},
        {key: name for key, _, name in every},
    )


def changed_counts(before: Uses, after: Uses) -> list[CountChange]:
    """Return the numbers that are different, by the names of the concepts."""
    was, will_be = before.counts(), after.counts()
    changes = [
        CountChange(before.names.get(concept, ""), kind, old, new)
        for concept, kind in was.keys() | will_be.keys()
        if (old := was.get((concept, kind), 0)) != (new := will_be.get((concept, kind), 0))
    ]
    order = {kind: number for number, kind in enumerate(before.kinds)}
    return sorted(changes, key=lambda one: (one.name.casefold(), order[one.kind]))
