"""Case studies side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from casestudies.evidence.credit import acted_in
from casestudies.facets import APPROACH, CASE_STUDY, ENABLER, OUTCOME
from casestudies.headings import heading
from casestudies.models import (
    CaseStudy,
    CaseStudyCouncil,
    CaseStudyQuerySet,
    Cost,
    Finding,
    Initiative,
    InitiativeFunder,
)
from strategies.models import Strategy
from wellbeing_portal.core.compare.broader import with_broader
from wellbeing_portal.core.compare.comparison import (
    ComparedItem,
    ComparedSection,
    Comparison,
    Trait,
    aligned,
    compare,
    listed,
    told,
)
from wellbeing_portal.core.facets import Family, Range
from wellbeing_portal.core.models.named_ties import fetch_named
from wellbeing_portal.core.words import joined, possessive
from wellbeing_portal.search import current

from . import entries, first
from .entries import opening

Read = Callable[[CaseStudy], Sequence[Trait]]
Tied = Mapping[tuple[str, int], Sequence[Trait]]


def comparable() -> CaseStudyQuerySet:
    """Return the published case studies with all that a comparison reads."""
    return (
        CaseStudy.objects.published()
        .select_related("source")
        .prefetch_related(
            Prefetch(
                "council_roles",
                CaseStudyCouncil.objects.select_related("council").order_by("position"),
            ),
            Prefetch("strategies", Strategy.objects.published().in_time_order()),
            Prefetch("findings", Finding.objects.select_related("source").strongest_first()),
            "barriers",
            Prefetch(
                "costs",
                Cost.objects.select_related("payer_organisation", "payer_council", "initiative"),
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
    findings = [finding for study in studies for finding in study.findings.all()]
    fetch_named((findings, ["outcomes", "inferred_outcomes"]))
    heads, tied = _heads(studies), entries.tied(studies)
    return compare(
        heads,
        [
            *_account(heads, studies),
            *_concepts(heads, studies, tied),
            *_means(heads, studies, tied),
            *_texts(heads, studies),
        ],
        mention=_("accounts mention"),
    )


def _heads(studies: Sequence[CaseStudy]) -> list[ComparedItem]:
    """Call each by its lead councils, or by its title where two have the same."""
    names = [joined([council.name for council in study.leads]) for study in studies]
    heads = []
    for study, name in zip(studies, names, strict=True):
        is_own = bool(name) and names.count(name) == 1
        whose = f"“{study.title}”"
        if is_own:
            whose = _("%(name)s account on the portal") % {"name": possessive(name)}
        heads.append(
            ComparedItem(
                study.slug,
                study.title,
                name if is_own else study.title,
                study.get_absolute_url(),
                study.strapline,
                _("%(whose)s mentions") % {"whose": whose},
                first.of_account(study),
            )
        )
    return heads


def _account(heads: Sequence[ComparedItem], studies: Sequence[CaseStudy]) -> list[ComparedSection]:
    """Return who did it, where and when, and how old the account is."""
    row = partial(_row, heads, studies)
    return [
        row("told_in", heading("told_in"), lambda study: _one(study.told_in)),
        row("strongest", heading("strongest_evidence_in_words"), _strongest),
        row("councils", heading("councils"), _councils),
        row(
            "council_type",
            _("Type of the councils that acted"),
            lambda study: [Trait(c.type, c.get_type_display()) for c in acted_in(study)],
        ),
        row(
            "region",
            _("Region or nation of the councils that acted"),
            lambda study: [Trait(c.region, c.get_region_display()) for c in acted_in(study)],
        ),
        row("period", heading("period"), lambda one: _one(one.years[:1].upper() + one.years[1:])),
        row(
            "stage",
            _(CASE_STUDY.named("stage").heading),
            lambda study: [Trait(study.stage, study.get_stage_display())],
        ),
        *(_numbers(heads, studies, one) for one in CASE_STUDY.stated),
    ]


def _row(
    heads: Sequence[ComparedItem],
    studies: Sequence[CaseStudy],
    name: str,
    label: str,
    read: Read,
    noun: str = "",
) -> ComparedSection:
    return listed(name, label, heads, [read(study) for study in studies], noun)


def _one(value: object) -> list[Trait]:
    return [Trait(str(value), str(value))] if value else []


def _costs(study: CaseStudy) -> list[Trait]:
    """Return what it cost; where an account is silent, that is an answer too."""
    return entries.costs(study) or [Trait("not-stated", _("Not stated"))]


def _strongest(study: CaseStudy) -> list[Trait]:
    return entries.strongest(study.findings.all()) or [Trait("none", _("No change is claimed"))]


def _councils(study: CaseStudy) -> list[Trait]:
    """Return the councils with their roles: to lead is not the same as to learn."""
    return [
        Trait(
            f"{role.council.slug} {role.role}",
            role.council.official_name,
            "" if role.role == CaseStudyCouncil.Role.LEAD else role.get_role_display(),
            role.council.get_absolute_url(),
        )
        for role in study.council_roles.all()
    ]


def _numbers(
    heads: Sequence[ComparedItem], studies: Sequence[CaseStudy], one: Range
) -> ComparedSection:
    """Return the row of a number that case studies give."""
    numbers = [getattr(study, one.columns[0]) for study in studies]
    traits = [[] if number is None else [Trait(str(number), f"{number:,}")] for number in numbers]
    return listed(one.key, _(one.heading), heads, traits)


def _concepts(
    heads: Sequence[ComparedItem], studies: Sequence[CaseStudy], tied: Tied
) -> list[ComparedSection]:
    """Return what was found, aimed at and done, by which approaches, and what helped."""
    reader = current()

    def rows(
        name: str, label: str, family: Family, items: Sequence[Sequence[Trait]], noun: str
    ) -> ComparedSection:
        return aligned(name, label, heads, with_broader(items, family.vocabulary(reader)), noun)

    return [
        rows(
            "changed",
            str(entries.WHAT_CHANGED),
            OUTCOME,
            [entries.outcomes(study.findings.all(), entries.CHANGED) for study in studies],
            "outcome with a change claimed",
        ),
        rows(
            "aimed",
            str(entries.WHAT_WAS_AIMED_AT),
            OUTCOME,
            [entries.outcomes(study.findings.all(), entries.AIMED) for study in studies],
            "outcome with an aim or a calculation",
        ),
        aligned(
            "done",
            _("What was done or reached: no change is claimed"),
            heads,
            [entries.done(study.findings.all()) for study in studies],
        ),
        rows(
            "approaches",
            heading("approaches"),
            APPROACH,
            [tied["approach", study.pk] for study in studies],
            "approach",
        ),
        rows(
            "enablers",
            _("Enablers: what made it work"),
            ENABLER,
            [tied["enabler", study.pk] for study in studies],
            "enabler",
        ),
    ]


def _means(
    heads: Sequence[ComparedItem], studies: Sequence[CaseStudy], tied: Tied
) -> list[ComparedSection]:
    """Return what stood in the way, what it cost, and who took part."""
    row = partial(_row, heads, studies)
    return [
        row(
            "barriers",
            _("What stood in the way"),
            lambda study: [Trait(f"{study.pk} {one.pk}", one.text) for one in study.barriers.all()],
        ),
        row("costs", _("What it cost"), _costs),
        row("initiatives", _("Initiatives"), _initiatives),
        row("money", _("Who paid for them"), entries.money),
        *(
            listed(
                one.family.table,
                _(one.heading),
                heads,
                [tied[one.family.name, study.pk] for study in studies],
                one.family.one,
            )
            for one in CASE_STUDY.plain_tags
        ),
        row("partners", heading("partners"), lambda study: tied["partner", study.pk]),
        row("strategies", heading("strategies_served"), _strategies),
    ]


def _initiatives(study: CaseStudy) -> list[Trait]:
    return [
        Trait(initiative.name.casefold(), initiative.name, initiative.years)
        for initiative in study.initiatives.all()
    ]


def _strategies(study: CaseStudy) -> list[Trait]:
    return [
        Trait(strategy.slug, strategy.title, strategy.years, strategy.get_absolute_url())
        for strategy in study.strategies.all()
    ]


def _texts(heads: Sequence[ComparedItem], studies: Sequence[CaseStudy]) -> list[ComparedSection]:
    aimed = [opening(study.ambition) for study in studies]
    lasting = [opening(study.sustainability) for study in studies]
    return [
        told("ambition", heading("ambition"), heads, aimed),
        told("sustainability", _("Will it last?"), heads, lasting),
        told("caveat", heading("caveat"), heads, [(study.caveat, "") for study in studies]),
        listed("source", heading("source"), heads, [entries.sources(study) for study in studies]),
    ]
