"""A draft that may be published, a published record, and the people around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User

from casestudies.models import CaseStudy, Finding
from strategies.models import Source
from tests import factories as make
from tests.past_signals import update
from tests.people import administrator, contributor, editor, reviewer
from tests.universe import Universe
from wellbeing_portal.core.acting import System
from wellbeing_portal.core.aggregates import read, write_as
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.publishing.ownership import own


@dataclass
class People:
    """One of each role."""

    writer: User
    reviewer: User
    editor: User
    administrator: User


@pytest.fixture
def people(db: None) -> People:
    return People(contributor(), reviewer(), editor(), administrator())


@pytest.fixture
def draft(people: People) -> CaseStudy:
    """A draft of the contributor's that has all it needs."""
    study: CaseStudy = make.CaseStudyFactory(title="Streets of Marl")
    make.FindingFactory(
        case_study=study, claim=Finding.Claim.DONE, statement="Forty met.", locator="Page 2"
    )
    own(study, people.writer)
    return study


@pytest.fixture
def universe(universe: Universe) -> Universe:
    """The small world in which everything published may be published."""
    update(Source.objects.all(), state=Publishable.State.PUBLISHED)
    update(Finding.objects.all(), locator="Page 1", method_note="Those who came were asked.")
    for record in universe.hidden:
        if record.copy_of_id is not None:
            record.delete()
    return universe


def say(record: Any, by: User | System, **values: Any) -> None:
    """Let somebody edit a record that they may edit."""
    write_as(read(record).model_copy(update=values), record, by=by)
