"""What the index counts for pathways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from casestudies.facets import FAMILIES
from wellbeing_portal.core.lists.results import Results
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.search import CrossTable, Pairs, Question, Reader, Search

from .pathways import STAGES, Flow, Flows, Pathways, Stage, draw_pathways

LINKS = ("enabler|approach", "approach|outcome")
"""What findings tie together from each column to the next."""
TABLES = (
    *(CrossTable((stage, "evidence")) for stage in STAGES),
    *(CrossTable((f"{link}|evidence",)) for link in LINKS),
)


def question_of(search: Search, page: int, size: int) -> Question:
    """Return all that pathways have to know of findings, with a page of them."""
    return Question(search, "evidence", page, size, facets=STAGES, tables=TABLES, told=False)


@dataclass(frozen=True)
class DrawnPathways:
    """The pathways through the findings that filters leave; ``opened`` are columns shown whole."""

    results: Results
    vocabularies: dict[str, Vocabulary]
    opened: Sequence[str]

    @cached_property
    def shown(self) -> Pathways:
        """The drawing as the page shows it."""
        return self._draw(self.opened)

    @cached_property
    def whole(self) -> Pathways:
        """The drawing with nothing collapsed, for files."""
        return self._draw(STAGES)

    def _draw(self, opened: Sequence[str]) -> Pathways:
        tables = self.results.matches.tables
        stages = [
            self._stage(name, table, is_open=name in opened)
            for name, table in zip(STAGES, tables, strict=False)
        ]
        return draw_pathways(stages, [_flows(table) for table in tables[len(STAGES) :]])

    def _stage(self, name: str, table: Pairs, *, is_open: bool) -> Stage:
        vocabulary = self.vocabularies[name]
        chosen = self.results.bound.chosen_in(name) or [
            term.value for term in vocabulary.narrower.get(None, ())
        ]
        counts: dict[str, Flow] = {}
        for (value, level), count in table.items():
            if value in chosen:
                # Every finding has level 0, so its count is that of all.
                number = max(count, counts.get(value, Flow(0)).number)
                counts[value] = Flow(number, max(int(level), counts.get(value, Flow(0)).level))
        labels = {value: vocabulary.label(value) for value in counts}
        return Stage(name, labels, counts, is_open)


def drawn_pathways(reader: Reader, results: Results, opened: Sequence[str]) -> DrawnPathways:
    """Return the pathways of what was found for ``question_of``."""
    vocabularies = {name: FAMILIES[name].vocabulary(reader) for name in STAGES}
    return DrawnPathways(results, vocabularies, opened)


def _flows(table: Pairs) -> Flows:
    found: dict[tuple[str, str], Flow] = {}
    for (start, end, level), count in table.items():
        before = found.get((start, end), Flow(0))
        found[start, end] = Flow(before.number + count, max(before.level, int(level)))
    return found
