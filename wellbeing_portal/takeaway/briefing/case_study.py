"""A case study in a briefing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext, gettext_noop

from casestudies.evidence.credit import acted_in
from casestudies.evidence.grammar import strength_at
from casestudies.facets import CASE_STUDY
from casestudies.headings import heading
from casestudies.models import CaseStudy, CaseStudyCouncil
from wellbeing_portal.core.document import Inline, Link, Strong, WordFile
from wellbeing_portal.core.words import day_in_words

from .accounts import Account, Level
from .findings import write_findings, write_key_figures
from .sources import cited

Facts = list[tuple[str, Inline | Sequence[Inline]]]

COST = gettext_noop("What it cost")

FINDINGS = 8
"""Findings of each claim that a briefing on several gives of each case study."""


def write_case_study(
    document: WordFile, account: Account, note: str, site: str, *, in_full: bool
) -> None:
    """Add a case study; ``in_full`` adds all its texts, for a document about it alone."""
    study = account.study
    document.heading(study.title, 2)
    _notices(document, study, note)
    document.paragraph([study.summary, *cited(document, study.source, study.locator)])
    document.facts(_facts(study, site), gettext("At a glance: %(title)s") % {"title": study.title})
    if study.inferred:
        document.notice([Strong(gettext("Inferred, not stated in the source. ")), study.inferred])
    write_key_figures(document, account.findings)
    document.heading(gettext("What changed, was aimed at and was done"), 3)
    if in_full and study.impact:
        document.markdown(study.impact)
    address = site + study.get_absolute_url()
    write_findings(document, account, most=0 if in_full else FINDINGS, url=address)
    if in_full:
        _section(document, gettext("What they set out to do"), study.ambition)
        _needs(document, study)
    _did(document, account, in_full=in_full)
    _section(document, heading("will_it_last"), study.sustainability)
    if in_full:
        _section(document, heading("during_the_pandemic"), study.pandemic_response)
    _afterwards(document, study)


def _did(document: WordFile, account: Account, *, in_full: bool) -> None:
    """Add what they did: with a subject only the findings say that."""
    study = account.study
    if not (in_full or account.is_whole):
        return
    document.heading(heading("what_they_did"), 3)
    if in_full:
        document.markdown(study.approach)
    document.bullets(
        [Strong(f"{row.approach}: "), row.how, *cited(document, study.source, row.locator)]
        for row in study.approach_rows.all()
    )
    if in_full:
        _initiatives(document, study)


def _notices(document: WordFile, study: CaseStudy, note: str) -> None:
    """Add the reader's note, how old the account is, and what to bear in mind."""
    if note:
        document.notice([Strong("Note: "), note])
    if study.told_in:
        document.notice(
            [Strong(gettext("As told in %(told_in)s. ") % {"told_in": study.told_in}), study.caveat]
        )
    elif study.caveat:
        document.notice(study.caveat)


def _afterwards(document: WordFile, study: CaseStudy) -> None:
    """Add what was put right since, and what councils say of the account."""
    for correction in study.corrections.all():
        document.notice(
            [
                Strong(
                    gettext("Put right on %(made_on)s. ")
                    % {"made_on": day_in_words(correction.made_on)}
                ),
                correction.text,
            ]
        )
    for reply in study.replies.all():
        who = f"{reply.council.official_name}, {day_in_words(reply.given_on)}. "
        document.notice([Strong(who), reply.text])


def _section(document: WordFile, title: str, text: str) -> None:
    if text:
        document.heading(title, 3)
        document.markdown(text)


def _facts(study: CaseStudy, site: str) -> Facts:
    by_role = {
        role: "; ".join(
            row.council.official_name for row in study.council_roles.all() if row.role == role
        )
        for role in CaseStudyCouncil.Role
    }
    acted = acted_in(study)
    places = [f"{council.get_type_display()}, {council.get_region_display()}" for council in acted]
    address = site + study.get_absolute_url()
    facts: Facts = [
        (heading("lead_councils"), by_role[CaseStudyCouncil.Role.LEAD]),
        (heading("partner_councils"), by_role[CaseStudyCouncil.Role.PARTNER]),
        (heading("learning_partners"), by_role[CaseStudyCouncil.Role.LEARNING_PARTNER]),
        (heading("areas"), by_role[CaseStudyCouncil.Role.AREA]),
        (heading("council_types"), "; ".join(dict.fromkeys(places))),
        (heading("period"), study.years[:1].upper() + study.years[1:]),
        (heading("told_in"), str(study.told_in or "")),
        (CASE_STUDY.named("stage").heading, study.get_stage_display()),
        *(
            (tag.heading, _names(getattr(study, tag.relation).all()))
            for tag in CASE_STUDY.plain_tags
        ),
        *((name, f"{number:,}") for name, number in CASE_STUDY.said_of(study)),
        (heading("partners"), _names(role.organisation for role in study.partner_roles.all())),
        (gettext(COST), "\n".join(_costs(study)) or gettext("Not stated")),
        (heading("funders"), "\n".join(_money(study))),
        (heading("strategies_served"), _names(study.strategies.all())),
        (heading("priorities_served"), _names(study.priorities.all())),
        (heading("strongest_evidence_in_words"), _strongest(study)),
        (heading("contact"), ", ".join(filter(None, [study.contact, study.contact_address]))),
        (heading("address"), Link(address, address)),
    ]
    return [(name, text) for name, text in facts if text]


def _strongest(study: CaseStudy) -> str:
    """Return how sure the surest change is, or that there is none."""
    levels = [f.evidence_level for f in study.findings.all() if f.evidence_level is not None]
    if not levels:
        return gettext("None: no change is claimed")
    level = Level(max(levels))
    return gettext("%(strength)s (level %(value)s of 5)") % {
        "strength": strength_at(level),
        "value": level.value,
    }


def _costs(study: CaseStudy) -> list[str]:
    return [
        f"{cost}" + (gettext(" (a shared total)") if cost.is_shared_total else "")
        for cost in study.costs.all()
    ]


def _names(records: Iterable[object]) -> str:
    return "; ".join(str(record) for record in records)


def _money(study: CaseStudy) -> list[str]:
    return [
        (
            gettext("%(upper)s%(money)s from %(funder)s for %(name)s")
            % {
                "upper": funder.money[:1].upper(),
                "money": funder.money[1:],
                "funder": funder.funder,
                "name": initiative.name,
            }
        )
        + (f" ({funder.note})" if funder.note else "")
        for initiative in study.initiatives.all()
        for funder in initiative.funders.all()
        if funder.amount is not None
    ]


def _needs(document: WordFile, study: CaseStudy) -> None:
    facts = study.context_facts.all()
    if facts:
        document.heading(gettext("The need they answered"), 3)
        document.bullets(
            [fact.statement, *cited(document, fact.source, fact.locator)] for fact in facts
        )


def _initiatives(document: WordFile, study: CaseStudy) -> None:
    for initiative in study.initiatives.all():
        years = f", {initiative.years}" if initiative.years else ""
        document.heading(f"{initiative.name}{years}", 4)
        document.markdown(initiative.description)
