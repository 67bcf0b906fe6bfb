"""What the index holds of councils, sources, strategies and themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wellbeing_portal.core.indexed.concepts import Ancestry, concept_collection, narrower
from wellbeing_portal.core.indexed.uses import uses_of
from wellbeing_portal.core.models.period import YEAR
from wellbeing_portal.search import (
    Addition,
    Collection,
    Dependency,
    Document,
    Extension,
    Keys,
    Kind,
    connect,
    descending,
    initials,
    registry,
)

from .models import Council, Priority, ScrutinyMeeting, ScrutinyPoint, Source, Strategy, Theme

FIRST_YEAR, LAST_YEAR = YEAR[0].limit_value, YEAR[1].limit_value

COUNCIL_FIELDS = ("slug", "name", "official_name", "type", "region", "nation")
"""What the documents of a council's strategies and case studies tell of it."""

PLACE_FACETS = ("council", "council_type", "region", "nation")


def period_numbers(start: int | None, end: int | None) -> dict[str, int]:
    """Return the years for filtering. An end that is not known is open; no years, no numbers."""
    if start is None and end is None:
        return {}
    return {"start": start or FIRST_YEAR, "end": end or LAST_YEAR}


def place_facets(councils: Iterable[tuple[Any, ...]]) -> dict[str, list[str]]:
    """Return the facets of places, from rows of ``COUNCIL_FIELDS``."""
    rows = list(councils)
    return {
        "council": [row[0] for row in rows],
        "council_type": [row[3] for row in rows],
        "region": [row[4] for row in rows],
        "nation": [row[5] for row in rows],
    }


def place_names(councils: Iterable[tuple[Any, ...]]) -> tuple[str, ...]:
    """Return the words that a council is known by, from rows of ``COUNCIL_FIELDS``."""
    return tuple(name for row in councils for name in (row[1], row[2]))


def rows_by_record(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Return rows without their first value, by that value."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *row in rows:
        found[key].append(tuple(row))
    return found


def council_documents(keys: Keys) -> Iterator[tuple[int, Document]]:
    """Yield the documents of councils; every council is public."""
    for council in Council.objects.filter(pk__in=keys).select_related("parent").order_by():
        yield (
            council.pk,
            Document(
                "council",
                council.pk,
                council.slug,
                council.name,
                council.get_absolute_url(),
                names=(council.official_name,),
                synonyms=tuple(filter(None, (initials(council.official_name), council.gss_code))),
                summary=(f"{council.get_type_display()}, {council.get_region_display()}",),
                facets={
                    "council_type": [council.type],
                    "region": [council.region],
                    "nation": [council.nation],
                    "parent": [council.parent.slug] if council.parent else [],
                    "standing": ["abolished" if council.abolished else "current"],
                },
            ),
        )


def strategy_documents(keys: Keys) -> Iterator[tuple[int, Document]]:
    """Yield the documents of published strategies and their priorities."""
    themes = Ancestry(Theme)
    councils = rows_by_record(
        Council.objects.filter(strategies__in=keys)
        .order_by("name")
        .values_list("strategies", *COUNCIL_FIELDS)
    )
    tagged = rows_by_record(
        Priority.themes.through.objects.filter(priority__strategy__in=keys).values_list(
            "priority_id", "theme_id"
        )
    )
    priorities = defaultdict(list)
    for priority in Priority.objects.filter(strategy__in=keys).order_by("position"):
        priorities[priority.strategy_id].append(priority)
    scrutiny = rows_by_record(
        ScrutinyPoint.objects.filter(meeting__strategy__in=keys)
        .order_by("meeting__position", "position")
        .values_list("meeting__strategy_id", "topic", "point", "response")
    )
    meetings = rows_by_record(
        ScrutinyMeeting.objects.filter(strategy__in=keys)
        .order_by("position")
        .values_list("strategy_id", "committee", "introduction", "chair_summary")
    )
    for strategy in Strategy.objects.published().filter(pk__in=keys).order_by():
        places = councils[strategy.pk]
        shared = place_facets(places) | {
            "strategy_kind": [strategy.kind],
            "status": [strategy.status] if strategy.status else [],
        }
        its_themes: set[str] = set()
        for priority in priorities[strategy.pk]:
            slugs = themes.of(row[0] for row in tagged[priority.pk])
            its_themes |= slugs
            yield strategy.pk, _priority(priority, strategy, shared, slugs)
        yield (
            strategy.pk,
            Document(
                "strategy",
                strategy.pk,
                strategy.slug,
                strategy.title,
                strategy.get_absolute_url(),
                names=(*place_names(places), strategy.partnership),
                synonyms=(initials(strategy.title),),
                summary=(strategy.summary, strategy.vision),
                body=(
                    *(f"{p.title}. {p.description}" for p in priorities[strategy.pk]),
                    *(text for row in meetings[strategy.pk] for text in row),
                    *(text for row in scrutiny[strategy.pk] for text in row),
                ),
                facets=shared | {"theme": its_themes},
                numbers=period_numbers(strategy.start_year, strategy.end_year),
                sorts={
                    "newest": descending(strategy.start_year or 0),
                    "published": descending(
                        strategy.published_at.timestamp() if strategy.published_at else 0
                    ),
                    "priorities": descending(len(priorities[strategy.pk])),
                },
            ),
        )


def _priority(
    priority: Priority, strategy: Strategy, shared: Mapping[str, list[str]], themes: set[str]
) -> Document:
    return Document(
        "priority",
        priority.pk,
        strategy.slug,
        priority.title,
        strategy.get_absolute_url(),
        summary=(priority.description,),
        body=(strategy.title,),
        facets={
            **shared,
            "theme": themes,
            "priority_kind": [priority.kind],
            "strategy": [strategy.slug],
        },
        numbers=period_numbers(strategy.start_year, strategy.end_year),
        sorts={"newest": descending(strategy.start_year or 0)},
    )


def source_documents(keys: Keys) -> Iterator[tuple[int, Document]]:
    """Yield the documents of the sources that the public may see."""
    for source in Source.objects.public().filter(pk__in=keys).order_by():
        # A year alone stands at its beginning.
        day = source.published_on
        order = day.toordinal() if day else (source.published_year or 0) * 365.2425
        yield (
            source.pk,
            Document(
                "source",
                source.pk,
                source.slug,
                source.title,
                source.get_absolute_url(),
                names=(source.author, source.publisher),
                summary=(source.summary,),
                facets={"source_kind": [source.kind]},
                numbers=period_numbers(source.year, source.year),
                sorts={"newest": descending(order)},
            ),
        )


def councils_with_strategies(keys: Keys) -> dict[int, Addition]:
    """Say which councils have strategies that the public may see."""
    published = Strategy.objects.published().filter(councils__in=keys)
    found = set(published.order_by().values_list("councils", flat=True))
    return {pk: Addition({"has": ["strategies"]}) for pk in keys if pk in found}


STRATEGY_FACETS = (*PLACE_FACETS, "strategy_kind", "status", "theme")
YEARS = ("start", "end")

COUNCILS = Collection(
    "councils",
    Council,
    Council.objects.all,
    council_documents,
    (
        Kind(
            "council",
            facets=("council_type", "region", "nation", "parent", "standing", "has"),
            sorts=("content",),
            suggest=4,
            alike=("council_type", "region"),
        ),
    ),
    (Dependency(Council, "parent", fields=("slug",)),),
)
STRATEGIES = Collection(
    "strategies",
    Strategy,
    Strategy.objects.published,
    strategy_documents,
    (
        Kind(
            "strategy",
            facets=STRATEGY_FACETS,
            numbers=YEARS,
            sorts=("newest", "published", "priorities"),
            suggest=3,
            alike=("theme", "strategy_kind", "council_type"),
        ),
        Kind(
            "priority",
            facets=(*STRATEGY_FACETS, "priority_kind", "strategy"),
            numbers=YEARS,
            sorts=("newest",),
            alike=("theme",),
        ),
    ),
    (
        Dependency(Priority, "priorities", owner=lambda priority: priority.strategy_id),
        Dependency(ScrutinyMeeting, "scrutiny_meetings", owner=lambda meeting: meeting.strategy_id),
        Dependency(
            ScrutinyPoint,
            "scrutiny_meetings__points",
            owner=lambda point: point.meeting.strategy_id,
        ),
        Dependency(Council, "councils", fields=COUNCIL_FIELDS),
        Dependency(
            Theme, "priorities__themes", fields=("slug", "broader_id"), reach=narrower(Theme)
        ),
    ),
)
SOURCES = Collection(
    "sources",
    Source,
    Source.objects.public,
    source_documents,
    (Kind("source", facets=("source_kind",), numbers=YEARS, sorts=("newest",), suggest=1),),
    uses_of(Source),
)


def declare() -> None:
    """Register all of it, and listen for changes."""
    registry.add(COUNCILS, STRATEGIES, SOURCES, concept_collection("theme", Theme, "theme"))
    registry.extend(
        Extension(
            "councils",
            "council",
            councils_with_strategies,
            (Dependency(Strategy, "strategies"),),
        )
    )
    connect()
