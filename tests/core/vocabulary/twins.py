"""Two outcomes that are near-twins, and records that name them in every way."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest

from casestudies.models import Outcome
from tests import factories as make
from tests.account_factories import WiderEvidenceFactory, WiderReadingFactory
from tests.conftest import WorldsApart, restore
from tests.people import editor


@dataclass
class Twins:
    """``former`` is to become part of ``kept``; one study names both."""

    former: Any
    kept: Any
    above: Any
    both: Any
    one: Any
    draft: Any
    research: Any
    by: Any


def make_twins() -> Twins:
    above = make.OutcomeFactory(name="Feeling well")
    former = make.OutcomeFactory(
        name="Being lonely", slug="being-lonely", synonyms=["isolation"], broader=above
    )
    kept = make.OutcomeFactory(name="Loneliness", slug="loneliness", synonyms=["solitude"])
    studies = [make.CaseStudyFactory(published=True) for _ in range(2)]
    draft = make.CaseStudyFactory()
    both, one = studies
    make.FindingFactory(case_study=both, outcomes=[former], inferred_outcomes=[kept], locator="1")
    make.FindingFactory(case_study=both, outcomes=[kept], inferred_outcomes=[former], locator="2")
    make.FindingFactory(case_study=one, outcomes=[former], locator="3")
    make.FindingFactory(case_study=draft, outcomes=[former], locator="4")
    research = WiderEvidenceFactory(title="A review", published=True)
    WiderReadingFactory(evidence=research, outcome=former, note="Of old people.")
    WiderReadingFactory(evidence=research, outcome=kept, note="Of young people.")
    return Twins(former, kept, above, both, one, draft, research, editor())


def twins_for(request: pytest.FixtureRequest, worlds_apart: WorldsApart) -> Twins:
    """Bring them into the database of a test; they are made once with versions and once without."""
    kept = "kept" if request.node.get_closest_marker("history") else "unkept"
    rows, made = worlds_apart(f"twins-{kept}", make_twins)
    restore(rows)
    twins: Twins = deepcopy(made)
    return twins


def ties(finding: Any) -> tuple[list[str], list[str]]:
    """What a source ties a finding to, and what we do, by name."""
    return (
        [one.name for one in finding.outcomes.order_by("name")],
        [one.name for one in finding.inferred_outcomes.order_by("name")],
    )


def names_of(model: type[Any] = Outcome) -> list[str]:
    return list(model.objects.order_by("name").values_list("name", flat=True))
