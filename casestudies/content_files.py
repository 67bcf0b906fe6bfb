"""The content files of concepts, organisations, case studies and frameworks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import Field, model_validator

from strategies.content_files import (
    CouncilRef,
    PublishableFile,
    Slug,
    SourceRef,
    Year,
    by_slug,
    concept_kind,
    one_by_slug,
    read_folder,
)
from strategies.models import Council, Source, Strategy
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.content import ContentKind, ContentModel, read_table
from wellbeing_portal.core.content.saving import at, replace_children, write
from wellbeing_portal.core.content.schema import refers_to
from wellbeing_portal.core.models import Figure, Publishable

from . import actions
from .facets import FAMILIES
from .models import (
    Approach,
    CaseStudy,
    CaseStudyCouncil,
    Enabler,
    Finding,
    Framework,
    Initiative,
    Organisation,
    Outcome,
    PopulationGroup,
    Setting,
)

Record = TypeVar("Record", bound=Publishable)

CONTENT = Path(__file__).parent / "content"

ApproachRef = Annotated[str, refers_to("approach")]
EnablerRef = Annotated[str, refers_to("enabler")]
OutcomeRef = Annotated[str, refers_to("outcome")]
PopulationGroupRef = Annotated[str, refers_to("population group")]
SettingRef = Annotated[str, refers_to("setting")]
OrganisationRef = Annotated[str, refers_to("organisation")]
StrategyRef = Annotated[str, refers_to("strategy")]


class OrganisationRow(ContentModel):
    """A line of the table of organisations."""

    slug: Slug
    name: str
    sector: Organisation.Sector
    description: str = ""


class FigureEntry(ContentModel):
    """A number, or no number, and the statement it belongs to."""

    statement: str
    qualifier: Figure.Qualifier = Figure.Qualifier.EXACT
    value: Annotated[Decimal, Field(max_digits=16, decimal_places=2)] | None = None
    unit: Figure.Unit | None = None
    measure: str = ""
    sample_size: Annotated[int, Field(ge=1)] | None = None
    period: str = ""
    locator: str = ""
    source: SourceRef | None = None

    @model_validator(mode="after")
    def value_has_unit(self) -> FigureEntry:
        """Refuse a number without a unit, and the reverse."""
        if (self.value is None) != (self.unit is None):
            raise ValueError("a number needs a unit, and a unit needs a number")
        return self


class FindingEntry(FigureEntry):
    """A finding inside a case study or a framework item."""

    initiative: str | None = None
    approach: ApproachRef
    outcomes: Annotated[list[OutcomeRef], Field(min_length=1)]
    enablers: list[EnablerRef] = []
    direction: Finding.Direction
    basis: Finding.Basis
    evidence_level: Annotated[int, Field(ge=0, le=5)]
    is_key: bool = False


class ContextFactEntry(FigureEntry):
    """A context fact; ``council`` where it is about one council."""

    council: CouncilRef | None = None


class CouncilEntry(ContentModel):
    """A council's part in a case study."""

    council: CouncilRef
    role: CaseStudyCouncil.Role = CaseStudyCouncil.Role.LEAD
    contribution: str = ""


class PartnerEntry(ContentModel):
    """An organisation's part in a case study."""

    organisation: OrganisationRef
    contribution: str


class ApproachEntry(ContentModel):
    """How an approach was taken."""

    approach: ApproachRef
    how: str
    locator: str = ""


class EnablerEntry(ContentModel):
    """How an enabler worked."""

    enabler: EnablerRef
    how: str
    locator: str = ""


class FunderEntry(ContentModel):
    """Who paid for an initiative."""

    organisation: OrganisationRef | None = None
    council: CouncilRef | None = None
    qualifier: Figure.Qualifier = Figure.Qualifier.EXACT
    amount: Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)] | None = None
    note: str = ""

    @model_validator(mode="after")
    def one_funder(self) -> FunderEntry:
        """Refuse an amount that nobody paid, or that two paid."""
        if (self.organisation is None) == (self.council is None):
            raise ValueError("Name either an organisation or a council as the funder.")
        return self


class InitiativeEntry(ContentModel):
    """An initiative inside a case study."""

    name: str
    description: str
    start_year: Year | None = None
    end_year: Year | None = None
    partners: list[OrganisationRef] = []
    approaches: list[ApproachRef] = []
    funders: list[FunderEntry] = []
    locator: str = ""


class CaseStudyFile(PublishableFile):
    """A file of ``content/case_studies``."""

    strapline: str
    summary: str
    stage: CaseStudy.Stage
    start_year: Year | None = None
    end_year: Year | None = None
    source: SourceRef
    locator: str
    councils: Annotated[list[CouncilEntry], Field(min_length=1)]
    partners: list[PartnerEntry] = []
    population_groups: list[PopulationGroupRef] = []
    settings: list[SettingRef] = []
    strategies: list[StrategyRef] = []
    ambition: str
    approach: str
    impact: str = ""
    sustainability: str = ""
    pandemic_response: str = ""
    approaches: list[ApproachEntry] = []
    enablers: list[EnablerEntry] = []
    initiatives: list[InitiativeEntry] = []
    findings: list[FindingEntry] = []
    context_facts: list[ContextFactEntry] = []

    @model_validator(mode="after")
    def initiatives_exist(self) -> CaseStudyFile:
        """Refuse a finding that names an initiative which the file does not have."""
        names = {initiative.name for initiative in self.initiatives}
        for number, finding in enumerate(self.findings, start=1):
            if finding.initiative and finding.initiative not in names:
                raise ValueError(
                    f"finding {number} names the initiative “{finding.initiative}”, "
                    "which this file does not have"
                )
        return self


class ExampleEntry(ContentModel):
    """A body that an item names as an example."""

    council: CouncilRef | None = None
    organisation: OrganisationRef | None = None
    description: str = ""

    @model_validator(mode="after")
    def one_body(self) -> ExampleEntry:
        """Refuse an example of nobody, or of two."""
        if (self.organisation is None) == (self.council is None):
            raise ValueError("Name either a council or an organisation.")
        return self


class FrameworkItemEntry(ContentModel):
    """An item of a framework."""

    group: str = ""
    title: str
    description: str = ""
    enablers: list[EnablerRef] = []
    approaches: list[ApproachRef] = []
    examples: list[ExampleEntry] = []
    findings: list[FindingEntry] = []
    context_facts: list[ContextFactEntry] = []
    locator: str = ""


class FrameworkFile(PublishableFile):
    """A file of ``content/frameworks``."""

    summary: str
    background: str = ""
    source: SourceRef
    locator: str = ""
    items: Annotated[list[FrameworkItemEntry], Field(min_length=1)]


def _save_organisation(row: OrganisationRow, record: Organisation | None) -> Organisation:
    return write(record or Organisation(), row.model_dump())


CASE_STUDY_ROWS = {
    "councils",
    "partners",
    "population_groups",
    "settings",
    "strategies",
    "approaches",
    "enablers",
    "initiatives",
    "findings",
    "context_facts",
}


def _save_case_study(content: CaseStudyFile, record: CaseStudy | None) -> CaseStudy:
    source = one_by_slug(Source, content.source)
    values = content.model_dump(exclude=CASE_STUDY_ROWS) | {"source": source}
    case_study = write(record or CaseStudy(), values)
    case_study.population_groups.set(by_slug(PopulationGroup, content.population_groups))
    case_study.settings.set(by_slug(Setting, content.settings))
    case_study.strategies.set(by_slug(Strategy, content.strategies))
    replace_children(
        case_study,
        "council_roles",
        [e.model_dump() | {"council": one_by_slug(Council, e.council)} for e in content.councils],
        section="councils",
    )
    replace_children(
        case_study,
        "partner_roles",
        [
            e.model_dump() | {"organisation": one_by_slug(Organisation, e.organisation)}
            for e in content.partners
        ],
        section="partners",
    )
    replace_children(
        case_study,
        "approach_rows",
        [
            e.model_dump() | {"approach": one_by_slug(Approach, e.approach)}
            for e in content.approaches
        ],
        section="approaches",
    )
    replace_children(
        case_study,
        "enabler_rows",
        [e.model_dump() | {"enabler": one_by_slug(Enabler, e.enabler)} for e in content.enablers],
        section="enablers",
    )
    # Findings point at initiatives: they go first and come last.
    case_study.findings.all().delete()
    initiatives = _save_initiatives(case_study, content.initiatives)
    _save_findings(case_study, content.findings, source, initiatives)
    _save_context_facts(case_study, content.context_facts, source)
    return _publish_as(case_study, content.state)


def _save_initiatives(
    case_study: CaseStudy, entries: Sequence[InitiativeEntry]
) -> dict[str, Initiative]:
    rows = replace_children(
        case_study,
        "initiatives",
        [e.model_dump(exclude={"partners", "approaches", "funders"}) for e in entries],
    )
    for index, (row, entry) in enumerate(zip(rows, entries, strict=True)):
        row.partners.set(by_slug(Organisation, entry.partners))
        row.approaches.set(by_slug(Approach, entry.approaches))
        with at("initiatives", index):
            replace_children(
                row,
                "funders",
                [
                    f.model_dump()
                    | {
                        "organisation": one_by_slug(Organisation, f.organisation),
                        "council": one_by_slug(Council, f.council),
                    }
                    for f in entry.funders
                ],
            )
    return {row.name: row for row in rows}


def _figure_values(entry: FigureEntry, source: Source) -> dict[str, Any]:
    return {
        "unit": entry.unit or "",
        "source": one_by_slug(Source, entry.source) if entry.source else source,
    }


def _save_findings(
    parent: Any,
    entries: Sequence[FindingEntry],
    source: Source,
    initiatives: Mapping[str, Initiative],
) -> None:
    rows = replace_children(
        parent,
        "findings",
        [
            e.model_dump(exclude={"outcomes", "enablers"})
            | _figure_values(e, source)
            | {
                "approach": one_by_slug(Approach, e.approach),
                "initiative": initiatives[e.initiative] if e.initiative else None,
            }
            for e in entries
        ],
    )
    for row, entry in zip(rows, entries, strict=True):
        row.outcomes.set(by_slug(Outcome, entry.outcomes))
        row.enablers.set(by_slug(Enabler, entry.enablers))


def _save_context_facts(parent: Any, entries: Sequence[ContextFactEntry], source: Source) -> None:
    replace_children(
        parent,
        "context_facts",
        [
            e.model_dump()
            | _figure_values(e, source)
            | {"council": one_by_slug(Council, e.council)}
            for e in entries
        ],
    )


def _save_framework(content: FrameworkFile, record: Framework | None) -> Framework:
    source = one_by_slug(Source, content.source)
    framework = write(
        record or Framework(), content.model_dump(exclude={"items"}) | {"source": source}
    )
    rows = replace_children(
        framework,
        "items",
        [e.model_dump(include={"group", "title", "description", "locator"}) for e in content.items],
    )
    for index, (row, entry) in enumerate(zip(rows, content.items, strict=True)):
        row.enablers.set(by_slug(Enabler, entry.enablers))
        row.approaches.set(by_slug(Approach, entry.approaches))
        with at("items", index):
            replace_children(
                row,
                "examples",
                [
                    x.model_dump()
                    | {
                        "council": one_by_slug(Council, x.council),
                        "organisation": one_by_slug(Organisation, x.organisation),
                    }
                    for x in entry.examples
                ],
            )
            _save_findings(row, entry.findings, source, {})
            _save_context_facts(row, entry.context_facts, source)
    return _publish_as(framework, content.state)


def _publish_as(record: Record, state: Publishable.State) -> Record:
    if state == Publishable.State.PUBLISHED:
        actions.publish(record, by=SYSTEM)
    return record


CASE_STUDY_CHILDREN: Mapping[str, Any] = {
    "council_roles": {},
    "partner_roles": {},
    "approach_rows": {},
    "enabler_rows": {},
    "initiatives": {"funders": {}},
    "findings": {},
    "context_facts": {},
}
FRAMEWORK_CHILDREN: Mapping[str, Any] = {
    "items": {"examples": {}, "findings": {}, "context_facts": {}},
}


def _folder(name: str) -> Callable[[], Any]:
    return lambda: read_folder(CONTENT / name)


KINDS = [
    *(
        concept_kind(one.one, one.table, one.model, CONTENT / f"{one.table}.csv")
        for one in FAMILIES.values()
    ),
    ContentKind(
        "organisation",
        "organisations",
        Organisation,
        OrganisationRow,
        lambda: read_table(CONTENT / "organisations.csv"),
        _save_organisation,
    ),
    ContentKind(
        "case study",
        "case studies",
        CaseStudy,
        CaseStudyFile,
        _folder("case_studies"),
        _save_case_study,
        CASE_STUDY_CHILDREN,
    ),
    ContentKind(
        "framework",
        "frameworks",
        Framework,
        FrameworkFile,
        _folder("frameworks"),
        _save_framework,
        FRAMEWORK_CHILDREN,
    ),
]
