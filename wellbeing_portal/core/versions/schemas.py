"""The shapes in which documents of versions were kept, and how older ones are read.

A form that loses or renames a field gets the next number, and an upgrader that turns a document
of the number before into one of it. A field that is only added needs neither: it has a default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wellbeing_portal.core.aggregates import RecordForm

Document = dict[str, Any]
Upgrader = Callable[[Document], Document]

_UPGRADERS: dict[str, list[Upgrader]] = {}
"""By the name of the form: what turns documents of schema 1 into 2, of 2 into 3, and so on."""


def declare_upgraders(upgraders: Mapping[str, list[Upgrader]]) -> None:
    """Say how older documents of forms, by the forms' names, are brought up to date."""
    _UPGRADERS.update(upgraders)


def schema_of(form: type[RecordForm]) -> int:
    """Return the number of the shape that documents of a form have now."""
    return len(_UPGRADERS.get(form.__name__, ())) + 1


def upgraded(form: type[RecordForm], schema: int, document: Document) -> Document:
    """Return a document of any schema in the shape of now."""
    for upgrade in _UPGRADERS.get(form.__name__, [])[schema - 1 :]:
        document = upgrade(dict(document))
    return document
