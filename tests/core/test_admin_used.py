"""The admin says whether readers see a term or a source, and links only where they do."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.admin_pages import admin_url
from tests.pages.reading import Page
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.publishing import actions

pytestmark = pytest.mark.django_db

NOT_YET = "No. It is shown once something that is published uses it."


@pytest.mark.parametrize("name", ["approach", "source"])
def test_page_says_whether_readers_see_it(admin_client, name):
    source = make.SourceFactory(published=True)
    finding = make.FindingFactory(source=source, value=60)
    record = source if name == "source" else finding.approaches.get()

    def page() -> Page:
        return Page(admin_client.get(admin_url(record)).content.decode())

    assert NOT_YET in page().text
    assert not [link for link in page().links if "/r/" in link], "no link to what is not there"

    actions.publish(finding.case_study, by=SYSTEM)

    assert NOT_YET not in page().text
    assert [link for link in page().links if "/r/" in link]


def test_page_of_a_draft_source_says_that_it_is_not_published(admin_client):
    source = make.SourceFactory()
    make.CaseStudyFactory(source=source, published=True)

    text = Page(admin_client.get(admin_url(source)).content.decode()).text

    assert "No. It is not published." in text
    assert NOT_YET not in text


def test_form_of_a_new_term_opens(admin_client):
    term = make.ApproachFactory()

    assert admin_client.get(admin_url(type(term), "add")).status_code == 200
