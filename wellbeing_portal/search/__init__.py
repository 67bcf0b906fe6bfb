"""The index: which records match, in which order, and how many, derived from the database.

It knows no domain. An app declares its collections in a module of its own and registers them in
``AppConfig.ready``; pages take ``current()`` once a request and ask it one question::

    reader = current()
    matches = reader.ask(
        Question(
            Search("case-study", "loneliness", {"approach": ["training"]}, {"end": (2016, None)}),
            page=2,
            facets=["approach", "outcome"],
        )
    )
    records = in_order(CaseStudy.objects.published(), matches.ids)
"""

from .analysis import name_key, name_keys
from .called import all_in_a_title, called, is_in_a_title, keys_of, named_in
from .changes import mark, mark_everything
from .declarations import (
    Addition,
    Collection,
    Dependency,
    Document,
    Extension,
    FacetValues,
    Keys,
    Kind,
    descending,
    registry,
)
from .explaining import Explained, explain
from .grouped import Grouped, grouped
from .local_index import answers, current
from .matches import Counts, FoundDocument, Matches, Pairs
from .memory import Memory, Remembered
from .more_like import Alike, more_like
from .part_grids import Grid, Meeting, PartGrid
from .parts import RECORD
from .questions import ANY_ORDER, CrossTable, Question, Same, Search
from .reader import Reader
from .reading import ReadSearch, how_read
from .rows import in_order
from .same_part import PartTable
from .signals import connect
from .snippets import snippets
from .stamp import changed_records
from .suggestions import Spelling, did_you_mean, suggest
from .trying import with_name
from .unavailable import IndexUnavailable
from .widening import NamedValue, Widening
from .worded import Met
from .wordings import shorter_names
from .words import MAX_LENGTH, initials, plain_text

__all__ = [
    "ANY_ORDER",
    "MAX_LENGTH",
    "RECORD",
    "Addition",
    "Alike",
    "Collection",
    "Counts",
    "CrossTable",
    "Dependency",
    "Document",
    "Explained",
    "Extension",
    "FacetValues",
    "FoundDocument",
    "Grid",
    "Grouped",
    "IndexUnavailable",
    "Keys",
    "Kind",
    "Matches",
    "Meeting",
    "Memory",
    "Met",
    "NamedValue",
    "Pairs",
    "PartGrid",
    "PartTable",
    "Question",
    "ReadSearch",
    "Reader",
    "Remembered",
    "Same",
    "Search",
    "Spelling",
    "Widening",
    "all_in_a_title",
    "answers",
    "called",
    "changed_records",
    "connect",
    "current",
    "descending",
    "did_you_mean",
    "explain",
    "grouped",
    "how_read",
    "in_order",
    "initials",
    "is_in_a_title",
    "keys_of",
    "mark",
    "mark_everything",
    "more_like",
    "name_key",
    "name_keys",
    "named_in",
    "plain_text",
    "registry",
    "shorter_names",
    "snippets",
    "suggest",
    "with_name",
]
