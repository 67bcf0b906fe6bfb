"""Plain answers lead to claim, basis and level, and say why."""

from __future__ import annotations

from itertools import product

import pytest

from casestudies.evidence.grading import (
    TABLE,
    Answers,
    Compared,
    Measured,
    Unanswered,
    answers_of,
    missing,
    verdict,
)
from casestudies.models.claims import Basis, Claim, EvidenceLevel, claim_problems

Level = EvidenceLevel
EVERY = [
    Answers(claim, measured, compared, says_how, basis)
    for claim, measured, compared, says_how, basis in product(
        ["", *Claim], ["", *Measured], ["", *Compared], [True, False], ["", *Basis]
    )
]


@pytest.mark.parametrize(
    ("answers", "basis", "level", "because"),
    [
        (Answers(Claim.DONE, basis=Basis.MONITORING), Basis.MONITORING, None, "claims no change"),
        (Answers(Claim.INTENDED, basis=Basis.PERCEIVED), Basis.PERCEIVED, None, "aimed at"),
        (Answers(Claim.MODELLED), Basis.ECONOMIC_ANALYSIS, None, "calculated"),
        (
            Answers(Claim.CHANGED, Measured.SAID, basis=Basis.PERCEIVED),
            Basis.PERCEIVED,
            Level.SAID,
            "without a figure",
        ),
        (
            Answers(Claim.CHANGED, Measured.ONCE, Compared.NO, says_how=True, basis="monitoring"),
            Basis.MONITORING,
            Level.NUMBER,
            "only once",
        ),
        (
            Answers(Claim.CHANGED, Measured.BOTH, Compared.NO),
            Basis.BEFORE_AND_AFTER,
            Level.NUMBER,
            "fill it in below",
        ),
        (
            Answers(Claim.CHANGED, Measured.BOTH, Compared.NO, says_how=True),
            Basis.BEFORE_AND_AFTER,
            Level.MEASURED,
            "not compared",
        ),
        (
            Answers(Claim.CHANGED, Measured.BOTH, Compared.YES),
            Basis.COMPARISON,
            Level.COMPARED,
            "was compared",
        ),
        (
            Answers(Claim.CHANGED, "", Compared.REPEATED),
            Basis.COMPARISON,
            Level.REPLICATED,
            "elsewhere",
        ),
        (
            Answers(Claim.CHANGED, Measured.ONCE, Compared.EVERYWHERE),
            Basis.COMPARISON,
            Level.PROVEN,
            "rolled out",
        ),
        (
            Answers(Claim.CHANGED, Measured.SAID, Compared.YES),
            Basis.COMPARISON,
            Level.SAID,
            "no figure is given",
        ),
    ],
)
def test_answers_lead_to_a_level_and_say_why(answers, basis, level, because):
    reached = verdict(answers)

    assert reached is not None
    assert (reached.basis, reached.level) == (basis, level)
    assert because in reached.because


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        (Answers(), [Unanswered.CLAIM]),
        (Answers(Claim.DONE), [Unanswered.BASIS]),
        (Answers(Claim.CHANGED), [Unanswered.MEASURED, Unanswered.COMPARED]),
        (Answers(Claim.CHANGED, Measured.SAID), [Unanswered.BASIS]),
        (Answers(Claim.CHANGED, Measured.BOTH), [Unanswered.COMPARED]),
        (Answers(Claim.CHANGED, "", Compared.NO), [Unanswered.MEASURED]),
        (Answers(Claim.CHANGED, "", Compared.YES), []),
    ],
)
def test_what_has_yet_to_be_answered_is_named(answers, asked):
    assert list(missing(answers)) == asked


def test_answers_lead_to_a_verdict_or_something_is_missing():
    for answers in EVERY:
        assert (verdict(answers) is None) == bool(list(missing(answers))), answers


def test_a_verdict_says_what_its_claim_bears_and_needs():
    for answers in EVERY:
        reached = verdict(answers)
        if reached is None:
            continue
        is_change = reached.claim == Claim.CHANGED
        is_done = reached.claim == Claim.DONE
        problems = claim_problems(
            reached.claim,
            direction="better" if is_change else "",
            level=reached.level,
            output="people-reached" if is_done else "",
            has_outcome=not is_done,
        )
        assert not list(problems), answers


def test_every_row_of_the_table_is_reached():
    reached = {one.because for one in map(verdict, EVERY) if one is not None}

    assert reached == {row.because for row in TABLE}


def test_more_is_never_less():
    """Whoever can say more of how it was measured never comes to a lower level."""
    for answers in EVERY:
        if answers.claim != Claim.CHANGED or verdict(answers) is None:
            continue
        more = Answers(answers.claim, answers.measured, answers.compared, True, answers.basis)
        assert verdict(more).level >= verdict(answers).level


@pytest.mark.parametrize("says_how", [True, False])
@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize(
    ("claim", "level"), [*((Claim.CHANGED, level) for level in Level), (Claim.DONE, None)]
)
def test_answers_of_a_finding_lead_back_to_its_claim_and_basis(claim, level, basis, says_how):
    reached = verdict(answers_of(claim, basis, level, says_how=says_how))

    assert reached is not None
    assert (reached.claim, reached.basis) == (claim, basis)


@pytest.mark.parametrize(
    ("basis", "level"),
    [
        *((basis, Level.SAID) for basis in Basis if basis != Basis.BEFORE_AND_AFTER),
        *((Basis.COMPARISON, level) for level in (Level.COMPARED, Level.REPLICATED, Level.PROVEN)),
        (Basis.BEFORE_AND_AFTER, Level.MEASURED),
        (Basis.MONITORING, Level.NUMBER),
        (Basis.SELF_REPORTED, Level.NUMBER),
    ],
)
def test_a_level_that_answers_lead_to_is_reached_again(basis, level):
    reached = verdict(answers_of(Claim.CHANGED, basis, level, says_how=True))

    assert reached is not None
    assert reached.level == level
