"""What works, what helps and outcomes as files: the rows of the page, in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from django.utils.translation import gettext as _

from casestudies.evidence.answers import AnswerRow
from casestudies.evidence.answers.headings import COST, RESEARCH, STRONGEST, TIES, TITLES
from casestudies.evidence.answers.row import HowNamed
from casestudies.evidence.answers.sentences import for_whom, who_ties
from casestudies.evidence.answers.table import AnswerTable
from casestudies.facets import APPROACH, OUTCOME
from casestudies.headings import heading
from casestudies.models import Cost, Finding
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.document import Inline, Link, Quiet, Strong
from wellbeing_portal.core.export.offers import DrawingOffer, offer_drawing
from wellbeing_portal.core.export.table import About, Cell, Column, ColumnKind, Table
from wellbeing_portal.core.words import opening

from .briefing.frame import new_document
from .headings import column

PURPOSES = {
    "docx": ("Word", "the table as a document to edit"),
    "xlsx": ("Excel", "the table, what changed and what it cost, a sheet each"),
    "csv": ("CSV", "the table, for any program"),
    "json": ("JSON", "everything, for programmers"),
}
NOTE = (
    "Councils are those that acted. The strongest evidence is that of changes alone, and wider "
    "research is not counted with it. What is broader counts what its narrower ones have. Costs "
    "are those that accounts state, amount by amount: they are never added up or averaged"
)

NUMBER, LIST = ColumnKind.NUMBER, ColumnKind.LIST
Told = tuple[Column, Callable[[AnswerRow], Cell]]
"""A column, and what a row has in it."""


def declare() -> None:
    """Offer the tables on their pages."""
    offer_drawing(
        AnswerTable,
        DrawingOffer(
            slug="what-is-known",
            title=lambda table: TITLES[table.family.name],
            tables=tables,
            purposes=PURPOSES,
            notes=[NOTE],
            document=document,
        ),
    )


# ── Tables ───────────────────────────────────────────────────────────────────────────────


def tables(table: AnswerTable) -> list[Table]:
    """Return the rows, and apart what changed, what research says and what it cost."""
    told = columns_of(table)
    return [
        Table(
            table.family.table,
            table.family.title,
            [column for column, _ in told],
            (tuple(read(row) for _, read in told) for row in table.rows),
        ),
        _changes(table),
        _readings(table),
        *([_costs(table)] if table.family.name == "approach" else []),
    ]


def columns_of(table: AnswerTable) -> list[Told]:
    """Return the columns of a family's table."""
    family = table.family.name
    names: list[Told] = [
        (Column(family, table.family.label, width=34), lambda row: row.name),
        (Column("slug", _("Short name in addresses")), lambda row: row.slug),
        (Column("definition", _("What it is"), width=50, wraps=True), lambda row: row.definition),
        (Column("case_studies", _("Case studies"), NUMBER), lambda row: row.numbers.studies),
        (column("councils", NUMBER), lambda row: len(row.councils)),
        (
            Column("names_of_councils", _("Names of councils"), LIST, width=44, wraps=True),
            lambda row: [one.name for one in row.councils],
        ),
        (
            column("what_changed", LIST, width=50, wraps=True),
            lambda row: _what_changed(row) or [_("Not measured")],
        ),
        (Column("strongest_evidence", _("Strongest evidence"), width=34), lambda row: row.strength),
        (
            Column("strongest_evidence_level", _("Level of it (0 to 5)"), NUMBER),
            lambda row: row.level,
        ),
        (
            Column("strongest_from", _("Of whom, when"), width=40, wraps=True),
            lambda row: row.strongest.whole if row.strongest else "",
        ),
        (
            Column("strongest_through", _("Through what is narrower"), LIST, width=34),
            lambda row: row.owed_to,
        ),
        *(
            (
                Column(
                    f"accounts_at_level_{level}",
                    _("Accounts with it at level %(level)s") % {"level": level},
                    NUMBER,
                ),
                _surest_at(level),
            )
            for level in Finding.EvidenceLevel
        ),
        (Column("for_whom", _("For whom better or worse"), width=34), for_whom),
    ]
    return [*names, *_of_family(family)]


def _what_changed(row: AnswerRow) -> list[str]:
    """Return what changed, way by way and whole; a file has room for all of it."""
    worse = row.worse_beside({one.direction for one in row.lines}, HowNamed.ALL)
    return [*(line.whole for line in row.lines), *([opening(worse)] if worse else [])]


def _surest_at(level: int) -> Callable[[AnswerRow], Cell]:
    return lambda row: row.numbers.surest_at(level)


def _of_family(family: str) -> list[Told]:
    if family == "enabler":
        return [
            (
                Column("findings", _("Findings that name it"), NUMBER),
                lambda row: row.numbers.findings,
            ),
            (Column("inferred", _("Of them tied by us"), NUMBER), lambda row: row.numbers.inferred),
            (Column("ties", _(TIES), width=40), who_ties),
        ]
    research: list[Told] = [
        (
            Column("wider_research", _(RESEARCH), width=40, wraps=True),
            lambda row: row.research.words,
        ),
        (
            Column("reported_by_frameworks", _("Findings reported by frameworks"), NUMBER),
            lambda row: row.research.reported,
        ),
    ]
    if family == "outcome":
        return research
    return [
        *research,
        (
            Column("cost", _(COST), LIST, width=50, wraps=True),
            lambda row: [one.words for one in row.costs.own] or [_("Not stated")],
        ),
        (Column("state_a_cost", _("Case studies that state it"), NUMBER), _stating),
        (
            Column("state_a_wider_cost", _("Others that state the cost of wider work"), NUMBER),
            lambda row: row.costs.stating_wider,
        ),
    ]


def _stating(row: AnswerRow) -> Cell:
    return row.costs.stating


def _changes(table: AnswerTable) -> Table:
    def rows() -> Iterator[Sequence[Cell]]:
        for row in table.rows:
            for one in row.changes:
                yield row.name, one.label, one.sign.words, one.level, one.findings

    return Table(
        "changes",
        heading("what_changed"),
        [
            Column(table.family.name, table.family.label, width=34),
            Column(
                "with", OUTCOME.label if table.family is not OUTCOME else APPROACH.label, width=34
            ),
            Column("direction", _("Which way"), width=20),
            Column("strongest_evidence_level", _("Strongest evidence level"), NUMBER),
            column("findings", NUMBER),
        ],
        rows(),
    )


def _readings(table: AnswerTable) -> Table:
    def rows() -> Iterator[Sequence[Cell]]:
        for row in table.rows:
            for one in row.research.readings:
                yield row.name, one.approach_name, one.outcome_name, str(one.reading.label), one.of

    return Table(
        "wider_research",
        _(RESEARCH),
        [
            Column(table.family.name, table.family.label, width=34),
            Column("approach_judged", _("Approach judged"), width=34),
            Column("outcome_judged", _("For the outcome"), width=34),
            Column("reading", _("Our reading"), width=20),
            Column("body", _("Body and year"), width=50),
        ],
        rows(),
    )


def _costs(table: AnswerTable) -> Table:
    def rows() -> Iterator[Sequence[Cell]]:
        for row in table.rows:
            for of, amounts in (
                (_("of its own"), row.costs.own),
                (_("wider work"), row.costs.wider),
            ):
                for one in amounts:
                    unit = str(Cost.Unit(one.unit).label)
                    yield row.name, of, one.covers, unit, one.low, one.high, one.number

    return Table(
        "costs",
        _("Cost"),
        [
            Column("approach", APPROACH.label, width=34),
            Column("of", _("Of what"), width=16),
            column("covers", width=50, wraps=True),
            column("unit", width=12),
            Column("least", _("Least, in pounds"), NUMBER),
            Column("most", _("Most, in pounds"), NUMBER),
            Column("amounts", _("Amounts stated"), NUMBER),
        ],
        rows(),
    )


# ── Word ─────────────────────────────────────────────────────────────────────────────────


def document(stream: BinaryIO, table: AnswerTable, about: About) -> None:
    """Write the table on pages that lie, its head on each of them."""
    family = table.family.name
    word = new_document(about)
    word.heading(about.title)
    word.paragraph(table.sentence)
    word.paragraph(Quiet(f"{about.filters_in_words}. {about.made_on}, {about.address}. {NOTE}."))
    word.turn(landscape=True)
    heads = [heading("councils"), _("What changed here"), _(STRONGEST)]
    shares = [0.2, 0.15, 0.21, 0.2]
    if family == "approach":
        heads, shares = [*heads, _(RESEARCH), _(COST)], [*shares, 0.13, 0.11]
    else:
        last = _(RESEARCH) if family == "outcome" else _(TIES)
        heads, shares = [*heads, last], [*shares, 0.24]
    word.table(
        table.order,
        [table.family.label, *heads],
        [_in_word(row, about.site) for row in table.rows],
        shares,
    )
    word.save(stream)


def _in_word(row: AnswerRow, site: str) -> Sequence[Inline | Sequence[Inline]]:
    line = row.strongest.line if row.strongest else ""
    strongest = ". ".join(filter(None, (opening(row.through), line)))
    who: list[Inline] = [Strong(str(len(row.councils))), Quiet(f"\n{row.councils_named}")]
    cells: list[Inline | Sequence[Inline]] = [
        [Link(row.name, site + address_of(row.family, row.slug)), Quiet(f"\n{row.in_a_line}")],
        who if row.councils else _("None on the portal"),
        "\n".join(_what_changed(row)) or _("Not measured"),
        [Strong(row.strength), Quiet(f"\n{strongest}")] if strongest else row.strength,
    ]
    if row.family == "enabler":
        return [*cells, who_ties(row)]
    read = row.research.by_reading if row.family == "approach" else row.research.by_approach
    cells.append("\n".join(f"{label}: {of}" for label, of in read) or row.research.words)
    if row.family == "approach":
        cells.append(_cost_in_word(row))
    return cells


def _cost_in_word(row: AnswerRow) -> str:
    costs = row.costs
    if not costs.own and costs.how_many_wider:
        wider = opening(costs.how_many_wider)
        return _("By itself: not stated\n%(wider)s") % {"wider": wider}
    if not costs.own:
        return _("Not stated")
    return "\n".join(filter(None, [costs.first.words, costs.and_more, costs.how_many]))
