"""Whether what is declared fits together: filters, facets of the index, and what they depend on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError, connection
from django.urls import get_resolver

from wellbeing_portal.core.facets import Facet, FacetedRecord, field_at
from wellbeing_portal.core.lists.faceted_list import FacetedListView
from wellbeing_portal.core.lists.filtered_page import FilteredPage
from wellbeing_portal.core.lists.filters import FacetFilter, RangeFilter
from wellbeing_portal.core.lists.filtersets import PortalFilterSet
from wellbeing_portal.search.declarations import registry

from .reads import reads_of, untold

DECLARING = {"facets.py", "index.py", "indexed", "models", "migrations", "admin", "content"}
"""Modules and folders in which the name of a facet does not ask for it."""


def check_declarations(**_kwargs: Any) -> list[CheckMessage]:
    """Report filters that the index cannot answer, and facets of the index that nobody asks."""
    _ = get_resolver().url_patterns  # a list is known once its address is
    return [*_unanswered(), *_doubled(), *_pathless(), *_unasked(), *_columnless()]


def check_content(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Report what documents read and nobody declared, and vocabularies of the wrong model.

    It looks into the database, so only commands that look there too ask for it. One whose tables
    are not made yet, or are about to be changed, tells nothing.
    """
    if connection.alias not in (databases or ()):
        return []
    try:
        return [*_untold(), *_foreign()]
    except DatabaseError:
        return []


def _lists() -> Iterator[tuple[type[PortalFilterSet], str]]:
    """Yield the filters of every list and page, and the kind of document that answers them."""
    found = {
        (view.filterset_class, view.index_kind)
        for base in (FacetedListView, FilteredPage)
        for view in _below(base)
        if hasattr(view, "filterset_class") and hasattr(view, "index_kind")
    }
    yield from sorted(found, key=lambda one: (one[0].__name__, one[1]))


def _below(base: type[Any]) -> Iterator[type[Any]]:
    for one in base.__subclasses__():
        yield one
        yield from _below(one)


def _unanswered() -> Iterator[CheckMessage]:
    for filterset, name in _lists():
        kind = registry.kinds.get(name)
        if kind is None:
            yield _error(2, f"{filterset.__name__} asks documents of no known kind: “{name}”.")
            continue
        parts = registry.kinds.get(filterset.part_kind)
        facets = {*kind.facets, *(_of_parts(filterset) & {*parts.facets} if parts else ())}
        for parameter, one in filterset.base_filters.items():
            facet = isinstance(one, FacetFilter) and (one.facet or parameter)
            number = isinstance(one, RangeFilter) and one.number
            if (facet and facet not in facets) or (number and number not in kind.numbers):
                yield _error(
                    3,
                    f"{filterset.__name__} has the filter “{parameter}”, and documents of the "
                    f"kind “{name}” have no field for it.",
                    "Give its facet a path from the record, or from the part that is listed.",
                )


def _of_parts(filterset: type[PortalFilterSet]) -> set[str]:
    """Return the facets of records that are asked of their parts, whose documents have them."""
    return (
        {one.name for one in filterset.record.facets if one.by_part} if filterset.record else set()
    )


def _pathless() -> Iterator[CheckMessage]:
    for filterset in sorted({one for one, _ in _lists()}, key=lambda one: one.__name__):
        for facet in filterset.record.facets if filterset.record else ():
            is_meant = facet.label and facet.name not in filterset.but
            if is_meant and facet.asked_as not in filterset.base_filters:
                yield _error(
                    10,
                    f"{filterset.__name__} has no filter for the facet “{facet.name}”, which has a "
                    "label.",
                    "Give the facet a path from the record and a vocabulary, or no label.",
                )


def _doubled() -> Iterator[CheckMessage]:
    for filterset in sorted({one for one, _ in _lists()}, key=lambda one: one.__name__):
        if filterset.record is None:
            continue
        names = [name for name, _ in filterset.record.filters(filterset.part, filterset.but)]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield _error(4, f"{filterset.__name__} has more than one filter called “{name}”.")


def _unasked() -> Iterator[CheckMessage]:
    filters = {
        one.facet or name
        for filterset, _ in _lists()
        for name, one in filterset.base_filters.items()
        if isinstance(one, FacetFilter)
    }
    kinds = registry.kinds.values()
    filters |= {facet.firmly for record in _records() for facet in record.facets}
    # What is tied directly is asked for beside the facet that has what is narrower as well.
    filters |= {facet.name for record in _records() for facet in record.facets if facet.itself}
    asked = filters | {name for kind in kinds for name in (*kind.alike, kind.names_values_of)}
    # What two facets tie together is asked with them, by the map.
    left = [name for name in registry.facets() if name not in asked and "|" not in name]
    text = "\n".join(_pages()) if left else ""
    for name in left:
        if f'"{name}"' not in text:
            yield _error(
                5,
                f"The index has the facet “{name}”, which no filter and no page asks for.",
                "Give it a label and a vocabulary, or take it away.",
            )


def _columnless() -> Iterator[CheckMessage]:
    for record in sorted(_records(), key=lambda one: one.model._meta.label):
        for facet in record.columns:
            if [field_at(record.model, path) for path in facet.paths].count(None) or not (
                len(facet.paths) == 1 and facet.key
            ):
                yield _error(
                    11,
                    f"The facet “{facet.name}” of {record.model._meta.label} has a heading, and "
                    "cannot be a column of files.",
                    "Give it a key and one path that leads to one value of each record, or no "
                    "heading.",
                )


def _pages() -> Iterator[str]:
    """Yield the text of every module that may ask the index."""
    root = Path(settings.BASE_DIR)
    for config in apps.get_app_configs():
        folder = Path(config.path)
        if folder.is_relative_to(root) and ".venv" not in folder.parts:
            for path in folder.rglob("*.py"):
                if not DECLARING & set(path.relative_to(folder).parts):
                    yield path.read_text()


def _untold() -> Iterator[CheckMessage]:
    for collection in registry.collections.values():
        for column in untold(collection, reads_of(collection, [0])):
            yield _error(
                6,
                f"Documents of {collection.name} read {column}, and nothing makes them anew when "
                "it changes.",
                "Add the path to what the collection needs.",
            )


def _foreign() -> Iterator[CheckMessage]:
    for record in sorted(_records(), key=lambda one: one.model._meta.label):
        for facet in record.facets:
            model = _named_by(record, facet)
            if model and facet.vocabulary and facet.vocabulary().model is not model:
                yield _error(
                    7,
                    f"The values of the facet “{facet.name}” are slugs of {model._meta.label}, "
                    "and its vocabulary does not say so: a former slug would lead nowhere.",
                    "Give the vocabulary its model.",
                )


def _records() -> set[FacetedRecord]:
    return {one.record for one, _ in _lists() if one.record}


def _named_by(record: FacetedRecord, facet: Facet) -> Any:
    """Return the model whose slugs are the values of a facet, or None."""
    paths = [path for path in (*facet.paths, *facet.of_parts) if path.endswith("__slug")]
    model: Any = record.model
    for name in paths[0].split("__")[:-1] if paths else ():
        model = model._meta.get_field(name).related_model
    return model if paths else None


def _error(number: int, text: str, hint: str = "") -> CheckMessage:
    return Error(text, hint=hint or None, id=f"facets.E{number:03}")
