"""Statements that a reader cannot check: without their place in the source, or without a method."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from casestudies.models import Barrier, ContextFact, Cost, Finding
from casestudies.models.gaps import figure_gaps, method_gaps
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.pointers import all_owners_of
from wellbeing_portal.core.models.reason import Reason
from wellbeing_portal.core.vocabulary.naming import ways_up
from wellbeing_portal.core.words import opening
from wellbeing_portal.curate.checking import points
from wellbeing_portal.curate.sections import noun_of

from .line import CareScope, HealthEntry, HealthLine, HealthPart, State

WORDS = 24
"""So many words of a statement tell which is meant."""
STATED = (Finding, Cost, ContextFact, Barrier)
"""The rows that say what a source says."""


def _part(rows: QuerySet[Any], scope: CareScope, say: Callable[[Any], str]) -> HealthPart:
    """Return rows of records with what says where each is mended; one query for all of them."""
    paths = [path for path, _model in ways_up(rows.model)]
    loaded = rows.select_related(*(path.removesuffix("__") for path in paths))
    ordered = loaded.order_by(*(f"{path}title" for path in paths), "position", "pk")

    def tell(some: Sequence[Any]) -> list[HealthEntry]:
        return [_entry(row, say(row)) for row in some]

    return HealthPart(scope.of(ordered), tell)


def _entry(row: Any, said: str) -> HealthEntry:
    record = next(one for one in all_owners_of(row) if isinstance(one, Publishable))
    noun = noun_of(record)
    (place,) = points(noun, record, [Reason("", about=row)])
    name = Truncator(str(row)).words(WORDS, truncate="…")
    title = gettext("%(kind)s “%(name)s”") % {
        "kind": capfirst(row._meta.verbose_name),
        "name": name,
    }
    about = gettext("%(kind)s “%(title)s”.") % {"kind": capfirst(noun.name), "title": record.title}
    return HealthEntry(title, place.url, f"{about} {said}".strip(), State(record.state))


def _without_place(scope: CareScope) -> Iterator[HealthPart]:
    for model in STATED:
        yield _part(model._default_manager.filter(Q(locator="")), scope, lambda _row: "")


def _without_method(scope: CareScope) -> Iterator[HealthPart]:
    yield _part(Finding.objects.without_method(), scope, partial(_say, method_gaps))


def _without_figure(scope: CareScope) -> Iterator[HealthPart]:
    yield _part(Finding.objects.without_figure(), scope, partial(_say, figure_gaps))


def _say(gaps: Callable[[Any], Iterator[str]], finding: Any) -> str:
    return " ".join(f"{opening(gap)}." for gap in gaps(finding))


WITHOUT_PLACE = HealthLine(
    "without-place",
    _("Statements without a place in the source"),
    gettext_noop("statement"),
    _(
        "Say on which page, or under which heading, each finding, cost, fact or barrier stands, so "
        "that a reader finds it."
    ),
    _without_place,
    of_records=True,
)
WITHOUT_METHOD = HealthLine(
    "without-sample",
    _("Levels without a sample or method"),
    gettext_noop("finding"),
    _(
        "A level of 2 or more needs a sample, or a method that the source itself states. Add it, "
        "or take the level down to 1."
    ),
    _without_method,
    of_records=True,
)
WITHOUT_FIGURE = HealthLine(
    "without-figure",
    _("Levels without a figure"),
    gettext_noop("finding"),
    _(
        "A level of 1 or more needs a figure, unless a study found no change. Add what the source "
        "counts, or take the level down to 0."
    ),
    _without_figure,
    of_records=True,
)
