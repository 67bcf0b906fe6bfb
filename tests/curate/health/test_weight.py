"""What the pages ask of the database, at two sizes of content."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.curate.health.lacking import ALL, lack_everything

pytestmark = pytest.mark.django_db

MOST = 60
"""Queries of the first page of the editor, with nothing remembered."""
PAGES = ("/curate/", "/curate/health/", *map("/curate/health/{}/".format, ALL))


@pytest.fixture
def queries(as_editor: Client) -> Callable[[str], int]:
    def count(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert as_editor.get(address).status_code == 200
        return len(asked)

    return count


@pytest.mark.long
def test_no_page_asks_more_of_more_content(queries: Callable[[str], int]) -> None:
    lack_everything(2)
    for address in PAGES:
        queries(address)
    few = {address: queries(address) for address in PAGES}

    lack_everything(9)
    # The index follows what has changed, whoever asks first; the memory of answers is empty.
    Client().get("/about/")
    Client().get("/findings/")
    cold = queries("/curate/")
    for address in PAGES:
        queries(address)
    many = {address: queries(address) for address in PAGES}

    assert many == few
    assert max(few["/curate/"], cold) <= MOST
    assert max(number for address, number in few.items() if address != "/curate/") <= 20
