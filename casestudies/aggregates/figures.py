"""Statements with a figure, and where they stand in a source."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Self, TypeVar

from pydantic import Field, model_validator

from casestudies.models import ContextFact, Finding
from strategies.aggregates.references import CouncilRef, SourceRef
from wellbeing_portal.core.aggregates import KeyedRow, Text
from wellbeing_portal.core.models import Figure

from .references import ApproachRef, EnablerRef, OutcomeRef


class FigureForm(KeyedRow):
    """A number, or no number, and the statement it belongs to."""

    statement: str
    qualifier: Figure.Qualifier = Figure.Qualifier.EXACT
    value: Annotated[Decimal, Field(max_digits=16, decimal_places=2)] | None = None
    unit: Figure.Unit | None = None
    measure: Text = ""
    sample_size: Annotated[int, Field(ge=1)] | None = None
    period: Text = ""
    locator: Text = ""
    source: SourceRef | None = None
    """Where it stands; as long as nothing is said, where its record does."""

    @model_validator(mode="after")
    def value_has_unit(self) -> Self:
        """Refuse a number without a unit, and the reverse."""
        if (self.value is None) != (self.unit is None):
            raise ValueError("a number needs a unit, and a unit needs a number")
        return self


class FindingForm(FigureForm):
    """A finding that a framework reports."""

    model = Finding

    approach: ApproachRef
    outcomes: Annotated[list[OutcomeRef], Field(min_length=1)]
    enablers: list[EnablerRef] = []
    direction: Finding.Direction
    basis: Finding.Basis
    evidence_level: Annotated[int, Field(ge=0, le=5)]
    is_key: bool = False


class ContextFactForm(FigureForm):
    """A context fact; ``council`` where it is about one council."""

    model = ContextFact

    council: CouncilRef | None = None


Statement = TypeVar("Statement", bound=FigureForm)


def citing(rows: Sequence[Statement], source: str) -> list[Statement]:
    """Return statements that say where they stand; where they do not, ``source`` is it."""
    return [row if row.source else row.model_copy(update={"source": source}) for row in rows]
