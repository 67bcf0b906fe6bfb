"""The page about the method says the same as the files that people take away."""

from __future__ import annotations

import pytest

from casestudies.evidence.levels import MEANINGS
from casestudies.models import Finding
from tests.pages.reading import in_order

pytestmark = pytest.mark.django_db


def test_every_level_of_evidence_is_explained_in_its_order(show):
    page = show("/about/")

    assert list(MEANINGS) == list(Finding.EvidenceLevel)
    assert in_order(page.text, *MEANINGS.values())
