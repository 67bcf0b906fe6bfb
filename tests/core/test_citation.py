"""How to cite a page."""

import datetime as dt

import pytest
from django.test import RequestFactory

from tests import factories as make
from wellbeing_portal.core.citation import cite

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    record = make.CaseStudyFactory(title="Living Streets", published=True)
    record.updated_at = dt.datetime(2021, 12, 31, 23, 30, tzinfo=dt.UTC)
    return record


def test_citation_names_portal_year_title_day_and_address(record):
    citation = cite(record, RequestFactory().get("/"))

    assert citation.text == (
        "Council Wellbeing Portal (2021) Living Streets. Updated 31 December 2021. "
        "http://testserver/case-studies/living-streets/"
    )


def test_day_is_the_day_in_britain(record):
    record.updated_at = dt.datetime(2021, 6, 30, 23, 30, tzinfo=dt.UTC)

    citation = cite(record, RequestFactory().get("/"))

    assert citation.updated == "1 July 2021"


def test_address_is_the_host_that_was_asked(record):
    request = RequestFactory().get("/", secure=True, headers={"host": "localhost"})

    assert cite(record, request).url == "https://localhost/case-studies/living-streets/"
