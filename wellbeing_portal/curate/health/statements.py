"""Statements that a reader cannot check: without their place in the source, or without a method."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from casestudies.models import Barrier, ContextFact, Cost, Finding
from casestudies.models.gaps import method_gaps
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.pointers import all_owners_of, paths_to_records
from wellbeing_portal.core.models.reason import Reason
from wellbeing_portal.core.words import opening
from wellbeing_portal.curate.checking import points
from wellbeing_portal.curate.sections import noun_of

from .line import Entry, HealthLine, Part, Scope, State

WORDS = 24
"""So many words of a statement tell which is meant."""
STATED = (Finding, Cost, ContextFact, Barrier)
"""The rows that say what a source says."""


def _part(rows: QuerySet[Any], scope: Scope, say: Callable[[Any], str]) -> Part:
    """Return rows of records with what says where each is mended; one query for all of them."""
    paths = [path for path, _model in paths_to_records(rows.model)]
    loaded = rows.select_related(*(path.removesuffix("__") for path in paths))
    ordered = loaded.order_by(*(f"{path}title" for path in paths), "position", "pk")

    def tell(some: Sequence[Any]) -> list[Entry]:
        return [_entry(row, say(row)) for row in some]

    return Part(scope.of(ordered), tell)


def _entry(row: Any, said: str) -> Entry:
    record = next(one for one in all_owners_of(row) if isinstance(one, Publishable))
    noun = noun_of(record)
    (place,) = points(noun, record, [Reason("", about=row)])
    name = Truncator(str(row)).words(WORDS, truncate="…")
    title = gettext("%(kind)s “%(name)s”") % {
        "kind": capfirst(row._meta.verbose_name),
        "name": name,
    }
    about = gettext("%(kind)s “%(title)s”.") % {"kind": capfirst(noun.name), "title": record.title}
    return Entry(title, place.url, f"{about} {said}".strip(), State(record.state))


def _without_place(scope: Scope) -> Iterator[Part]:
    for model in STATED:
        yield _part(model._default_manager.filter(Q(locator="")), scope, lambda _row: "")


def _without_method(scope: Scope) -> Iterator[Part]:
    def say(finding: Any) -> str:
        return " ".join(f"{opening(gap)}." for gap in method_gaps(finding))

    yield _part(Finding.objects.without_method(), scope, say)


WITHOUT_PLACE = HealthLine(
    "without-place",
    _("Without a place in the source"),
    gettext_noop("statement"),
    _(
        "Say on which page, or under which heading, each finding, cost, fact or barrier stands, so "
        "that a reader finds it."
    ),
    lambda scope: list(_without_place(scope)),
    of_records=True,
)
WITHOUT_METHOD = HealthLine(
    "without-sample",
    _("Level without a sample or method"),
    gettext_noop("finding"),
    _(
        "A level of 2 or more needs a sample, or a method that the source itself states. Add it, "
        "or take the level down to 1."
    ),
    lambda scope: list(_without_method(scope)),
    of_records=True,
)
