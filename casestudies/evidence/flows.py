"""What the index counts for pathways: findings of case studies, by what they claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from casestudies.facets import FAMILIES
from casestudies.filtersets import FindingFilterSet
from casestudies.models import Finding
from wellbeing_portal.core.lists.bound import Bound
from wellbeing_portal.core.lists.results import Results
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.search import CrossTable, Pairs, Question, Reader

from .pathways import STAGES, Flow, Flows, Pathways, Stage, draw_pathways

LINKS = (("enabler", "approach"), ("approach", "outcome"))
"""What findings tie together from each column to the next."""
FlowsByKey = Mapping[tuple[str, ...], Flow]

KIND_OF = {
    Finding.Claim.CHANGED: "changed",
    Finding.Claim.INTENDED: "aimed",
    Finding.Claim.MODELLED: "aimed",
    Finding.Claim.DONE: "done",
}
"""Which band each claim belongs to."""

ALL = 999
FEWER = (
    *((ALL, 7), (ALL, 5), (24, 5), (ALL, 3), (24, 3), (20, 3), (16, 3), (14, 3), (12, 3)),
    *((10, 3), (8, 3), (6, 3), (4, 3)),
)
"""How many names may stand alone in a column that is opened, and in the others beside it, until
the drawing is light enough."""
FEWER_CLOSED = tuple((most, most) for most in (7, 6, 5, 4, 3))
"""The same where none is opened."""
BAND, FLOW, NAME, ADDRESSES, FILTERS = 320, 390, 250, 2, 23_000
"""About how many bytes a band takes, a row of the table, a name and the open filters; and how
often each band says an address, which is longer with every filter."""
HEAVIEST = 86_000
"""Bytes that the drawing, its table and the filters may take together."""


def tables_of(names: Mapping[str, str]) -> list[CrossTable]:
    """Return the tables of each column and each link, by claim and by level in turn.

    ``names`` are what the index calls the families. It has pairs of them as they are; where
    inferred ties do not count, the values of a finding are met with one another.
    """
    tables = []
    for facets in [*((stage,) for stage in STAGES), *LINKS]:
        called = tuple(names[one] for one in facets)
        is_paired = len(facets) == 2 and called == facets
        for what in ("claim", "evidence"):
            table = (f"{'|'.join(facets)}|{what}",) if is_paired else (*called, what)
            tables.append(CrossTable(table))
    return tables


def question_of(bound: Bound, page: int, size: int) -> Question:
    """Return all that pathways have to know of findings, with a page of them."""
    names = _filters(bound).index_names()
    return Question(
        bound.search,
        "evidence",
        page,
        size,
        facets=[names[stage] for stage in STAGES],
        tables=tables_of(names),
        told=False,
    )


def _filters(bound: Bound) -> FindingFilterSet:
    return cast("FindingFilterSet", bound.filterset)


@dataclass(frozen=True)
class DrawnPathways:
    """The pathways through the findings that filters leave; ``opened`` are columns shown whole.

    ``filters_shown`` tells whether the filters stand open on the same page.
    """

    reader: Reader
    results: Results
    vocabularies: dict[str, Vocabulary]
    opened: Sequence[str]
    filters_shown: bool

    @cached_property
    def shown(self) -> Pathways:
        """The drawing as the page shows it: with fewer names alone where it would be too heavy."""
        for most in FEWER if self.opened else FEWER_CLOSED:
            drawing = self._draw(self._counted, self.opened, most)
            if self._weight(drawing) <= HEAVIEST:
                break
        return drawing

    def _weight(self, drawing: Pathways) -> int:
        """Return about how many bytes a drawing takes on its page, with the filters beside it."""
        address = len(self.results.bound.filters().urlencode())
        return (
            len(drawing.bands) * (BAND + ADDRESSES * address)
            + len(drawing.flows) * FLOW
            + len(drawing.nodes) * (NAME + address)
            + FILTERS * self.filters_shown
        )

    @cached_property
    def whole(self) -> Pathways:
        """The drawing with nothing collapsed, for files."""
        return self._draw(self._counted, STAGES)

    @cached_property
    def _counted(self) -> Sequence[FlowsByKey]:
        return _counted(self.results.matches.tables)

    @cached_property
    def firm(self) -> Pathways:
        """The whole drawing without ties that were inferred."""
        tables = tables_of(_filters(self.results.bound).firm_names())
        question = Question(self.results.bound.search, size=0, tables=tables, told=False)
        return self._draw(_counted(self.reader.ask(question).tables), STAGES)

    def _draw(
        self,
        pairs: Sequence[FlowsByKey],
        opened: Sequence[str],
        most: tuple[int, int] = (ALL, ALL),
    ) -> Pathways:
        stages = [
            replace(self._stage(name, flows), most=most[name not in opened])
            for name, flows in zip(STAGES, pairs, strict=False)
        ]
        return draw_pathways(stages, cast("Sequence[Flows]", pairs[len(STAGES) :]))

    def _stage(self, name: str, flows: Mapping[tuple[str, ...], Flow]) -> Stage:
        vocabulary = self.vocabularies[name]
        chosen = self.results.bound.chosen_in(name) or [
            term.value for term in vocabulary.narrower.get(None, ())
        ]
        counts = {value: flow for (value,), flow in flows.items() if value in chosen}
        labels = {value: vocabulary.label(value) for value in counts}
        return Stage(name, labels, counts)


def drawn_pathways(
    reader: Reader, results: Results, opened: Sequence[str], *, filters_shown: bool
) -> DrawnPathways:
    """Return the pathways of what was found for ``question_of``."""
    vocabularies = {name: FAMILIES[name].vocabulary(reader) for name in STAGES}
    return DrawnPathways(reader, results, vocabularies, opened, filters_shown)


def _counted(tables: Sequence[Pairs]) -> Sequence[FlowsByKey]:
    """Return what the tables of ``tables_of`` count, of each column and each link."""
    *others, led = (_flows(*both) for both in zip(tables[::2], tables[1::2], strict=True))
    # Work done is no evidence of an outcome.
    return [*others, {ends: replace(flow, done=0) for ends, flow in led.items()}]


def _flows(claims: Pairs, levels: Pairs) -> FlowsByKey:
    """Return what was counted by claim, with the strongest level of a change."""
    numbers: dict[tuple[str, ...], dict[str, int]] = {}
    for (*key, claim), count in claims.items():
        of_pair = numbers.setdefault(tuple(key), {"changed": 0, "aimed": 0, "done": 0})
        of_pair[KIND_OF[Finding.Claim(claim)]] += count
    strongest: dict[tuple[str, ...], int] = {}
    for *key, level in levels:
        strongest[tuple(key)] = max(int(level), strongest.get(tuple(key), 0))
    return {key: Flow(**of_pair, level=strongest.get(key)) for key, of_pair in numbers.items()}
