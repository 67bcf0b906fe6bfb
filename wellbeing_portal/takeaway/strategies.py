"""Councils, strategies and sources as tables to take away: only what the public may see.

Every function takes primary keys in the order wanted, and ``site``, the portal's own address.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Prefetch

from casestudies.models import CaseStudy
from strategies.models import Council, Priority, ScrutinyPoint, Source, Strategy, Theme
from wellbeing_portal.core.compare.comparison import HIDDEN_SOURCE
from wellbeing_portal.core.export.fetching import Field, fetched, named, tabulated
from wellbeing_portal.core.export.table import ColumnKind, Table

from .headings import column


def source_title(source: Source) -> str:
    """Return what may be said of a source: nothing of one that is not published."""
    return source.title if source.is_published else HIDDEN_SOURCE


def source_fields(site: str) -> list[Field]:
    """Return the columns that say where a record's statement comes from."""

    def address(record: Any) -> str:
        source = record.source
        return site + source.get_absolute_url() if source.is_published else ""

    return [
        (column("source", width=36), lambda record: source_title(record.source)),
        (column("place_in_the_source", width=30), "locator"),
        (column("source_address", width=30), address),
    ]


def address_field(site: str) -> Field:
    """Return the column of a record's own address."""
    return column("address", width=40), lambda record: site + record.get_absolute_url()


def updated_field() -> Field:
    """Return the column of the day on which somebody last changed the text."""
    return column("updated_on", ColumnKind.DATE), lambda record: record.updated_at.date()


def councils(keys: Sequence[int], site: str) -> Table:
    """Return councils, with how much the portal holds of each."""
    fields: list[Field] = [
        (column("name", width=26), "name"),
        (column("official_name", width=36), "official_name"),
        (column("slug"), "slug"),
        (column("gss_code", width=12), lambda council: council.gss_code or ""),
        (column("type"), lambda council: council.get_type_display()),
        (column("region"), lambda council: council.get_region_display()),
        (column("nation", width=16), lambda council: council.get_nation_display()),
        (
            column("county_council", width=30),
            lambda council: council.parent.official_name if council.parent else "",
        ),
        (column("established", ColumnKind.DATE), "begins"),
        (column("abolished", ColumnKind.DATE), "ends"),
        (
            column("succeeded_by", ColumnKind.LIST),
            lambda council: [each.successor.name for each in council.followed_by.all()],
        ),
        (column("case_studies", ColumnKind.NUMBER), "case_study_count"),
        (column("strategies", ColumnKind.NUMBER), "strategy_count"),
        address_field(site),
    ]
    rows = Council.objects.with_content_counts().select_related("parent")
    return tabulated(
        "councils",
        "Councils",
        fields,
        fetched(rows.prefetch_related("followed_by__successor"), keys),
    )


def strategies(keys: Sequence[int], site: str) -> Table:
    """Return strategies."""
    fields: list[Field] = [
        (column("title", width=44, wraps=True), "title"),
        (column("slug"), "slug"),
        (
            column("councils", ColumnKind.LIST),
            lambda strategy: [council.name for council in strategy.councils.all()],
        ),
        (column("partnership", width=30), "partnership"),
        (column("kind", width=30), lambda strategy: strategy.get_kind_display()),
        (column("status", width=14), lambda strategy: strategy.get_status_display()),
        (column("from", ColumnKind.NUMBER), "start_year"),
        (column("to", ColumnKind.NUMBER), "end_year"),
        (column("adopted_on", ColumnKind.DATE), "adopted_on"),
        (column("summary", width=70, wraps=True), "summary"),
        (column("vision", width=50), "vision"),
        (
            column("priorities", ColumnKind.NUMBER),
            lambda strategy: len(strategy.priorities.all()),
        ),
        (column("inferred", width=30), "inferred"),
        *source_fields(site),
        address_field(site),
        updated_field(),
    ]
    rows = Strategy.objects.published().prefetch_related(
        named("source", Source, "title", "slug", "state"),
        Prefetch("councils", Council.objects.only("name").order_by("sort_name")),
        Prefetch("priorities", Priority.objects.only("strategy_id", "position")),
    )
    return tabulated("strategies", "Strategies", fields, fetched(rows, keys))


def priorities(keys: Sequence[int], site: str, *, by: str = "strategy_id") -> Table:
    """Return the priorities of strategies, or with ``by="pk"`` the priorities of these keys."""
    fields: list[Field] = [
        (column("strategy", width=40, wraps=True), "strategy.title"),
        (column("strategy_slug"), "strategy.slug"),
        (
            column("councils", ColumnKind.LIST),
            lambda priority: [council.name for council in priority.strategy.councils.all()],
        ),
        (column("position", ColumnKind.NUMBER), "position"),
        (column("kind", width=18), lambda priority: priority.get_kind_display()),
        (column("title", width=50, wraps=True), "title"),
        (column("description", width=60, wraps=True), "description"),
        (
            column("themes", ColumnKind.LIST),
            lambda priority: [theme.name for theme in priority.themes.all()],
        ),
        (
            column("case_studies", ColumnKind.LIST, called="case_studies_serving_it"),
            lambda priority: [study.title for study in priority.case_studies.all()],
        ),
        (column("place_in_the_source", width=30), "locator"),
        (
            column("address", width=40),
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
            Prefetch("strategy__councils", Council.objects.only("name").order_by("sort_name")),
            Prefetch("case_studies", CaseStudy.objects.published().only("title")),
        )
        .order_by("position")
    )
    return tabulated("priorities", "Priorities", fields, fetched(rows, keys, by=by))


def scrutiny_points(keys: Sequence[int]) -> Table:
    """Return what was raised in meetings on the strategies of these keys."""
    fields: list[Field] = [
        (column("strategy", width=40, wraps=True), "meeting.strategy.title"),
        (column("strategy_slug"), "meeting.strategy.slug"),
        (column("committee", width=34), "meeting.committee"),
        (column("held_on", ColumnKind.DATE), "meeting.held_on"),
        (column("raised_by"), "raised_by"),
        (column("topic"), "topic"),
        (column("point", width=60, wraps=True), "point"),
        (column("answered_by"), "responded_by"),
        (column("response", width=60, wraps=True), "response"),
        (column("standing", width=14), lambda point: point.get_standing_display()),
        (column("source", width=36), lambda point: source_title(point.meeting.source)),
        (column("place_in_the_source", width=30), "locator"),
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
        (column("title", width=50, wraps=True), "title"),
        (column("slug"), "slug"),
        (column("kind", width=14), lambda source: source.get_kind_display()),
        (column("author", width=36), "author"),
        (column("publisher", width=30), "publisher"),
        (column("year", ColumnKind.NUMBER), "year"),
        (column("published_on", ColumnKind.DATE), "published_on"),
        (column("web_address", width=40), "url"),
        (column("summary", width=60, wraps=True), "summary"),
        address_field(site),
    ]
    return tabulated("sources", "Sources", fields, fetched(Source.objects.public(), keys))
