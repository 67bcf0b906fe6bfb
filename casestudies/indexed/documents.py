"""The documents of a case study in the index: its own, its findings', its initiatives'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from casestudies.models import (
    CaseStudy,
    CaseStudyCouncil,
    ContextFact,
    Finding,
    Initiative,
    InitiativeFunder,
)
from strategies.index import (
    COUNCIL_FIELDS,
    period_numbers,
    place_facets,
    place_names,
    rows_by_record,
)
from wellbeing_portal.search import Document, Keys, descending, initials, plain_text

from .tags import Vocabulary, at_least, finding_document, strongest_pairs


class CaseStudyBatch:
    """What is told of some case studies, read in a number of queries that does not grow."""

    def __init__(self, keys: Keys) -> None:
        self.studies = list(CaseStudy.objects.published().filter(pk__in=keys).order_by())
        studies = CaseStudy.objects.filter(pk__in=keys).order_by()
        words = Vocabulary()
        self.words = words
        roles = "council_roles__position"
        self.councils = rows_by_record(
            studies.filter(councils__isnull=False)
            .order_by(roles)
            .values_list(
                "pk",
                *(f"council_roles__council__{name}" for name in COUNCIL_FIELDS),
                "council_roles__role",
            )
        )
        self.partners = self._rows(studies, "partner_roles__organisation__name")
        self.approaches = self._rows(studies, "approach_rows__approach_id", "approach_rows__how")
        self.enablers = self._rows(studies, "enabler_rows__enabler_id", "enabler_rows__how")
        self.populations = self._rows(studies, "population_groups")
        self.settings = self._rows(studies, "settings")
        self.strategies = self._rows(studies, "strategies__slug")
        findings = Finding.objects.filter(case_study__in=keys)
        self.tags = words.tags_of(findings)
        self.findings: dict[int | None, list[Finding]] = defaultdict(list)
        for finding in findings.order_by("position"):
            self.findings[finding.case_study_id].append(finding)
        initiatives = Initiative.objects.filter(case_study__in=keys)
        self.initiatives: dict[int, list[Initiative]] = defaultdict(list)
        for initiative in initiatives.order_by("position"):
            self.initiatives[initiative.case_study_id].append(initiative)
        self.initiative_approaches = self._rows(initiatives, "approaches")
        self.initiative_partners = self._rows(initiatives, "partners__name")
        funders = InitiativeFunder.objects.filter(initiative__case_study__in=keys)
        self.funders = rows_by_record(
            funders.order_by("position").values_list(
                "initiative_id", "organisation__name", "council__name", "note"
            )
        )
        facts = ContextFact.objects.filter(case_study__in=keys).order_by("position")
        self.facts = rows_by_record(facts.values_list("case_study_id", "statement"))

    @staticmethod
    def _rows(records: QuerySet[Any], *fields: str) -> dict[int, list[tuple[Any, ...]]]:
        there = records.filter(**{f"{fields[0]}__isnull": False})
        return rows_by_record(there.order_by().values_list("pk", *fields))


def case_study_documents(keys: Keys) -> Iterator[tuple[int, Document]]:
    """Yield the documents of published case studies, their findings and initiatives."""
    batch = CaseStudyBatch(keys)
    for study in batch.studies:
        for document in _documents(study, batch):
            yield study.pk, document


def _documents(study: CaseStudy, batch: CaseStudyBatch) -> Iterator[Document]:
    pk, words = study.pk, batch.words
    councils = batch.councils[pk]
    findings, initiatives = batch.findings[pk], batch.initiatives[pk]
    url = study.get_absolute_url()
    numbers = period_numbers(study.start_year, study.end_year)
    # A council that only shared its learning makes no case study one of its region.
    there = [row for row in councils if row[-1] != CaseStudyCouncil.Role.LEARNING_PARTNER]
    shared = place_facets(there) | {
        "council": [row[0] for row in councils],
        "population": list(words.population.of(row[0] for row in batch.populations[pk])),
        "setting": list(words.setting.of(row[0] for row in batch.settings[pk])),
        "stage": [study.stage],
    }
    own = shared | {"case_study": [study.slug]}
    tags = [(batch.tags[finding.pk], finding.evidence_level) for finding in findings]
    approach = words.approach.of(row[0] for row in batch.approaches[pk])
    enabler = words.enabler.of(row[0] for row in batch.enablers[pk])
    for finding in findings:
        yield finding_document(
            finding,
            study.slug,
            batch.tags[finding.pk],
            own,
            url=url,
            numbers=numbers,
            summary=(study.title,),
        )
    for initiative in initiatives:
        taken = words.approach.of(row[0] for row in batch.initiative_approaches[initiative.pk])
        approach |= taken
        yield _initiative(initiative, study, url, own | {"approach": list(taken)}, batch)
    strongest = max((level for _, level in tags), default=None)
    yield Document(
        "case-study",
        pk,
        study.slug,
        study.title,
        url,
        names=(*place_names(councils), *(initiative.name for initiative in initiatives)),
        synonyms=_short_forms([study.title, *_names(study, batch)]),
        summary=(study.strapline, study.summary),
        body=_body(study, batch),
        facets={
            **shared,
            "approach": approach.union(*(one.approach for one, _ in tags)),
            "enabler": enabler.union(*(one.enabler for one, _ in tags)),
            "outcome": set[str]().union(*(one.outcome for one, _ in tags)),
            "evidence": [] if strongest is None else at_least(strongest),
            "strategy": [row[0] for row in batch.strategies[pk]],
            **strongest_pairs(tags),
        },
        numbers=numbers,
        sorts={
            "newest": descending(study.published_at.timestamp() if study.published_at else 0),
            "evidence": f"{descending(-1 if strongest is None else strongest)} "
            f"{descending(len(findings))}",
        },
    )


def _initiative(
    initiative: Initiative,
    study: CaseStudy,
    url: str,
    facets: Mapping[str, Any],
    batch: CaseStudyBatch,
) -> Document:
    funders = [name for row in batch.funders[initiative.pk] for name in row if name]
    partners = [row[0] for row in batch.initiative_partners[initiative.pk]]
    return Document(
        "initiative",
        initiative.pk,
        study.slug,
        initiative.name,
        url,
        synonyms=_short_forms([initiative.name]),
        summary=(plain_text(initiative.description),),
        body=(study.title, *partners, *funders),
        facets=facets,
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
        *(row[1] for row in batch.approaches[pk]),
        *(row[1] for row in batch.enablers[pk]),
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
