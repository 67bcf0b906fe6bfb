"""What the accounts of a concept say that something cost, found once for all who show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from casestudies.facets import FAMILIES
from wellbeing_portal.search import ANY_ORDER, Question, Reader, Remembered

from .costs import Costs, costs_of
from .counts import search_of
from .paid_for import STATED, CostFact, cost_book
from .scope import Scope

MOST = 10
"""Amounts that are shown one by one."""


@dataclass(frozen=True)
class StatedCosts:
    """What is known of the cost of a concept, and the rows shown: those of the surest first.

    ``own`` and ``wider`` are keys of costs, ``MOST`` together at the most.
    """

    costs: Costs
    own: tuple[int, ...]
    wider: tuple[int, ...]


_STATED: Remembered[Any, StatedCosts] = Remembered("what accounts of a concept say it cost")


def stated_costs(reader: Reader, family: str, slug: str, scope: Scope, studies: int) -> StatedCosts:
    """Return what the ``studies`` accounts of a concept say that something cost."""
    if not studies:
        return StatedCosts(Costs(0), (), ())
    key = (family, slug, scope.key)
    return _STATED.once(reader.memory, key, lambda: _stated(reader, family, slug, scope, studies))


def _stated(reader: Reader, family: str, slug: str, scope: Scope, studies: int) -> StatedCosts:
    approach = slug if family == "approach" else ""
    facts = _facts(reader, family, slug, scope)
    own = tuple(islice((one.pk for one in facts if approach in one.own), MOST))
    return StatedCosts(
        costs_of(approach, studies, facts, FAMILIES["approach"].vocabulary(reader).label),
        own,
        tuple(islice(_wider(facts, approach), MOST - len(own))),
    )


def _wider(facts: list[CostFact], approach: str) -> Iterator[int]:
    return (one.pk for one in facts if approach not in one.own and one.is_wider_than(approach))


def _facts(reader: Reader, family: str, slug: str, scope: Scope) -> list[CostFact]:
    """Return the costs that the accounts of a concept state, those of the surest first."""
    book = cost_book(reader)
    if not book.facts:
        return []
    narrowed = search_of(scope.studies, family, slug, scope)
    stating = replace(narrowed, selection={**narrowed.selection, **STATED})
    # The engine finds many accounts thirty times sooner than it puts them in order.
    keys = reader.ask(Question(stating, ANY_ORDER, size=None, told=False)).ids
    return book.of(keys)
