"""The small world in which everything published has what publishing asks for."""

from __future__ import annotations

import pytest

from casestudies.models import Finding
from strategies.models import Source
from tests.past_signals import update
from tests.universe import Universe
from wellbeing_portal.core.models import Publishable


@pytest.fixture
def universe(universe: Universe) -> Universe:
    """Sources that the public may see, and findings with a place and a method."""
    update(Source.objects.all(), state=Publishable.State.PUBLISHED)
    update(Finding.objects.all(), locator="Page 1", method_note="Those who came were asked.")
    return universe
