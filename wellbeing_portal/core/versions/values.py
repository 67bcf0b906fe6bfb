"""Values of forms as people read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldError
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates.shape import Shape
from wellbeing_portal.core.words import day_in_words


class Names:
    """What records are called, by what forms call them; each is looked up once."""

    def __init__(self) -> None:
        self._known: dict[tuple[type[Any], str], str] = {}

    def of(self, model: type[Any], slugs: Iterable[str]) -> list[str]:
        """Return what records are called; one that is not there any more by its slug."""
        wanted = list(slugs)
        new = [slug for slug in wanted if (model, slug) not in self._known]
        if new:
            self._known |= {(model, slug): slug for slug in new} | _looked_up(model, new)
        return [self._known[model, slug] for slug in wanted]


def _looked_up(model: type[Any], slugs: list[str]) -> dict[tuple[type[Any], str], str]:
    try:
        found = list(model._default_manager.filter(slug__in=slugs))
    except FieldError:
        # A row of a record, which forms name by record and key: that says enough.
        return {}
    return {(model, one.slug): str(one) for one in found}


def in_words(shape: Shape, name: str, value: Any, names: Names) -> str:
    """Return what a field of a form says; nothing where it says nothing."""
    if value in (None, "", []):
        return ""
    if name in shape.many:
        return ", ".join(names.of(shape.many[name].related_model, value))
    if name in shape.one:
        return names.of(shape.one[name].related_model, [value])[0]
    choices = dict(getattr(shape.plain.get(name), "flatchoices", []))
    return _plain(value, choices)


def _plain(value: Any, choices: dict[Any, Any]) -> str:
    match value:
        case bool():
            said = gettext("yes") if value else gettext("no")
        case _ if value in choices:
            said = str(choices[value])
        case Decimal():
            said = f"{value.normalize():f}"
        case dt.date():
            said = day_in_words(value)
        case _:
            said = str(value)
    return said
