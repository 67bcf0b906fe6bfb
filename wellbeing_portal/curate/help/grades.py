"""The table of grades as people read it, each row with examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from casestudies.evidence.grading import TABLE, Compared, GradeRow, Measured, row_for
from casestudies.evidence.levels import MEANINGS
from casestudies.models.claims import Claim, EvidenceLevel
from wellbeing_portal.curate.forms.finding_questions import CLAIMS

from .examples import EXAMPLES


@dataclass(frozen=True)
class ToldRow:
    """A row of the table: after which answers it holds, why, and for example."""

    answers: list[str]
    because: str
    examples: list[str]


@dataclass(frozen=True)
class ToldGrade:
    """A claim, or a level that a change can have, with the rows that lead to it."""

    title: str
    meaning: str
    rows: list[ToldRow]


def told_claims() -> Iterator[ToldGrade]:
    """Yield what a finding may claim, as its page asks for it."""
    asked = dict(CLAIMS)
    for claim in Claim:
        rows = [row for row in TABLE if row.claim == claim and claim != Claim.CHANGED]
        yield ToldGrade(str(claim.label), str(asked[claim]), [_told(row) for row in rows])


def told_levels() -> Iterator[ToldGrade]:
    """Yield the levels that a change can have, the least first."""
    for level in EvidenceLevel:
        rows = [row for row in TABLE if row.claim == Claim.CHANGED and row.level == level]
        title = gettext("Level %(level)s: %(words)s") % {"level": level.value, "words": level.label}
        yield ToldGrade(title, str(MEANINGS[level]), [_told(row) for row in rows])


def _told(row: GradeRow) -> ToldRow:
    examples = [str(one.statement) for one in EXAMPLES if row_for(one.answers) is row]
    return ToldRow(list(_answers(row)), gettext(row.because), examples)


def _answers(row: GradeRow) -> Iterator[str]:
    """Yield the answers after which a row holds; what may be answered as one likes is left out."""
    questions: tuple[tuple[Any, Any, str], ...] = (
        (Measured, row.measured, gettext("Measured before and after?")),
        (Compared, row.compared, gettext("Compared with others?")),
    )
    for choices, wanted, question in questions:
        if wanted is not None:
            said = [str(one.label) for one in choices if one in wanted]
            yield f"{question} {' · '.join(said)}"
    if row.says_how is not None:
        question = gettext("Does the source say in how many, or how?")
        yield f"{question} {gettext('Yes') if row.says_how else gettext('No')}"
