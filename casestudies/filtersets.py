"""The parameters of the lists of case studies and of findings, of their files, feeds and maps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext, gettext_noop

from wellbeing_portal.core.lists.filters import FacetFilter
from wellbeing_portal.core.lists.filtersets import Chosen, PortalFilterSet
from wellbeing_portal.search import Same, Search

from .evidence.ties import TieFilter, parse_tie
from .facets import ASKED_OF_FINDINGS, CASE_STUDY, FINDINGS, SAME_FINDING
from .inferred import InferredFilter
from .models import CaseStudy, Finding

ONE_FINDING = gettext_noop("– all in one and the same finding")
"""Ends the sentence of a list of case studies of which more than one thing is asked together."""


class EvidenceFilterSet(PortalFilterSet):
    """What lists of case studies and of findings have in common: the ties between concepts."""

    record = CASE_STUDY
    ticks = ("inferred",)
    inferred = InferredFilter(label="Inferred ties")
    tie = TieFilter(label="Tied by a finding")

    @property
    def leaves_out_inferred(self) -> bool:
        """Whether only ties count that the source itself makes."""
        return bool(self.values.get("inferred"))

    @property
    def ties(self) -> list[str]:
        """The pairs of concepts asked for, as the address gives them."""
        return list(self.values.get("tie") or ())

    def index_names(self) -> dict[str, str]:
        """Return what the index calls each facet: where inferred ties do not count, another."""
        return self.firm_names() if self.leaves_out_inferred else super().index_names()

    def firm_names(self) -> dict[str, str]:
        """Return what the index calls each facet without ties that were inferred."""
        firm = {one.name: one.firmly for one in CASE_STUDY.facets if one.firmly}
        return {name: firm.get(facet, facet) for name, facet in super().index_names().items()}

    def selection(self) -> dict[str, Sequence[str]]:
        """Return the chosen values of each facet, pairs of concepts among them."""
        found: dict[str, Sequence[str]] = super().selection()
        for tie in filter(None, map(parse_tie, self.ties)):
            found[tie.facet] = [*found.get(tie.facet, ()), tie.term]
        return found

    def chosen(self) -> list[Chosen]:
        """Return every filter in force, those of ties last."""
        found = super().chosen()
        for name in ("inferred", "tie"):
            one: Any = self.filters[name]
            known = one.vocabulary()
            found += [
                Chosen(name, each, one.label, known.label(each))
                for each in self.values.get(name) or ()
            ]
        return found

    def problems(self) -> dict[str, list[str]]:
        """Return what could not be used, pairs of concepts among it."""
        found = super().problems()
        for value in self.form.fields["tie"].ignored:
            found.setdefault("tie", []).append(
                gettext("“%(value)s” is no pair that a finding can tie together.")
                % {"value": value[:80]}
            )
        for value in self.form.fields["inferred"].ignored:
            found.setdefault("inferred", []).append(
                gettext(
                    "“%(value)s” is no way to treat inferred ties: write inferred=no, or nothing."
                )
                % {"value": value[:50]}
            )
        return found


class CaseStudyFilterSet(EvidenceFilterSet):
    """What ``/case-studies/`` can be asked for.

    As soon as anything is asked of findings alone, approach, outcome, enabler and councils must
    hold in one and the same finding.
    """

    part_kind = "finding"

    class Meta:
        model = CaseStudy
        fields: list[str] = []

    @property
    def binds_findings(self) -> bool:
        """Whether one and the same finding must fulfil all that is asked of findings."""
        return self.leaves_out_inferred or any(map(self.values.get, ASKED_OF_FINDINGS))

    def search(
        self, kind: str, *, widen: bool = True, always: Mapping[str, Sequence[str]] | None = None
    ) -> Search:
        """Return what the index is asked, and what of it one and the same finding must fulfil."""
        names = self.index_names()
        about = [names[name] for name in (*SAME_FINDING, *ASKED_OF_FINDINGS)]
        selection = super().selection()
        of_findings = {name: selection.pop(name) for name in about if name in selection}
        asked = tuple(names[name] for name in ASKED_OF_FINDINGS)
        binds = self.binds_findings
        if not binds:
            selection |= of_findings
        same = Same(
            self.part_kind, of_findings, tuple(about) if binds else asked, tuple(about), binds
        )
        for tie in filter(None, map(parse_tie, self.ties)):
            selection[tie.facet] = [*selection.get(tie.facet, ()), tie.term]
        selection |= dict(always or {})
        return Search(kind, self.text, selection, self.ranges(), widen=widen, same=same)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what every filter keeps, and what a finding keeps that fulfils all of its own."""
        if not self.binds_findings:
            return super().filter_queryset(queryset)
        for name, one in self.filters.items():
            if name in self.values and name not in (*SAME_FINDING, *ASKED_OF_FINDINGS):
                queryset = one.filter(queryset, self.values[name])
        findings = self.same_findings()
        if findings is None:
            return queryset
        return queryset.filter(Exists(findings.filter(case_study=OuterRef("pk"))))

    def same_findings(self, among: QuerySet[Finding] | None = None) -> QuerySet[Finding] | None:
        """Return the findings that fulfil all that is asked of findings, or None if nothing is.

        ``among`` are those that are looked at: over all findings it would take as long as they
        are many.
        """
        findings = looked_at = Finding.objects.order_by() if among is None else among
        asked = self.asked_of_findings
        for name in asked:
            kept = self._of_findings(name).kept(self.values[name], looked_at)
            findings = findings.filter(kept)
        return findings if asked else None

    @property
    def asked_of_findings(self) -> list[str]:
        """The parameters given that one and the same finding can fulfil, in their order."""
        return [one for one in (*SAME_FINDING, *ASKED_OF_FINDINGS) if self.values.get(one)]

    def phrases(self) -> list[tuple[str, list[str]]]:
        """Return how the filters read in a sentence, and that one finding has to fulfil them."""
        asked = self.asked_of_findings if self.binds_findings else []
        if len(asked) < 2:
            return super().phrases()
        labels = sorted(self.labels().items(), key=lambda one: one[0] in asked)
        return [
            *((self.filters[name].phrase, said) for name, said in labels),
            (gettext(ONE_FINDING), []),
        ]

    def _of_findings(self, name: str) -> FacetFilter:
        """Return the filter of a facet for findings."""
        one = copy(OF_FINDINGS[name])
        if self.leaves_out_inferred and one.firmly is not None:
            one = copy(one.firmly)
        one.vocabulary = self.facets[name].vocabulary
        if one.otherwise is not None:
            one.otherwise = copy(one.otherwise)
        return one


OF_FINDINGS: dict[str, FacetFilter] = {
    name: one for name, one in CASE_STUDY.filters(FINDINGS) if isinstance(one, FacetFilter)
}
"""The filters that findings have, by parameter."""


class FindingFilterSet(EvidenceFilterSet):
    """What ``/findings/`` can be asked for: the same, of each finding."""

    part = FINDINGS

    class Meta:
        model = Finding
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep what every filter keeps."""
        for name, one in self.filters.items():
            if name in self.values:
                firm = self.leaves_out_inferred and getattr(one, "firmly", None)
                queryset = (firm or one).filter(queryset, self.values[name])
        return queryset
