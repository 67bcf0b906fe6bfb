"""What tests of the vocabulary share."""

from __future__ import annotations

import pytest

from tests.conftest import WorldsApart
from tests.core.vocabulary.twins import Twins, twins_for


@pytest.fixture
def twins(request: pytest.FixtureRequest, worlds_apart: WorldsApart, db: None) -> Twins:
    return twins_for(request, worlds_apart)
