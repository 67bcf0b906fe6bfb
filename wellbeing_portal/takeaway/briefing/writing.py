"""Puts a briefing together, from its title page to its references."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from casestudies.models import CaseStudy, Finding
from wellbeing_portal.core.citation import PUBLISHER
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.core.document import Inline, Quiet, Strong, WordFile
from wellbeing_portal.core.export.table import About
from wellbeing_portal.core.words import counted, joined, noun_for

from .case_study import lead_councils, strongest_level, write_case_study
from .comparing import write_comparison
from .findings import write_evidence
from .frame import new_document, write_scope, write_title_page
from .items import BriefingRecords, Item, read_items
from .strategy import write_council, write_priority, write_strategy

APPROACHES = 4
"""Approaches that the summary names before it says how many more there are."""


def write_briefing(
    stream: BinaryIO,
    items: Sequence[Item],
    about: About,
    *,
    comparison: Comparison | None = None,
) -> None:
    """Write a briefing on ``items`` to ``stream``, with a comparison if there is one."""
    read = read_items(items)
    site = about.site
    document = new_document(about)
    several = f"A briefing on {_counted(read)}"
    write_title_page(document, about, several if read.count > 1 else "A briefing")
    document.contents()
    _purpose(document, about, read)
    if read.count > 1:
        _summary(document, read)
    _each(document, read, site)
    if comparison:
        write_comparison(document, comparison)
    write_evidence(document, _findings(read))
    document.heading("References")
    if document.cited:
        document.paragraph(
            "The number in square brackets leads from a statement to its source. The place in "
            "the source stands beside the number."
        )
        document.references()
    else:
        document.paragraph("This briefing cites no document.")
    document.save(stream)


def _counted(read: BriefingRecords) -> str:
    kinds: list[tuple[Sequence[object], str]] = [
        (read.case_studies, "case study"),
        (read.strategies, "strategy"),
        (read.priorities, "priority"),
        (read.councils, "council"),
    ]
    return joined([counted(len(rows), noun) for rows, noun in kinds if rows]) or "nothing"


def _purpose(document: WordFile, about: About, read: BriefingRecords) -> None:
    document.heading("Purpose and scope")
    document.paragraph(
        f"This briefing sets out {_counted(read)} from the {PUBLISHER}: what was planned and "
        "done, what changed, what made it work, and how sure one can be. It is meant to be "
        "edited: keep what your committee needs."
    )
    write_scope(document, about)


def _summary(document: WordFile, read: BriefingRecords) -> None:
    document.heading("Summary")
    if read.case_studies:
        document.table(
            "Case studies",
            ("Case study", "Led by", "When and stage", "Approaches", "Evidence"),
            [_case_study_row(study) for study, _ in read.case_studies],
            (0.3, 0.18, 0.15, 0.25, 0.12),
        )
    strategies = [strategy for strategy, _ in read.strategies]
    if strategies:
        document.table(
            "Strategies",
            ("Strategy", "Councils", "Kind", "Period", "Priorities"),
            [
                (
                    strategy.title,
                    "; ".join(council.name for council in strategy.councils.all()),
                    strategy.get_kind_display(),
                    strategy.years or "–",
                    str(len(strategy.priorities.all())),
                )
                for strategy in strategies
            ],
            (0.34, 0.2, 0.19, 0.15, 0.12),
        )
    if read.priorities:
        document.table(
            "Priorities",
            ("Priority", "Strategy", "Councils"),
            [
                (
                    priority.title,
                    priority.strategy.title,
                    "; ".join(council.name for council in priority.strategy.councils.all()),
                )
                for priority, _ in read.priorities
            ],
            (0.4, 0.36, 0.24),
        )
    if read.councils:
        document.table(
            "Councils",
            ("Council", "Type", "Region", "Case studies", "Strategies"),
            [
                (
                    council.official_name,
                    council.get_type_display(),
                    council.get_region_display(),
                    str(cast("Any", council).case_study_count),
                    str(cast("Any", council).strategy_count),
                )
                for council, _ in read.councils
            ],
            (0.34, 0.22, 0.18, 0.13, 0.13),
        )


def _case_study_row(study: CaseStudy) -> Sequence[Inline | Sequence[Inline]]:
    level = strongest_level(study)
    evidence: list[Inline] = ["–"]
    if level is not None:
        number = counted(len(study.findings.all()), "finding")
        evidence = [f"Level {level}", Quiet(f"\n{number}")]
    approaches = [str(row.approach) for row in study.approach_rows.all()]
    more = len(approaches) - APPROACHES
    named: list[Inline] = [", ".join(approaches[:APPROACHES])]
    return (
        [Strong(study.title), Quiet(f"\n{study.strapline}")],
        joined(lead_councils(study)),
        [study.years[:1].upper() + study.years[1:] or "–", Quiet(f"\n{study.get_stage_display()}")],
        [*named, Quiet(f"\nand {more} more")] if more > 0 else named,
        evidence,
    )


def _each(document: WordFile, read: BriefingRecords, site: str) -> None:
    alone = read.count == 1
    if read.case_studies:
        document.heading(noun_for(len(read.case_studies), "Case study"))
    for study, note in read.case_studies:
        write_case_study(document, study, note, site, in_full=alone)
    if read.strategies:
        document.heading(noun_for(len(read.strategies), "Strategy"))
    for strategy, note in read.strategies:
        write_strategy(document, strategy, note, site)
    if read.priorities:
        document.heading(noun_for(len(read.priorities), "Priority"))
    for priority, note in read.priorities:
        write_priority(document, priority, note, site)
    if read.councils:
        document.heading(noun_for(len(read.councils), "Council"))
    for council, note in read.councils:
        write_council(document, council, note, site)


def _findings(read: BriefingRecords) -> list[Finding]:
    """Return every finding that the briefing reports, each once."""
    studies = [study for study, _ in read.case_studies]
    studies += [
        role.case_study
        for council, _ in read.councils
        for role in cast("Any", council).foremost_roles
    ]
    return list({f.pk: f for study in studies for f in study.findings.all()}.values())
