"""The content files of councils, themes, sources and strategies."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import create_model

from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import Slug
from wellbeing_portal.core.aggregates.content_kind import kind_of_form
from wellbeing_portal.core.content import ContentKind, ContentModel, Parsed, read_table, read_yaml
from wellbeing_portal.core.content.saving import write
from wellbeing_portal.core.content.schema import refers_to
from wellbeing_portal.core.models import Concept, Publishable
from wellbeing_portal.core.publishing import actions
from wellbeing_portal.core.publishing.gate import require_publishable
from wellbeing_portal.core.publishing.offering import offer
from wellbeing_portal.core.publishing.resting import reasons_to_stay

from .aggregates import SourceForm, StrategyForm
from .content_cells import SplitList, one_by_slug
from .content_councils import CouncilRow, read_councils, save_council
from .models import Council, Source, Theme

CONTENT = Path(__file__).parent / "content"


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


def save_concept(model: type[Concept]) -> Any:
    """Return what saves a row of a table of ``model``'s concepts."""

    def save(row: ConceptRow, record: Concept | None) -> Concept:
        values = row.model_dump() | {"broader": one_by_slug(model, row.broader)}
        return write(record or model(), values)

    return save


def concept_row(name: str, columns: Mapping[str, Any] = MappingProxyType({})) -> type[ConceptRow]:
    """Return what a row of a table of concepts says; ``columns`` are those of this table alone."""
    broader: Any = (Annotated[str, refers_to(name)] | None, None)
    row: type[ConceptRow] = create_model("Row", __base__=ConceptRow, broader=broader, **columns)
    return row


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
    row = concept_row(name, columns)
    return ContentKind(name, plural, model, row, lambda: read_table(path), save_concept(model))


def read_folder(folder: Path) -> list[Parsed]:
    """Read every YAML file of ``folder``."""
    return [read_yaml(path) for path in sorted(folder.glob("*.yaml"))]


def _save_source(content: SourceForm, record: Source | None) -> Source:
    published = content.state == Publishable.State.PUBLISHED
    state: str = content.state
    if published:
        is_so = record is not None and record.is_published
        state = content.state if is_so else Publishable.State.DRAFT
    elif record is not None and reasons_to_stay(record):
        # What something published rests on stays: a curator may have come to cite it.
        state = record.state
    source = write(record or Source(), content.model_dump() | {"state": state})
    if source.is_published:
        require_publishable(source)
    elif published:
        actions.publish(source, by=SYSTEM)
    return source


KINDS = [
    concept_kind("theme", "themes", Theme, CONTENT / "themes.csv"),
    ContentKind(
        "council",
        "councils",
        Council,
        CouncilRow,
        lambda: read_councils(CONTENT),
        save_council,
        {"followed_by": {}},
    ),
    ContentKind(
        "source",
        "sources",
        Source,
        SourceForm,
        lambda: read_folder(CONTENT / "sources"),
        _save_source,
        offer=offer,
    ),
    kind_of_form(
        "strategy", "strategies", StrategyForm, lambda: read_folder(CONTENT / "strategies")
    ),
]
