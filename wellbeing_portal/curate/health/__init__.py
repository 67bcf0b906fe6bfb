"""The health of the content: what it lacks, each thing said once for its number and its list."""

from .asking import Behind, Found, found_by, line_of, scope_of, told_by
from .line import Entry, HealthLine, Part, Scope, Way
from .lines import LINES

__all__ = [
    "LINES",
    "Behind",
    "Entry",
    "Found",
    "HealthLine",
    "Part",
    "Scope",
    "Way",
    "found_by",
    "line_of",
    "scope_of",
    "told_by",
]
