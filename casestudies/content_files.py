"""The content files of concepts, organisations, case studies and frameworks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from strategies.content_files import concept_kind, read_folder
from wellbeing_portal.core.aggregates import Slug
from wellbeing_portal.core.aggregates.content_kind import kind_of_form
from wellbeing_portal.core.content import ContentKind, ContentModel, read_table
from wellbeing_portal.core.content.saving import write
from wellbeing_portal.core.models import Concept

from .aggregates import CaseStudyForm, FrameworkForm
from .models import Approach, Enabler, Organisation, Outcome, PopulationGroup, Setting

CONTENT = Path(__file__).parent / "content"

CONCEPTS: Sequence[tuple[str, str, type[Concept]]] = [
    ("approach", "approaches", Approach),
    ("enabler", "enablers", Enabler),
    ("outcome", "outcomes", Outcome),
    ("population group", "population_groups", PopulationGroup),
    ("setting", "settings", Setting),
]


class OrganisationRow(ContentModel):
    """A line of the table of organisations."""

    slug: Slug
    name: str
    sector: Organisation.Sector
    description: str = ""


def _save_organisation(row: OrganisationRow, record: Organisation | None) -> Organisation:
    return write(record or Organisation(), row.model_dump())


KINDS = [
    *(
        concept_kind(name, plural, model, CONTENT / f"{plural}.csv")
        for name, plural, model in CONCEPTS
    ),
    ContentKind(
        "organisation",
        "organisations",
        Organisation,
        OrganisationRow,
        lambda: read_table(CONTENT / "organisations.csv"),
        _save_organisation,
    ),
    kind_of_form(
        "case study", "case studies", CaseStudyForm, lambda: read_folder(CONTENT / "case_studies")
    ),
    kind_of_form(
        "framework", "frameworks", FrameworkForm, lambda: read_folder(CONTENT / "frameworks")
    ),
]
