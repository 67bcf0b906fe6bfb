"""Search in lists and look-up boxes: found and ranked as readers find, drafts included.

What is public is asked of the index. Whatever else there is, and every field that only curators
search, is searched in the database, with the same tolerance for signs and accents.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db import models
from django.db.models import Case, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.http import HttpRequest

from wellbeing_portal.search import IndexUnavailable, Question, Reader, Search, current, registry
from wellbeing_portal.search.words import parse

from .tolerant_pattern import WORD_START, tolerant

BEST = 500
"""Records that the index is asked for; a list shows those that are named so as well."""

RANKED = 100
"""The best of them, whose order is kept."""

MANY_WORDS = 12
OTHER_NAMES = "synonyms"
ORDER_VAR = "o"


class RankedSearch(admin.ModelAdmin):
    """Puts what is called just so first, then what begins so, then the rest as readers find it.

    The first of ``search_fields`` is what a record is called.
    """

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        fields = [str(name) for name in self.get_search_fields(request)]
        parts = parse(search_term)[:MANY_WORDS]
        wanted = [tolerant(part.text) for part in parts if not part.excluded]
        if not fields or not wanted:
            found: tuple[QuerySet, bool] = super().get_search_results(
                request, queryset, search_term
            )
            return found
        # Each reader of the index asks which version it is of: one serves both.
        reader = reader_if_any()
        named = list(self.named(search_term, reader))
        best = best_of_index(self.model, search_term, reader)
        matching = Q(pk__in=[*named, *best]) | in_all(self.model, fields, wanted)
        for part in parts:
            if part.excluded:
                matching &= ~in_any(self.model, fields, tolerant(part.text))
        queryset = queryset.filter(matching)
        if not request.GET.get(ORDER_VAR):
            called = r"\W+".join(wanted)
            first = [_in_this_order(named)] if named else []
            queryset = queryset.order_by(*first, *best_first(self.model, fields, called, best))
        return queryset, False

    def named(self, text: str, reader: Reader | None) -> Sequence[int]:
        """Return the keys of records that a text names, the likeliest first.

        For a kind of record that has more names than its fields tell one by one. There is no
        ``reader`` where the index cannot answer.
        """
        return ()


def reader_if_any() -> Reader | None:
    """Return a reader of the index, unless it cannot answer now."""
    try:
        return current()
    except IndexUnavailable:
        return None


def best_of_index(model: type[models.Model], text: str, reader: Reader | None) -> list[int]:
    """Return the keys of the public records that hold all the words, the best first."""
    kinds = [one.kinds[0].name for one in registry.collections.values() if one.model is model]
    if not kinds or reader is None:
        return []
    try:
        asked = Search(kinds[0], text, typing=True)
        matches = reader.ask(Question(asked, size=BEST, told=False))
    except IndexUnavailable:
        return []
    return [] if matches.dropped else list(matches.ids)


def in_all(model: Any, fields: Sequence[str], patterns: Sequence[str]) -> Q:
    """Return what finds records that hold each of the words in one field or another."""
    matching = Q()
    for pattern in patterns:
        matching &= in_any(model, fields, pattern)
    return matching


def in_any(model: Any, fields: Sequence[str], pattern: str) -> Q:
    """Return what finds records that hold a word in any field."""
    matching = Q()
    for name in fields:
        matching |= in_field(model, name, pattern)
    return matching


def in_field(model: Any, name: str, pattern: str) -> Q:
    """Return what finds records by one field, each of them once."""
    if lookup_spawns_duplicates(model._meta, name):
        holding = model._default_manager.filter(**{f"{name}__iregex": pattern})
    elif "__" not in name and isinstance(model._meta.get_field(name), models.JSONField):
        as_text = Cast(name, TextField())
        holding = model._default_manager.alias(as_text=as_text).filter(as_text__iregex=pattern)
    else:
        return Q(**{f"{name}__iregex": pattern})
    return Q(pk__in=holding.order_by().values("pk"))


def best_first(
    model: Any, fields: Sequence[str], called: str, best: Sequence[int]
) -> list[Case | str]:
    """Return the order: by how the name matches, then as the index found, then by name."""
    name = fields[0]
    tiers = [in_field(model, name, f"^{called}$")]
    if OTHER_NAMES in fields:
        tiers.append(in_field(model, OTHER_NAMES, f'"{called}"'))
    tiers += [
        in_field(model, name, f"^{called}"),
        in_field(model, name, f"{WORD_START}{called}"),
        in_field(model, name, called),
    ]
    order: list[Case | str] = [
        _ranked([When(tier, then=Value(rank)) for rank, tier in enumerate(tiers)])
    ]
    if best:
        order.append(_in_this_order(best))
    return [*order, name, "pk"]


def _in_this_order(keys: Sequence[int]) -> Case:
    return _ranked([When(pk=pk, then=Value(rank)) for rank, pk in enumerate(keys[:RANKED])])


def _ranked(whens: list[When]) -> Case:
    return Case(*whens, default=Value(len(whens)), output_field=models.IntegerField())
