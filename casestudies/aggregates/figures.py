"""Statements with a figure, and where they stand in a source."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Self, TypeVar

from pydantic import Field, model_validator

from casestudies.models import ContextFact, Finding, GradeReading
from casestudies.models.claims import Basis, Claim, Direction, Output, claim_problems
from strategies.aggregates.references import CouncilRef, SourceRef
from wellbeing_portal.core.aggregates import Form, KeyedRow, Text
from wellbeing_portal.core.models import Figure

from .references import ApproachRef, EnablerRef, OutcomeRef, PopulationGroupRef

Level = Annotated[int, Field(ge=0, le=5)]
Number = Annotated[Decimal, Field(max_digits=17, decimal_places=3)]


class FigureForm(KeyedRow):
    """A number, or no number, and the statement it belongs to."""

    statement: str
    qualifier: Figure.Qualifier = Figure.Qualifier.EXACT
    value: Number | None = None
    high_value: Number | None = None
    from_value: Number | None = None
    unit: Figure.Unit | None = None
    measure: Text = ""
    wording: Text = ""
    sample_size: Annotated[int, Field(ge=1)] | None = None
    period: Text = ""
    is_shared_total: bool = False
    locator: Text = ""
    source: SourceRef | None = None
    """Where it stands; as long as nothing is said, where its record does."""

    @model_validator(mode="after")
    def value_has_unit(self) -> Self:
        """Refuse a number without a unit, and the reverse."""
        if (self.value is None) != (self.unit is None):
            raise ValueError("a number needs a unit, and a unit needs a number")
        return self


class GradeReadingForm(Form):
    """One independent reading of a finding's claim and level."""

    model = GradeReading
    KNOWN_BY = "position"

    position: Annotated[int, Field(ge=1)]
    claim: Claim
    evidence_level: Level | None = None
    reason: Text = ""


class FindingForm(FigureForm):
    """A finding that a framework reports."""

    model = Finding

    claim: Claim
    approaches: Annotated[list[ApproachRef], Field(min_length=1)]
    outcomes: list[OutcomeRef] = []
    inferred_outcomes: list[OutcomeRef] = []
    enablers: list[EnablerRef] = []
    inferred_enablers: list[EnablerRef] = []
    better_for: list[PopulationGroupRef] = []
    worse_for: list[PopulationGroupRef] = []
    councils: list[CouncilRef] = []
    output: Output | None = None
    direction: Direction | None = None
    basis: Basis
    evidence_level: Level | None = None
    method_note: Text = ""
    readings: list[GradeReadingForm] = []

    @model_validator(mode="after")
    def says_what_its_claim_needs(self) -> Self:
        """Refuse a change without direction, level or outcome, and these where nothing changed."""
        for problem in claim_problems(
            self.claim,
            direction=self.direction or "",
            level=self.evidence_level,
            output=self.output or "",
            has_outcome=bool(self.outcomes or self.inferred_outcomes),
            has_groups=bool(self.better_for or self.worse_for),
        ):
            raise ValueError(problem)
        return self


class ContextFactForm(FigureForm):
    """A context fact; ``council`` where it is about one council."""

    model = ContextFact

    council: CouncilRef | None = None


Statement = TypeVar("Statement", bound=KeyedRow)


def citing(rows: Sequence[Statement], source: str) -> list[Statement]:
    """Return statements that say where they stand; where they do not, ``source`` is it."""
    return [
        row if getattr(row, "source", None) else row.model_copy(update={"source": source})
        for row in rows
    ]
