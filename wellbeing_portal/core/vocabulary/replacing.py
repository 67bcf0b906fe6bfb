"""What a record says when one concept stands for another in it, with nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import CharField, Model
from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import Form
from wellbeing_portal.core.aggregates.shape import Shape, shape_of
from wellbeing_portal.core.words import in_sentence

INFERRED = "inferred_"
"""Begins the name of a relation whose ties are our reading, beside the one that a source makes."""

AnyForm = TypeVar("AnyForm", bound=Form)


@dataclass
class Replacing:
    """Puts ``kept`` in the place of ``former`` in forms; both are slugs of concepts of ``model``.

    ``unsettled`` are the rows that say different things of the two, which somebody has to settle
    first, each in a sentence.
    """

    model: type[Model]
    former: str
    kept: str
    unsettled: list[str] = field(default_factory=list)

    def within(self, form: AnyForm) -> AnyForm:
        """Return what a form says then."""
        replaced: AnyForm = self._form(shape_of(type(form)), form)
        return replaced

    def _form(self, shape: Shape, form: Any) -> Any:
        values: dict[str, Any] = {
            name: self.kept
            for name in self._of_family(shape.one)
            if getattr(form, name) == self.former
        }
        values |= self._lists(shape, form)
        for name, relation in shape.rows.items():
            below = relation.shape
            rows = getattr(form, name)
            there = [self._form(below, row) for row in rows]
            if below.form.KNOWN_BY in set(self._of_family(below.one)):
                there = self._known_once(below, rows, there)
            if any(new is not old for new, old in zip(there, rows, strict=False)):
                values[name] = there
        return form.model_copy(update=values) if values else form

    def _of_family(self, fields: dict[str, Any]) -> Iterator[str]:
        return (name for name, one in fields.items() if one.related_model is self.model)

    def _lists(self, shape: Shape, form: Any) -> dict[str, Any]:
        """Return the lists that are different; the tie that is not inferred wins."""
        values: dict[str, list[str]] = {}
        names = list(self._of_family(shape.many))
        for name in names:
            said = set(getattr(form, name))
            if self.former in said:
                values[name] = sorted(said - {self.former} | {self.kept})
        for name in names:
            firm, said = name.removeprefix(INFERRED), values.get(name, getattr(form, name))
            if firm == name or firm not in names:
                continue
            surely = values.get(firm, getattr(form, firm))
            if self.kept in surely and self.kept in said and {name, firm} & values.keys():
                values[name] = [slug for slug in said if slug != self.kept]
        return values

    def _known_once(self, shape: Shape, before: Sequence[Any], rows: list[Any]) -> list[Any]:
        """Join the two rows that stand for the same concept now, where the one kept stands."""
        known = shape.form.KNOWN_BY
        mine = [n for n, row in enumerate(rows) if getattr(row, known) == self.kept]
        if len(mine) < 2:
            return rows
        keeps = next(n for n in mine if getattr(before[n], known) == self.kept)
        other = next(n for n in mine if n != keeps)
        whole = self._joined(shape, rows[keeps], rows[other])
        return [
            whole if number == keeps else row for number, row in enumerate(rows) if number != other
        ]

    def _joined(self, shape: Shape, kept: Any, former: Any) -> Any:
        values = {}
        for name in shape.form.model_fields:
            mine, theirs = getattr(kept, name), getattr(former, name)
            if name == shape.form.KNOWN_BY or mine == theirs or not theirs:
                continue
            if not mine:
                values[name] = theirs
            elif name in shape.many:
                values[name] = sorted({*mine, *theirs})
            else:
                values[name] = self._both(shape, name, mine, theirs)
        return kept.model_copy(update=values)

    def _both(self, shape: Shape, name: str, mine: Any, theirs: Any) -> Any:
        plain = shape.plain.get(name)
        if plain is not None and isinstance(mine, str) and not plain.choices:
            if not isinstance(plain, CharField):
                return f"{mine}\n\n{theirs}"
            both = f"{mine}; {theirs}"
            if len(both) <= (plain.max_length or 0):
                return both
        said: Any = shape.model._meta.get_field(name)
        sentence = gettext(
            "It says different things of the two (%(what)s). Write one of them so that both can "
            "stand as one, or take one away."
        )
        self.unsettled.append(sentence % {"what": in_sentence(str(said.verbose_name))})
        return mine
