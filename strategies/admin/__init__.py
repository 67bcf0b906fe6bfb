"""Admin pages of councils, sources, strategies and what belongs to them."""

from .council import CouncilAdmin
from .priority import PriorityAdmin
from .scrutiny import ScrutinyMeetingAdmin, ScrutinyPointAdmin
from .source import SourceAdmin
from .strategy import StrategyAdmin
from .theme import ThemeAdmin

__all__ = [
    "CouncilAdmin",
    "PriorityAdmin",
    "ScrutinyMeetingAdmin",
    "ScrutinyPointAdmin",
    "SourceAdmin",
    "StrategyAdmin",
    "ThemeAdmin",
]
