"""What the index holds of councils, sources, strategies and themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from wellbeing_portal.core.facets import FacetReading, latest_end_first
from wellbeing_portal.core.indexed.concepts import concept_collection
from wellbeing_portal.core.indexed.needs import needs_of
from wellbeing_portal.core.indexed.uses import uses_of
from wellbeing_portal.search import (
    Addition,
    Collection,
    Document,
    Extension,
    FacetValues,
    Keys,
    Kind,
    connect,
    descending,
    initials,
    registry,
)

from .council_names.towns import towns
from .facets import COUNCIL, PRIORITIES, STRATEGY, THEME
from .models import Council, Priority, ScrutinyMeeting, ScrutinyPoint, Source, Strategy
from .names_in_index import (
    COUNCIL_NAMES,
    FOLLOWS,
    KNOWN_BY,
    OTHER_NAMES_OF_REGIONS,
    names_in,
    names_of_the_followed,
    rows_by_record,
)


def council_documents(keys: Keys) -> Iterator[tuple[int, Document]]:
    """Yield the documents of councils; every council is public."""
    facets = FacetReading(COUNCIL, keys)
    followed = names_of_the_followed(keys)
    for council in Council.objects.filter(pk__in=keys).order_by():
        yield (
            council.pk,
            Document(
                "council",
                council.pk,
                council.slug,
                council.name,
                council.get_absolute_url(),
                called=(*council.names(), *names_in(followed[council.pk])),
                names=tuple(dict.fromkeys(council.names())),
                synonyms=tuple(filter(None, (initials(council.official_name), council.gss_code))),
                body=names_in(followed[council.pk]),
                summary=(f"{council.get_type_display()}, {council.get_region_display()}",),
                facets=facets.of_record(council.pk),
                numbers=COUNCIL.numbers_of(council),
                sorts={"title": council.sort_name},
            ),
        )


def strategy_documents(keys: Keys) -> Iterator[tuple[int, Document]]:
    """Yield the documents of published strategies and their priorities."""
    facets = FacetReading(STRATEGY, keys)
    councils = rows_by_record(
        Council.objects.filter(strategies__in=keys)
        .order_by("name")
        .values_list("strategies", *COUNCIL_NAMES)
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
        numbers = STRATEGY.numbers_of(strategy)
        for priority in priorities[strategy.pk]:
            tags = facets.of_part(PRIORITIES, priority.pk, strategy.pk)
            yield strategy.pk, _priority(priority, strategy, tags, numbers)
        yield (
            strategy.pk,
            Document(
                "strategy",
                strategy.pk,
                strategy.slug,
                strategy.title,
                strategy.get_absolute_url(),
                called=(initials(strategy.title),),
                names=(
                    *names_in(councils[strategy.pk]),
                    strategy.partnership,
                ),
                synonyms=(initials(strategy.title),),
                summary=(strategy.summary, strategy.vision),
                body=(
                    *(f"{p.title}. {p.description}" for p in priorities[strategy.pk]),
                    *(text for row in meetings[strategy.pk] for text in row),
                    *(text for row in scrutiny[strategy.pk] for text in row),
                ),
                facets=facets.of_record(strategy.pk),
                numbers=numbers,
                sorts={
                    "newest": descending(strategy.start_year or 0),
                    "ends": latest_end_first(
                        strategy.end_year,
                        is_over=strategy.status == Strategy.Status.SUPERSEDED,
                    ),
                    "published": descending(
                        strategy.published_at.timestamp() if strategy.published_at else 0
                    ),
                    "priorities": descending(len(priorities[strategy.pk])),
                },
            ),
        )


def _priority(
    priority: Priority, strategy: Strategy, facets: FacetValues, numbers: Mapping[str, int]
) -> Document:
    return Document(
        "priority",
        priority.pk,
        strategy.slug,
        priority.title,
        strategy.get_absolute_url(),
        summary=(priority.description,),
        body=(strategy.title,),
        facets=facets,
        numbers=numbers,
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
                sorts={"newest": descending(order)},
            ),
        )


def councils_with_strategies(keys: Keys) -> dict[int, Addition]:
    """Say which councils have strategies that the public may see."""
    published = Strategy.objects.published().filter(councils__in=keys)
    found = set(published.order_by().values_list("councils", flat=True))
    return {pk: Addition({"has": ["strategies"]}) for pk in keys if pk in found}


COUNCILS = Collection(
    "councils",
    Council,
    Council.objects.all,
    council_documents,
    (
        Kind(
            "council",
            facets=(*COUNCIL.facets_of(), "has"),
            numbers=COUNCIL.numbers,
            sorts=("content",),
            suggest=4,
            alike=("council_type", "region"),
            names_values_of="council",
            proper=True,
            named_in="council",
        ),
    ),
    needs_of(
        Council,
        [
            *COUNCIL.reads,
            *(f"{way}__{name}" for way in (FOLLOWS, f"{FOLLOWS}__{FOLLOWS}") for name in KNOWN_BY),
        ],
    ),
)
STRATEGIES = Collection(
    "strategies",
    Strategy,
    Strategy.objects.published,
    strategy_documents,
    (
        Kind(
            "strategy",
            facets=STRATEGY.facets_of(),
            numbers=STRATEGY.numbers,
            sorts=("newest", "ends", "published", "priorities"),
            suggest=3,
            alike=("theme", "strategy_kind", "council_type"),
            named_in="strategy",
        ),
        Kind(
            "priority",
            facets=STRATEGY.facets_of(PRIORITIES),
            numbers=STRATEGY.numbers,
            sorts=("newest",),
            alike=("theme",),
        ),
    ),
    needs_of(
        Strategy,
        [
            *STRATEGY.reads,
            *(f"councils__{name}" for name in COUNCIL_NAMES),
            "priorities__title",
            "scrutiny_meetings__introduction",
            "scrutiny_meetings__points__point",
        ],
    ),
)
SOURCES = Collection(
    "sources",
    Source,
    Source.objects.public,
    source_documents,
    (Kind("source", sorts=("newest",), suggest=1),),
    uses_of(Source),
)


def declare() -> None:
    """Register all of it, and listen for changes."""
    registry.name_records("council", "councils", "strategy", "strategies")
    registry.know_words(towns())
    registry.name_places("kind", {"strategy": ("strategy", "strategies")})
    registry.name_places(
        "nation", {value: (str(label),) for value, label in Council.Nation.choices}
    )
    registry.name_places(
        "region",
        {
            value: (str(label), *OTHER_NAMES_OF_REGIONS.get(value, ()))
            for value, label in Council.Region.choices
            if value not in Council.Nation.values
        },
    )
    registry.add(
        COUNCILS, STRATEGIES, SOURCES, concept_collection(THEME.name, THEME.model, THEME.name)
    )
    registry.extend(
        Extension(
            "councils",
            "council",
            councils_with_strategies,
            needs_of(Council, ["strategies__state"]),
        )
    )
    connect()
