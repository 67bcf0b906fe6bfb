"""Which claim, basis and level plain answers about a finding lead to, and why.

The table is read from the top, and the first row that fits holds: the lowest level that is true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from casestudies.models.claims import Basis, Claim, EvidenceLevel


class Measured(models.TextChoices):
    """Whether a change was measured before and after."""

    SAID = "said", _("No, it is said without a figure")
    ONCE = "once", _("No, only counted, or people were asked afterwards")
    BOTH = "both", _("Yes, before and after, in the same people or place")


class Compared(models.TextChoices):
    """Whether a change was set against people or places without the work."""

    NO = "no", _("No, or the source does not say")
    YES = "yes", _("Yes, with similar people or places")
    REPEATED = "repeated", _("Yes, and others did it again elsewhere and found the same")
    EVERYWHERE = "everywhere", _("Yes, and it is rolled out to many places and still works")


COMPARED = frozenset({Compared.YES, Compared.REPEATED, Compared.EVERYWHERE})


class Unanswered(models.TextChoices):
    """What has to be answered before anything follows."""

    CLAIM = "claim", _("Say what the source claims.")
    MEASURED = "measured", _("Say whether it was measured before and after.")
    COMPARED = "compared", _("Say whether it was compared with people or places without it.")
    BASIS = "basis", _("Say how it is known.")


@dataclass(frozen=True)
class Answers:
    """What somebody found in the source.

    ``says_how`` is whether the source says in how many it was measured, or how; ``basis`` is how
    it is known, where the other answers do not say it.
    """

    claim: str = ""
    measured: str = ""
    compared: str = ""
    says_how: bool = False
    basis: str = ""


@dataclass(frozen=True)
class Verdict:
    """What the answers lead to, and the sentence that says why."""

    claim: Claim
    basis: Basis
    level: EvidenceLevel | None
    because: str


@dataclass(frozen=True)
class GradeRow:
    """A row of the table; what is None there fits whatever is answered.

    ``basis`` follows from the answers; without one whoever answers has to say it.
    """

    claim: Claim
    because: str
    level: EvidenceLevel | None = None
    measured: frozenset[Measured] | None = None
    compared: frozenset[Compared] | None = None
    says_how: bool | None = None
    basis: Basis | None = None


TABLE: tuple[GradeRow, ...] = (
    GradeRow(
        Claim.DONE,
        gettext_noop("Because the source tells what was done or reached, and claims no change."),
    ),
    GradeRow(
        Claim.INTENDED,
        gettext_noop("Because the change was aimed at, and the source does not say that it came."),
    ),
    GradeRow(
        Claim.MODELLED,
        gettext_noop("Because it was calculated, and nobody observed it."),
        basis=Basis.ECONOMIC_ANALYSIS,
    ),
    GradeRow(
        Claim.CHANGED,
        gettext_noop("Because a comparison is spoken of, and no figure is given."),
        EvidenceLevel.SAID,
        measured=frozenset({Measured.SAID}),
        compared=COMPARED,
        basis=Basis.COMPARISON,
    ),
    GradeRow(
        Claim.CHANGED,
        gettext_noop("Because it is said, without a figure."),
        EvidenceLevel.SAID,
        measured=frozenset({Measured.SAID}),
    ),
    GradeRow(
        Claim.CHANGED,
        gettext_noop("Because it is rolled out to many places, was compared, and still works."),
        EvidenceLevel.PROVEN,
        compared=frozenset({Compared.EVERYWHERE}),
        basis=Basis.COMPARISON,
    ),
    GradeRow(
        Claim.CHANGED,
        gettext_noop("Because others did it again elsewhere, compared, and found the same."),
        EvidenceLevel.REPLICATED,
        compared=frozenset({Compared.REPEATED}),
        basis=Basis.COMPARISON,
    ),
    GradeRow(
        Claim.CHANGED,
        gettext_noop("Because it was compared with people or places without it."),
        EvidenceLevel.COMPARED,
        compared=frozenset({Compared.YES}),
        basis=Basis.COMPARISON,
    ),
    GradeRow(
        Claim.CHANGED,
        gettext_noop(
            "Because it was measured before and after, the source says in how many or how, and it "
            "was not compared."
        ),
        EvidenceLevel.MEASURED,
        measured=frozenset({Measured.BOTH}),
        compared=frozenset({Compared.NO}),
        says_how=True,
        basis=Basis.BEFORE_AND_AFTER,
    ),
    GradeRow(
        Claim.CHANGED,
        gettext_noop(
            "Because it was measured before and after, and neither the number of people nor the "
            "method is given. If the source says one of them, fill it in below: that makes it "
            "level 2."
        ),
        EvidenceLevel.NUMBER,
        measured=frozenset({Measured.BOTH}),
        compared=frozenset({Compared.NO}),
        says_how=False,
        basis=Basis.BEFORE_AND_AFTER,
    ),
    GradeRow(
        Claim.CHANGED,
        gettext_noop("Because it was counted or asked only once, and not compared."),
        EvidenceLevel.NUMBER,
        measured=frozenset({Measured.ONCE}),
        compared=frozenset({Compared.NO}),
    ),
)
"""What leads to what. A level says no more than the least that the answers bear."""


def verdict(answers: Answers) -> Verdict | None:
    """Return what the answers lead to; None as long as any is missing."""
    row = row_for(answers)
    if row is None:
        return None
    basis = row.basis or answers.basis
    if not basis:
        return None
    return Verdict(row.claim, Basis(basis), row.level, gettext(row.because))


def missing(answers: Answers) -> Iterator[Unanswered]:
    """Yield what has yet to be answered."""
    row = row_for(answers)
    if row is not None:
        if row.basis is None and not answers.basis:
            yield Unanswered.BASIS
        return
    if not answers.claim:
        yield Unanswered.CLAIM
        return
    if not answers.measured:
        yield Unanswered.MEASURED
    if not answers.compared and answers.measured != Measured.SAID:
        yield Unanswered.COMPARED


def answers_of(claim: str, basis: str, level: int | None, *, says_how: bool) -> Answers:
    """Return answers that lead to a claim and its basis; and to its level, if any do.

    Of a comparison nothing says whether it was measured before and after as well.
    """
    if claim != Claim.CHANGED:
        return Answers(claim, says_how=says_how, basis=basis)
    if basis == Basis.COMPARISON:
        said = Measured.SAID if level == EvidenceLevel.SAID else ""
        return Answers(claim, said, _COMPARED.get(level, Compared.YES), says_how, basis)
    if basis == Basis.BEFORE_AND_AFTER:
        return Answers(claim, Measured.BOTH, Compared.NO, says_how, basis)
    if level == EvidenceLevel.SAID:
        return Answers(claim, Measured.SAID, "", says_how, basis)
    return Answers(claim, Measured.ONCE, Compared.NO, says_how, basis)


_COMPARED: dict[int | None, Compared] = {
    EvidenceLevel.REPLICATED: Compared.REPEATED,
    EvidenceLevel.PROVEN: Compared.EVERYWHERE,
}


def row_for(answers: Answers) -> GradeRow | None:
    """Return the row of the table that fits, once enough is answered for one to fit."""
    return next((row for row in TABLE if _fits(row, answers)), None)


def _fits(row: GradeRow, answers: Answers) -> bool:
    return (
        row.claim == answers.claim
        and (row.measured is None or answers.measured in row.measured)
        and (row.compared is None or answers.compared in row.compared)
        and (row.says_how is None or row.says_how == answers.says_how)
    )
