"""Records on their way."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import CaseStudyFactory, FindingFactory, SourceFactory
from wellbeing_portal.core.publishing.ownership import own


@pytest.fixture
def draft(writer: Any) -> Any:
    """A case study that could go out, begun by the writer."""
    study = CaseStudyFactory(title="York: local area coordination", told_in=2022)
    FindingFactory(
        case_study=study, statement="Visits fell by a third.", wording="a third", locator="Page 4"
    )
    FindingFactory(
        case_study=study, statement="Eleven people coordinate.", wording="eleven", locator="Page 5"
    )
    own(study, writer)
    return study


@pytest.fixture
def live(writer: Any) -> Any:
    """A published case study."""
    study = CaseStudyFactory(title="Derby: a street at a time", published=True)
    FindingFactory(
        case_study=study, statement="Forty people met.", wording="forty people", locator="Page 2"
    )
    FindingFactory(case_study=study, statement="Ten moved.", wording="ten", locator="Page 3")
    return study


@pytest.fixture
def draft_source(db: None) -> Any:
    return SourceFactory(title="A report not yet out")
