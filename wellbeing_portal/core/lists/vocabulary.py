"""The values that a facet may take, what each is called, and which is broader than which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from wellbeing_portal.core.models import Addressed, Concept


@dataclass(frozen=True)
class Term:
    """One value: its name in addresses, its name for people, and its broader term.

    ``also`` is what else it is called, for who looks for it in a long list.
    """

    value: str
    label: str
    broader: str | None = None
    also: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one facet, in the order in which they were given.

    ``model`` is the kind of record whose slugs they are, if they are any's.
    """

    terms: Mapping[str, Term] = field(default_factory=dict)
    model: type[Addressed] | None = None

    @classmethod
    def of(cls, terms: Iterable[Term], model: type[Addressed] | None = None) -> Vocabulary:
        """Return the vocabulary of ``terms``."""
        return cls({term.value: term for term in terms}, model)

    @classmethod
    def of_choices(cls, choices: Iterable[tuple[Any, Any]]) -> Vocabulary:
        """Return the vocabulary of a field's choices, leaving out the empty one."""
        return cls.of(Term(str(value), str(label)) for value, label in choices if value != "")

    @classmethod
    def of_concepts(cls, model: type[Concept]) -> Vocabulary:
        """Return the vocabulary of a family: what the public may see of it, by name. One query."""
        rows = model.objects.public().order_by("name").values_list("slug", "name", "broader__slug")
        return cls.of((Term(*row) for row in rows), model)

    def __contains__(self, value: object) -> bool:
        return value in self.terms

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms.values())

    def label(self, value: str) -> str:
        """Return what people call ``value``; an unknown value is its own name."""
        term = self.terms.get(value)
        return term.label if term else value

    def moved(self, values: Iterable[str]) -> dict[str, str]:
        """Return what values that are not known are called now: in lower case, or by a new slug."""
        unknown = {value: value.strip().lower() for value in values if value not in self}
        found = {value: plain for value, plain in unknown.items() if plain in self}
        if self.model is not None and len(found) < len(unknown):
            asked = {value: value.strip() for value in unknown if value not in found}
            rows: Any = self.model._default_manager.only("slug")
            records = rows.called(asked.values())
            now = {value: records[slug].slug for value, slug in asked.items() if slug in records}
            found |= {value: slug for value, slug in now.items() if slug in self}
        return found

    @cached_property
    def narrower(self) -> Mapping[str | None, tuple[Term, ...]]:
        """The terms directly below each term; below None stand those without a broader one."""
        below: dict[str | None, list[Term]] = {}
        for term in self:
            below.setdefault(term.broader if term.broader in self else None, []).append(term)
        return {value: tuple(terms) for value, terms in below.items()}

    def near(self, value: str) -> list[Term]:
        """Return the term directly above ``value``, those directly below, and those beside it."""
        term = self.terms.get(value)
        if term is None:
            return []
        above = self.terms.get(term.broader or "")
        beside = self.narrower[above.value] if above else ()
        near = [*([above] if above else ()), *self.narrower.get(value, ()), *beside]
        return [one for one in near if one.value != value]

    def with_narrower(self, values: Iterable[str]) -> set[str]:
        """Return ``values`` with everything below them."""
        found: set[str] = set()
        waiting = list(values)
        while waiting:
            value = waiting.pop()
            if value not in found:
                found.add(value)
                waiting += [term.value for term in self.narrower.get(value, ())]
        return found

    def with_broader(self, values: Iterable[str]) -> set[str]:
        """Return ``values`` with everything above them."""
        found: set[str] = set()
        for value in values:
            above: str | None = value
            while above is not None and above not in found:
                found.add(above)
                term = self.terms.get(above)
                above = term.broader if term else None
        return found
