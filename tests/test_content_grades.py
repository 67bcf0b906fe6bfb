"""The starter content is graded by the rules that the page on method tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from casestudies.models import CaseStudy, Finding
from casestudies.models.claims import Basis, Claim, Direction, EvidenceLevel

pytestmark = pytest.mark.usefixtures("whole_content")

INTERVAL = re.compile(r"interval (?:as printed: )?([^);]*)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
NOT_BETTER = {Direction.NO_CHANGE, Direction.WORSE, Direction.MIXED}


def changes() -> list[Finding]:
    return list(Finding.objects.published().filter(claim=Claim.CHANGED))


def reaches_zero(text: str) -> bool:
    """Whether an interval holds no difference: “22% lower to 5% higher”, “0 to 19.6%”."""
    ends = [float(one) for one in NUMBER.findall(text)]
    both_ways = "lower" in text and "higher" in text
    return both_ways or (len(ends) > 1 and ends[0] * ends[1] <= 0)


def ratio_holds_one(statement: str) -> bool:
    """Whether the interval of a ratio holds 1, which is no difference."""
    found = re.search(r"ratio [\d.]+, 95% interval ([\d.]+) to ([\d.]+)", statement)
    return found is not None and float(found[1]) <= 1 <= float(found[2])


def test_level_above_0_rests_on_a_figure_or_on_a_study_that_found_no_change():
    for one in changes():
        none_found = (
            one.direction == Direction.NO_CHANGE and one.evidence_level >= EvidenceLevel.MEASURED
        )
        assert one.evidence_level == EvidenceLevel.SAID or one.number or none_found, one


def test_difference_whose_interval_reaches_zero_is_no_change():
    told = [one for one in changes() if "interval" in one.statement]
    reaching = [
        one
        for one in told
        if ratio_holds_one(one.statement)
        or any(reaches_zero(text) for text in INTERVAL.findall(one.statement))
    ]

    assert len(told) > len(reaching) > 4
    assert {one.direction for one in reaching} == {Direction.NO_CHANGE}


def test_what_an_economic_analysis_worked_out_is_no_change():
    assert not [one for one in changes() if one.basis == Basis.ECONOMIC_ANALYSIS]


def accounts() -> Iterator[tuple[CaseStudy, list[Finding], list[Finding]]]:
    """Yield each case study with its key findings in their order, and its other findings."""
    for study in CaseStudy.objects.published().prefetch_related("findings"):
        findings = list(study.findings.all())
        keys = sorted(
            (one for one in findings if one.key_order), key=lambda one: one.key_order or 0
        )
        yield study, keys, [one for one in findings if not one.key_order]


def level_of(finding: Finding) -> int:
    return -1 if finding.evidence_level is None else finding.evidence_level


def test_key_findings_do_not_leave_out_what_failed_at_the_same_level():
    for study, keys, others in accounts():
        if len(keys) == 3 and not any(one.direction in NOT_BETTER for one in keys):
            least = level_of(keys[-1])
            left_out = [
                one for one in others if one.direction in NOT_BETTER and level_of(one) >= least
            ]
            assert not left_out, (study.slug, left_out)
