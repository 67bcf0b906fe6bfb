"""Two people save one record at the same moment: one of them is told, and nothing is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tests import factories
from tests.browser_form import Inputs, opened, send
from tests.core.test_admin_stale import curator, saved

ROUNDS = 4

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.history,
    pytest.mark.only_on("postgresql"),
]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all at the same moment and return what each gave."""
    start = threading.Barrier(len(acts))
    given: list[Any] = [None] * len(acts)

    def run(index: int) -> None:
        try:
            start.wait()
            given[index] = acts[index]()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[index]) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def save(client: Client, record: Any, page: Inputs, **changes: str) -> Callable[[], bool]:
    return lambda: saved(send(client, record, page, **changes))


def test_of_two_who_save_one_page_at_once_exactly_one_is_refused():
    clients = [curator("ann"), curator("bob")]
    council = factories.CouncilFactory.create()
    for round_number in range(ROUNDS):
        pages = [opened(client, council) for client in clients]
        texts = [f"{name} {round_number}" for name in ("Ann", "Bob")]

        done = at_once(
            *(
                save(client, council, page, welsh_name=text)
                for client, page, text in zip(clients, pages, texts, strict=True)
            )
        )

        assert sorted(done) == [False, True]
        council.refresh_from_db()
        assert council.welsh_name == texts[done.index(True)]
