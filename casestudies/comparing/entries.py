"""What a case study brings to a comparison, read from its records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Value

from casestudies.facets import CASE_STUDY
from casestudies.hows import how_rows
from casestudies.models import (
    CaseStudy,
    Finding,
)
from wellbeing_portal.core.compare.comparison import HIDDEN_SOURCE, Point, Trait

SENTENCE = re.compile(r".*?[.!?][”\"')]*(?=\s|$)")
MARKS = re.compile(r"[*_`#>]|^\s*[-+]\s", re.MULTILINE)


def hows(studies: Sequence[CaseStudy]) -> dict[tuple[str, int], list[Trait]]:
    """Return how each took its approaches and was helped by its enablers, in one query."""
    found: dict[tuple[str, int], list[Trait]] = defaultdict(list)
    for family, study, name, slug, how, _ in how_rows(studies):
        found[family, study].append(Trait(slug, name, how))
    return found


def tags(studies: Sequence[CaseStudy]) -> dict[tuple[str, int], list[Trait]]:
    """Return what each is tagged with, by family and by name, in one query."""
    found: dict[tuple[str, int], list[Trait]] = defaultdict(list)
    keys = [study.pk for study in studies]
    rows = [
        CaseStudy.objects.filter(pk__in=keys, **{f"{tag.relation}__isnull": False})
        .order_by()
        .values_list(Value(tag.family.name), "pk", f"{tag.relation}__name", f"{tag.relation}__slug")
        for tag in CASE_STUDY.plain_tags
    ]
    for name, study, label, slug in sorted(rows[0].union(*rows[1:], all=True)):
        found[name, study].append(Trait(slug, label))
    return found


def outcomes(findings: Iterable[Finding], *, linked: bool = False) -> list[Trait]:
    """Return the outcomes that findings report, each with its findings in the order given.

    ``linked`` findings lead to their place on the page of their case study.
    """
    points: dict[str, list[Point]] = {}
    names: dict[str, str] = {}
    for finding in findings:
        for outcome in finding.outcomes.all():
            names[outcome.slug] = outcome.name
            points.setdefault(outcome.slug, []).append(_point(finding, linked=linked))
    return [Trait(slug, names[slug], points=tuple(points[slug])) for slug in sorted(names)]


def _point(finding: Finding, *, linked: bool) -> Point:
    note = finding.get_basis_display()
    if finding.direction not in {Finding.Direction.BETTER, Finding.Direction.ACTIVITY}:
        note = f"{note}. Direction: {finding.get_direction_display().lower()}"
    return Point(
        finding.statement,
        finding.figure,
        url=f"{finding.case_study.get_absolute_url()}#finding-{finding.position}"
        if linked and finding.case_study
        else "",
        note=note,
        level=finding.evidence_level,
        level_label=finding.get_evidence_level_display(),
    )


def money(study: CaseStudy) -> list[Trait]:
    """Return who paid how much for which initiative."""
    return [
        Trait(
            f"{funder.money} {funder.funder} {initiative.name}".casefold(),
            f"{funder.money[:1].upper()}{funder.money[1:]}",
            f"from {funder.funder} for {initiative.name}"
            + (f" ({funder.note})" if funder.note else ""),
        )
        for initiative in study.initiatives.all()
        for funder in initiative.funders.all()
        if funder.amount is not None
    ]


def sources(study: CaseStudy) -> list[Trait]:
    """Return the source, as a link only if the public may see its page."""
    source = study.source
    if not source.is_published:
        return [Trait(source.slug, HIDDEN_SOURCE, study.locator)]
    return [Trait(source.slug, source.title, study.locator, source.get_absolute_url())]


def opening(text: str) -> tuple[str, str]:
    """Return the first sentence of a Markdown text, plain, and the whole text if there is more."""
    paragraph = text.strip().split("\n\n", 1)[0]
    plain = " ".join(MARKS.sub("", paragraph).split())
    sentence = SENTENCE.match(plain)
    first = sentence[0] if sentence else plain
    return first, text if len(first) < len(" ".join(text.split())) else ""
