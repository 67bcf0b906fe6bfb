"""A whole case study."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, Field, model_validator

from casestudies.facets import CASE_STUDY
from casestudies.models import (
    CaseStudy,
    CaseStudyApproach,
    CaseStudyCouncil,
    CaseStudyEnabler,
    CaseStudyPartner,
    Initiative,
    InitiativeFunder,
)
from casestudies.models.roles import CouncilRole
from strategies.aggregates.references import CouncilRef, PriorityRef, SourceRef, StrategyRef
from wellbeing_portal.core.aggregates import (
    Form,
    KeyedRow,
    NeededText,
    RecordForm,
    Rows,
    Text,
    Year,
    declared,
    needed_when_published,
)
from wellbeing_portal.core.models import Figure

from .account import BarrierForm, CorrectionForm, CostForm, CouncilReplyForm
from .figures import ContextFactForm, FindingForm, citing
from .references import ApproachRef, EnablerRef, OrganisationRef


class CouncilRoleForm(Form):
    """A council's part in a case study."""

    model = CaseStudyCouncil
    KNOWN_BY = "council"

    council: CouncilRef
    role: CouncilRole = CouncilRole.LEAD
    contribution: Text = ""


class PartnerRoleForm(Form):
    """An organisation's part in a case study."""

    model = CaseStudyPartner
    KNOWN_BY = "organisation"

    organisation: OrganisationRef
    contribution: str


class ApproachTakenForm(Form):
    """How an approach was taken."""

    model = CaseStudyApproach
    KNOWN_BY = "approach"

    approach: ApproachRef
    how: str
    locator: Text = ""


class EnablerAtWorkForm(Form):
    """How an enabler worked."""

    model = CaseStudyEnabler
    KNOWN_BY = "enabler"

    enabler: EnablerRef
    how: str
    locator: Text = ""


class FunderForm(KeyedRow):
    """Who paid for an initiative."""

    model = InitiativeFunder

    organisation: OrganisationRef | None = None
    council: CouncilRef | None = None
    qualifier: Figure.Qualifier = Figure.Qualifier.EXACT
    amount: Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)] | None = None
    note: Text = ""

    @model_validator(mode="after")
    def one_funder(self) -> Self:
        """Refuse an amount that nobody paid, or that two paid."""
        if (self.organisation is None) == (self.council is None):
            raise ValueError("Name either an organisation or a council as the funder.")
        return self


class InitiativeForm(KeyedRow):
    """An initiative inside a case study."""

    model = Initiative

    name: str
    description: str
    start_year: Year | None = None
    end_year: Year | None = None
    partners: list[OrganisationRef] = []
    approaches: list[ApproachRef] = []
    councils: list[CouncilRef] = []
    funders: Rows[FunderForm] = []
    locator: Text = ""


class CaseStudyFindingForm(FindingForm):
    """A finding of a case study; ``initiative`` is the key of one of its initiatives.

    Files may also say its name.
    """

    initiative: str | None = None
    key_order: Annotated[int, Field(ge=1, le=3)] | None = None


Named = TypeVar("Named", CaseStudyFindingForm, CostForm)
"""A row that may name an initiative."""


@declared(CASE_STUDY)
class CaseStudyForm(RecordForm):
    """A case study with all that belongs to it, and what its facets say it is tagged with."""

    model = CaseStudy
    RELATIONS = {
        "councils": "council_roles",
        "partners": "partner_roles",
        "approaches": "approach_rows",
        "enablers": "enabler_rows",
    }

    strapline: NeededText
    summary: NeededText
    stage: Annotated[CaseStudy.Stage | None, AfterValidator(needed_when_published)] = Field(
        default=None, validate_default=True
    )
    start_year: Year | None = None
    end_year: Year | None = None
    source: SourceRef
    locator: Text
    councils: Annotated[list[CouncilRoleForm], AfterValidator(needed_when_published)] = Field(
        default=[], validate_default=True
    )
    partners: list[PartnerRoleForm] = []
    strategies: list[StrategyRef] = []
    priorities: list[PriorityRef] = []
    told_in: Year | None = None
    depth: CaseStudy.Depth = CaseStudy.Depth.WHOLE
    caveat: Text = ""
    contact: Text = ""
    contact_address: Text = ""
    ambition: NeededText
    ambition_preview: Text = ""
    approach: NeededText
    approach_preview: Text = ""
    impact: Text = ""
    impact_preview: Text = ""
    sustainability: Text = ""
    sustainability_preview: Text = ""
    pandemic_response: Text = ""
    pandemic_response_preview: Text = ""
    approaches: list[ApproachTakenForm] = []
    enablers: list[EnablerAtWorkForm] = []
    initiatives: Rows[InitiativeForm] = []
    barriers: Rows[BarrierForm] = []
    costs: Rows[CostForm] = []
    findings: Rows[CaseStudyFindingForm] = []
    context_facts: Rows[ContextFactForm] = []
    corrections: Rows[CorrectionForm] = []
    replies: Rows[CouncilReplyForm] = []

    @model_validator(mode="after")
    def statements_belong_here(self) -> Self:
        """Let findings name initiatives by their keys, and every statement say where it stands."""
        for name in ("findings", "costs"):
            rows = citing(getattr(self, name), self.source)
            self.__dict__[name] = [
                self._of_initiative(row, f"{name[:-1]} {number}")
                for number, row in enumerate(rows, 1)
            ]
        for name in ("barriers", "context_facts"):
            self.__dict__[name] = citing(getattr(self, name), self.source)
        return self

    def _of_initiative(self, row: Named, place: str) -> Named:
        keys = {one.name: one.key for one in self.initiatives}
        said = row.initiative
        if said is None or said in keys.values():
            return row
        if said not in keys:
            raise ValueError(
                f"{place} names the initiative “{said}”, which this file does not have"
            )
        return row.model_copy(update={"initiative": keys[said]})
