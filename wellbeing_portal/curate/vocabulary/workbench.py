"""The whole of a family on one page: use, words, what is missing; sorted and narrowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import Concept, Publishable
from wellbeing_portal.core.text.likeness import letters
from wellbeing_portal.core.vocabulary.nearness import near_pairs
from wellbeing_portal.core.vocabulary.uses import Uses, read_uses
from wellbeing_portal.core.words import opening, plural
from wellbeing_portal.curate.models import KeptApart, SuggestedTerm

from .families import ConceptFamily, families
from .pages import FamilyPage, VocabularyPage

PARTS = ("definition", "counts", "does_not_count", "example")
"""What a concept says of itself."""


@dataclass(frozen=True)
class BenchRow:
    """A concept with its use: a number for each kind of record and row, by the family's order."""

    concept: Any
    url: str
    numbers: Sequence[int]
    uses: int
    missing: Sequence[str]

    @property
    def is_unused(self) -> bool:
        """Whether nothing published names it, nor anything narrower."""
        return not any(self.numbers)


@dataclass(frozen=True)
class Bench:
    """The concepts of a family as rows, and the headings of their numbers."""

    family: ConceptFamily
    rows: Sequence[BenchRow]
    headings: Sequence[str]
    near: int

    @classmethod
    def read(cls, family: ConceptFamily) -> Bench:
        """Return a family with all of its use. The queries do not grow with its concepts."""
        concepts = list(family.model._default_manager.select_related("broader").order_by("name"))
        uses = read_uses(family.model)
        counts = uses.counts()
        rows = [
            BenchRow(
                concept,
                family.page("curate_concept", concept.pk),
                [counts.get((concept.pk, kind), 0) for kind in uses.kinds],
                sum(
                    counts.get((concept.pk, kind), 0)
                    for kind in uses.kinds
                    if issubclass(kind, Publishable)
                ),
                list(missing(concept)),
            )
            for concept in concepts
        ]
        headings = [opening(plural(str(kind._meta.verbose_name))) for kind in uses.kinds]
        return cls(family, rows, headings, len(undecided_pairs(family, concepts, uses)))


def missing(concept: Any) -> Iterator[str]:
    """Yield the names of what a concept does not say of itself."""
    for name in PARTS:
        if not getattr(concept, name):
            yield str(concept._meta.get_field(name).verbose_name)


def undecided_pairs(
    family: ConceptFamily, concepts: Sequence[Concept], uses: Uses
) -> Sequence[Any]:
    """Return the pairs of concepts that come near and about which nobody has decided."""
    apart = KeptApart.objects.pairs(family.kind)
    current = [one for one in concepts if one.is_current]
    return [
        pair
        for pair in near_pairs(current, uses)
        if (min(pair.one.pk, pair.other.pk), max(pair.one.pk, pair.other.pk)) not in apart
    ]


SHOW: Mapping[str, tuple[Any, Callable[[BenchRow], bool]]] = {
    "all": (_("All"), lambda _row: True),
    "once": (_("Used by one record"), lambda row: row.uses == 1),
    "never": (_("Used by none"), lambda row: row.is_unused),
    "incomplete": (_("Not said in full"), lambda row: bool(row.missing)),
    "no-synonyms": (_("Without other names"), lambda row: not row.concept.synonyms),
    "draft": (_("Drafts"), lambda row: row.concept.state == Concept.State.DRAFT),
    "archived": (_("Archived"), lambda row: row.concept.state == Concept.State.ARCHIVED),
}


@dataclass(frozen=True)
class TableChoice:
    """Something that can be chosen of the table, and where that leads."""

    text: str
    url: str
    is_chosen: bool
    number: int = 0


class WorkbenchPage(FamilyPage):
    """One family as a table."""

    template_name = "curate/vocabulary/workbench.html"

    @cached_property
    def bench(self) -> Bench:
        """The family with all of its use."""
        return Bench.read(self.family)

    @property
    def sort(self) -> str:
        """What the table is sorted by: the name, or the number of a heading."""
        asked = self.request.GET.get("sort", "")
        return asked if asked.isdecimal() and int(asked) < len(self.bench.headings) else "name"

    @property
    def show(self) -> str:
        """Which concepts are shown."""
        asked = self.request.GET.get("show", "")
        return asked if asked in SHOW else "all"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sought = letters(self.request.GET.get("q", ""))
        rows = [row for row in self.bench.rows if SHOW[self.show][1](row)]
        if sought:
            rows = [
                row for row in rows if any(sought in letters(name) for name in row.concept.names())
            ]
        if self.sort != "name":
            column = int(self.sort)
            rows.sort(key=lambda row: -row.numbers[column])
        told = {
            "title": self.family.title,
            "bench": self.bench,
            "rows": rows,
            "sorts": list(self._sorts()),
            "shows": list(self._shows()),
            "sort": self.sort,
            "show": self.show,
            "q": self.request.GET.get("q", ""),
            "all_families": families().values(),
        }
        return super().get_context_data(**(told | kwargs))

    def _sorts(self) -> Iterator[TableChoice]:
        for key, text in [("name", gettext("Name")), *enumerate(self.bench.headings)]:
            yield TableChoice(text, self._address(sort=str(key)), str(key) == self.sort)

    def _shows(self) -> Iterator[TableChoice]:
        for key, (text, test) in SHOW.items():
            number = sum(map(test, self.bench.rows))
            if number or key == self.show:
                yield TableChoice(str(text), self._address(show=key), key == self.show, number)

    def _address(self, **changed: str) -> str:
        query = self.request.GET.copy()
        for name, value in changed.items():
            query[name] = value
        return f"?{query.urlencode()}"


class VocabularyIndex(VocabularyPage):
    """Every family, what waits to be decided, and the way to what was changed."""

    template_name = "curate/vocabulary/index.html"

    def above(self) -> list[Any]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        states = Concept.State
        some = []
        for family in families().values():
            rows = family.model._default_manager.order_by().values_list("state")
            numbers = dict(rows.annotate(number=Count("pk")))
            some.append((family, numbers.get(states.CURRENT, 0), numbers.get(states.DRAFT, 0)))
        told = {
            "title": gettext("Vocabulary"),
            "families": some,
            "waiting": SuggestedTerm.objects.filter(settled_at=None).count(),
            "queue_url": reverse("curate_vocabulary_queue"),
        }
        return super().get_context_data(**(told | kwargs))
