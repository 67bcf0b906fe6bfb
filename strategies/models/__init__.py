from .council import Council, CouncilQuerySet
from .council_change import CouncilChange
from .neighbour import CouncilNeighbour
from .priority import Priority
from .scrutiny import ScrutinyMeeting, ScrutinyPoint
from .source import Source
from .strategy import Strategy, StrategyQuerySet
from .theme import Theme

__all__ = [
    "Council",
    "CouncilChange",
    "CouncilNeighbour",
    "CouncilQuerySet",
    "Priority",
    "ScrutinyMeeting",
    "ScrutinyPoint",
    "Source",
    "Strategy",
    "StrategyQuerySet",
    "Theme",
]
