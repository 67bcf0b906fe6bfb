"""What tests of the pages of the vocabulary share."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.conftest import WorldsApart
from tests.core.vocabulary.twins import Twins, twins_for
from tests.people import signed_in


@pytest.fixture
def twins(request: pytest.FixtureRequest, worlds_apart: WorldsApart, db: None) -> Twins:
    return twins_for(request, worlds_apart)


@pytest.fixture
def keeper(twins: Twins) -> Client:
    """The browser of an editor."""
    return signed_in(twins.by)
