"""A whole framework: its items, with what it says of each."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from casestudies.models import Framework, FrameworkExample, FrameworkItem
from strategies.aggregates.references import CouncilRef, SourceRef
from wellbeing_portal.core.aggregates import (
    KeyedRow,
    NeededText,
    RecordForm,
    Rows,
    Text,
    needed_when_published,
)

from .figures import ContextFactForm, FindingForm, citing
from .references import ApproachRef, EnablerRef, FindingRef, OrganisationRef


class ExampleForm(KeyedRow):
    """A body that an item names as an example."""

    model = FrameworkExample

    council: CouncilRef | None = None
    organisation: OrganisationRef | None = None
    description: Text = ""

    @model_validator(mode="after")
    def one_body(self) -> Self:
        """Refuse an example of nobody, or of two."""
        if (self.organisation is None) == (self.council is None):
            raise ValueError("Name either a council or an organisation.")
        return self


class FrameworkItemForm(KeyedRow):
    """An item of a framework."""

    model = FrameworkItem

    group: Text = ""
    title: str
    description: Text = ""
    enablers: list[EnablerRef] = []
    approaches: list[ApproachRef] = []
    examples: Rows[ExampleForm] = []
    findings: Rows[FindingForm] = []
    context_facts: Rows[ContextFactForm] = []
    illustrations: list[FindingRef] = []
    locator: Text = ""


class FrameworkForm(RecordForm):
    """A framework with all that belongs to it."""

    model = Framework

    summary: NeededText
    background: Text = ""
    source: SourceRef
    locator: Text = ""
    items: Annotated[Rows[FrameworkItemForm], AfterValidator(needed_when_published)] = Field(
        default=[], validate_default=True
    )

    @model_validator(mode="after")
    def statements_say_where_they_stand(self) -> Self:
        """Let a statement that names no source stand in that of the framework."""
        self.__dict__["items"] = [
            item.model_copy(
                update={
                    "findings": citing(item.findings, self.source),
                    "context_facts": citing(item.context_facts, self.source),
                }
            )
            for item in self.items
        ]
        return self
