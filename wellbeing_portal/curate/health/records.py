"""Whole records: overdue, incomplete, and sources that nobody reads yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from strategies.models import Source
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.pointers import pointers_to
from wellbeing_portal.core.words import day_in_words
from wellbeing_portal.curate.listing import Line, lines
from wellbeing_portal.curate.sections import nouns

from .line import CareScope, HealthEntry, HealthLine, HealthPart, State

UNFINISHED = (State.DRAFT, State.IN_REVIEW)


def _told_by(say: Callable[[Any], str]) -> Callable[[Sequence[Any]], list[HealthEntry]]:
    """Return what tells of records; ``say`` adds a sentence of each."""

    def tell(records: Sequence[Any]) -> list[HealthEntry]:
        return [_entry(line, say(line.record)) for line in lines(records)]

    return tell


def _entry(line: Line, said: str) -> HealthEntry:
    record: Publishable = line.record
    kind = capfirst(line.noun.name)
    if record.copy_of_id is not None:
        kind = gettext("%(kind)s, working copy") % {"kind": kind}
    owner = line.work.owner_name if line.work else ""
    about = f"{kind}, {owner}" if owner else kind
    return HealthEntry(
        record.title, line.url, f"{about}. {said}" if said else f"{about}.", State(record.state)
    )


def _overdue(scope: CareScope) -> Iterator[HealthPart]:
    def say(record: Publishable) -> str:
        return gettext("To be checked by %(day)s.") % {"day": day_in_words(record.review_due)}

    for noun in nouns().values():
        due = noun.model._default_manager.due_for_review()
        yield HealthPart(scope.of(due, [State.PUBLISHED]), _told_by(say))


def _incomplete(scope: CareScope) -> Iterator[HealthPart]:
    for noun in nouns().values():
        model = noun.model
        if model.NEEDED or model.NEEDED_ROWS:
            rows = model._default_manager.lacking().order_by("-updated_at", "pk")
            yield HealthPart(scope.of(rows, UNFINISHED), _told_by(_what_it_lacks))


def _what_it_lacks(record: Publishable) -> str:
    """Say which texts are missing, or else which rows."""
    said = record.missing_texts() or [one.said for one in record.NEEDED_ROWS]
    return " ".join(said)


def _drafts_of_sources(scope: CareScope) -> Iterator[HealthPart]:
    drafts = Source.objects.filter(copy_of=None).order_by("-updated_at", "pk")
    yield HealthPart(scope.of(drafts, UNFINISHED), _tell_sources)


def _tell_sources(sources: Sequence[Any]) -> list[HealthEntry]:
    cited = {key for pointer in pointers_to(Source) for key in pointer.used_of(sources)}

    def say(source: Source) -> str:
        return (
            gettext("It goes out with the first record that cites it.")
            if source.pk in cited
            else gettext("No record cites it.")
        )

    return _told_by(say)(sources)


OVERDUE = HealthLine(
    "overdue",
    _("Overdue for review"),
    gettext_noop("record"),
    _("Check each against its source, mend what is wrong, and set the next date."),
    _overdue,
    of_records=True,
)
INCOMPLETE = HealthLine(
    "incomplete",
    _("Incomplete"),
    gettext_noop("draft"),
    _(
        "These drafts lack a text, or rows, that a published record needs. Write them, or put away "
        "what nobody will finish."
    ),
    _incomplete,
    of_records=True,
)
DRAFTS_OF_SOURCES = HealthLine(
    "sources-in-draft",
    _("Sources in draft"),
    gettext_noop("source"),
    _("Publish the records that cite them, or put away those that no record cites."),
    _drafts_of_sources,
    of_records=True,
)
