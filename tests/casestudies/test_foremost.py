"""What is told of a council that has much: how much it is, and which of it comes first."""

from __future__ import annotations

import pytest

from casestudies.content_counts import COUNTED, count_content
from casestudies.foremost import STUDIES_READ, read_foremost
from casestudies.models import CaseStudyCouncil
from strategies.models import Council
from tests import factories as make
from wellbeing_portal.search import current

Role = CaseStudyCouncil.Role


def foremost_of(council):
    read_foremost(current(), [council], CaseStudyCouncil.objects.select_related("case_study"))
    return [role.case_study.title for role in council.foremost_roles]


@pytest.fixture
def told(db):
    """Return a function that tells of a council in a case study published on a day."""

    def tell(council, day, role=Role.LEAD, **kwargs):
        values = {"published": True, "title": f"{role} {day}", **kwargs}
        study = make.CaseStudyFactory(
            published_at=f"2024-01-{day:02}T12:00Z", councils=[make.CouncilFactory()], **values
        )
        CaseStudyCouncil.objects.create(
            case_study=study, council=council, role=role, contribution="It took part."
        )
        return study

    return tell


def test_councils_have_as_much_as_the_database_counts(content):
    councils = list(Council.objects.all())
    count_content(current(), councils)

    wanted = {one.pk: one for one in Council.objects.with_content_counts()}
    found = [[getattr(one, name) for name in COUNTED] for one in councils]
    assert found == [[getattr(wanted[one.pk], name) for name in COUNTED] for one in councils]
    assert {bool(studies) for studies, _ in found} == {True, False}
    assert {bool(strategies) for _, strategies in found} == {True, False}


def test_only_published_accounts_in_which_a_council_acted_are_counted(told):
    council = make.CouncilFactory()
    told(council, 1)
    told(council, 2, Role.PARTNER)
    told(council, 3, Role.AREA)
    told(council, 4, published=False)

    count_content(current(), [council])

    assert council.case_study_count == 2


def test_what_a_council_led_comes_first_and_of_that_the_newest(told):
    council = make.CouncilFactory()
    for day, role in enumerate([Role.LEAD, Role.PARTNER, Role.LEAD, Role.PARTNER], start=1):
        told(council, day, role)

    assert foremost_of(council) == ["lead 3", "lead 1", "partner 4", "partner 2"]


def test_no_more_than_is_read_comes_and_what_it_led_fills_it(told):
    council = make.CouncilFactory()
    for day in range(1, STUDIES_READ + 1):
        told(council, day)
    for day in range(STUDIES_READ + 1, STUDIES_READ + 4):
        told(council, day, Role.PARTNER)

    days = range(STUDIES_READ, 0, -1)
    assert foremost_of(council) == [f"lead {day}" for day in days]


def test_places_that_are_left_go_to_the_newest_in_which_it_was_a_partner(told):
    council = make.CouncilFactory()
    # What it led is newer than all else, and is no reason to leave any of that out.
    for day in range(1, STUDIES_READ + 2):
        told(council, day, Role.PARTNER)
    for day in range(20, 23):
        told(council, day)

    assert foremost_of(council) == [
        *("lead 22", "lead 21", "lead 20"),
        *(f"partner {day}" for day in range(STUDIES_READ + 1, 4, -1)),
    ]


def test_neither_drafts_nor_what_a_council_only_learned_from_come(told):
    council = make.CouncilFactory()
    told(council, 1)
    told(council, 2, published=False)
    told(council, 3, Role.LEARNING_PARTNER)

    assert foremost_of(council) == ["lead 1"]
