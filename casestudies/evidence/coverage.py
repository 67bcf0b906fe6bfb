"""What illustrates the items of a framework, and what frameworks agree on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casestudies.facets import FAMILIES
from casestudies.models import Finding, Framework, FrameworkItem
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.search import Question, Reader, Remembered, Search

from .findings import listed_findings

SHOWN = 2
"""Findings that illustrate an item, as long as there are not too many items."""
MANY_ITEMS = 20
LOOKED_AT = 400
"""Findings that are looked through for all items of a framework, the strongest first."""

Slugs = frozenset[str]

_ILLUSTRATIONS: Remembered[int, dict[int, list[int]]] = Remembered(
    "findings that illustrate the items of a framework, by its primary key"
)


@dataclass(frozen=True)
class Tagged:
    """A finding as it is chosen: where it comes from, and the concepts it names."""

    pk: int
    level: int
    case_study: int
    approach: Slugs
    enabler: Slugs


def illustrations_shown(items: int) -> int:
    """Return how many findings may illustrate each item of a framework with so many."""
    return SHOWN if items <= MANY_ITEMS else 1


def illustrate(
    items: Mapping[int, tuple[Slugs, Slugs]], findings: Sequence[Tagged], shown: int = SHOWN
) -> dict[int, list[int]]:
    """Return the findings that illustrate each item, by its approaches and enablers.

    One that shares an approach and an enabler comes before one that shares only an approach,
    and that before one with only an enabler; the stronger evidence decides between equals. No
    two are from the same case study.
    """
    found: dict[int, list[int]] = {}
    for item, (approaches, enablers) in items.items():
        ranked = sorted(
            (
                finding
                for finding in findings
                if approaches & finding.approach or enablers & finding.enabler
            ),
            key=lambda one: (
                -2 * bool(approaches & one.approach) - bool(enablers & one.enabler),
                -one.level,
                one.pk,
            ),
        )
        seen: set[int] = set()
        found[item] = []
        for finding in ranked:
            if finding.case_study not in seen and len(found[item]) < shown:
                seen.add(finding.case_study)
                found[item].append(finding.pk)
    return found


def illustrations(reader: Reader, framework: Framework) -> dict[int, list[Finding]]:
    """Return the findings that illustrate each item; its concepts must have been prefetched."""
    chosen = _ILLUSTRATIONS.once(
        reader.memory, framework.pk, lambda: _choose(reader, framework.items.all())
    )
    listed = listed_findings([pk for pks in chosen.values() for pk in dict.fromkeys(pks)])
    by_key = {finding.pk: finding for finding in listed}
    return {item: [by_key[pk] for pk in pks if pk in by_key] for item, pks in chosen.items()}


def _choose(reader: Reader, items: Iterable[FrameworkItem]) -> dict[int, list[int]]:
    """Return the keys of the findings that illustrate each item."""
    approaches, enablers = (FAMILIES[name].vocabulary(reader) for name in ("approach", "enabler"))
    wanted = {
        item.pk: (
            frozenset(concept.slug for concept in item.approaches.all()),
            frozenset(concept.slug for concept in item.enablers.all()),
        )
        for item in items
    }
    keys: dict[int, None] = {}
    for place, family in enumerate(("approach", "enabler")):
        slugs = sorted({slug for sets in wanted.values() for slug in sets[place]})
        if slugs:
            asked = Search("finding", selection={family: slugs})
            strongest = Question(asked, "evidence", size=LOOKED_AT, told=False)
            keys |= dict.fromkeys(reader.ask(strongest).ids)
    helped: dict[int, set[str]] = defaultdict(set)
    through = Finding.enablers.through.objects.filter(finding__in=keys)
    for pk, slug in through.values_list("finding_id", "enabler__slug"):
        helped[pk].add(slug)
    rows = Finding.objects.filter(pk__in=keys, case_study__isnull=False).order_by("pk")
    tagged = [
        Tagged(
            pk,
            level,
            study or 0,
            frozenset(approaches.with_broader([approach])),
            frozenset(enablers.with_broader(helped[pk])),
        )
        for pk, level, study, approach in rows.values_list(
            "pk", "evidence_level", "case_study_id", "approach__slug"
        )
    ]
    return illustrate(wanted, tagged, illustrations_shown(len(wanted)))


@dataclass(frozen=True)
class Covered:
    """A concept, and how many items of each framework are about it, with the first of them."""

    family: str
    value: str
    label: str
    numbers: tuple[tuple[int, int], ...]

    @property
    def frameworks(self) -> int:
        """How many frameworks say it."""
        return sum(number > 0 for number, _ in self.numbers)


def cover(
    family: str,
    vocabulary: Vocabulary,
    frameworks: Sequence[int],
    items: Iterable[tuple[int, int, str]],
) -> list[Covered]:
    """Return the concepts of a family that any framework is about, those of the most first.

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
