"""Case studies side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Prefetch

from casestudies.facets import CASE_STUDY
from casestudies.models import (
    CaseStudy,
    CaseStudyCouncil,
    CaseStudyPartner,
    CaseStudyQuerySet,
    Finding,
    Initiative,
    InitiativeFunder,
)
from strategies.models import Council, Strategy
from wellbeing_portal.core.compare.comparison import (
    ComparedItem,
    Comparison,
    Section,
    Trait,
    aligned,
    compare,
    listed,
    told,
)
from wellbeing_portal.core.facets import Range
from wellbeing_portal.core.words import joined

from .entries import hows, money, opening, outcomes, sources, tags


def comparable() -> CaseStudyQuerySet:
    """Return the published case studies with all that a comparison reads."""
    return (
        CaseStudy.objects.published()
        .select_related("source")
        .prefetch_related(
            Prefetch("council_roles", CaseStudyCouncil.objects.select_related("council")),
            Prefetch("partner_roles", CaseStudyPartner.objects.select_related("organisation")),
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


def _heads(studies: Sequence[CaseStudy]) -> list[ComparedItem]:
    """Call each by its lead councils, or by its title where two have the same."""
    names = [joined([council.name for council in _leads(study)]) for study in studies]
    shorts = [
        name if name and names.count(name) == 1 else study.title
        for name, study in zip(names, studies, strict=True)
    ]
    return [
        ComparedItem(study.slug, study.title, short, study.get_absolute_url(), study.strapline)
        for study, short in zip(studies, shorts, strict=True)
    ]


def _leads(study: CaseStudy) -> list[Council]:
    roles = sorted(study.council_roles.all(), key=lambda role: role.position)
    return [role.council for role in roles if role.role == CaseStudyCouncil.Role.LEAD]


def _context(heads: Sequence[ComparedItem], studies: Sequence[CaseStudy]) -> list[Section]:
    return [
        listed(
            "councils",
            "Councils",
            heads,
            [
                [
                    Trait(
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
            [[Trait(c.type, c.get_type_display()) for c in _leads(study)] for study in studies],
        ),
        listed(
            "region",
            "Region or nation",
            heads,
            [[Trait(c.region, c.get_region_display()) for c in _leads(study)] for study in studies],
        ),
        listed(
            "period",
            "Period",
            heads,
            [
                [Trait(study.years, study.years[:1].upper() + study.years[1:])]
                if study.years
                else []
                for study in studies
            ],
        ),
        listed(
            "stage",
            "Stage",
            heads,
            [[Trait(study.stage, study.get_stage_display())] for study in studies],
        ),
        *(_numbers(heads, studies, one) for one in CASE_STUDY.stated),
        told("ambition", "Ambition", heads, [opening(study.ambition) for study in studies]),
    ]


def _numbers(heads: Sequence[ComparedItem], studies: Sequence[CaseStudy], one: Range) -> Section:
    """Return the row of a number that case studies give."""
    numbers = [getattr(study, one.columns[0]) for study in studies]
    entries = [[] if number is None else [Trait(str(number), f"{number:,}")] for number in numbers]
    return listed(one.key, one.heading, heads, entries)


def _substance(heads: Sequence[ComparedItem], studies: Sequence[CaseStudy]) -> list[Section]:
    how, tag = hows(studies), tags(studies)
    return [
        aligned(
            "approaches",
            "Approaches",
            heads,
            [how["approach", study.pk] for study in studies],
            "approach",
        ),
        aligned(
            "enablers",
            "Enablers: what made it work",
            heads,
            [how["enabler", study.pk] for study in studies],
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
                    Trait(initiative.name.casefold(), initiative.name, initiative.years)
                    for initiative in study.initiatives.all()
                ]
                for study in studies
            ],
        ),
        listed("money", "Money", heads, [money(study) for study in studies]),
        *(
            listed(
                one.family.table,
                one.heading,
                heads,
                [tag[one.family.name, study.pk] for study in studies],
                one.family.one,
            )
            for one in CASE_STUDY.plain_tags
        ),
        listed(
            "partners",
            "Partners",
            heads,
            [
                [
                    Trait(role.organisation.slug, role.organisation.name, role.contribution)
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
                    Trait(
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
        listed("source", "Source", heads, [sources(study) for study in studies]),
    ]
