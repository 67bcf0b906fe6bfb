"""Councils, strategies and sources as tables to take away: only what the public may see.

Every function takes primary keys in the order wanted, and ``site``, the portal's own address.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Prefetch

from strategies.models import Council, Priority, ScrutinyPoint, Source, Strategy, Theme
from wellbeing_portal.core.export.fetching import Field, fetched, named, tabulated
from wellbeing_portal.core.export.table import Column, ColumnKind, Table

UNPUBLISHED_SOURCE = "A source that is not published here"


def source_title(source: Source) -> str:
    """Return what may be said of a source: nothing of one that is not published."""
    return source.title if source.is_published else UNPUBLISHED_SOURCE


def source_fields(site: str) -> list[Field]:
    """Return the columns that say where a record's statement comes from."""

    def address(record: Any) -> str:
        source = record.source
        return site + source.get_absolute_url() if source.is_published else ""

    return [
        (Column("source", "Source", width=36), lambda record: source_title(record.source)),
        (Column("place_in_the_source", "Place in the source", width=30), "locator"),
        (Column("source_address", "Source address", width=30), address),
    ]


def councils(keys: Sequence[int], site: str) -> Table:
    """Return councils, with how much the portal holds of each."""
    fields: list[Field] = [
        (Column("name", "Name", width=26), "name"),
        (Column("official_name", "Official name", width=36), "official_name"),
        (Column("slug", "Slug"), "slug"),
        (Column("gss_code", "GSS code", width=12), "gss_code"),
        (Column("type", "Type"), lambda council: council.get_type_display()),
        (Column("region", "Region"), lambda council: council.get_region_display()),
        (Column("nation", "Nation", width=16), lambda council: council.get_nation_display()),
        (
            Column("county_council", "County council", width=30),
            lambda council: council.parent.official_name if council.parent else "",
        ),
        (Column("established", "Established", ColumnKind.DATE), "established"),
        (Column("abolished", "Abolished", ColumnKind.DATE), "abolished"),
        (
            Column("succeeded_by", "Succeeded by", ColumnKind.LIST),
            lambda council: [each.name for each in council.successors.all()],
        ),
        (Column("case_studies", "Case studies", ColumnKind.NUMBER), "case_study_count"),
        (Column("strategies", "Strategies", ColumnKind.NUMBER), "strategy_count"),
        (Column("address", "Address", width=40), lambda council: site + council.get_absolute_url()),
    ]
    rows = Council.objects.with_content_counts().select_related("parent")
    return tabulated(
        "councils", "Councils", fields, fetched(rows.prefetch_related("successors"), keys)
    )


def strategies(keys: Sequence[int], site: str) -> Table:
    """Return strategies."""
    fields: list[Field] = [
        (Column("title", "Title", width=44, wraps=True), "title"),
        (Column("slug", "Slug"), "slug"),
        (
            Column("councils", "Councils", ColumnKind.LIST),
            lambda strategy: [council.name for council in strategy.councils.all()],
        ),
        (Column("partnership", "Partnership", width=30), "partnership"),
        (Column("kind", "Kind", width=30), lambda strategy: strategy.get_kind_display()),
        (Column("status", "Status", width=14), lambda strategy: strategy.get_status_display()),
        (Column("from", "From", ColumnKind.NUMBER), "start_year"),
        (Column("to", "To", ColumnKind.NUMBER), "end_year"),
        (Column("adopted_on", "Adopted on", ColumnKind.DATE), "adopted_on"),
        (Column("summary", "Summary", width=70, wraps=True), "summary"),
        (Column("vision", "Vision", width=50), "vision"),
        (
            Column("priorities", "Priorities", ColumnKind.NUMBER),
            lambda strategy: len(strategy.priorities.all()),
        ),
        (Column("inferred", "Inferred", width=30), "inferred"),
        *source_fields(site),
        (
            Column("address", "Address", width=40),
            lambda strategy: site + strategy.get_absolute_url(),
        ),
        (
            Column("updated_on", "Updated on", ColumnKind.DATE),
            lambda strategy: strategy.updated_at.date(),
        ),
    ]
    rows = Strategy.objects.published().prefetch_related(
        named("source", Source, "title", "slug", "state"),
        Prefetch("councils", Council.objects.only("name").order_by("name")),
        Prefetch("priorities", Priority.objects.only("strategy_id", "position")),
    )
    return tabulated("strategies", "Strategies", fields, fetched(rows, keys))


def priorities(keys: Sequence[int], site: str, *, by: str = "strategy_id") -> Table:
    """Return the priorities of strategies, or with ``by="pk"`` the priorities of these keys."""
    fields: list[Field] = [
        (Column("strategy", "Strategy", width=40, wraps=True), "strategy.title"),
        (Column("strategy_slug", "Strategy slug"), "strategy.slug"),
        (
            Column("councils", "Councils", ColumnKind.LIST),
            lambda priority: [council.name for council in priority.strategy.councils.all()],
        ),
        (Column("position", "Position", ColumnKind.NUMBER), "position"),
        (Column("kind", "Kind", width=18), lambda priority: priority.get_kind_display()),
        (Column("title", "Title", width=50, wraps=True), "title"),
        (Column("description", "Description", width=60, wraps=True), "description"),
        (
            Column("themes", "Themes", ColumnKind.LIST),
            lambda priority: [theme.name for theme in priority.themes.all()],
        ),
        (Column("place_in_the_source", "Place in the source", width=30), "locator"),
        (
            Column("address", "Address", width=40),
            lambda priority: (
                f"{site}{priority.strategy.get_absolute_url()}#priority-{priority.position}"
            ),
        ),
    ]
    rows = (
        Priority.objects.filter(strategy__state=Strategy.State.PUBLISHED)
        .prefetch_related(
            named("strategy", Strategy, "title", "slug"),
            named("themes", Theme, "name"),
            Prefetch("strategy__councils", Council.objects.only("name").order_by("name")),
        )
        .order_by("position")
    )
    return tabulated("priorities", "Priorities", fields, fetched(rows, keys, by=by))


def scrutiny_points(keys: Sequence[int]) -> Table:
    """Return what was raised in meetings on the strategies of these keys."""
    fields: list[Field] = [
        (Column("strategy", "Strategy", width=40, wraps=True), "meeting.strategy.title"),
        (Column("strategy_slug", "Strategy slug"), "meeting.strategy.slug"),
        (Column("committee", "Committee", width=34), "meeting.committee"),
        (Column("held_on", "Held on", ColumnKind.DATE), "meeting.held_on"),
        (Column("raised_by", "Raised by"), "raised_by"),
        (Column("topic", "Topic"), "topic"),
        (Column("point", "Point", width=60, wraps=True), "point"),
        (Column("answered_by", "Answered by"), "responded_by"),
        (Column("response", "Response", width=60, wraps=True), "response"),
        (Column("standing", "Standing", width=14), lambda point: point.get_standing_display()),
        (Column("source", "Source", width=36), lambda point: source_title(point.meeting.source)),
        (Column("place_in_the_source", "Place in the source", width=30), "locator"),
    ]
    rows = (
        ScrutinyPoint.objects.filter(meeting__strategy__state=Strategy.State.PUBLISHED)
        .prefetch_related(
            "meeting",
            named("meeting__strategy", Strategy, "title", "slug"),
            named("meeting__source", Source, "title", "state"),
        )
        .annotate(strategy_key=F("meeting__strategy_id"))
        .order_by("meeting__position", "position")
    )
    return tabulated("scrutiny", "Scrutiny", fields, fetched(rows, keys, by="strategy_key"))


def sources(keys: Sequence[int], site: str) -> Table:
    """Return sources."""
    fields: list[Field] = [
        (Column("title", "Title", width=50, wraps=True), "title"),
        (Column("slug", "Slug"), "slug"),
        (Column("kind", "Kind", width=14), lambda source: source.get_kind_display()),
        (Column("author", "Author", width=36), "author"),
        (Column("publisher", "Publisher", width=30), "publisher"),
        (Column("year", "Year", ColumnKind.NUMBER), "year"),
        (Column("published_on", "Published on", ColumnKind.DATE), "published_on"),
        (Column("web_address", "Web address", width=40), "url"),
        (Column("summary", "Summary", width=60, wraps=True), "summary"),
        (Column("address", "Address", width=40), lambda source: site + source.get_absolute_url()),
    ]
    return tabulated("sources", "Sources", fields, fetched(Source.objects.public(), keys))
