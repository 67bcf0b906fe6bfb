"""The finding behind “strongest evidence”: whose it is, how many people, when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import F

from casestudies.evidence.grammar import people_in, when_of
from casestudies.models import CaseStudyCouncil, Finding
from wellbeing_portal.core.words import joined, opening
from wellbeing_portal.search import Question, Reader, Remembered

from .counts import Numbers, search_of
from .named import several
from .scope import Scope


@dataclass(frozen=True)
class Strongest:
    """One of the findings with the surest change: the first of them in the list of findings."""

    pk: int
    level: int
    councils: tuple[str, ...]
    people: str
    when: str

    @property
    def line(self) -> str:
        """Whose it is, how many people, when."""
        return self._told(several(self.councils))

    @property
    def whole(self) -> str:
        """The same with every council, where there is room."""
        return self._told(joined(self.councils))

    def _told(self, councils: str) -> str:
        return opening(", ".join(filter(None, (councils, self.people, self.when))))


_SUREST: Remembered[Any, int] = Remembered("the finding with the surest change")


def strongest_of(
    reader: Reader, family: str, scope: Scope, counted: Mapping[str, Numbers]
) -> dict[str, Strongest]:
    """Return by concept one finding with the surest change, where more was found than said.

    One query for all of them.
    """
    keys = {
        slug: _SUREST.once(
            reader.memory,
            (family, slug, scope.key),
            partial(_surest, reader, family, slug, scope),
        )
        for slug, numbers in counted.items()
        if numbers.strongest
    }
    found = _told(set(keys.values()))
    return {slug: found[key] for slug, key in keys.items() if key in found}


def _surest(reader: Reader, family: str, slug: str, scope: Scope) -> int:
    narrowed = search_of(scope.findings, family, slug, scope)
    ids = reader.ask(Question(narrowed, "evidence", size=1, told=False)).ids
    return ids[0] if ids else 0


def _told(keys: set[int]) -> dict[int, Strongest]:
    rows: Any = (
        Finding.objects.published()
        .filter(pk__in=keys)
        .select_related("case_study", "source")
        .annotate(
            own=F("councils__name"),
            role=F("case_study__council_roles__role"),
            place=F("case_study__council_roles__position"),
            acted=F("case_study__council_roles__council__name"),
        )
        .order_by("pk", "place", "own")
    )
    findings: dict[int, Finding] = {}
    own: dict[int, list[str]] = {}
    acted: dict[int, list[str]] = {}
    for row in rows:
        findings[row.pk] = row
        if row.own:
            own.setdefault(row.pk, []).append(row.own)
        if row.role in CaseStudyCouncil.ACTED:
            acted.setdefault(row.pk, []).append(row.acted)
    return {
        pk: Strongest(
            pk,
            finding.evidence_level or 0,
            tuple(dict.fromkeys(own.get(pk) or acted.get(pk, []))),
            people_in(finding),
            when_of(finding),
        )
        for pk, finding in findings.items()
    }
