"""What tests of pages share: a small world, and a way to see what a page says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.conftest import WorldsApart, restore
from tests.pages.reading import Page
from tests.universe import Universe
from wellbeing_portal.search import current
from wellbeing_portal.search.changes import ContentState, content_state

Kept = dict[tuple[ContentState, str], Any]
Worlds = Callable[[str, Callable[[], Any]], AbstractContextManager[Any]]


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


@pytest.fixture
def worlds(worlds_apart: WorldsApart, db: None) -> Worlds:
    """Let a test see a world as it was made, one after the other, with an index ready."""

    @contextmanager
    def world(name: str, build: Callable[[], Any]) -> Iterator[Any]:
        snapshot, made = worlds_apart(name, build)
        with transaction.atomic():
            restore(snapshot)
            yield made
            transaction.set_rollback(True)

    return world
