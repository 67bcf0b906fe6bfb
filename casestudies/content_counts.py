"""How much the portal has of each council: as many as the lists of both kinds give."""

from __future__ import annotations

from collections.abc import Iterable

from strategies.models import Council
from wellbeing_portal.search import Counts, Question, Reader, Search

COUNTED = {"case_study_count": "case-study", "strategy_count": "strategy"}
"""What the number of each kind is called, as ``Council.objects.with_content_counts`` has it."""


def count_content(reader: Reader, councils: Iterable[Council]) -> None:
    """Say of councils in how many published case studies they acted, and of their strategies.

    The index counts those of all councils once for as long as the content stays; a database
    counts a busy council's anew for every page.
    """
    counts = {name: _by_council(reader, kind) for name, kind in COUNTED.items()}
    for council in councils:
        for name, of in counts.items():
            setattr(council, name, of.get(council.slug, 0))


def _by_council(reader: Reader, kind: str) -> Counts:
    asked = Question(Search(kind), size=0, facets=("council",), told=False)
    return reader.ask(asked).facets["council"]
