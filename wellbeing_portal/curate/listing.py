"""Records of every kind, as the editor's lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse

from wellbeing_portal.core.models import Publishable, Work
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.roles.authorship import UNWRITTEN

from .sections import Noun, noun_of, nouns

MOST = 50
"""A list shows so many records of a kind."""


@dataclass(frozen=True)
class Line:
    """A record in a list, with the work on it."""

    record: Any
    noun: Noun
    work: Work | None
    may_be_deleted: bool = False

    @property
    def url(self) -> str:
        """The address of its sections."""
        return reverse("curate_tasks", args=[self.noun.key, self.record.pk])

    @property
    def state(self) -> str:
        """Its state in words."""
        return str(self.record.get_state_display())


def lines(records: Iterable[Publishable]) -> list[Line]:
    """Return records as lines, in their order. One query for the work on all of them."""
    some = list(records)
    works: Mapping[tuple[str, int], Work] = Work.objects.on_each(some)
    return [Line(one, noun_of(one), works.get((kind_of(type(one)), one.pk))) for one in some]


def every(condition: Q, *order: str) -> Iterator[Any]:
    """Yield records of every kind that meet a condition; one query a kind."""
    for noun in nouns().values():
        yield from noun.model._default_manager.filter(condition).order_by(*order)[:MOST]


def worked_on(condition: Q) -> Iterator[Any]:
    """Yield the records of every kind whose work meets a condition."""
    for noun in nouns().values():
        keys = Work.objects.filter(condition, kind=kind_of(noun.model)).values("record")
        yield from noun.model._default_manager.filter(pk__in=keys).order_by("-updated_at")[:MOST]


def not_written_by(user: User, some: list[Line]) -> list[Line]:
    """Return the records that somebody may approve: begun by others, and written by others.

    One query a kind; whoever approves is asked again in the act.
    """
    keys: dict[type[Any], list[int]] = {}
    for line in some:
        keys.setdefault(type(line.record), []).append(line.record.pk)
    wrote = set()
    for model, some_keys in keys.items():
        changes = model.history.filter(id__in=some_keys, history_user=user)
        changes = changes.exclude(history_change_reason__in=UNWRITTEN).values_list("id", flat=True)
        wrote |= {(model, key) for key in changes}
    return [
        line
        for line in some
        if (type(line.record), line.record.pk) not in wrote
        and (line.work is None or line.work.owner_id != user.pk)
    ]
