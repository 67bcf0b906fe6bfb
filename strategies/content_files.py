"""The content files of councils, themes, sources and strategies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field

from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.content import ContentKind, ContentModel, Parsed, read_table, read_yaml
from wellbeing_portal.core.content.saving import at, replace_children, write
from wellbeing_portal.core.content.schema import refers_to
from wellbeing_portal.core.models import Concept, Publishable
from wellbeing_portal.core.publishing import actions
from wellbeing_portal.core.slugs import LONGEST, PATTERN

from .models import Council, Priority, ScrutinyPoint, Source, Strategy, Theme

Record = TypeVar("Record", bound=Publishable)

CONTENT = Path(__file__).parent / "content"

Slug = Annotated[str, Field(pattern=PATTERN, max_length=LONGEST)]
Year = Annotated[int, Field(ge=1900, le=2100)]
CouncilRef = Annotated[str, refers_to("council")]
SourceRef = Annotated[str, refers_to("source")]
ThemeRef = Annotated[str, refers_to("theme")]
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


class PublishableFile(ContentModel):
    """What every file of a publishable record may say."""

    slug: Slug
    title: str
    state: Publishable.State = Publishable.State.PUBLISHED
    review_due: dt.date | None = None
    inferred: str = ""


class SourceFile(PublishableFile):
    """A file of ``content/sources``."""

    kind: Source.Kind
    author: str = ""
    publisher: str = ""
    published_year: Year | None = None
    published_on: dt.date | None = None
    url: str = ""
    summary: str = ""


class PriorityEntry(ContentModel):
    """A priority inside a strategy's file."""

    kind: Priority.Kind = Priority.Kind.PRIORITY
    title: str
    description: str = ""
    themes: list[ThemeRef] = []
    locator: str = ""


class ScrutinyPointEntry(ContentModel):
    """A point inside a scrutiny meeting."""

    raised_by: str
    topic: str
    point: str
    responded_by: str = ""
    response: str = ""
    standing: ScrutinyPoint.Standing
    locator: str = ""


class ScrutinyMeetingEntry(ContentModel):
    """A meeting inside a strategy's file."""

    committee: str
    held_on: dt.date | None = None
    introduction: str = ""
    chair_summary: str = ""
    source: SourceRef
    locator: str = ""
    points: list[ScrutinyPointEntry] = []


class StrategyFile(PublishableFile):
    """A file of ``content/strategies``."""

    kind: Strategy.Kind
    status: Strategy.Status | None = None
    councils: Annotated[list[CouncilRef], Field(min_length=1)]
    partnership: str = ""
    start_year: Year | None = None
    end_year: Year | None = None
    adopted_on: dt.date | None = None
    vision: str = ""
    summary: str
    source: SourceRef
    locator: str = ""
    priorities: list[PriorityEntry] = []
    scrutiny_meetings: list[ScrutinyMeetingEntry] = []


def by_slug(model: Any, slugs: Iterable[str]) -> list[Any]:
    """Return the records of ``slugs``, in that order; former slugs lead to theirs."""
    asked = list(slugs)
    found = model._default_manager.in_bulk(asked, field_name="slug")
    gone = [slug for slug in asked if slug not in found]
    if gone:
        found |= model._default_manager.called(gone)
    return list(dict.fromkeys(found[slug] for slug in asked))


def one_by_slug(model: Any, slug: str | None) -> Any:
    """Return the record of ``slug``, or None for None."""
    return None if slug is None else by_slug(model, [slug])[0]


def save_concept(model: type[Concept]) -> Any:
    """Return what saves a row of a table of ``model``'s concepts."""

    def save(row: ConceptRow, record: Concept | None) -> Concept:
        values = row.model_dump() | {"broader": one_by_slug(model, row.broader)}
        return write(record or model(), values)

    return save


def concept_kind(name: str, plural: str, model: type[Concept], path: Path) -> ContentKind:
    """Return the kind of content that a table of concepts holds."""

    class Row(ConceptRow):
        broader: Annotated[str, refers_to(name)] | None = None

    return ContentKind(name, plural, model, Row, lambda: read_table(path), save_concept(model))


def read_folder(folder: Path) -> list[Parsed]:
    """Read every YAML file of ``folder``."""
    return [read_yaml(path) for path in sorted(folder.glob("*.yaml"))]


def publish_as(record: Record, state: Publishable.State) -> Record:
    """Move a record that has just been written to the state its file asks for."""
    if state == Publishable.State.PUBLISHED:
        actions.publish(record, by=SYSTEM)
    return record


def _save_council(row: CouncilRow, record: Council | None) -> Council:
    values = row.model_dump() | {"parent": one_by_slug(Council, row.parent)}
    return write(record or Council(), values)


def _save_source(content: SourceFile, record: Source | None) -> Source:
    return publish_as(write(record or Source(), content.model_dump()), content.state)


def _save_strategy(content: StrategyFile, record: Strategy | None) -> Strategy:
    values = content.model_dump(
        exclude={"councils", "priorities", "scrutiny_meetings"}, mode="python"
    )
    strategy = write(
        record or Strategy(),
        values | {"source": one_by_slug(Source, content.source), "status": content.status or ""},
    )
    strategy.councils.set(by_slug(Council, content.councils))
    rows = replace_children(
        strategy, "priorities", [p.model_dump(exclude={"themes"}) for p in content.priorities]
    )
    for row, priority in zip(rows, content.priorities, strict=True):
        row.themes.set(by_slug(Theme, priority.themes))
    meetings = replace_children(
        strategy,
        "scrutiny_meetings",
        [
            m.model_dump(exclude={"points"}) | {"source": one_by_slug(Source, m.source)}
            for m in content.scrutiny_meetings
        ],
    )
    for index, (row, meeting) in enumerate(zip(meetings, content.scrutiny_meetings, strict=True)):
        with at("scrutiny_meetings", index):
            replace_children(row, "points", [p.model_dump() for p in meeting.points])
    return publish_as(strategy, content.state)


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
    ContentKind(
        "strategy",
        "strategies",
        Strategy,
        StrategyFile,
        lambda: read_folder(CONTENT / "strategies"),
        _save_strategy,
        {"priorities": {}, "scrutiny_meetings": {"points": {}}},
    ),
]
