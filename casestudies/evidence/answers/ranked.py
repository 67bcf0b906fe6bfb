"""The councils behind a concept in the order in which they are worth asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from casestudies.evidence.grammar import strength_at
from casestudies.facets import LEAD
from casestudies.models import Finding
from wellbeing_portal.search import CrossTable, Question, Reader

from .counts import CHANGED, search_of, tables_of, with_claim
from .row import AnswerRow, CouncilFact
from .scope import Scope

Level = Finding.EvidenceLevel


@dataclass(frozen=True)
class RankedCouncil:
    """A council that is credited, the level of its surest change, and whether it leads."""

    council: CouncilFact
    level: int | None
    leads: bool

    @property
    def strength(self) -> str:
        """How sure its surest change is, or that it claims none."""
        return gettext("No change claimed") if self.level is None else strength_at(self.level)


def ranked_councils(reader: Reader, scope: Scope, row: AnswerRow) -> Sequence[RankedCouncil]:
    """Return the councils credited: the surest change first, of equals those that lead.

    A council leads where it leads any account with the concept; after that the name decides.
    """
    findings = search_of(scope.findings, row.family, row.slug, scope)
    levels: dict[str, int] = {}
    if changes := with_claim(findings, CHANGED):
        (table,) = tables_of(reader, changes, [CrossTable(("council", "evidence"))])
        for council, level in table:
            levels[council] = max(int(level), levels.get(council, 0))
    studies = search_of(scope.studies, row.family, row.slug, scope)
    leads = reader.ask(Question(studies, size=0, facets=[LEAD], told=False)).facets[LEAD]
    ranked = [RankedCouncil(c, levels.get(c.slug), c.slug in leads) for c in row.councils]
    return sorted(
        ranked,
        key=lambda one: (
            -1 if one.level is None else -one.level - 2,
            not one.leads,
            one.council.name.casefold(),
        ),
    )
