"""The table of councils nearest to each council: read from its file, and put into the database.

It is published as a whole and nobody edits it here, so a load makes the rows what the file says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.db import transaction
from pydantic import Field, field_validator

from wellbeing_portal.core.content import ContentModel, ContentProblem, ContentProblems, read_table
from wellbeing_portal.core.content.references import Named
from wellbeing_portal.core.words import counted
from wellbeing_portal.search.changes import log

from . import content_files
from .content_councils import read_councils
from .models import Council, CouncilNeighbour
from .models.council import GSS_CODE
from .models.neighbour import same_council

FILE = "council_neighbours.csv"

Code = Annotated[str, Field(pattern=GSS_CODE)]


class NeighboursRow(ContentModel):
    """A line of the table: a council, and its neighbours from the nearest on, by GSS codes."""

    council: Code
    source: Annotated[str, Field(max_length=120)]
    neighbours: Annotated[list[Code], content_files.SplitList, Field(min_length=1)]

    @field_validator("neighbours")
    @classmethod
    def each_once(cls, codes: list[str]) -> list[str]:
        """Refuse a list that names a council twice."""
        if len(set(codes)) < len(codes):
            raise ValueError("a council stands here twice")
        return codes


Ranking = tuple[str, str, int, str]
"""Codes of a council and of a neighbour, its rank, and the source."""


@dataclass(frozen=True)
class NeighboursReport:
    """What loading the table did, or would have done; and codes in it that no council has."""

    councils: int
    changed: bool
    unknown: Sequence[str]
    would: bool = False

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield what is to be said of it."""
        if self.changed:
            ranks = "would rank" if self.would else "now ranks"
            yield FILE, f"{ranks} the neighbours of {counted(self.councils, 'council')}"
        for code in self.unknown:
            yield FILE, f"no council has the code {code}, so it is left out of pages"


def read_neighbours() -> list[NeighboursRow]:
    """Return the table as its file has it.

    Raises:
        ContentProblems: everything that is wrong in it, by line.
    """
    path = content_files.CONTENT / FILE
    rows: list[NeighboursRow] = []
    problems: list[ContentProblem] = []
    seen: set[str] = set()
    for parsed in read_table(path):
        try:
            row = NeighboursRow.check(parsed, Named())
        except ContentProblems as error:
            problems += error.problems
            continue
        if row.council in seen:
            problems.append(parsed.problem(("council",), "this council stands twice", row.council))
        if row.council in row.neighbours:
            problems.append(parsed.problem(("neighbours",), "a council is not its own neighbour"))
        seen.add(row.council)
        rows.append(row)
    if problems:
        raise ContentProblems(problems)
    return rows


def load_neighbours(rows: Sequence[NeighboursRow], *, check: bool = False) -> NeighboursReport:
    """Make the database say what the table says; with ``check`` only tell what that would be."""
    told = {ranking for row in rows for ranking in _rankings(row)}
    columns = ("council_code", "neighbour_code", "rank", "source")
    changed = set(CouncilNeighbour.objects.values_list(*columns)) != told
    if changed and not check:
        _replace(sorted(told))
    codes = {code for council, neighbour, *_ in told for code in (council, neighbour)}
    known = same_council(Council.objects.values_list("gss_code", flat=True))
    if check:
        # Councils that a load would make are not there yet.
        known |= same_council(_codes_of_files())
    return NeighboursReport(len(rows), changed, sorted(codes - known), would=check)


def _codes_of_files() -> Iterator[str | None]:
    for row in read_councils(content_files.CONTENT):
        yield row.data.get("gss_code")


def _rankings(row: NeighboursRow) -> Iterator[Ranking]:
    for rank, code in enumerate(row.neighbours, 1):
        yield row.council, code, rank, row.source


@transaction.atomic
def _replace(told: Sequence[Ranking]) -> None:
    CouncilNeighbour.objects.all().delete()
    CouncilNeighbour.objects.bulk_create(
        CouncilNeighbour(council_code=council, neighbour_code=neighbour, rank=rank, source=source)
        for council, neighbour, rank, source in told
    )
    # No document in the index holds them, but pages do: they are to be made anew.
    log(("councils", pk) for pk in Council.objects.values_list("pk", flat=True))
