"""What pages call a change, and how sure it is: no more than the rows bear."""

from __future__ import annotations

import pytest

from casestudies.evidence.grammar import strength_of
from casestudies.evidence.map.words import drawn_in
from casestudies.models import Finding
from tests import factories as make
from tests.casestudies.evidence.test_evidence_map import Counted, drawn

Level, Basis, Claim = Finding.EvidenceLevel, Finding.Basis, Finding.Claim


def test_no_change_is_said_only_of_a_result(db, show):
    """A council whose account claims no change is not said to have found none."""
    approach = make.ApproachFactory(name="Walks")
    study = make.CaseStudyFactory(published=True)
    make.FindingFactory(case_study=study, approach=approach, claim=Claim.DONE)
    aim = make.FindingFactory(case_study=study, approach=approach, claim=Claim.INTENDED)

    page = show(approach.get_absolute_url())

    assert "no change claimed" in page.text
    assert "no change found" not in page.text.lower()
    assert strength_of(aim) == "Aimed at, no change claimed"


def test_cell_of_the_map_that_is_only_said_has_found_nothing():
    told = {("training", "skills"): Counted(1, 0, 0, 1, 0, frozenset({"no-change"}))}
    (cell,) = [one for row in drawn(told=told).rows for one in row.cells if one.number]
    assert drawn_in(cell).startswith("no change said in 1 case study")
