"""A family of concepts as a tree with counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wellbeing_portal.core.lists.vocabulary import Vocabulary


@dataclass(frozen=True)
class Branch:
    """A concept, how much there is on it, and the narrower ones below it.

    ``number`` is what the tree ranks by: case studies, or strong enough findings. ``share`` is
    its bar: that number as per cent of the fullest concept's.
    """

    value: str
    label: str
    definition: str
    number: int
    findings: int
    level: int | None
    share: int
    narrower: tuple[Branch, ...]


def grow_tree(
    vocabulary: Vocabulary,
    definitions: Mapping[str, str],
    numbers: Mapping[str, int],
    findings: Mapping[str, int],
    levels: Mapping[str, int],
) -> tuple[Branch, ...]:
    """Return the tree: the greatest number first, then the most findings, then by name."""
    most = max([1, *numbers.values()])

    def below(broader: str | None) -> tuple[Branch, ...]:
        branches = [
            Branch(
                term.value,
                term.label,
                definitions.get(term.value, ""),
                numbers.get(term.value, 0),
                findings.get(term.value, 0),
                levels.get(term.value),
                round(100 * numbers.get(term.value, 0) / most),
                below(term.value),
            )
            for term in vocabulary.narrower.get(broader, ())
        ]
        return tuple(
            sorted(branches, key=lambda one: (-one.number, -one.findings, one.label.casefold()))
        )

    return below(None)
