"""What editors look after in the admin: councils, concepts, and words that found nothing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Exists, Max, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from strategies.models import Council, CouncilChange
from wellbeing_portal.core.models import Concept, Publishable, UnansweredSearch
from wellbeing_portal.core.models.pointers import paths_to_records, pointers_to
from wellbeing_portal.core.roles import Verb
from wellbeing_portal.core.words import counted, day_in_words, joined
from wellbeing_portal.curate.listing import lines
from wellbeing_portal.search import Memory, Remembered, current

from .line import Entry, HealthLine, Part, Scope, Way

A_YEAR = dt.timedelta(days=365)

Record = tuple[type[Publishable], int]
"""A record by its kind and key."""


def in_admin(record: Any) -> str:
    """Return where the admin changes a record."""
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


# ── Councils that end ────────────────────────────────────────────────────────────────────


def _ending(_scope: Scope) -> list[Part]:
    """Councils whose last day comes within a year, or that another follows whole by law by then.

    What is only proposed or decided may come to nothing.
    """
    today = timezone.localdate()
    followed = CouncilChange.objects.filter(
        predecessor=OuterRef("pk"),
        extent=CouncilChange.Extent.WHOLE,
        status__in=CouncilChange.LAW,
        date__gt=today,
        date__lte=today + A_YEAR,
    )
    known = Q(ends__gte=today, ends__lte=today + A_YEAR)
    rows = Council.objects.filter(known | (Q(ends=None) & Exists(followed)))
    return [Part(rows.prefetch_related("followed_by__successor"), _tell_ending)]


def _tell_ending(councils: Sequence[Any]) -> list[Entry]:
    return [Entry(one.official_name, in_admin(one), _end_of(one)) for one in councils]


def _end_of(council: Council) -> str:
    changes = list(council.followed_by.all())
    if council.ends is None:
        law = [one.date for one in changes if one.status in CouncilChange.LAW and one.date]
        said = gettext("No last day is entered, and it is followed on %(day)s.") % {
            "day": day_in_words(max(law, default=None))
        }
    else:
        said = gettext("Its last day is %(day)s.") % {"day": day_in_words(council.ends)}
    if not changes:
        return f"{said} {gettext('No council that follows it is entered.')}"
    after = joined([one.successor.name for one in changes])
    return f"{said} {gettext('Followed by %(councils)s.') % {'councils': after}}"


# ── Concepts of one record ───────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class UsedOnce:
    """A concept that one published record alone names, and that record."""

    model: type[Concept]
    concept: int
    record: Record


_USED_ONCE: Remembered[str, Sequence[UsedOnce]] = Remembered("concepts that one record uses")


def used_once(memory: Memory) -> Sequence[UsedOnce]:
    """Return the concepts that one published record alone names; read once for all who ask."""
    return _USED_ONCE.once(memory, "all", lambda: tuple(_read_used_once()))


def _read_used_once() -> Iterator[UsedOnce]:
    for model in concept_models():
        for concept, ends in sorted(_ends_of_use(model).items()):
            if len(ends) == 1:
                yield UsedOnce(model, concept, next(iter(ends)))


def _ends_of_use(model: type[Concept]) -> Mapping[int, set[Record]]:
    """Return the first and the last record of each kind that name each concept.

    They are one and the same where a record names a concept alone, however many rows of it do.
    """
    found: dict[int, set[Record]] = defaultdict(set)
    for pointer in pointers_to(model):
        paths = list(paths_to_records(pointer.model))
        if pointer.model is model or not paths:
            continue
        ends = {
            f"{end}_{place}": take(f"{path}pk", filter=_is_published(path))
            for place, (path, _kind) in enumerate(paths)
            for end, take in (("first", Min), ("last", Max))
        }
        name = pointer.field.name
        rows = pointer.model._default_manager.filter(**{f"{name}__isnull": False}).order_by()
        for row in rows.values(name).annotate(**ends):
            for place, (_path, kind) in enumerate(paths):
                keys = {row[f"first_{place}"], row[f"last_{place}"]} - {None}
                found[row[name]] |= {(kind, key) for key in keys}
    return found


def _is_published(path: str) -> Q:
    return Q(**{f"{path}state": Publishable.State.PUBLISHED})


@cache
def concept_models() -> list[type[Concept]]:
    """Return every kind of concept."""
    return [model for model in apps.get_models() if issubclass(model, Concept)]


def _concepts(_scope: Scope) -> list[Part]:
    return [Part(used_once(current().memory), _tell_concepts)]


def _tell_concepts(some: Sequence[UsedOnce]) -> list[Entry]:
    concepts, records = (
        _loaded((one.model, one.concept) for one in some),
        _loaded(one.record for one in some),
    )
    urls = {(type(line.record), line.record.pk): line for line in lines(records.values())}
    entries = []
    for one in some:
        concept, line = concepts.get((one.model, one.concept)), urls.get(one.record)
        name = concept.name if concept else gettext("A concept that has gone meanwhile")
        kind = capfirst(one.model._meta.verbose_name)
        also = Way(line.url, line.record.title) if line else None
        entries.append(Entry(name, in_admin(concept) if concept else "", f"{kind}.", also=also))
    return entries


def _loaded(keys: Iterator[tuple[type[Any], int]] | Any) -> dict[tuple[type[Any], int], Any]:
    """Return records of several kinds by kind and key; one query a kind."""
    wanted: dict[type[Any], set[int]] = defaultdict(set)
    for model, key in keys:
        wanted[model].add(key)
    return {
        (model, one.pk): one
        for model, some in wanted.items()
        for one in model._default_manager.filter(pk__in=some)
    }


# ── Searches ─────────────────────────────────────────────────────────────────────────────


def _searches(_scope: Scope) -> list[Part]:
    return [Part(UnansweredSearch.objects.typed_again(), _tell_searches)]


def _tell_searches(searches: Sequence[Any]) -> list[Entry]:
    return [_search(one) for one in searches]


def _search(search: UnansweredSearch) -> Entry:
    said = gettext("Typed on %(days)s, last on %(day)s.") % {
        "days": counted(search.days, "day"),
        "day": day_in_words(search.last_on),
    }
    url = f"{reverse('explain_search')}?{urlencode({'q': search.words})}"
    return Entry(search.words, url, said)


def _searches_unknown() -> str:
    return "" if settings.UNANSWERED_SEARCHES else gettext("Not noted")


COUNCILS = HealthLine(
    "councils-that-end",
    _("Councils that end within a year"),
    _("See that who follows them is entered, and that what is told of them says when it was."),
    _ending,
    verb=Verb.VOCABULARY,
)
CONCEPTS = HealthLine(
    "concepts-used-once",
    _("Concepts that one record alone uses"),
    _(
        "Each may be a near-twin of another: merge it with that one, or leave it where it says "
        "something of its own."
    ),
    _concepts,
    verb=Verb.VOCABULARY,
)
SEARCHES = HealthLine(
    "searches",
    _("Searches that found nothing"),
    _(
        "Give a concept the word as a synonym where the portal has something on it; where it has "
        "nothing, that is a subject to look for."
    ),
    _searches,
    verb=Verb.VOCABULARY,
    unknown=_searches_unknown,
)
