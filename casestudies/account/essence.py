"""What the first screen of a case study says: findings that matter, and the facts beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext

from casestudies.facets import POPULATION
from casestudies.headings import heading
from casestudies.models import CaseStudy, Cost, Finding
from wellbeing_portal.core.words import in_sentence, joined, opening, spelt

from .rows import ROLES, Role, WholeAccount

KEY = 3
"""Findings that stand on top of an account, at most."""
NAMED = 2
"""Groups and settings that a fact names before it only counts."""


@dataclass(frozen=True)
class Fact:
    """One thing that an officer asks first; ``detail`` is a second, quieter line."""

    name: str
    value: str
    detail: str = ""


@dataclass(frozen=True)
class Essence:
    """The first screen: when and by whom it was told, what matters, the facts beside it."""

    told: str
    is_recent: bool
    told_by: str
    heading: str
    findings: Sequence[Finding]
    first_facts: Sequence[Fact]
    further_facts: Sequence[Fact]


def essence_of(account: WholeAccount) -> Essence:
    """Return what the first screen of an account says."""
    study = account.study
    findings = key_findings(account.findings)
    chosen = any(one.key_order for one in findings)
    number = opening(spelt(len(findings)))
    noun = "finding" if len(findings) == 1 else "findings"
    matters = "matters" if len(findings) == 1 else "matter"
    return Essence(
        told=told_in_words(account),
        is_recent=bool(study.told_in and study.told_in >= localdate().year),
        told_by=told_by(study),
        heading=gettext("%(number)s %(noun)s that %(matters)s")
        % {"number": number, "noun": noun, "matters": matters}
        if chosen
        else gettext("%(number)s %(noun)s from it") % {"number": number, "noun": noun},
        findings=findings,
        first_facts=[_where(account), _for_whom(account), cost_fact(study.costs.all())],
        further_facts=[one for one in _further(account) if one.value],
    )


def key_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stand on top of an account, at most three.

    They are those that a curator chose, in their order. Where nobody chose, they are the changes
    at level 1 or above, the strongest first, then what has a figure, then changes that were said,
    then the rest.
    """
    every = list(findings)
    chosen = sorted((one for one in every if one.key_order), key=lambda one: one.key_order or 0)
    return chosen or sorted(every, key=_by_weight)[:KEY]


def _by_weight(finding: Finding) -> tuple[int, int, int]:
    level = finding.evidence_level
    if level:
        return 0, -level, finding.position
    if finding.value is not None:
        return 1, 0, finding.position
    return (2 if level is not None else 3), 0, finding.position


def told_in_words(account: WholeAccount) -> str:
    """Return the year of the main source, and up to which year others go where any is later."""
    told = account.study.told_in
    if not told:
        return gettext("Year of the account not stated")
    study = account.study
    rows: tuple[Any, ...] = (
        *account.findings,
        *study.costs.all(),
        *study.barriers.all(),
        *study.context_facts.all(),
    )
    last = max((row.source.year or 0 for row in rows), default=0)
    said = gettext("As told in %(told_in)s") % {"told_in": told}
    if last <= told:
        return said
    return gettext("%(said)s, other sources up to %(last)s") % {"said": said, "last": last}


def told_by(study: CaseStudy) -> str:
    """Return by whom and in what the account was told, if the public may see its source."""
    source = study.source
    teller = source.publisher or source.author
    if not source.is_published or not teller:
        return ""
    return gettext("by %(teller)s (%(lower)s)") % {
        "teller": teller,
        "lower": str(source.get_kind_display()).lower(),
    }


def cost_fact(costs: Iterable[Cost]) -> Fact:
    """Return the first cost with what it covers, how many more there are, or that none is stated.

    “In all” is stated only by a cost in all of the whole work that is shared with nobody.
    """
    every = list(costs)
    if not every:
        return Fact(gettext("Cost"), gettext("Not stated"))
    first, further = every[0], len(every) - 1
    detail = [gettext("%(further)s more below") % {"further": spelt(further)} if further else ""]
    if not any(_is_whole(one) for one in every):
        detail.append(gettext("for the whole work: not stated"))
    told = opening("; ".join(filter(None, detail)))
    return Fact(gettext("Cost"), cost_in_words(first), told)


def cost_in_words(cost: Cost) -> str:
    """Return an amount with what it covers, a part or all: “£500 a post, Blue Light: rent”."""
    shared = gettext(" (shared total)") if cost.is_shared_total else ""
    amount, covers = f"{opening(cost.money)}{shared}", cost.covers.rstrip(".")
    if cost.initiative is None:
        return f"{amount}: {covers}"
    return f"{amount}, {cost.initiative.name}: {in_sentence(covers)}"


def _is_whole(cost: Cost) -> bool:
    in_all = cost.unit == Cost.Unit.IN_ALL
    return in_all and cost.initiative is None and not (cost.is_shared_total or cost.is_planned)


def _where(account: WholeAccount) -> Fact:
    """Return the first councils that lead, or whose area it was, with regions and kinds of all."""
    leads = account.councils(Role.LEAD) or account.councils(*Role)
    councils = [one.council for one in leads]
    names = [one.name for one in councils]
    regions = dict.fromkeys(str(one.get_region_display()) for one in councils)
    kinds = dict.fromkeys(str(one.get_type_display()) for one in councils)
    further = [region for region in regions if region not in names]
    return Fact(
        gettext("Where"),
        ", ".join([_some(names), *further]),
        opening(joined(map(in_sentence, kinds))),
    )


def _for_whom(account: WholeAccount) -> Fact:
    named = [one.name for one in account.study.population_groups.all()]
    if not named:
        return Fact(gettext(POPULATION.heading), gettext("Not stated"))
    others = list(map(in_sentence, named[1:]))
    return Fact(gettext(POPULATION.heading), named[0], opening(_some(others)))


def _some(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    more = len(names) - NAMED
    if more < 2:
        return joined(names)
    return joined([*names[:NAMED], gettext("%(more)s more") % {"more": spelt(more)}])


def _further(account: WholeAccount) -> Iterable[Fact]:
    study = account.study
    yield Fact(
        gettext("When"),
        when_it_was(study),
        gettext("%(stage)s when it was told") % {"stage": study.get_stage_display()},
    )
    leads = joined(one.council.official_name for one in account.councils(Role.LEAD))
    partners = [one.council.name for one in account.councils(Role.PARTNER)]
    yield Fact(
        ROLES[Role.LEAD],
        leads,
        gettext("With %(partners)s") % {"partners": joined(partners)} if partners else "",
    )
    learners = account.councils(Role.LEARNING_PARTNER)
    yield Fact(ROLES[Role.LEARNING_PARTNER], joined(one.council.name for one in learners))
    areas = account.councils(Role.AREA)
    yield Fact(ROLES[Role.AREA], joined(one.council.name for one in areas))
    yield Fact(heading("contact"), study.contact)


def when_it_was(study: CaseStudy) -> str:
    """Return the years of the work, without saying that it goes on."""
    if study.start_year and not study.end_year:
        return gettext("Began in %(start_year)s") % {"start_year": study.start_year}
    if study.end_year and not study.start_year:
        return gettext("Ended in %(end_year)s") % {"end_year": study.end_year}
    return study.years or gettext("Years not stated")
