"""The list of strategies as an Atom feed."""

from __future__ import annotations

from wellbeing_portal.core.lists.feed import ListFeed

from .views import StrategyList


class StrategyFeed(ListFeed):
    """The strategies last added to the portal that the parameters of the list find."""

    listing = StrategyList
