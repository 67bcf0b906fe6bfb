"""The content files of councils, themes, sources and strategies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BeforeValidator, create_model

from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import Slug, Year
from wellbeing_portal.core.aggregates.content_kind import kind_of_form
from wellbeing_portal.core.content import ContentKind, ContentModel, Parsed, read_table, read_yaml
from wellbeing_portal.core.content.saving import write
from wellbeing_portal.core.content.schema import refers_to
from wellbeing_portal.core.models import Concept, Publishable
from wellbeing_portal.core.publishing import actions

from .aggregates import StrategyForm
from .aggregates.references import CouncilRef
from .models import Council, Source, Theme

CONTENT = Path(__file__).parent / "content"

SplitList = BeforeValidator(
    lambda cell: [part.strip() for part in cell.split(";")] if isinstance(cell, str) else cell
)
"""A table cell that holds several values, with semicolons between them."""


class ConceptRow(ContentModel):
    """A line of a table of concepts."""

    slug: Slug
    name: str
    definition: str
    synonyms: Annotated[list[str], SplitList] = []
    broader: str | None = None
    counts: str = ""
    does_not_count: str = ""
    example: str = ""


class CouncilRow(ContentModel):
    """A line of the table of councils; ``parent`` is a county's slug."""

    slug: Slug
    name: str
    official_name: str
    gss_code: str
    type: Council.Type
    region: Council.Region
    nation: Council.Nation
    parent: CouncilRef | None = None
    established: dt.date | None = None


class SourceFile(ContentModel):
    """A file of ``content/sources``."""

    slug: Slug
    title: str
    state: Publishable.State = Publishable.State.PUBLISHED
    review_due: dt.date | None = None
    inferred: str = ""
    kind: Source.Kind
    author: str = ""
    publisher: str = ""
    published_year: Year | None = None
    published_on: dt.date | None = None
    url: str = ""
    summary: str = ""


def one_by_slug(model: Any, slug: str | None) -> Any:
    """Return the record of ``slug``, or None for None; a former slug leads to its record."""
    if slug is None:
        return None
    found = model._default_manager.filter(slug=slug).first()
    return found or model._default_manager.called([slug])[slug]


def save_concept(model: type[Concept]) -> Any:
    """Return what saves a row of a table of ``model``'s concepts."""

    def save(row: ConceptRow, record: Concept | None) -> Concept:
        values = row.model_dump() | {"broader": one_by_slug(model, row.broader)}
        return write(record or model(), values)

    return save


def concept_kind(
    name: str,
    plural: str,
    model: type[Concept],
    path: Path,
    columns: Mapping[str, Any] = MappingProxyType({}),
) -> ContentKind:
    """Return the kind of content that a table of concepts holds.

    ``columns`` are those of this table alone: the type and the default of each.
    """
    broader: Any = (Annotated[str, refers_to(name)] | None, None)
    Row: Any = create_model("Row", __base__=ConceptRow, broader=broader, **columns)  # noqa: N806

    return ContentKind(name, plural, model, Row, lambda: read_table(path), save_concept(model))


def read_folder(folder: Path) -> list[Parsed]:
    """Read every YAML file of ``folder``."""
    return [read_yaml(path) for path in sorted(folder.glob("*.yaml"))]


def _save_council(row: CouncilRow, record: Council | None) -> Council:
    values = row.model_dump() | {"parent": one_by_slug(Council, row.parent)}
    return write(record or Council(), values)


def _save_source(content: SourceFile, record: Source | None) -> Source:
    source = write(record or Source(), content.model_dump())
    if content.state == Publishable.State.PUBLISHED:
        actions.publish(source, by=SYSTEM)
    return source


KINDS = [
    concept_kind("theme", "themes", Theme, CONTENT / "themes.csv"),
    ContentKind(
        "council",
        "councils",
        Council,
        CouncilRow,
        lambda: read_table(CONTENT / "councils.csv"),
        _save_council,
    ),
    ContentKind(
        "source",
        "sources",
        Source,
        SourceFile,
        lambda: read_folder(CONTENT / "sources"),
        _save_source,
    ),
    kind_of_form(
        "strategy", "strategies", StrategyForm, lambda: read_folder(CONTENT / "strategies")
    ),
]
