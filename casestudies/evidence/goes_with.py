"""What a concept goes with: the concepts that findings tie it to, ranked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casestudies.models import Finding
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.search import CrossTable, Pairs

from .ties import tie_between, tied


@dataclass(frozen=True)
class Companion:
    """A concept that findings tie to another: how many, how strong, which way it went.

    ``findings`` counts findings, ``studies`` the case studies with any of them. ``directions``
    are pairs such as ``("better", 3)``, the most frequent first.
    """

    value: str
    label: str
    depth: int
    findings: int
    studies: int
    level: int
    directions: tuple[tuple[str, int], ...]
    tie: str

    @property
    def level_label(self) -> str:
        """The strongest evidence in words."""
        return str(Finding.EvidenceLevel(self.level).label)


def rank_companions(
    vocabulary: Vocabulary,
    levels: Mapping[str, Mapping[int, int]],
    directions: Mapping[str, Mapping[str, int]],
    studies: Mapping[str, int],
    ties: Mapping[str, str],
) -> list[Companion]:
    """Return the concepts with any finding: the most findings first, narrower below broader.

    ``levels`` are numbers of findings by evidence level, ``ties`` the values for addresses.
    """

    def below(broader: str | None, depth: int) -> Iterable[Companion]:
        here = [term for term in vocabulary.narrower.get(broader, ()) if term.value in levels]
        here.sort(
            key=lambda term: (
                -sum(levels[term.value].values()),
                -max(levels[term.value]),
                term.label.casefold(),
            )
        )
        for term in here:
            ways = directions.get(term.value, {})
            yield Companion(
                term.value,
                term.label,
                depth,
                sum(levels[term.value].values()),
                studies.get(term.value, 0),
                max(levels[term.value]),
                tuple(sorted(ways.items(), key=lambda one: (-one[1], one[0]))),
                ties.get(term.value, ""),
            )
            yield from below(term.value, depth + 1)

    return list(below(None, 0))


@dataclass(frozen=True)
class Wanted:
    """The tables that tell what a concept goes with in another family."""

    family: str
    slug: str
    other: str

    @property
    def facet(self) -> str:
        """What the index calls pairs of the two families."""
        return tied(self.family, self.other)

    @property
    def of_findings(self) -> tuple[CrossTable, CrossTable]:
        """What is counted of the findings on the concept: levels, and directions."""
        mine = {self.family: self.slug}
        levels = CrossTable((f"{self.facet}|evidence",), only=mine)
        return levels, CrossTable((self.other, "direction"))

    @property
    def of_studies(self) -> CrossTable:
        """What is counted of the case studies with the concept."""
        return CrossTable((self.facet,), only={self.family: self.slug})


def companions(
    vocabulary: Vocabulary, wanted: Wanted, of_findings: Sequence[Pairs], of_studies: Pairs
) -> list[Companion]:
    """Return what findings tie a concept to in another family."""
    other = wanted.other
    place = wanted.facet.split("|").index(other)
    levels: dict[str, dict[int, int]] = {}
    for key, count in of_findings[0].items():
        levels.setdefault(key[place], {})[int(key[2])] = count
    directions: dict[str, dict[str, int]] = {}
    for (value, direction), count in of_findings[1].items():
        label = Finding.Direction(direction).label.partition(":")[0].lower()
        directions.setdefault(value, {})[label] = count
    studies = {key[place]: count for key, count in of_studies.items()}
    ties = {
        value: tie_between(wanted.family, wanted.slug, other, value).parameter for value in levels
    }
    return rank_companions(vocabulary, levels, directions, studies, ties)
