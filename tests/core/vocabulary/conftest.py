"""What tests of the vocabulary share."""

from __future__ import annotations

import pytest

from tests.core.vocabulary.twins import Twins, make_twins


@pytest.fixture
def twins(db: None) -> Twins:
    return make_twins()
