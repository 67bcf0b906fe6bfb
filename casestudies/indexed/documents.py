"""The documents of a case study in the index: its own, its findings', its initiatives'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet

from casestudies.evidence.credit import OWN_WORK, Doing, credited, whose_own
from casestudies.facets import CASE_STUDY, FINDINGS, INITIATIVES
from casestudies.models import (
    CaseStudy,
    ContextFact,
    Finding,
    Initiative,
    InitiativeFunder,
)
from casestudies.models.claims import Claim
from casestudies.models.finding import finding_address
from strategies.names_in_index import COUNCIL_NAMES, names_in, rows_by_record
from wellbeing_portal.core.facets import FacetReading, latest_end_first, period_numbers
from wellbeing_portal.core.indexed.among import among
from wellbeing_portal.search import RECORD, Document, Keys, descending, initials, plain_text

from .tags import Ties, finding_document, newest_first, tied, ties_of, told_by

CREDITED = {f"{family}|council": family for family in ("approach", "enabler", "outcome")}
"""Which council did which approach, had which enabler and saw to which outcome, row by row."""


class InitiativeRow(NamedTuple):
    """What documents tell of an initiative: these columns of its row."""

    pk: int
    name: str
    description: str
    start_year: int | None
    end_year: int | None


class CaseStudyBatch:
    """What is told of some case studies, read in a number of queries that does not grow."""

    def __init__(self, keys: Keys) -> None:
        self.studies = list(CaseStudy.objects.published().filter(pk__in=keys).order_by())
        studies = CaseStudy.objects.filter(**among("pk", keys)).order_by()
        of_studies = among("case_study__pk", keys)
        self.facets = FacetReading(CASE_STUDY, keys)
        self.councils = rows_by_record(
            studies.filter(councils__isnull=False)
            .order_by("council_roles__position")
            .values_list("pk", *(f"council_roles__council__{name}" for name in COUNCIL_NAMES))
        )
        self.partners = self._rows(studies, "partner_roles__organisation__name")
        self.approaches = self._rows(studies, "approach_rows__how")
        self.enablers = self._rows(studies, "enabler_rows__how")
        findings = Finding.objects.filter(**of_studies)
        self.findings = told_by(findings, "case_study_id")
        initiatives = Initiative.objects.filter(**of_studies)
        self.initiatives: dict[int, list[InitiativeRow]] = defaultdict(list)
        rows = initiatives.order_by("position").values_list("case_study_id", *InitiativeRow._fields)
        for key, *row in rows:
            self.initiatives[key].append(InitiativeRow._make(row))
        self.initiative_partners = self._rows(initiatives, "partners__name")
        funders = InitiativeFunder.objects.filter(**among("initiative__case_study__pk", keys))
        self.funders = rows_by_record(
            funders.order_by("position").values_list(
                "initiative_id", "organisation__name", "council__name", "note"
            )
        )
        self.barriers = self._rows(studies, "barriers__text")
        self.corrections = self._rows(studies, "corrections__text")
        self.replies = self._rows(studies, "replies__text")
        self.readings = self._rows(findings, "readings__reason")
        self.costs = self._rows(studies, "costs__covers")
        facts = ContextFact.objects.filter(**of_studies).order_by("position")
        self.facts = rows_by_record(facts.values_list("case_study_id", "statement"))

    def credit(self, pk: int) -> dict[str, list[str]]:
        """Return which council did what in a case study, by the facets that say so."""
        record, own = self.facets.of_record(pk), self.facets.own
        parts = [(FINDINGS, one.pk) for one in self.findings[pk]]
        parts += [(INITIATIVES, one.pk) for one in self.initiatives[pk]]
        return {
            name: [
                f"{concept}|{council}"
                for concept, councils in credited(
                    record["council"],
                    [Doing(own(*one, family), own(*one, "council")) for one in parts],
                    record[family],
                ).items()
                for council in councils
            ]
            for name, family in CREDITED.items()
        }

    @staticmethod
    def _rows(records: QuerySet[Any], field: str) -> dict[int, list[tuple[Any, ...]]]:
        """Return what rows say, in one order, whichever way the database finds them."""
        there = records.filter(**{f"{field}__isnull": False})
        row = field.rpartition("__")[0]
        return rows_by_record(there.order_by(f"{row}__pk").values_list("pk", field))


def case_study_documents(keys: Keys) -> Iterator[tuple[int, Document]]:
    """Yield the documents of published case studies, their findings and initiatives."""
    batch = CaseStudyBatch(keys)
    for study in batch.studies:
        for document in _documents(study, batch):
            yield study.pk, document


def _documents(study: CaseStudy, batch: CaseStudyBatch) -> Iterator[Document]:
    pk = study.pk
    findings, all_ties = batch.findings[pk], list[Ties]()
    numbers = CASE_STUDY.numbers_of(study)
    sorts = {
        "told": descending(study.told_in or 0),
        "ends": latest_end_first(study.end_year, is_over=study.stage == CaseStudy.Stage.COMPLETED),
        "depth": descending(study.depth == CaseStudy.Depth.WHOLE),
    }
    newest = newest_first(study.published_at)
    for finding in findings:
        tags = batch.facets.of_part(FINDINGS, finding.pk, pk)
        named = batch.facets.own(FINDINGS, finding.pk, "council")
        all_ties.append(ties := ties_of(tags, finding))
        yield finding_document(
            finding,
            study.slug,
            {**tags, "of": ["case-study"], OWN_WORK: whose_own(named, tags["council"])},
            ties,
            sorts={**sorts, "newest": newest},
            url=finding_address(study.slug, finding.key),
            numbers={**numbers, RECORD: pk},
            summary=(study.title,),
            reasons=[row[0] for row in batch.readings[finding.pk]],
        )
    url = study.get_absolute_url()
    for initiative in batch.initiatives[pk]:
        yield _initiative(initiative, study, url, batch)
    levels = [one.evidence_level for one in findings if one.evidence_level is not None]
    changes = sum(one.claim == Claim.CHANGED for one in findings)
    yield Document(
        "case-study",
        pk,
        study.slug,
        study.title,
        url,
        names=(
            *names_in(batch.councils[pk]),
            *(initiative.name for initiative in batch.initiatives[pk]),
        ),
        synonyms=_short_forms([study.title, *_names(study, batch)]),
        summary=(study.strapline, study.summary),
        body=_body(study, batch),
        facets={
            **batch.facets.of_record(pk),
            **tied(all_ties),
            **batch.credit(pk),
        },
        numbers=numbers,
        sorts={
            **sorts,
            "newest": newest,
            "evidence": f"{descending(max(levels, default=-1))} {descending(changes)} "
            f"{descending(len(findings))}",
        },
    )


def _initiative(
    initiative: InitiativeRow, study: CaseStudy, url: str, batch: CaseStudyBatch
) -> Document:
    funders = [name for row in batch.funders[initiative.pk] for name in row if name]
    partners = [row[0] for row in batch.initiative_partners[initiative.pk]]
    short = _short_forms([initiative.name])
    return Document(
        "initiative",
        initiative.pk,
        study.slug,
        initiative.name,
        url,
        called=short,
        synonyms=short,
        summary=(plain_text(initiative.description),),
        body=(study.title, *partners, *funders),
        facets=batch.facets.of_part(INITIATIVES, initiative.pk, study.pk),
        numbers=period_numbers(initiative.start_year, initiative.end_year),
    )


def _body(study: CaseStudy, batch: CaseStudyBatch) -> tuple[str, ...]:
    """Return everything else that a case study's page says."""
    pk = study.pk
    return (
        *(
            plain_text(text)
            for text in (
                study.ambition,
                study.approach,
                study.impact,
                study.sustainability,
                study.pandemic_response,
            )
        ),
        study.caveat,
        *(row[0] for row in batch.approaches[pk]),
        *(row[0] for row in batch.enablers[pk]),
        *(row[0] for row in batch.barriers[pk]),
        *(row[0] for row in batch.costs[pk]),
        *(row[0] for row in batch.corrections[pk]),
        *(row[0] for row in batch.replies[pk]),
        *(finding.statement for finding in batch.findings[pk]),
        *(row[0] for row in batch.facts[pk]),
        *(row[0] for row in batch.partners[pk]),
        *(
            text
            for initiative in batch.initiatives[pk]
            for text in (
                plain_text(initiative.description),
                *(row[0] for row in batch.initiative_partners[initiative.pk]),
                *(name for row in batch.funders[initiative.pk] for name in row if name),
            )
        ),
    )


def _names(study: CaseStudy, batch: CaseStudyBatch) -> Iterator[str]:
    """Yield the names of initiatives and organisations, which people shorten."""
    yield from (row[0] for row in batch.partners[study.pk])
    for initiative in batch.initiatives[study.pk]:
        yield initiative.name
        yield from (row[0] for row in batch.initiative_partners[initiative.pk])
        yield from (row[0] for row in batch.funders[initiative.pk] if row[0])


def _short_forms(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(initials, names)))
