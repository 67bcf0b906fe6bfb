"""Case studies side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch

from strategies.models import Strategy
from wellbeing_portal.core.comparison import (
    Comparison,
    Entry,
    Head,
    Point,
    Section,
    aligned,
    compare,
    joined,
    listed,
    told,
)

from .models import (
    CaseStudy,
    CaseStudyApproach,
    CaseStudyCouncil,
    CaseStudyEnabler,
    CaseStudyPartner,
    CaseStudyQuerySet,
    Finding,
    Initiative,
    InitiativeFunder,
)

SENTENCE = re.compile(r".*?[.!?][”\"')]*(?=\s|$)")
MARKS = re.compile(r"[*_`#>]|^\s*[-+]\s", re.MULTILINE)


def comparable() -> CaseStudyQuerySet:
    """Return the published case studies with all that a comparison reads."""
    return (
        CaseStudy.objects.published()
        .select_related("source")
        .prefetch_related(
            Prefetch("council_roles", CaseStudyCouncil.objects.select_related("council")),
            Prefetch("partner_roles", CaseStudyPartner.objects.select_related("organisation")),
            Prefetch("approach_rows", CaseStudyApproach.objects.select_related("approach")),
            Prefetch("enabler_rows", CaseStudyEnabler.objects.select_related("enabler")),
            "population_groups",
            "settings",
            Prefetch("strategies", Strategy.objects.published().in_time_order()),
            Prefetch(
                "findings",
                Finding.objects.strongest_first().prefetch_related("outcomes"),
            ),
            Prefetch(
                "initiatives",
                Initiative.objects.order_by("position").prefetch_related(
                    Prefetch(
                        "funders",
                        InitiativeFunder.objects.select_related("organisation", "council"),
                    )
                ),
            ),
        )
    )


def compare_case_studies(studies: Sequence[CaseStudy]) -> Comparison:
    """Lay case studies side by side, in the order given; they come from ``comparable``."""
    heads = _heads(studies)
    return compare(heads, [*_context(heads, studies), *_substance(heads, studies)])


def _heads(studies: Sequence[CaseStudy]) -> list[Head]:
    """Call each by its lead councils, or by its title where two have the same."""
    names = [joined([council.name for council in _leads(study)]) for study in studies]
    shorts = [
        name if name and names.count(name) == 1 else study.title
        for name, study in zip(names, studies, strict=True)
    ]
    return [
        Head(study.slug, study.title, short, study.get_absolute_url(), study.strapline)
        for study, short in zip(studies, shorts, strict=True)
    ]


def _leads(study: CaseStudy) -> list:
    roles = sorted(study.council_roles.all(), key=lambda role: role.position)
    return [role.council for role in roles if role.role == CaseStudyCouncil.Role.LEAD]


def _context(heads: Sequence[Head], studies: Sequence[CaseStudy]) -> list[Section]:
    return [
        listed(
            "councils",
            "Councils",
            heads,
            [
                [
                    Entry(
                        role.council.slug,
                        role.council.official_name,
                        "" if role.role == CaseStudyCouncil.Role.LEAD else role.get_role_display(),
                        role.council.get_absolute_url(),
                    )
                    for role in study.council_roles.all()
                ]
                for study in studies
            ],
        ),
        listed(
            "council_type",
            "Type of lead council",
            heads,
            [[Entry(c.type, c.get_type_display()) for c in _leads(study)] for study in studies],
        ),
        listed(
            "region",
            "Region or nation",
            heads,
            [[Entry(c.region, c.get_region_display()) for c in _leads(study)] for study in studies],
        ),
        listed(
            "period",
            "Period",
            heads,
            [
                [Entry(study.years, study.years[:1].upper() + study.years[1:])]
                if study.years
                else []
                for study in studies
            ],
        ),
        listed(
            "stage",
            "Stage",
            heads,
            [[Entry(study.stage, study.get_stage_display())] for study in studies],
        ),
        told("ambition", "Ambition", heads, [opening(study.ambition) for study in studies]),
    ]


def _substance(heads: Sequence[Head], studies: Sequence[CaseStudy]) -> list[Section]:
    return [
        aligned(
            "approaches",
            "Approaches",
            heads,
            [
                [Entry(r.approach.slug, r.approach.name, r.how) for r in study.approach_rows.all()]
                for study in studies
            ],
            "approach",
        ),
        aligned(
            "enablers",
            "Enablers: what made it work",
            heads,
            [
                [Entry(r.enabler.slug, r.enabler.name, r.how) for r in study.enabler_rows.all()]
                for study in studies
            ],
            "enabler",
        ),
        aligned(
            "outcomes",
            "Outcomes and findings",
            heads,
            [outcomes(study.findings.all()) for study in studies],
            "outcome",
        ),
        listed(
            "initiatives",
            "Initiatives",
            heads,
            [
                [
                    Entry(initiative.name.casefold(), initiative.name, initiative.years)
                    for initiative in study.initiatives.all()
                ]
                for study in studies
            ],
        ),
        listed("money", "Money", heads, [_money(study) for study in studies]),
        listed(
            "population_groups",
            "For whom",
            heads,
            [[Entry(g.slug, g.name) for g in s.population_groups.all()] for s in studies],
            "population group",
        ),
        listed(
            "settings",
            "Where",
            heads,
            [[Entry(g.slug, g.name) for g in s.settings.all()] for s in studies],
            "setting",
        ),
        listed(
            "partners",
            "Partners",
            heads,
            [
                [
                    Entry(role.organisation.slug, role.organisation.name, role.contribution)
                    for role in study.partner_roles.all()
                ]
                for study in studies
            ],
        ),
        listed(
            "strategies",
            "Strategies it serves",
            heads,
            [
                [
                    Entry(
                        strategy.slug, strategy.title, strategy.years, strategy.get_absolute_url()
                    )
                    for strategy in study.strategies.all()
                ]
                for study in studies
            ],
        ),
        told(
            "sustainability",
            "Will it last?",
            heads,
            [opening(study.sustainability) for study in studies],
        ),
        listed("source", "Source", heads, [_source(study) for study in studies]),
    ]


def outcomes(findings: Iterable[Finding]) -> list[Entry]:
    """Return the outcomes that findings report, each with its findings, the strongest first."""
    points: dict[str, list[Point]] = {}
    names: dict[str, str] = {}
    for finding in findings:
        for outcome in finding.outcomes.all():
            names[outcome.slug] = outcome.name
            points.setdefault(outcome.slug, []).append(_point(finding))
    return [Entry(slug, names[slug], points=tuple(points[slug])) for slug in sorted(names)]


def _point(finding: Finding) -> Point:
    note = finding.get_basis_display()
    if finding.direction not in {Finding.Direction.BETTER, Finding.Direction.ACTIVITY}:
        note = f"{note}. Direction: {finding.get_direction_display().lower()}"
    return Point(
        finding.statement,
        finding.figure,
        note=note,
        level=finding.evidence_level,
        level_label=finding.get_evidence_level_display(),
    )


def _money(study: CaseStudy) -> list[Entry]:
    return [
        Entry(
            f"{funder.money} {funder.funder} {initiative.name}".casefold(),
            f"{funder.money[:1].upper()}{funder.money[1:]}",
            f"from {funder.funder} for {initiative.name}"
            + (f" ({funder.note})" if funder.note else ""),
        )
        for initiative in study.initiatives.all()
        for funder in initiative.funders.all()
        if funder.amount is not None
    ]


def _source(study: CaseStudy) -> list[Entry]:
    source = study.source
    url = source.get_absolute_url() if source.is_published else ""
    return [Entry(source.slug, source.title, study.locator, url)]


def opening(text: str) -> tuple[str, str]:
    """Return the first sentence of a Markdown text, plain, and the whole text if there is more."""
    paragraph = text.strip().split("\n\n", 1)[0]
    plain = " ".join(MARKS.sub("", paragraph).split())
    sentence = SENTENCE.match(plain)
    first = sentence[0] if sentence else plain
    return first, text if len(first) < len(" ".join(text.split())) else ""
