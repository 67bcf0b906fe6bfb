"""What a briefing on some case studies may be about, for people to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casestudies.facets import APPROACH, FAMILIES, OUTCOME
from casestudies.models import Finding
from wellbeing_portal.core.facets import Family

RELATIONS = ((OUTCOME, "outcomes"), (APPROACH, "approaches"))
"""The families to choose from, and how a finding leads to each."""


@dataclass(frozen=True)
class SubjectGroup:
    """The concepts of one family, each as an address has it and as people call it."""

    label: str
    choices: Sequence[tuple[str, str]]


def subjects_of(studies: Sequence[int]) -> list[SubjectGroup]:
    """Return the concepts of the findings of published case studies, by family and name."""
    if not studies:
        return []
    groups = (
        SubjectGroup(family.title, _choices(family, way, studies)) for family, way in RELATIONS
    )
    return [group for group in groups if group.choices]


def _choices(family: Family, relation: str, studies: Sequence[int]) -> list[tuple[str, str]]:
    findings = Finding.objects.published().filter(case_study__in=studies).order_by()
    keys = findings.filter(**{f"{relation}__isnull": False}).values(relation)
    rows = family.model.objects.filter(pk__in=keys).order_by("name").values_list("slug", "name")
    return [(f"{family.name}.{slug}", name) for slug, name in rows]


def read_subject(text: str) -> Mapping[str, Sequence[str]]:
    """Return the subject that an address names, such as ``outcome.loneliness``, or none."""
    family, dot, slug = text.partition(".")
    return {family: [slug]} if dot and family in FAMILIES and slug else {}
