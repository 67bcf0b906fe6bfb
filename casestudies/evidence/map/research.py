"""What wider research says where two concepts meet: never councils' practice, never counted so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from casestudies.evidence.grammar import strength_at
from casestudies.models import Finding, Framework, WiderReading
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.core.words import counted, in_sentence
from wellbeing_portal.search import CrossTable, Question, Reader, Remembered, Search

Pair = tuple[str, str]

REPORTED = {"approach", "enabler", "outcome"}
"""The families that findings of frameworks name."""


NAMED = 2
"""Bodies that are named with each reading of a pair; the page of the approach has all."""


@dataclass(frozen=True)
class Reading:
    """Our reading of a research body's conclusion: whose, of which year, and where it is told."""

    label: str
    body: str
    year: int
    url: str


@dataclass(frozen=True)
class CellResearch:
    """What research says of a pair: readings of conclusions, and findings that frameworks report.

    ``level`` is the strongest evidence of a change among those findings, ``frameworks`` are
    titles and addresses of those that report them.
    """

    readings: tuple[Reading, ...] = ()
    findings: int = 0
    level: int | None = None
    frameworks: tuple[tuple[str, str], ...] = ()

    @property
    def number(self) -> int:
        """How many readings and reported findings there are."""
        return len(self.readings) + self.findings

    @property
    def by_label(self) -> list[tuple[str, Sequence[Reading], int]]:
        """The readings by what they say: with each the newest, and how many more there are."""
        found: dict[str, list[Reading]] = defaultdict(list)
        for one in sorted(self.readings, key=lambda one: -one.year):
            found[one.label].append(one)
        return [(label, of[:NAMED], len(of) - len(of[:NAMED])) for label, of in found.items()]

    @property
    def words(self) -> str:
        """What it says, as briefly as the name of a cell needs it."""
        said = list(dict.fromkeys(in_sentence(one.label) for one in self.readings))
        if self.findings:
            said.append(self.reported)
        return "; ".join(said)

    @property
    def reported(self) -> str:
        """How many findings frameworks report, and how sure the surest change is."""
        number = counted(self.findings, "reported finding")
        if self.level is None:
            return number
        return f"{number}, {in_sentence(strength_at(self.level))}"


@dataclass(frozen=True)
class ResearchAsked:
    """The two families by name, what the index calls them, and their concepts."""

    rows: str
    columns: str
    facets: Pair
    vocabularies: Mapping[str, Vocabulary]


_RESEARCH: Remembered[tuple[str, str, Pair], Mapping[Pair, CellResearch]] = Remembered(
    "what research says where concepts of two families meet", weight=4_000
)


def research_on(reader: Reader, asked: ResearchAsked) -> Mapping[Pair, CellResearch]:
    """Return what research says, by row and column, each broader concept with its narrower ones.

    Filters narrow what councils tell and not what research says; ties that were inferred are
    left out where the facets are those of firm ties.
    """
    key = asked.rows, asked.columns, asked.facets
    return _RESEARCH.once(reader.memory, key, lambda: _research_on(reader, asked))


def _research_on(reader: Reader, asked: ResearchAsked) -> Mapping[Pair, CellResearch]:
    readings, reported = _readings(asked), _reported(reader, asked)
    return {
        pair: CellResearch(tuple(readings.get(pair, ())), *reported.get(pair, (0, None, ())))
        for pair in {*readings, *reported}
    }


def _readings(asked: ResearchAsked) -> Mapping[Pair, Sequence[Reading]]:
    """Return the readings of published conclusions, which tie an approach to an outcome."""
    if {asked.rows, asked.columns} != {"approach", "outcome"}:
        return {}
    found: dict[Pair, list[Reading]] = defaultdict(list)
    published = Framework.State.PUBLISHED
    rows = WiderReading.objects.filter(evidence__state=published)
    for one in rows.select_related("evidence__approach", "outcome").order_by(
        "-evidence__year", "evidence__body", "pk"
    ):
        reading = Reading(
            one.get_reading_display(),
            one.evidence.body,
            one.evidence.year,
            one.evidence.get_absolute_url(),
        )
        slugs = {"approach": one.evidence.approach.slug, "outcome": one.outcome.slug}
        above = [
            asked.vocabularies[family].with_broader([slugs[family]])
            for family in (asked.rows, asked.columns)
        ]
        for pair in product(*above):
            found[pair[0], pair[1]].append(reading)
    return found


def _reported(
    reader: Reader, asked: ResearchAsked
) -> Mapping[Pair, tuple[int, int | None, tuple[tuple[str, str], ...]]]:
    """Return how many findings frameworks report, their strongest change, and which frameworks."""
    if not {asked.rows, asked.columns} <= REPORTED:
        return {}
    claims, levels, frameworks = reader.ask(
        Question(
            Search("finding", selection={"of": ["framework"]}),
            size=0,
            tables=[
                CrossTable((*asked.facets, facet)) for facet in ("claim", "evidence", "framework")
            ],
            told=False,
        )
    ).tables
    numbers: dict[Pair, int] = defaultdict(int)
    for (row, column, claim), count in claims.items():
        # Work done names no outcome, and is no finding on one.
        if claim != Finding.Claim.DONE or "outcome" not in (asked.rows, asked.columns):
            numbers[row, column] += count
    strongest: dict[Pair, int] = {}
    for row, column, level in levels:
        strongest[row, column] = max(int(level), strongest.get((row, column), 0))
    titles = _titles() if numbers else {}
    named: dict[Pair, list[tuple[str, str]]] = defaultdict(list)
    for row, column, slug in frameworks:
        if slug in titles:
            named[row, column].append(titles[slug])
    return {
        pair: (number, strongest.get(pair), tuple(sorted(named[pair])))
        for pair, number in numbers.items()
    }


def _titles() -> dict[str, tuple[str, str]]:
    frameworks = Framework.objects.published().only("slug", "title").order_by()
    return {one.slug: (one.title, one.get_absolute_url()) for one in frameworks}
