"""A case study in a briefing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casestudies.facets import CASE_STUDY
from casestudies.models import CaseStudy, CaseStudyCouncil
from wellbeing_portal.core.document import Inline, Link, Strong, WordFile
from wellbeing_portal.core.words import joined

from .findings import write_findings, write_key_figures
from .sources import cited

Facts = list[tuple[str, Inline | Sequence[Inline]]]


FINDINGS = 8
"""Findings of each case study in a briefing on several."""


def lead_councils(study: CaseStudy) -> list[str]:
    """Return the full names of the councils that led."""
    return [
        role.council.official_name
        for role in study.council_roles.all()
        if role.role == CaseStudyCouncil.Role.LEAD
    ]


def strongest_level(study: CaseStudy) -> int | None:
    """Return the highest level of evidence among the findings."""
    return max((finding.evidence_level for finding in study.findings.all()), default=None)


def write_case_study(
    document: WordFile, study: CaseStudy, note: str, site: str, *, in_full: bool
) -> None:
    """Add a case study; ``in_full`` adds all its texts, for a document about it alone."""
    document.heading(study.title, 2)
    if note:
        document.notice([Strong("Note: "), note])
    document.paragraph([study.summary, *cited(document, study.source, study.locator)])
    document.facts(_facts(study, site), f"At a glance: {study.title}")
    if study.inferred:
        document.notice([Strong("Inferred, not stated in the source. "), study.inferred])
    if in_full:
        _section(document, "What they set out to do", study.ambition)
    _needs(document, study)
    document.heading("What they did", 3)
    if in_full:
        document.markdown(study.approach)
    document.bullets(
        [Strong(f"{row.approach}: "), row.how, *cited(document, study.source, row.locator)]
        for row in study.approach_rows.all()
    )
    if in_full:
        _initiatives(document, study)
    document.heading("What changed", 3)
    findings = list(study.findings.all())
    write_key_figures(document, findings)
    if in_full and study.impact:
        document.markdown(study.impact)
    write_findings(
        document,
        findings,
        f"Findings: {study.title}",
        most=0 if in_full else FINDINGS,
        url=site + study.get_absolute_url(),
    )
    if study.enabler_rows.all():
        document.heading("What made it work", 3)
        document.bullets(
            [Strong(f"{row.enabler}: "), row.how, *cited(document, study.source, row.locator)]
            for row in study.enabler_rows.all()
        )
    _section(document, "Will it last?", study.sustainability)
    if in_full:
        _section(document, "During the pandemic", study.pandemic_response)


def _section(document: WordFile, heading: str, text: str) -> None:
    if text:
        document.heading(heading, 3)
        document.markdown(text)


def _facts(study: CaseStudy, site: str) -> Facts:
    others = [
        f"{role.council.official_name} ({role.get_role_display().lower()})"
        for role in study.council_roles.all()
        if role.role != CaseStudyCouncil.Role.LEAD
    ]
    leads = [role.council for role in study.council_roles.all() if role.role == "lead"]
    places = [f"{council.get_type_display()}, {council.get_region_display()}" for council in leads]
    level = strongest_level(study)
    facts: Facts = [
        ("Led by", joined(lead_councils(study))),
        ("With", "; ".join(others)),
        ("Kind of council", "; ".join(dict.fromkeys(places))),
        ("When", study.years[:1].upper() + study.years[1:]),
        ("Stage", study.get_stage_display()),
        *(
            (tag.heading, _names(getattr(study, tag.relation).all()))
            for tag in CASE_STUDY.plain_tags
        ),
        ("Partners", "; ".join(str(role.organisation) for role in study.partner_roles.all())),
        ("Money", "\n".join(_money(study))),
        ("Strategies it serves", _names(study.strategies.all())),
        (
            "Strongest evidence",
            "No finding recorded" if level is None else f"Level {level} of 5",
        ),
        ("On the portal", Link(site + study.get_absolute_url(), site + study.get_absolute_url())),
    ]
    return [(name, text) for name, text in facts if text]


def _names(records: Iterable[object]) -> str:
    return "; ".join(str(record) for record in records)


def _money(study: CaseStudy) -> list[str]:
    return [
        f"{funder.money[:1].upper()}{funder.money[1:]} from {funder.funder} "
        f"for {initiative.name}" + (f" ({funder.note})" if funder.note else "")
        for initiative in study.initiatives.all()
        for funder in initiative.funders.all()
        if funder.amount is not None
    ]


def _needs(document: WordFile, study: CaseStudy) -> None:
    facts = study.context_facts.all()
    if facts:
        document.heading("The need they answered", 3)
        document.bullets(
            [fact.statement, *cited(document, fact.source, fact.locator)] for fact in facts
        )


def _initiatives(document: WordFile, study: CaseStudy) -> None:
    for initiative in study.initiatives.all():
        years = f", {initiative.years}" if initiative.years else ""
        document.heading(f"{initiative.name}{years}", 4)
        document.markdown(initiative.description)
