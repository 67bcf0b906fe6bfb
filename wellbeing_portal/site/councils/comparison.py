"""Councils side by side: where they are, what they set out to do, what they did, what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext

from casestudies.comparing import entries
from casestudies.content_counts import count_content
from casestudies.evidence.credit import Doing, credited
from casestudies.facets import APPROACH, OUTCOME
from casestudies.foremost import naming_roles, read_foremost
from casestudies.headings import heading
from casestudies.models import CaseStudy, CaseStudyCouncil, Finding, FrameworkExample, Initiative
from strategies.facets import THEME
from strategies.latest import in_time_order, latest_strategies
from strategies.models import Council, Strategy
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.compare.broader import with_broader
from wellbeing_portal.core.compare.comparison import (
    ComparedItem,
    ComparedSection,
    Comparison,
    Point,
    Trait,
    aligned,
    compare,
    listed,
)
from wellbeing_portal.core.facets import Family
from wellbeing_portal.core.models.named_ties import fetch_named
from wellbeing_portal.core.words import possessive
from wellbeing_portal.search import Reader, current
from wellbeing_portal.site.strategies.comparison import themes

from .compared_first import of_council, own_findings

OF_FINDINGS = ("approaches", "councils", "outcomes", "inferred_outcomes")
OF_INITIATIVES = ("approaches", "councils")


def comparable() -> QuerySet[Council]:
    """Return all councils with what a comparison reads of each but for what each did."""
    return Council.objects.select_related("parent").prefetch_related(
        latest_strategies(Strategy.objects.prefetch_related("priorities")),
        naming_roles(),
        Prefetch(
            "framework_examples",
            FrameworkExample.objects.filter(item__framework__state=CaseStudy.State.PUBLISHED)
            .select_related("item__framework")
            .order_by("item__framework__title", "item__position"),
        ),
    )


def _read_accounts(reader: Reader, councils: Sequence[Council]) -> None:
    """Read what each council did, and how much more of it there is than is read."""
    studies = CaseStudy.objects.published().prefetch_related(
        Prefetch("council_roles", CaseStudyCouncil.objects.select_related("council")),
        Prefetch("findings", Finding.objects.strongest_first().select_related("source")),
        "initiatives",
    )
    roles = CaseStudyCouncil.objects.prefetch_related(Prefetch("case_study", studies))
    read_foremost(reader, councils, roles)
    count_content(reader, councils)


def _name_ties(councils: Sequence[Council]) -> None:
    """Read by name what the parts of the case studies and strategies that were read tie to."""
    studies = [role.case_study for council in councils for role in _roles(council)]
    strategies = [one for council in councils for one in in_time_order(council)]
    fetch_named(
        (studies, ["approaches"]),
        ([one for study in studies for one in study.findings.all()], OF_FINDINGS),
        ([one for study in studies for one in study.initiatives.all()], OF_INITIATIVES),
        ([one for strategy in strategies for one in strategy.priorities.all()], ["themes"]),
    )


def compare_councils(councils: Sequence[Council]) -> Comparison:
    """Lay councils side by side, in the order given; they come from ``comparable``."""
    reader = current()
    _read_accounts(reader, councils)
    _name_ties(councils)
    heads = [
        ComparedItem(
            c.slug,
            c.official_name,
            c.name,
            c.get_absolute_url(),
            c.get_type_display(),
            _mentions(c),
            of_council(
                c,
                _roles(c),
                studies=cast("Any", c).case_study_count,
                strategies=cast("Any", c).strategy_count,
            ),
        )
        for c in councils
    ]

    def row(name: str, label: str, read: Callable[[Council], list[Trait]]) -> ComparedSection:
        return listed(name, label, heads, [read(council) for council in councils])

    def rows(
        name: str, label: str, read: Callable[[Council], list[Trait]], family: Family, noun: str
    ) -> ComparedSection:
        items = with_broader([read(council) for council in councils], family.vocabulary(reader))
        return aligned(name, label, heads, items, noun)

    return compare(
        heads,
        [
            row("type", heading("type"), lambda c: [Trait(c.type, c.get_type_display())]),
            row("region", heading("region"), lambda c: [Trait(c.region, c.get_region_display())]),
            row("nation", heading("nation"), lambda c: [Trait(c.nation, c.get_nation_display())]),
            row("parent", heading("county_council"), _parent),
            row("case_studies", heading("case_studies"), _case_studies),
            row("named_in", gettext("Also named in"), _named_in),
            rows("approaches", gettext("What it did"), _approaches, APPROACH, "approach"),
            rows(
                "changed",
                str(entries.WHAT_CHANGED),
                partial(_outcomes, entries.CHANGED),
                OUTCOME,
                "outcome with a change claimed",
            ),
            rows(
                "aimed",
                str(entries.WHAT_WAS_AIMED_AT),
                partial(_outcomes, entries.AIMED),
                OUTCOME,
                "outcome with an aim or a calculation",
            ),
            row("strategies", heading("strategies"), _strategies),
            rows("themes", gettext("Themes of their priorities"), _themes, THEME, "theme"),
            row("frameworks", gettext("Named as an example by"), _examples),
        ],
        mention=gettext("have accounts or strategies that mention"),
    )


def _mentions(council: Council) -> str:
    """Return how a sentence on what it alone has begins; it speaks of no more than was read."""
    whose = gettext("%(name)s accounts and strategies") % {"name": possessive(council.name)}
    counts = cast("Any", council)
    studies, strategies = len(_roles(council)), len(in_time_order(council))
    if counts.case_study_count > studies or counts.strategy_count > strategies:
        return gettext("those of %(whose)s that are compared here mention") % {"whose": whose}
    return gettext("%(whose)s on the portal mention") % {"whose": whose}


def _parent(council: Council) -> list[Trait]:
    parent = council.parent
    if parent is None:
        return []
    return [Trait(parent.slug, parent.official_name, url=parent.get_absolute_url())]


def _strategies(council: Council) -> list[Trait]:
    strategies = in_time_order(council)
    left = cast("Any", council).strategy_count - len(strategies)
    return _rest(council, left, "strategies") + [
        Trait(
            strategy.slug,
            strategy.title,
            ", ".join(filter(None, [strategy.get_kind_display(), strategy.years])),
            strategy.get_absolute_url(),
        )
        for strategy in strategies
    ]


def _themes(council: Council) -> list[Trait]:
    priorities = [p for strategy in in_time_order(council) for p in strategy.priorities.all()]
    return [theme for theme in themes(priorities) if theme.key]


def _case_studies(council: Council) -> list[Trait]:
    roles = _roles(council)
    left = cast("Any", council).case_study_count - len(roles)
    return _rest(council, left, "case_studies") + [_part(role) for role in roles]


def _named_in(council: Council) -> list[Trait]:
    """Return the case studies that name it and do not say that it acted."""
    roles: Sequence[CaseStudyCouncil] = cast("Any", council).naming_roles
    return [_part(role) for role in roles]


def _part(role: CaseStudyCouncil) -> Trait:
    study = role.case_study
    told = gettext("told in %(told_in)s") % {"told_in": study.told_in} if study.told_in else ""
    return Trait(
        study.slug,
        study.title,
        ", ".join(filter(None, [role.get_role_display(), told])),
        study.get_absolute_url(),
    )


def _rest(council: Council, left: int, path: str) -> list[Trait]:
    """Return what says how many there are that are not compared, first, so that it is seen."""
    if left <= 0:
        return []
    url = f"{address_of(path)}?council={council.slug}"
    return [
        Trait(
            f"more:{council.slug}",
            gettext("%(left)s more, which are not compared") % {"left": f"{left:,}"},
            url=url,
        )
    ]


def _roles(council: Council) -> Sequence[CaseStudyCouncil]:
    """Return its parts in the case studies in which it acted, as far as they were read."""
    roles: Sequence[CaseStudyCouncil] = cast("Any", council).foremost_roles
    return roles


def _approaches(council: Council) -> list[Trait]:
    """Return what the council itself did, row by row, with the case studies that say so."""
    found: dict[str, Trait] = {}
    for role in _roles(council):
        study = role.case_study
        names = _names_of_approaches(study)
        for slug, did in _credit(study).items():
            if council.slug in did:
                trait = found.get(slug, Trait(slug, names[slug]))
                point = Point(study.title, url=study.get_absolute_url())
                found[slug] = replace(trait, points=(*trait.points, point))
    return [*found.values()]


def _parts(study: CaseStudy) -> list[Finding | Initiative]:
    return [*study.findings.all(), *study.initiatives.all()]


def _names_of_approaches(study: CaseStudy) -> dict[str, str]:
    approaches = [*study.approaches.all()]
    for part in _parts(study):
        approaches += part.approaches.all()
    return {approach.slug: approach.name for approach in approaches}


def _credit(study: CaseStudy) -> Mapping[str, set[str]]:
    """Return by approach the councils that did it in a case study."""
    acted = {
        role.council.slug
        for role in study.council_roles.all()
        if role.role in CaseStudyCouncil.ACTED
    }
    doings = [
        Doing({one.slug for one in part.approaches.all()}, {c.slug for c in part.councils.all()})
        for part in _parts(study)
    ]
    return credited(acted, doings, [approach.slug for approach in study.approaches.all()])


def _outcomes(claims: Sequence[str], council: Council) -> list[Trait]:
    """Return the outcomes of the findings that are the council's own work, the surest first."""
    return entries.outcomes(own_findings(council, _roles(council)), claims)


def _examples(council: Council) -> list[Trait]:
    return [
        Trait(
            f"{example.item.framework.slug}#{example.item.position}",
            example.item.title,
            example.item.framework.title,
            f"{example.item.framework.get_absolute_url()}#item-{example.item.position}",
        )
        for example in council.framework_examples.all()
    ]
