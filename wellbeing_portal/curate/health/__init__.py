"""The health of the content: what it lacks, each thing said once for its number and its list."""

from .asking import BehindLine, CountedLine, found_by, line_of, scope_of, told_by
from .line import CareScope, FurtherWay, HealthEntry, HealthLine, HealthPart
from .lines import LINES

__all__ = [
    "LINES",
    "BehindLine",
    "CareScope",
    "CountedLine",
    "FurtherWay",
    "HealthEntry",
    "HealthLine",
    "HealthPart",
    "found_by",
    "line_of",
    "scope_of",
    "told_by",
]
