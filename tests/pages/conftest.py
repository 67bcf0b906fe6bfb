"""What tests of pages share: a small world, and a way to see what a page says."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.pages.reading import Page
from wellbeing_portal.search import local_index as host


@pytest.fixture
def show(client: Client) -> Any:
    """Get an address and read the page; ``status`` says what to expect."""

    def show(path: str, status: int = 200, **params: Any) -> Page:
        response = client.get(path, params)
        assert response.status_code == status, f"{path} {params}: {response.status_code}"
        return Page(response.content.decode())

    return show


@pytest.fixture(autouse=True)
def whole_index(monkeypatch):
    """Let a page wait for the index, which workers share, rather than answer from an older one."""
    monkeypatch.setattr(host.current, "__defaults__", (20.0,))
