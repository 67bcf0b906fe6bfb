"""What one parameter keeps of a list, in plain SQL."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Self

import django_filters
from django.db.models import Exists, Q, QuerySet

from .fields import EARLIEST, LATEST, FacetField, TextField, WholeNumberField
from .vocabulary import Vocabulary


class Declared(django_filters.Filter):
    """A filter as a list declares it, of which each address that is read has a copy."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return a copy for one address: what it was declared with is the same in all."""
        mine = copy.copy(self)
        mine.extra = dict(self.extra)
        return mine


class FacetFilter(Declared, django_filters.MultipleChoiceFilter):
    """A facet: any of the chosen values, each with everything narrower, along any relation.

    ``phrase`` puts the values into a sentence: ``in {}`` gives “in Leeds or Sandwell”. ``facet``
    is what the index calls it, where that is not the parameter's name. With ``single`` the form
    lets one value be chosen at a time. ``otherwise`` asks for records that have no value of their
    own; ``firmly`` asks without what was inferred.
    """

    field_class = FacetField

    def __init__(  # noqa: PLR0913 (what a facet asks and how, each with its name)
        self,
        relations: Sequence[str],
        vocabulary: Callable[[], Vocabulary],
        *,
        phrase: str,
        offered: Callable[[], Vocabulary] | None = None,
        condition: Q | None = None,
        otherwise: FacetFilter | None = None,
        firmly: FacetFilter | None = None,
        facet: str = "",
        single: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(vocabulary=vocabulary, **kwargs)
        self.facet = facet
        self.single = single
        self.relations = relations
        self.vocabulary = vocabulary
        self.phrase = phrase
        self.offered = offered
        self.condition = condition
        self.otherwise = otherwise
        self.firmly = firmly

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return a copy for one address, with copies of those that it asks besides."""
        mine = super().__deepcopy__(memo)
        mine.otherwise = copy.deepcopy(self.otherwise, memo)
        mine.firmly = copy.deepcopy(self.firmly, memo)
        return mine

    def filter(self, qs: QuerySet[Any], value: Sequence[str]) -> QuerySet[Any]:
        """Keep the records tied to any of the values, or to anything narrower."""
        if not value:
            return qs
        return qs.filter(self.kept(value, qs.model._default_manager.order_by()))

    def kept(self, value: Sequence[str], records: QuerySet[Any]) -> Q:
        """Return the condition that a record meets; ``records`` are all that could be asked for."""
        wanted = self.vocabulary().with_narrower(value)
        # Subqueries and never a join: a record tied twice still counts once.
        kept = Q(pk__in=records.filter(self.tied(wanted)).values("pk"))
        if self.otherwise is not None:
            own = Q()
            for relation in self.relations:
                own |= Q(**{f"{relation.partition('__')[0]}__isnull": False})
            above = records.filter(self.otherwise.tied(wanted)).values("pk")
            kept |= Q(pk__in=above) & ~Q(pk__in=records.filter(own).values("pk"))
        return kept

    def in_index(self, value: Sequence[str]) -> Sequence[str]:
        """Return what documents hold where a record has one of these values."""
        return value

    def counts(self, held: Mapping[str, int]) -> Mapping[str, int]:
        """Return how many there are of each value, from how many hold what documents hold."""
        return held

    def tied(self, wanted: Iterable[str]) -> Q:
        """Return the condition of a tie to any of the values."""
        tied = Q()
        for relation in self.relations:
            tied |= Q(**{f"{relation}__in": wanted})
        return tied if self.condition is None else tied & self.condition


class RangeFilter(Declared):
    """One end of a range: a whole number, and the condition it stands for.

    ``number`` is what the index bounds, from below or, with ``at_most``, from above.
    """

    field_class = WholeNumberField

    def __init__(
        self,
        condition: Callable[[int], Q | Exists],
        *,
        number: str,
        at_most: bool = False,
        phrase: str,
        within: tuple[int, int] = (EARLIEST, LATEST),
        **kwargs: Any,
    ) -> None:
        super().__init__(least=within[0], most=within[1], **kwargs)
        self.condition = condition
        self.number = number
        self.at_most = at_most
        self.phrase = phrase

    def filter(self, qs: QuerySet[Any], value: int | None) -> QuerySet[Any]:
        """Keep the records for which the condition holds."""
        return qs if value is None else qs.filter(self.condition(value))


class TextFilter(Declared):
    """The search box. The index answers it; in SQL it stands aside."""

    field_class = TextField
    phrase = "about {}"

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:  # noqa: ARG002 (as overridden)
        """Leave the records as they are: words are matched by the index."""
        return qs
