"""What an import would do with a record, or has done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.admin.in_words import in_words
from wellbeing_portal.core.aggregates import difference
from wellbeing_portal.core.aggregates.form import Form

from .said import RowSaid


class Fate(models.TextChoices):
    """What becomes of a record."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("Unchanged")
    SUGGESTED = "suggested", _("To the suggestions")
    REFUSED = "refused", _("Refused")


OF_ONE = re.compile(r"“[^”]*”|\d[\d,.]*(?<![,.])")
"""What a sentence says of one record and not of another."""


@dataclass(frozen=True)
class ChangedField:
    """A field before and after; ``said`` tells of a row that comes, goes or moves as a whole."""

    field: str
    before: str
    after: str
    said: str = ""


@dataclass
class RecordOutcome:
    """One record of a file."""

    fate: Fate
    name: str
    said: RowSaid
    slug: str = ""
    changes: list[ChangedField] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    key: int | None = None
    """The primary key of what was written."""

    @property
    def lines(self) -> int:
        """How many lines of the file are in it."""
        return sum(1 for _ in self.said.every())

    def told(self) -> dict[str, Any]:
        """Return all of it as it is kept."""
        every = list(self.said.every())
        return {
            "changes": [asdict(one) for one in self.changes],
            "doubts": self.doubts,
            "troubles": [one.as_json() for row in every for one in row.troubles],
            "understood": [asdict(one) for row in every for one in row.understood],
            "unknown": sorted({tuple(one) for row in every for one in row.unknown}),
            "lines": self.lines,
        }

    @property
    def unknown(self) -> set[tuple[str, str]]:
        """Terms that no vocabulary has, each with its vocabulary."""
        return {one for row in self.said.every() for one in row.unknown}


def counted_fates(outcomes: Iterable[RecordOutcome]) -> Counter[str]:
    """Return how many records have each fate."""
    return Counter(str(one.fate) for one in outcomes)


def reasons_of(outcomes: Iterable[RecordOutcome]) -> Counter[str]:
    """Return how often each thing is wrong, in records that are refused.

    Rows, numbers and words of single records are left out of what is said of them all.
    """
    return Counter(
        OF_ONE.sub("…", f"{one.place.column}: {one.why}" if one.place.column else one.why)
        for outcome in outcomes
        if outcome.fate == Fate.REFUSED
        for row in outcome.said.every()
        for one in row.troubles
    )


def changes_between(before: Any, after: Any, model: type[Any]) -> list[ChangedField]:
    """Return what is different in ``after``, field by field."""
    if isinstance(before, Form):
        return list(_of_record(before, after))
    return list(_of_reference(before, after, model))


def _of_record(before: Any, after: Any) -> Iterator[ChangedField]:
    for one in difference(before, after):
        whole = one.what != "changed"
        label = " › ".join(capfirst(part.replace("_", " ")) for part in one.path)
        yield ChangedField(
            label,
            "" if whole else shown(one.before),
            "" if whole else shown(one.after),
            one.sentence if whole else "",
        )


def _of_reference(before: Any, after: Any, model: type[Any]) -> Iterator[ChangedField]:
    for name in type(after).model_fields:
        was, now = getattr(before, name, None), getattr(after, name)
        if name in before.__dict__ and (was or None) != (now or None):
            field: Any = model._meta.get_field(name)
            yield ChangedField(
                capfirst(str(field.verbose_name)), _worded(field, was), _worded(field, now)
            )


def _worded(field: Any, value: Any) -> str:
    if field.is_relation or isinstance(value, list):
        return shown(value)
    return in_words(field, value) if value not in (None, "") else ""


def shown(value: Any) -> str:
    """Return a value as people read it; nothing for none."""
    match value:
        case None | "":
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value:,f}"
        case list():
            return "; ".join(map(str, value))
        case _:
            return str(getattr(value, "label", value))


def vocabulary_of(label: str) -> tuple[type[Any], str]:
    """Return the model of a vocabulary and what it is called, by its label."""
    model = apps.get_model(label)
    return model, str(model._meta.verbose_name)
