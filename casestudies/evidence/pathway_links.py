"""The addresses on the drawing of pathways: what choosing a concept or a band leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from wellbeing_portal.core.lists.bound import Bound

from .flows import KIND_OF
from .pathways import OTHERS, Node

LEFT_OVER = "#flow-others"
"""Where names stand that found no room in the column that is opened."""


@dataclass(frozen=True)
class PathwayLinks:
    """Makes addresses on the page itself: there are hundreds, and each byte counts."""

    bound: Bound
    opened: Sequence[str]
    filters_shown: bool

    def query(self) -> QueryDict:
        """Return the parameters of the page as it is, on its first page."""
        query = self.bound.filters()
        if self.opened:
            query.setlist("open", list(self.opened))
        if self.filters_shown:
            query["filters"] = "show"
        return query

    def opening(self, stage: str) -> str:
        """Return the address with the small ones of a column opened, or closed again.

        The form folds, which leaves them more room.
        """
        query = self.query()
        query.pop("filters", None)
        query.setlist("open", [] if stage in self.opened else [stage])
        return _relative(query)

    def keeping(self, stage: str, value: str) -> str:
        """Return the address with only this chosen in a column."""
        query = self.query()
        query.setlist(stage, [value])
        return _relative(query)

    def is_chosen(self, node: Node) -> bool:
        """Tell whether filters keep to the concept of a node."""
        return node.value != OTHERS and node.value in self.bound.chosen_in(node.stage)

    def node(self, node: Node) -> str:
        """Return where a node leads: to what it stands for, or back where it is chosen."""
        if node.value == OTHERS:
            return self.others(node.stage)
        if self.is_chosen(node):
            query = self.query()
            query.pop(node.stage)
            return _relative(query)
        return _relative(self._choosing(node))

    def others(self, stage: str) -> str:
        """Return where the others of a column lead: to opening them, or to those left over."""
        return LEFT_OVER if stage in self.opened else self.opening(stage)

    def between(self, start: Node, end: Node, kind: str) -> str:
        """Return where a band leads: to the findings with both ends and its claim.

        One of the others leads to opening them.
        """
        for node in (start, end):
            if node.value == OTHERS:
                return self.others(node.stage)
        query = self._choosing(start, end)
        chosen = self.bound.chosen_in("claim")
        claims = [str(claim) for claim, of in KIND_OF.items() if of == kind]
        query.setlist("claim", [one for one in claims if not chosen or one in chosen])
        return _relative(query)

    def _choosing(self, *nodes: Node) -> QueryDict:
        """Return the parameters with nodes chosen.

        Where one is chosen nothing else is small; and the form folds, so that the diagram stays
        in sight.
        """
        query = self.query()
        query.pop("filters", None)
        for node in nodes:
            query.setlist(node.stage, [node.value])
        if {node.stage for node in nodes} & set(self.opened):
            query.pop("open")
        return query


def _relative(query: QueryDict) -> str:
    return f"?{query.urlencode()}"
