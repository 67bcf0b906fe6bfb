"""What the first page after a change costs, which brings the index up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from wellbeing_portal.search import local_index
from wellbeing_portal.search.opened import Opened, open_generation

QUERIES = 56
"""Of these the page itself asks 10, vocabularies among them; the others read what changed."""


@pytest.mark.django_db(transaction=True)
def test_first_page_after_a_change_opens_the_index_once(
    client: Client, own_index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make.CaseStudyFactory(published=True)
    for title in ("Before", "After"):  # the first change of all also has the log pruned
        client.get("/case-studies/")
        study.title = title
        study.save()
    opened = []

    def opening(generation: Path, *known: Any) -> Opened:
        opened.append(generation)
        return open_generation(generation, *known)

    monkeypatch.setattr(local_index, "open_generation", opening)

    with CaptureQueriesContext(connection) as queries:
        html = client.get("/case-studies/").content.decode()

    assert "After" in html
    assert len(opened) == 1
    asked = [query["sql"] for query in queries]
    assert sum("core_contentversion" in sql for sql in asked) == 1
    assert len(asked) <= QUERIES, "\n".join(sql[:200] for sql in asked)


@pytest.mark.django_db(transaction=True)
def test_pages_after_it_neither_open_nor_read_anything_of_the_index_again(
    client: Client, own_index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.CaseStudyFactory(published=True)
    client.get("/case-studies/")
    monkeypatch.setattr(local_index.HostIndex, "open", pytest.fail)

    with CaptureQueriesContext(connection) as queries:
        client.get("/case-studies/")

    assert sum("core_contentversion" in query["sql"] for query in queries) == 1
