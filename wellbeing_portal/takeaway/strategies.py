"""Councils, strategies and sources as tables to take away: only what the public may see.

Every function takes primary keys in the order wanted, and ``site``, the portal's own address.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Prefetch

from strategies.models import Council, Priority, ScrutinyPoint, Source, Strategy, Theme
from wellbeing_portal.core.export.fetching import Field, fetched, named, tabulated
from wellbeing_portal.core.export.table import Column, Kind, Table

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
        (Column("Source", width=36), lambda record: source_title(record.source)),
        (Column("Place in the source", width=30), "locator"),
        (Column("Source address", width=30), address),
    ]


def councils(keys: Sequence[int], site: str) -> Table:
    """Return councils, with how much the portal holds of each."""
    fields: list[Field] = [
        (Column("Name", width=26), "name"),
        (Column("Official name", width=36), "official_name"),
        (Column("Slug"), "slug"),
        (Column("GSS code", width=12), "gss_code"),
        (Column("Type"), lambda council: council.get_type_display()),
        (Column("Region"), lambda council: council.get_region_display()),
        (Column("Nation", width=16), lambda council: council.get_nation_display()),
        (
            Column("County council", width=30),
            lambda council: council.parent.official_name if council.parent else "",
        ),
        (Column("Established", Kind.DATE), "established"),
        (Column("Abolished", Kind.DATE), "abolished"),
        (
            Column("Succeeded by", Kind.LIST),
            lambda council: [each.name for each in council.successors.all()],
        ),
        (Column("Case studies", Kind.NUMBER), "case_study_count"),
        (Column("Strategies", Kind.NUMBER), "strategy_count"),
        (Column("Address", width=40), lambda council: site + council.get_absolute_url()),
    ]
    rows = Council.objects.with_content_counts().select_related("parent")
    return tabulated("Councils", fields, fetched(rows.prefetch_related("successors"), keys))


def strategies(keys: Sequence[int], site: str) -> Table:
    """Return strategies."""
    fields: list[Field] = [
        (Column("Title", width=44, wraps=True), "title"),
        (Column("Slug"), "slug"),
        (
            Column("Councils", Kind.LIST),
            lambda strategy: [council.name for council in strategy.councils.all()],
        ),
        (Column("Partnership", width=30), "partnership"),
        (Column("Kind", width=30), lambda strategy: strategy.get_kind_display()),
        (Column("Status", width=14), lambda strategy: strategy.get_status_display()),
        (Column("From", Kind.NUMBER), "start_year"),
        (Column("To", Kind.NUMBER), "end_year"),
        (Column("Adopted on", Kind.DATE), "adopted_on"),
        (Column("Summary", width=70, wraps=True), "summary"),
        (Column("Vision", width=50), "vision"),
        (
            Column("Priorities", Kind.NUMBER),
            lambda strategy: len(strategy.priorities.all()),
        ),
        (Column("Inferred", width=30), "inferred"),
        *source_fields(site),
        (Column("Address", width=40), lambda strategy: site + strategy.get_absolute_url()),
        (Column("Updated on", Kind.DATE), lambda strategy: strategy.updated_at.date()),
    ]
    rows = Strategy.objects.published().prefetch_related(
        named("source", Source, "title", "slug", "state"),
        Prefetch("councils", Council.objects.only("name").order_by("name")),
        Prefetch("priorities", Priority.objects.only("strategy_id", "position")),
    )
    return tabulated("Strategies", fields, fetched(rows, keys))


def priorities(keys: Sequence[int], site: str, *, by: str = "strategy_id") -> Table:
    """Return the priorities of strategies, or with ``by="pk"`` the priorities of these keys."""
    fields: list[Field] = [
        (Column("Strategy", width=40, wraps=True), "strategy.title"),
        (Column("Strategy slug"), "strategy.slug"),
        (
            Column("Councils", Kind.LIST),
            lambda priority: [council.name for council in priority.strategy.councils.all()],
        ),
        (Column("Position", Kind.NUMBER), "position"),
        (Column("Kind", width=18), lambda priority: priority.get_kind_display()),
        (Column("Title", width=50, wraps=True), "title"),
        (Column("Description", width=60, wraps=True), "description"),
        (
            Column("Themes", Kind.LIST),
            lambda priority: [theme.name for theme in priority.themes.all()],
        ),
        (Column("Place in the source", width=30), "locator"),
        (
            Column("Address", width=40),
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
    return tabulated("Priorities", fields, fetched(rows, keys, by=by))


def scrutiny_points(keys: Sequence[int]) -> Table:
    """Return what was raised in meetings on the strategies of these keys."""
    fields: list[Field] = [
        (Column("Strategy", width=40, wraps=True), "meeting.strategy.title"),
        (Column("Strategy slug"), "meeting.strategy.slug"),
        (Column("Committee", width=34), "meeting.committee"),
        (Column("Held on", Kind.DATE), "meeting.held_on"),
        (Column("Raised by"), "raised_by"),
        (Column("Topic"), "topic"),
        (Column("Point", width=60, wraps=True), "point"),
        (Column("Answered by"), "responded_by"),
        (Column("Response", width=60, wraps=True), "response"),
        (Column("Standing", width=14), lambda point: point.get_standing_display()),
        (Column("Source", width=36), lambda point: source_title(point.meeting.source)),
        (Column("Place in the source", width=30), "locator"),
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
    return tabulated("Scrutiny", fields, fetched(rows, keys, by="strategy_key"))


def sources(keys: Sequence[int], site: str) -> Table:
    """Return sources."""
    fields: list[Field] = [
        (Column("Title", width=50, wraps=True), "title"),
        (Column("Slug"), "slug"),
        (Column("Kind", width=14), lambda source: source.get_kind_display()),
        (Column("Author", width=36), "author"),
        (Column("Publisher", width=30), "publisher"),
        (Column("Year", Kind.NUMBER), "year"),
        (Column("Published on", Kind.DATE), "published_on"),
        (Column("Web address", width=40), "url"),
        (Column("Summary", width=60, wraps=True), "summary"),
        (Column("Address", width=40), lambda source: site + source.get_absolute_url()),
    ]
    return tabulated("Sources", fields, fetched(Source.objects.public(), keys))
