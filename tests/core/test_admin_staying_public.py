"""What readers see already stays fit for them, whichever page of the admin changes it."""

from __future__ import annotations

from typing import Any

import pytest

from casestudies.models import CaseStudy, Finding
from tests import factories as make
from tests.admin_pages import submit
from wellbeing_portal.core.models import Publishable

pytestmark = pytest.mark.django_db

SAID = "say where in its source it stands"


@pytest.fixture
def finding() -> Any:
    return make.FindingFactory.create(
        case_study__published=True, statement="Forty people met.", claim=Finding.Claim.DONE
    )


def now(finding: Any) -> Any:
    return Finding.objects.get(pk=finding.pk)


def test_a_published_case_study_keeps_the_places_of_its_findings(admin_client, finding):
    page = submit(
        admin_client,
        finding.case_study,
        {"findings-0-locator": "", "findings-0-statement": "Fifty people met."},
    )

    text = page.content.decode()
    assert SAID in text
    assert "Readers see this" in text
    assert "Fifty people met." in text, "what was typed is kept"
    assert (now(finding).locator, now(finding).statement) == ("Page 1", "Forty people met.")


def test_its_own_page_asks_the_same(admin_client, finding):
    page = submit(admin_client, finding, {"locator": ""})

    assert SAID in page.content.decode()
    assert now(finding).locator == "Page 1"


@pytest.mark.parametrize("state", [Publishable.State.DRAFT, Publishable.State.UNPUBLISHED])
def test_what_readers_do_not_see_may_lack_anything(admin_client, finding, state):
    CaseStudy.objects.update(state=state)

    submit(admin_client, finding.case_study, {"findings-0-locator": ""})

    assert now(finding).locator == ""


def test_what_was_lacking_before_keeps_nobody_from_another_change(admin_client, finding):
    Finding.objects.update(locator="")

    submit(admin_client, finding.case_study, {"title": "Another title"})

    assert CaseStudy.objects.get().title == "Another title"


def test_it_may_be_taken_from_readers_as_it_is(admin_client, finding):
    submit(admin_client, finding.case_study, {"findings-0-locator": "", "_unpublish": "1"})

    assert CaseStudy.objects.get().state == Publishable.State.UNPUBLISHED
    assert now(finding).locator == ""
