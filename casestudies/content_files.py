"""The content files of concepts, organisations, case studies and frameworks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from strategies.content_files import concept_kind, read_folder
from wellbeing_portal.core.aggregates import Slug
from wellbeing_portal.core.aggregates.content_kind import kind_of_form
from wellbeing_portal.core.content import ContentKind, ContentModel, read_table
from wellbeing_portal.core.content.saving import write

from .aggregates import CaseStudyForm, FrameworkForm, WiderEvidenceForm
from .facets import FAMILIES
from .models import Organisation

CONTENT = Path(__file__).parent / "content"


class OrganisationRow(ContentModel):
    """A line of the table of organisations."""

    slug: Slug
    name: str
    sector: Organisation.Sector
    description: str = ""


def _save_organisation(row: OrganisationRow, record: Organisation | None) -> Organisation:
    return write(record or Organisation(), row.model_dump())


COLUMNS: dict[str, dict[str, Any]] = {
    "approach": {"wider_evidence_searched_on": (dt.date | None, None)},
    "outcome": dict.fromkeys(("short_name", "better_words", "worse_words"), (str, "")),
}
"""What the table of a family says of each concept besides what all tables say."""

KINDS = [
    *(
        concept_kind(
            one.one, one.table, one.model, CONTENT / f"{one.table}.csv", COLUMNS.get(one.name, {})
        )
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
    kind_of_form(
        "case study", "case studies", CaseStudyForm, lambda: read_folder(CONTENT / "case_studies")
    ),
    kind_of_form(
        "framework", "frameworks", FrameworkForm, lambda: read_folder(CONTENT / "frameworks")
    ),
    kind_of_form(
        "wider evidence",
        "wider evidence",
        WiderEvidenceForm,
        lambda: read_folder(CONTENT / "wider_evidence"),
    ),
]
