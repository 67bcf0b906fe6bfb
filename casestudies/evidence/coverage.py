"""What frameworks have in common: which approaches and enablers their items are tied to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casestudies.facets import FAMILIES
from casestudies.models import Framework, FrameworkItem
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.search import Reader


@dataclass(frozen=True)
class Covered:
    """A concept, and how many items of each framework are tied to it, with the first of them."""

    family: str
    value: str
    label: str
    numbers: tuple[tuple[int, int], ...]

    @property
    def frameworks(self) -> int:
        """How many frameworks have an item that is tied to it."""
        return sum(number > 0 for number, _ in self.numbers)


def cover(
    family: str,
    vocabulary: Vocabulary,
    frameworks: Sequence[int],
    items: Iterable[tuple[int, int, str]],
) -> list[Covered]:
    """Return the concepts of a family that any item is tied to, those of most frameworks first.

    ``items`` are rows of a framework, the position of its item, and a concept of it. A broader
    concept counts what its narrower ones have, each item once.
    """
    found: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for framework, position, slug in items:
        for value in vocabulary.with_broader([slug]):
            found[value][framework].add(position)

    rows = [
        Covered(
            family,
            term.value,
            term.label,
            tuple(
                (
                    len(found[term.value][framework]),
                    min(found[term.value][framework], default=0),
                )
                for framework in frameworks
            ),
        )
        for term in vocabulary
        if term.value in found
    ]
    return sorted(
        rows,
        key=lambda row: (
            -row.frameworks,
            -sum(number for number, _ in row.numbers),
            row.label.casefold(),
        ),
    )


def coverage(reader: Reader, frameworks: Sequence[Framework]) -> list[tuple[str, list[Covered]]]:
    """Return what frameworks cover, family by family. One query each."""
    keys = [framework.pk for framework in frameworks]
    found = []
    for name, relation in (("approach", "approaches"), ("enabler", "enablers")):
        rows = (
            FrameworkItem.objects.filter(framework__in=keys, **{f"{relation}__isnull": False})
            .order_by()
            .values_list("framework_id", "position", f"{relation}__slug")
        )
        vocabulary = FAMILIES[name].vocabulary(reader)
        found.append((FAMILIES[name].title, cover(name, vocabulary, keys, rows)))
    return found
