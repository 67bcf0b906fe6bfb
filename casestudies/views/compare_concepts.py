"""The pages that lay approaches, enablers or outcomes side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from casestudies.comparing.concepts import compare_concepts
from casestudies.evidence.answers import everything, rows_of
from casestudies.evidence.answers.headings import TITLES
from casestudies.evidence.answers.row import in_a_line
from casestudies.evidence.answers.table import ORDERS
from casestudies.facets import FAMILIES
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.core.compare.view import RESULTS, CompareView
from wellbeing_portal.search import current


class CompareConcepts(CompareView):
    """Two to four concepts of a family side by side."""

    family = ""

    @staticmethod
    def of(family: str) -> dict[str, str]:
        """Return what tells the page of a family from the others."""
        many = FAMILIES[family].many
        return {
            "family": family,
            "kind": many,
            "noun": FAMILIES[family].one,
            "list_route": many,
            "index_kind": family,
        }

    kind = noun = list_route = index_kind = ""

    def list_title(self) -> str:
        return TITLES[self.family]

    def get_queryset(self) -> QuerySet[Any]:
        return self.candidates()

    def compare(self, records: Sequence[Any]) -> Comparison:
        return compare_concepts(current(), self.family, [record.slug for record in records])

    def candidates(self) -> QuerySet[Any]:
        model: Any = FAMILIES[self.family].model
        concepts: QuerySet[Any] = model.objects.public().order_by("name")
        return concepts

    def about(self, record: Any) -> str:
        return in_a_line(record.definition)

    def suggested(self, records: Sequence[Any]) -> Sequence[Any]:
        """Return those of which most is known, of the same kind as ``records`` first."""
        reader = current()
        rows = rows_of(reader, self.family, everything(self.family, reader.memory))
        rows.sort(key=ORDERS["evidence"].key)
        place = {row.slug: number for number, row in enumerate(rows)}
        chosen = {record.pk for record in records}
        kin = {record.broader_id or record.pk for record in records}
        others = [one for one in self.candidates() if one.pk not in chosen]
        others.sort(key=lambda one: (one.broader_id not in kin, place.get(one.slug, len(place))))
        return others[:RESULTS]
