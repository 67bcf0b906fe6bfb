"""All that is looked after, in the order of the page."""

from __future__ import annotations

from .concepts import CONCEPTS
from .councils import COUNCILS
from .evidence import CELLS
from .line import HealthLine
from .links import LINKS
from .records import DRAFTS_OF_SOURCES, INCOMPLETE, OVERDUE
from .searches import SEARCHES
from .statements import WITHOUT_FIGURE, WITHOUT_METHOD, WITHOUT_PLACE

LINES: tuple[HealthLine, ...] = (
    OVERDUE,
    INCOMPLETE,
    WITHOUT_PLACE,
    WITHOUT_METHOD,
    WITHOUT_FIGURE,
    DRAFTS_OF_SOURCES,
    LINKS,
    CELLS,
    CONCEPTS,
    COUNCILS,
    SEARCHES,
)
