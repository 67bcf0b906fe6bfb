"""The findings of one account in a briefing: changed, aimed at, calculated and done, apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext

from casestudies.evidence.grammar import (
    claims_in_words,
    people_in,
    sign_of,
    strength_at,
    strength_of,
)
from casestudies.evidence.grammar import when_of as period_of
from casestudies.evidence.levels import MEANINGS
from casestudies.models import Finding
from casestudies.models.claims import EvidenceLevel
from wellbeing_portal.core.document import Inline, Link, Quiet, Strong, WordFile
from wellbeing_portal.core.words import counted, opening, verb_for

from .accounts import Account, Claim, unmeasured_in
from .sources import cited

Level = EvidenceLevel

ORDER = (Claim.CHANGED, Claim.INTENDED, Claim.MODELLED, Claim.DONE)


def write_key_figures(document: WordFile, findings: Sequence[Finding]) -> None:
    """Add the key findings large, each with what it claims and how sure that is."""
    chosen = [one for one in findings if one.key_order is not None and one.number]
    figures = [
        (
            finding.number,
            finding.meaning or finding.statement,
            [
                Strong(f"{sign_of(finding).words}. "),
                Quiet(_how(finding)),
                *cited(document, finding.source, ""),
            ],
        )
        for finding in sorted(chosen, key=lambda one: one.key_order or 0)
    ]
    if figures:
        document.figures(figures)


def _how(finding: Finding) -> str:
    shared = gettext("shared total") if finding.is_shared_total else ""
    parts = (strength_of(finding), shared, people_in(finding), period_of(finding))
    return f"{' · '.join(filter(None, parts))}."


def write_findings(document: WordFile, account: Account, *, most: int = 0, url: str = "") -> None:
    """Add the findings claim by claim, or say that there are none.

    ``most`` keeps only so many of each claim, the surest first, and says where the others are.
    """
    if not account.findings:
        document.paragraph(gettext("The account has no finding on this."))
        return
    if not account.changes:
        document.paragraph(gettext(unmeasured_in([account])))
    for claim in ORDER:
        findings = account.claiming(claim)
        shown = findings[:most] if most else findings
        if not shown:
            continue
        document.table(
            f"{opening(claims_in_words(len(findings), claim))}: {account.study.title}",
            (
                gettext("What it says"),
                gettext("Figure"),
                gettext("How it is known"),
                gettext("How sure it is"),
            ),
            [_row(document, finding) for finding in shown],
            (0.48, 0.16, 0.18, 0.18),
        )
        if len(shown) < len(findings):
            document.paragraph(
                [
                    gettext("These are %(shown)s of %(findings)s. ")
                    % {"shown": len(shown), "findings": len(findings)},
                    Link(gettext("All of them are on the portal"), f"{url}#changed"),
                    ".",
                ]
            )


def _row(document: WordFile, finding: Finding) -> Sequence[Inline | Sequence[Inline]]:
    figure: list[Inline] = [finding.figure or gettext("no figure")]
    shared = gettext("shared total") if finding.is_shared_total else ""
    figure += [
        Quiet(f"\n{words}") for words in (shared, people_in(finding), period_of(finding)) if words
    ]
    known: list[Inline] = [finding.get_basis_display()]
    if finding.method_note:
        known.append(Quiet(f"\n{finding.method_note}"))
    return (
        [
            Strong(f"{sign_of(finding).words}: "),
            finding.statement,
            *cited(document, finding.source, finding.locator),
        ],
        figure,
        known,
        sure_named(finding),
    )


def sure_named(finding: Finding) -> list[Inline]:
    """Return how sure a finding is: words first, its level second; no level without a change."""
    if finding.evidence_level is None:
        return [strength_of(finding)]
    return [
        strength_of(finding),
        Quiet(
            gettext("\nlevel %(evidence_level)s of 5") % {"evidence_level": finding.evidence_level}
        ),
    ]


def level_named(level: EvidenceLevel) -> list[Inline]:
    """Return a level in words, with its number beneath, for a cell of a table."""
    return [strength_at(level), Quiet(gettext("\nlevel %(value)s of 5") % {"value": level.value})]


def write_evidence(document: WordFile, findings: Sequence[Finding]) -> None:
    """Say how many findings make which claim, how sure changes are, and what that cannot tell."""
    document.heading(gettext("How sure this is"))
    if not findings:
        document.paragraph(
            gettext("This briefing has no finding, so it makes no claim that anything worked.")
        )
        return
    claims = Counter(finding.claim for finding in findings)
    told = [claims_in_words(claims[claim], claim) for claim in ORDER if claims[claim]]
    document.paragraph(
        gettext(
            "This briefing rests on %(findings)s: %(told)s. Only what changed has a "
            "strength of evidence."
        )
        % {"findings": counted(len(findings), "finding"), "told": "; ".join(told)}
    )
    levels = Counter(
        finding.evidence_level for finding in findings if finding.evidence_level is not None
    )
    if levels:
        document.table(
            gettext("Findings on what changed, by how sure they are"),
            (gettext("How sure"), gettext("Findings"), gettext("What it takes")),
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
    document.bullets(_limits(levels))


def _limits(levels: Counter[int]) -> list[Inline]:
    return [
        *([_compared(levels)] if levels else []),
        gettext(
            "The levels follow Nesta’s Standards of Evidence, with level 0 added. A "
            "low level means that we know less. It does not mean that the work "
            "failed."
        ),
        gettext(
            "What worked in one place may work differently in another. Compare the "
            "council, its population and the money before you copy."
        ),
        gettext(
            "Findings come from the documents listed under Sources. Most were "
            "written by or with the councils themselves, and documents report "
            "success more often than failure."
        ),
    ]


def _compared(levels: Counter[int]) -> str:
    number = sum(count for level, count in levels.items() if level >= Level.COMPARED)
    if not number:
        return gettext("None of them compares the change with people or places without the work.")
    compare = f"{opening(counted(number, 'finding'))} {verb_for(number, 'compare')}"
    return gettext("%(compare)s the change with people or places without the work.") % {
        "compare": compare
    }
