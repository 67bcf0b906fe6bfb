"""Admin pages of councils, sources, strategies and what belongs to them."""

from .council import CouncilAdmin
from .neighbour import CouncilNeighbourAdmin
from .priority import PriorityAdmin
from .scrutiny import ScrutinyMeetingAdmin, ScrutinyPointAdmin
from .source import SourceAdmin
from .strategy import StrategyAdmin
from .theme import ThemeAdmin

__all__ = [
    "CouncilAdmin",
    "CouncilNeighbourAdmin",
    "PriorityAdmin",
    "ScrutinyMeetingAdmin",
    "ScrutinyPointAdmin",
    "SourceAdmin",
    "StrategyAdmin",
    "ThemeAdmin",
]
