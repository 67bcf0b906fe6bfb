"""Finds the records that a field may name: by all their names, the best match first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext

from casestudies.facets import FAMILIES
from casestudies.models import Finding, Organisation
from strategies.council_names.book import FoundCouncil, NameBook
from strategies.facets import THEME
from strategies.models import Council, Source, Strategy
from wellbeing_portal.core.admin.ranked_search import best_first, in_all, in_field
from wellbeing_portal.core.admin.tolerant_pattern import tolerant
from wellbeing_portal.core.aggregates.called import name_of
from wellbeing_portal.core.models import Concept, Publishable
from wellbeing_portal.core.text.likeness import plain_words
from wellbeing_portal.search.words import parse

MOST = 8
MANY_WORDS = 12

SOME = 5
"""As many records as come near are offered."""

ALIKE = 0.75
"""How much alike two names are of which one may be a slip for the other; 1 is the same."""


class Exactness(IntEnum):
    """How a text names a record, the surest first; SLUG is its slug, NAME what it is called."""

    SLUG = 0
    NAME = 1
    OTHER_NAME = 2
    NOT = 3


@dataclass(frozen=True)
class Found:
    """A record that a text may mean; ``exactness`` says whether the text is one of its names."""

    slug: str
    name: str
    about: str = ""
    exactness: Exactness = Exactness.NOT


@dataclass(frozen=True)
class Pickable:
    """A kind of record that fields name. The first of ``fields`` is what a record is called.

    Rows of another kind of record are named as ``record/key``; ``of`` leads to what they are of.
    """

    model: type[Any]
    fields: tuple[str, ...]
    about: Callable[[Any], str] = lambda _: ""
    of: str = ""

    def every(self) -> QuerySet[Any]:
        """Return all that there is, each with what forms call it as ``called``."""
        manager: Any = self.model._default_manager
        rows: QuerySet[Any] = manager.annotate(called=name_of(self.model))
        return rows.select_related(self.of) if self.of else rows

    def rows(self) -> QuerySet[Any]:
        """Return what can be named."""
        if self.of:
            owner: Any = self.model._meta.get_field(self.of).related_model
            return self.every().filter(**{f"{self.of}__in": owner._default_manager.standing()})
        rows: Any = self.every()
        return rows.standing() if issubclass(self.model, Publishable | Concept) else rows


def _state(record: Any) -> str:
    return "" if record.is_published else str(record.get_state_display())


def _settled(concept: Any) -> str:
    return "" if concept.is_current else str(concept.get_state_display())


def _of_study(finding: Any) -> str:
    return str(finding.case_study)


CONCEPT = ("name", "synonyms")
KINDS: Mapping[str, Pickable] = {
    "councils": Pickable(Council, ("official_name", "name")),
    "organisations": Pickable(Organisation, ("name",)),
    "sources": Pickable(Source, ("title", "publisher", "url"), _state),
    "strategies": Pickable(Strategy, ("title",), _state),
    **{
        family.in_addresses: Pickable(family.model, CONCEPT, _settled)
        for family in (*FAMILIES.values(), THEME)
    },
    "findings": Pickable(Finding, ("statement",), _of_study, of="case_study"),
}
"""What fields may name, by what addresses call the kind."""


def is_suggested(kind: str) -> bool:
    """Whether what is missing of a kind can be suggested: to whoever keeps the vocabulary."""
    return kind in KINDS and issubclass(KINDS[kind].model, (Concept, Organisation))


def find(kind: str, text: str, *, most: int = MOST) -> list[Found]:
    """Return the records of a kind that ``text`` may mean, the likeliest first.

    Raises:
        KeyError: when there is no such kind.
    """
    pickable = KINDS[kind]
    if pickable.model is Council:
        return [_council(one, text) for one in NameBook.read().find(text, limit=most)]
    parts = [tolerant(part.text) for part in parse(text)[:MANY_WORDS] if part.text]
    if not parts:
        return []
    rows = pickable.rows().filter(in_all(pickable.model, pickable.fields, parts))
    called = r"\W+".join(parts)
    order = best_first(pickable.model, pickable.fields, called, [])
    if "synonyms" in pickable.fields:
        order = [order[0], _called_so(pickable.model, called), *order[1:]]
    found = [_found(pickable, one, text) for one in rows.order_by(*order)[:most]]
    return sorted(found, key=lambda one: one.exactness)


def the_ones(kind: str, text: str, *, stands: Iterable[str] = ()) -> list[Found]:
    """Return the records that ``text`` names most surely; none where it is the name of none.

    ``stands`` are the slugs of those that were named before: what they are called means them.
    """
    before = named(kind, stands)
    asked = _plain(text)
    kept = [slug for slug, name in before.items() if asked in {_plain(name), slug}]
    if len(kept) == 1:
        return [Found(kept[0], before[kept[0]], exactness=Exactness.NAME)]
    pickable = KINDS[kind]
    exact = [_found(pickable, one, text) for one in pickable.rows().filter(called=text.strip())]
    if not exact:
        exact = [one for one in find(kind, text) if one.exactness != Exactness.NOT]
    surest = min((one.exactness for one in exact), default=Exactness.NOT)
    return [one for one in exact if one.exactness == surest]


def near(kind: str, text: str) -> list[Found]:
    """Return the records that somebody may have meant who wrote ``text``, the likeliest first.

    Where none has all of its words, those that have one of them stand for it, then those that are
    spelt much like it.
    """
    found = find(kind, text, most=SOME)
    if found:
        return found
    for word in sorted(text.split(), key=len, reverse=True):
        found += [one for one in find(kind, word, most=SOME) if one not in found]
    return (found or _spelt_like(kind, text))[:SOME]


def named(kind: str, slugs: Iterable[str]) -> dict[str, str]:
    """Return what records are called, by their slugs, in the order of these."""
    wanted = [slug for slug in slugs if slug]
    if not wanted:
        return {}
    pickable = KINDS[kind]
    rows = pickable.every().filter(called__in=wanted)
    names = {one.called: str(getattr(one, pickable.fields[0])) for one in rows}
    return {slug: names[slug] for slug in wanted if slug in names}


def _spelt_like(kind: str, text: str) -> list[Found]:
    pickable = KINDS[kind]
    calls: dict[str, Any] = {}
    for record in pickable.rows():
        for name in _names(pickable, record):
            calls.setdefault(_plain(name), record)
    alike = get_close_matches(_plain(text), calls, SOME, ALIKE)
    records = dict.fromkeys(calls[name] for name in alike)
    return [_found(pickable, record, text) for record in records]


def _council(found: FoundCouncil, text: str) -> Found:
    exactness = Exactness.OTHER_NAME if found.is_exact else Exactness.NOT
    if _plain(text) in {_plain(found.council.name), _plain(found.council.official_name)}:
        exactness = Exactness.NAME
    if text.strip() == found.slug:
        exactness = Exactness.SLUG
    return Found(found.slug, found.label, exactness=exactness)


def _called_so(model: type[Any], pattern: str) -> Case:
    """Return the order in which what is called so stands before what has so in its synonyms.

    What a synonym begins with stands between both.
    """
    beginning = in_field(model, "synonyms", f'"{pattern}')
    return Case(When(beginning, then=Value(0)), default=Value(1), output_field=IntegerField())


def _names(pickable: Pickable, record: Any) -> Sequence[str]:
    called = str(getattr(record, pickable.fields[0]))
    return [called, *record.synonyms] if isinstance(record, Concept) else [called]


def _found(pickable: Pickable, record: Any, text: str) -> Found:
    name, *others = _names(pickable, record)
    asked = _plain(text)
    if text.strip() == record.called:
        exactness = Exactness.SLUG
    elif _plain(name) == asked:
        exactness = Exactness.NAME
    elif any(_plain(one) == asked for one in others):
        exactness = Exactness.OTHER_NAME
    else:
        exactness = Exactness.NOT
    about = pickable.about(record)
    meant = next((one for one in others if asked and asked in _plain(one)), "")
    if meant and asked not in _plain(name):
        about = gettext("also known as %(name)s") % {"name": meant}
    return Found(record.called, name, about, exactness)


def _plain(text: str) -> str:
    return " ".join(plain_words(text))
