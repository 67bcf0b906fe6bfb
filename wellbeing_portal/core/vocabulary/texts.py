"""What published records say in words, taken apart as the search takes it apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from wellbeing_portal.core.aggregates.form import FORMS
from wellbeing_portal.core.aggregates.shape import Shape, shape_of
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.search.analysis import stems_of

NO_WORDS = frozenset({"slug", "key", "contact_address", "state"})
"""Fields of text that hold no words."""


@dataclass(frozen=True)
class Texts:
    """The words of each published record of a kind, by its key."""

    words: dict[int, str]

    def speaking_of(self, names: Iterable[str]) -> set[int]:
        """Return the records in whose texts any of some names stands."""
        wanted = [said for name in names if (said := as_words(name)).strip()]
        return {key for key, words in self.words.items() if any(one in words for one in wanted)}


def as_words(text: str) -> str:
    """Return a text as its words, each with a blank on both sides."""
    return f" {' '.join(stems_of(text))} "


def read_texts(model: type[Publishable]) -> Texts:
    """Return the texts of the published records of a kind: one query for each kind of row."""
    found: dict[int, list[str]] = defaultdict(list)
    for shape, prefix in _with_prefixes(shape_of(FORMS[model])):
        names = list(_texts_of(shape))
        public: dict[str, Any] = {f"{prefix}state": Publishable.State.PUBLISHED}
        rows = shape.model._default_manager.filter(**public).order_by()
        for key, *said in rows.values_list(f"{prefix}pk", *names) if names else ():
            found[key] += filter(None, said)
    # Two blanks between texts: no name reaches from one into the next.
    return Texts({key: " ".join(map(as_words, said)) for key, said in found.items()})


def _with_prefixes(shape: Shape, prefix: str = "") -> Iterator[tuple[Shape, str]]:
    yield shape, prefix
    for relation in shape.rows.values():
        yield from _with_prefixes(relation.shape, f"{relation.parent}__{prefix}")


def _texts_of(shape: Shape) -> Iterator[str]:
    for name, field in shape.plain.items():
        is_text = isinstance(field, models.CharField | models.TextField)
        if is_text and not field.choices and name not in NO_WORDS and "url" not in name:
            yield field.name
