"""For whom the accounts say that the work was: whom it reached, and not how well."""

from __future__ import annotations

from casestudies.facets import POPULATION
from wellbeing_portal.core.words import joined
from wellbeing_portal.search import Question, Reader

from .counts import search_of
from .row import AnswerRow
from .scope import Scope

GROUPS_SHOWN = 3


def meant_for(reader: Reader, scope: Scope, row: AnswerRow) -> str:
    """Return the groups that most accounts name, each with their number."""
    studies = search_of(scope.studies, row.family, row.slug, scope)
    counts = reader.ask(Question(studies, size=0, facets=["population"], told=False))
    groups = counts.facets["population"]
    vocabulary = POPULATION.vocabulary(reader)
    known = [one for one in groups if one in vocabulary]
    known.sort(key=lambda one: (-groups[one], vocabulary.label(one)))
    return joined(f"{vocabulary.label(one)} ({groups[one]})" for one in known[:GROUPS_SHOWN])
