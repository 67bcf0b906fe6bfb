"""What records can be asked for, said once.

A :class:`Facet` says where its values stand and what people call it; a :class:`FacetedRecord`
has all facets of a kind of record. From these come the filters of lists, the fields of the index,
what its documents depend on, columns of files and rows of comparisons.
"""

from .ends import ends, latest_end_first
from .facet import Facet, as_it_is
from .family import Family
from .ranges import LARGEST, Range, RangeEnd
from .record import FacetedRecord, RecordPart, Tag, field_at
from .values import FacetReading
from .years import period_numbers, years

__all__ = [
    "LARGEST",
    "Facet",
    "FacetReading",
    "FacetedRecord",
    "Family",
    "Range",
    "RangeEnd",
    "RecordPart",
    "Tag",
    "as_it_is",
    "ends",
    "field_at",
    "latest_end_first",
    "period_numbers",
    "years",
]
