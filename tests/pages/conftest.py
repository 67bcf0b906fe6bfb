"""What tests of pages share: a small world, and a way to see what a page says."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.pages.reading import Page


@pytest.fixture
def show(client: Client) -> Any:
    """Get an address and read the page; ``status`` says what to expect."""

    def show(path: str, status: int = 200, **params: Any) -> Page:
        response = client.get(path, params)
        assert response.status_code == status, f"{path} {params}: {response.status_code}"
        return Page(response.content.decode())

    return show
