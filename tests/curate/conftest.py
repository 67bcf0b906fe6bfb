"""People who edit, each with a browser, and records on their way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import CaseStudyFactory, FindingFactory
from tests.people import administrator as administrator_account
from tests.people import signed_in
from wellbeing_portal.core.publishing.ownership import own

PageOf = Callable[..., str]


@pytest.fixture
def administrator(db: None) -> Any:
    return administrator_account(username="administrator")


@pytest.fixture
def as_writer(writer: Any) -> Client:
    return signed_in(writer)


@pytest.fixture
def as_reviewer(reviewer: Any) -> Client:
    return signed_in(reviewer)


@pytest.fixture
def as_editor(editor: Any) -> Client:
    return signed_in(editor)


@pytest.fixture
def as_administrator(administrator: Any) -> Client:
    return signed_in(administrator)


@pytest.fixture
def draft(writer: Any) -> Any:
    """A case study that could go out, begun by the writer."""
    study = CaseStudyFactory(title="York: local area coordination", told_in=2022)
    FindingFactory(
        case_study=study, statement="Visits fell by a third.", wording="a third", locator="Page 4"
    )
    own(study, writer)
    return study


@pytest.fixture
def live(db: None) -> Any:
    """A published case study."""
    study = CaseStudyFactory(title="Derby: a street at a time", published=True)
    FindingFactory(
        case_study=study, statement="Forty people met.", wording="forty people", locator="Page 2"
    )
    return study


@pytest.fixture
def page_of() -> PageOf:
    """Return the address of a page of a case study in the editor."""

    def page_of(record: Any, name: str = "curate_tasks", *more: Any) -> str:
        return reverse(name, args=["case-studies", record.pk, *more])

    return page_of
