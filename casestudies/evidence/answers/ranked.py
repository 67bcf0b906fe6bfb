"""The councils behind a concept in the order in which they are worth asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from casestudies.evidence.credit import OWN_WORK
from casestudies.evidence.grammar import strength_at
from casestudies.facets import LEAD
from casestudies.models import Finding
from wellbeing_portal.core.words import in_sentence
from wellbeing_portal.search import CrossTable, Question, Reader

from .counts import CHANGED, search_of, tables_of, with_claim
from .row import AnswerRow, CouncilFact
from .scope import Scope

Level = Finding.EvidenceLevel


@dataclass(frozen=True)
class RankedCouncil:
    """A council that is credited, the level of its surest change, and whether it leads.

    ``own`` is the level of the surest that may be told as its own: what an account of several
    tells, and names none of them, may have come about in another's area.
    """

    council: CouncilFact
    level: int | None
    own: int | None
    leads: bool

    @property
    def is_shared(self) -> bool:
        """Whether its level is that of a change in an account that it shares."""
        return self.level != self.own

    @property
    def strength(self) -> str:
        """How sure its surest change is, and whose; or that it claims none."""
        if self.level is None:
            return gettext("No change claimed")
        if not self.is_shared:
            return strength_at(self.level)
        shared = gettext("%(strength)s, in an account shared with others") % {
            "strength": strength_at(self.level)
        }
        if self.own is None:
            return shared
        return f"{strength_at(self.own)}; {in_sentence(shared)}"


def ranked_councils(reader: Reader, scope: Scope, row: AnswerRow) -> Sequence[RankedCouncil]:
    """Return the councils credited: the surest change first, of equals their own, then who leads.

    A council leads where it leads any account with the concept; after that the name decides.
    """
    findings = search_of(scope.findings, row.family, row.slug, scope)
    levels: dict[str, int] = {}
    own: dict[str, int] = {}
    if changes := with_claim(findings, CHANGED):
        tables = [CrossTable((whose, "evidence")) for whose in ("council", OWN_WORK)]
        for found, table in zip((levels, own), tables_of(reader, changes, tables), strict=True):
            for council, level in table:
                found[council] = max(int(level), found.get(council, 0))
    studies = search_of(scope.studies, row.family, row.slug, scope)
    leads = reader.ask(Question(studies, size=0, facets=[LEAD], told=False)).facets[LEAD]
    ranked = [
        RankedCouncil(c, levels.get(c.slug), own.get(c.slug), c.slug in leads) for c in row.councils
    ]
    return sorted(
        ranked,
        key=lambda one: (
            -1 if one.level is None else -one.level - 2,
            one.is_shared,
            not one.leads,
            one.council.name.casefold(),
        ),
    )
