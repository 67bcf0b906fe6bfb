"""Finds the records that a field may name: by all their names, the best match first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from casestudies.models import (
    Approach,
    Enabler,
    Organisation,
    Outcome,
    PopulationGroup,
    Setting,
)
from strategies.council_names.book import NameBook
from strategies.models import Council, Source, Strategy, Theme
from wellbeing_portal.core.admin.ranked_search import best_first, in_all
from wellbeing_portal.core.admin.tolerant_pattern import tolerant
from wellbeing_portal.core.models import Concept, Publishable
from wellbeing_portal.search.words import parse

MOST = 8
MANY_WORDS = 12


@dataclass(frozen=True)
class Found:
    """A record that a text may mean; ``is_exact`` says that the text is one of its names."""

    slug: str
    name: str
    about: str = ""
    is_exact: bool = False


@dataclass(frozen=True)
class Pickable:
    """A kind of record that fields name. The first of ``fields`` is what a record is called."""

    model: type[Any]
    fields: tuple[str, ...]
    about: Callable[[Any], str] = lambda _: ""

    def rows(self) -> QuerySet[Any]:
        """Return what can be named."""
        manager: Any = self.model._default_manager
        return manager.standing() if issubclass(self.model, Publishable) else manager.all()


def _state(record: Any) -> str:
    return "" if record.is_published else str(record.get_state_display())


CONCEPT = ("name", "synonyms")
KINDS: Mapping[str, Pickable] = {
    "councils": Pickable(Council, ("official_name", "name")),
    "organisations": Pickable(Organisation, ("name",)),
    "sources": Pickable(Source, ("title", "publisher", "url"), _state),
    "strategies": Pickable(Strategy, ("title",), _state),
    "approaches": Pickable(Approach, CONCEPT),
    "enablers": Pickable(Enabler, CONCEPT),
    "outcomes": Pickable(Outcome, CONCEPT),
    "population-groups": Pickable(PopulationGroup, CONCEPT),
    "settings": Pickable(Setting, CONCEPT),
    "themes": Pickable(Theme, CONCEPT),
}
"""What fields may name, by what addresses call the kind."""


def find(kind: str, text: str, *, most: int = MOST) -> list[Found]:
    """Return the records of a kind that ``text`` may mean, the likeliest first.

    Raises:
        KeyError: when there is no such kind.
    """
    pickable = KINDS[kind]
    if pickable.model is Council:
        return [
            Found(one.slug, one.label, is_exact=one.is_exact)
            for one in NameBook.read().find(text, limit=most)
        ]
    parts = [tolerant(part.text) for part in parse(text)[:MANY_WORDS] if part.text]
    if not parts:
        return []
    rows = pickable.rows().filter(in_all(pickable.model, pickable.fields, parts))
    rows = rows.order_by(*best_first(pickable.model, pickable.fields, r"\W+".join(parts), []))
    return [_found(pickable, one, text) for one in rows[:most]]


def named(kind: str, slugs: Iterable[str]) -> dict[str, str]:
    """Return what records are called, by their slugs."""
    pickable = KINDS[kind]
    rows = pickable.model._default_manager.filter(slug__in=list(slugs))
    return {one.slug: str(getattr(one, pickable.fields[0])) for one in rows}


def _found(pickable: Pickable, record: Any, text: str) -> Found:
    name = str(getattr(record, pickable.fields[0]))
    names: Sequence[str] = [name, record.slug]
    if isinstance(record, Concept):
        names = [*names, *record.synonyms]
    asked = text.strip().casefold()
    exact = any(one.casefold() == asked for one in names)
    return Found(record.slug, name, pickable.about(record), exact)
