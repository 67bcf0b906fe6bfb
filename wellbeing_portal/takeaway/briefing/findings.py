"""What changed, in a briefing: key figures, findings, and how strong the evidence is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from casestudies.evidence.levels import MEANINGS
from casestudies.models import Finding
from wellbeing_portal.core.document import Inline, Link, Quiet, WordFile
from wellbeing_portal.core.words import counted, noun_for, opening, spelt, verb_for

from .sources import cited

Level = Finding.EvidenceLevel


def write_key_figures(document: WordFile, findings: Iterable[Finding]) -> None:
    """Add the key figures large, each with its basis and source."""
    figures = [
        (
            finding.number,
            finding.meaning or finding.statement,
            [Quiet(_how(finding)), *cited(document, finding.source, "")],
        )
        for finding in findings
        if finding.is_key
    ]
    if figures:
        document.figures(figures)


def _how(finding: Finding) -> str:
    asked = f"{finding.sample_size:,} asked" if finding.sample_size else ""
    return ", ".join(filter(None, [finding.get_basis_display(), asked, finding.period])) + "."


def write_findings(
    document: WordFile, findings: Sequence[Finding], caption: str, *, most: int = 0, url: str = ""
) -> None:
    """Add the findings as a table, or say that there are none.

    ``most`` keeps only so many, the strongest first, and says where the others are.
    """
    if not findings:
        document.paragraph("The source reports no change that could be recorded as a finding.")
        return
    shown = list(findings)
    if most and len(shown) > most:
        shown = sorted(shown, key=_strength)[:most]
        document.paragraph(
            [
                f"These are {most} of {len(findings)} findings, the strongest first. ",
                Link("All of them are on the portal", f"{url}#changed"),
                ".",
            ]
        )
    document.table(
        caption,
        ("What was found", "Figure", "How it is known", "Evidence"),
        [_row(document, finding) for finding in shown],
        (0.5, 0.16, 0.19, 0.15),
    )


def level_named(level: Level) -> list[Inline]:
    """Return a level's number, with its name beneath it, for a cell of a table."""
    return [f"Level {level.value}", Quiet(f"\n{level.label}")]


def _strength(finding: Finding) -> tuple[int, bool, bool, int]:
    activity = finding.direction == Finding.Direction.ACTIVITY
    return -finding.evidence_level, activity, finding.value is None, finding.position


def _row(document: WordFile, finding: Finding) -> Sequence[Inline | Sequence[Inline]]:
    level = Level(finding.evidence_level)
    figure: list[Inline] = [finding.figure or "no figure"]
    if finding.figure:
        asked = f"of {finding.sample_size:,} asked" if finding.sample_size else ""
        figure += [Quiet(f"\n{words}") for words in (asked, finding.period) if words]
    known: list[Inline] = [finding.get_basis_display()]
    if finding.direction == Finding.Direction.ACTIVITY:
        known.append(Quiet("\nActivity: no change claimed"))
    elif finding.direction != Finding.Direction.BETTER:
        known.append(Quiet(f"\nDirection: {finding.get_direction_display().lower()}"))
    return (
        [finding.statement, *cited(document, finding.source, finding.locator)],
        figure,
        known,
        level_named(level),
    )


def write_evidence(document: WordFile, findings: Sequence[Finding]) -> None:
    """Say how many findings stand at which level, what that means and what it cannot tell."""
    document.heading("Evidence and its limits")
    if not findings:
        document.paragraph(
            "Nothing in this briefing is recorded as a finding, so it makes no claim that "
            "something worked."
        )
        return
    levels = Counter(finding.evidence_level for finding in findings)
    strongest = Level(max(levels))
    activity = sum(finding.direction == Finding.Direction.ACTIVITY for finding in findings)
    document.paragraph(
        f"This briefing rests on {counted(len(findings), 'finding')}. The strongest evidence is "
        f"at level {strongest.value} of 5 ({strongest.label.lower()}). {_compared(levels)}"
    )
    document.table(
        "Findings by level of evidence",
        ("Level", "Findings", "What it takes to reach this level"),
        [
            (
                level_named(level),
                str(levels[level]) if levels[level] else "none",
                MEANINGS[level],
            )
            for level in Level
        ],
        (0.28, 0.13, 0.59),
    )
    limits = [
        (
            "The levels follow Nesta’s Standards of Evidence, with level 0 added. A low level "
            "means that we know less. It does not mean that the work failed."
        ),
        (
            "What worked in one place may work differently in another. Compare the council, its "
            "population and the money before you copy."
        ),
        (
            "Findings come from the documents listed under References. Most were written by or "
            "with the councils themselves, and documents report success more often than failure."
        ),
    ]
    if activity:
        findings_record = (
            f"{opening(spelt(activity))} {noun_for(activity, 'finding')} "
            f"{verb_for(activity, 'record')}"
        )
        limits.insert(
            1, f"{findings_record} activity, such as people trained, and no change in anybody."
        )
    document.bullets(limits)


def _compared(levels: Counter[int]) -> str:
    number = sum(count for level, count in levels.items() if level >= Level.COMPARED)
    if not number:
        return "None of them compares the change with people or places without the work."
    compare = f"{opening(spelt(number))} {verb_for(number, 'compare')}"
    return f"{compare} the change with people or places without the work."
