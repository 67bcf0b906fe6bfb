"""What tests of the pages of the vocabulary share."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.core.vocabulary.twins import Twins, make_twins
from tests.people import signed_in


@pytest.fixture
def twins(db: None) -> Twins:
    return make_twins()


@pytest.fixture
def keeper(twins: Twins) -> Client:
    """The browser of an editor."""
    return signed_in(twins.by)
