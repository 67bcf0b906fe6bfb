"""Makes an account that has several times as much to say as any of the starter content."""

from __future__ import annotations

from casestudies.models import CaseStudy, CaseStudyCouncil, Finding
from tests import account_factories as account
from tests import factories as make

Role = CaseStudyCouncil.Role
LONG = "What was found here is told at some length, with “quotes” & signs that take more room. "
PARAGRAPH = LONG * 8


def make_large_account() -> CaseStudy:
    """Return a published account of 80 findings, 30 programmes, and much of everything else."""
    study = make.CaseStudyFactory(
        title="The large account of Marl and of everywhere around it",
        published=True,
        told_in=2019,
        councils=make.CouncilFactory.create_batch(12),
        strapline="Everybody in the county took part, and all of them wrote down what came of it.",
        caveat="Of eighty findings only some were measured. " * 5,
        contact="The team of public health at the council of Marl",
        **{
            text: "\n\n".join([PARAGRAPH] * 25)
            for text in ("ambition", "approach", "impact", "sustainability", "pandemic_response")
        },
    )
    make.CaseStudyCouncilFactory.create_batch(12, case_study=study, role=Role.LEAD)
    make.CaseStudyCouncilFactory.create_batch(12, case_study=study, role=Role.AREA)
    make.CaseStudyCouncilFactory.create_batch(12, case_study=study, role=Role.LEARNING_PARTNER)
    make.CaseStudyPartnerFactory.create_batch(30, case_study=study, contribution=LONG * 2)
    outcomes = make.OutcomeFactory.create_batch(4)
    other = make.SourceFactory(published=True)
    for number in range(80):
        claim = Finding.Claim.CHANGED if number < 40 else Finding.Claim.DONE
        finding = make.FindingFactory(
            case_study=study,
            key=f"finding-{number}",
            claim=claim,
            statement=f"{number}: {LONG * 4}",
            source=other if number % 2 else study.source,
            **({"inferred_outcomes": outcomes} if claim == Finding.Claim.CHANGED else {}),
        )
        account.GradeReadingFactory(finding=finding, reason=LONG * 2)
    for number in range(30):
        make.InitiativeFactory(
            case_study=study, name=f"Programme {number} of Marl", description=PARAGRAPH
        )
    for factory in (account.BarrierFactory, make.ContextFactFactory):
        factory.create_batch(30, case_study=study)
    account.CostFactory.create_batch(20, case_study=study, covers=LONG * 2)
    account.CorrectionFactory.create_batch(20, case_study=study, text=PARAGRAPH)
    return study
