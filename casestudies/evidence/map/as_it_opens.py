"""The evidence map as it opens: approaches against outcomes, with no filter."""

from __future__ import annotations

from django.http import QueryDict

from casestudies.filtersets import CaseStudyFilterSet
from wellbeing_portal.core.lists.bound import bind
from wellbeing_portal.core.lists.results import in_words
from wellbeing_portal.search import Question, Reader

from .address import read_map_address
from .drawn import DrawnMap, drawn_map


def map_as_it_opens(reader: Reader) -> DrawnMap:
    """Return the map that readers see who come to it with nothing chosen."""
    query = QueryDict()
    bound = bind(CaseStudyFilterSet, "case-study", query, reader.memory)
    matches = reader.ask(Question(bound.search, size=0))
    results = in_words(bound, matches, noun="case study")
    return drawn_map(reader, read_map_address(query), results)
