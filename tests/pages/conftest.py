"""What tests of pages share: a small world, and a way to see what a page says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.pages.reading import Page
from tests.universe import Universe
from wellbeing_portal.search import current
from wellbeing_portal.search.changes import ContentState, content_state

Kept = dict[tuple[ContentState, str], Any]


@pytest.fixture
def show(client: Client) -> Any:
    """Get an address and read the page; ``status`` says what to expect."""

    def show(path: str, status: int = 200, **params: Any) -> Page:
        response = client.get(path, params)
        assert response.status_code == status, f"{path} {params}: {response.status_code}"
        return Page(response.content.decode())

    return show


@pytest.fixture(scope="session")
def kept_answers() -> Kept:
    """What addresses answered, under the state of the content that they answered from."""
    return {}


@pytest.fixture
def answer(universe: Universe, client: Client, kept_answers: Kept) -> Callable[[str], Any]:
    """The answer of an address of the universe to a visitor, asked once for many tests.

    It is for tests that look at many pages and change nothing; once something is changed, pages
    are asked for anew.
    """

    def answer(address: str) -> Any:
        current()  # what has been changed counts from here on
        key = content_state(), address
        if key not in kept_answers:
            given: Any = client.get(address)
            kept_answers[key] = given
        return kept_answers[key]

    return answer
