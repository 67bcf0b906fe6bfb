"""What tests of the sections of records share."""

from __future__ import annotations

import pytest

from tests import account_factories as account
from tests import factories as make
from tests.curate.sections.editing import Editing


@pytest.fixture
def editing(db: None) -> Editing:
    """An editor with a draft open that has nothing but its lead council."""
    return Editing(make.CaseStudyFactory.create())


@pytest.fixture
def full(db: None) -> Editing:
    """An editor with a draft open that has 24 findings and several rows of every other kind."""
    study = make.CaseStudyFactory.create(
        councils=make.CouncilFactory.create_batch(3),
        population_groups=make.PopulationGroupFactory.create_batch(3),
        settings=make.SettingFactory.create_batch(3),
    )
    make.FindingFactory.create_batch(24, case_study=study, value=40)
    for factory in (
        *(make.CaseStudyPartnerFactory, make.CaseStudyApproachFactory),
        *(make.CaseStudyEnablerFactory, make.InitiativeFactory, make.ContextFactFactory),
        *(account.BarrierFactory, account.CostFactory, account.CorrectionFactory),
        account.CouncilReplyFactory,
    ):
        factory.create_batch(4, case_study=study)
    for initiative in study.initiatives.all():
        make.InitiativeFunderFactory.create_batch(2, initiative=initiative)
    return Editing(study)
