"""The parameters of the list of case studies, of its files, feed and maps."""

from __future__ import annotations

from collections.abc import Sequence

from wellbeing_portal.core.lists.filtersets import Chosen, PortalFilterSet

from .evidence.ties import TieFilter, parse_tie
from .facets import CASE_STUDY
from .models import CaseStudy


class CaseStudyFilterSet(PortalFilterSet):
    """What ``/case-studies/`` can be asked for."""

    record = CASE_STUDY
    tie = TieFilter(label="Tied by a finding")

    class Meta:
        model = CaseStudy
        fields: list[str] = []

    @property
    def ties(self) -> list[str]:
        """The pairs of concepts asked for, as the address gives them."""
        return list(self.values.get("tie") or ())

    def selection(self) -> dict[str, Sequence[str]]:
        """Return the chosen values of each facet, pairs of concepts among them."""
        found: dict[str, Sequence[str]] = super().selection()
        for tie in filter(None, map(parse_tie, self.ties)):
            found[tie.facet] = [*found.get(tie.facet, ()), tie.term]
        return found

    def chosen(self) -> list[Chosen]:
        """Return every filter in force, pairs of concepts last."""
        known = self.filters["tie"].vocabulary()
        label = self.filters["tie"].label
        return super().chosen() + [
            Chosen("tie", each, label, known.label(each)) for each in self.ties
        ]

    def problems(self) -> dict[str, list[str]]:
        """Return what could not be used, pairs of concepts among it."""
        found = super().problems()
        for value in self.form.fields["tie"].ignored:
            found.setdefault("tie", []).append(
                f"“{value[:80]}” is no pair of concepts that a finding can tie together."
            )
        return found
