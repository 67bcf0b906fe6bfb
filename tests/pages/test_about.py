"""The pages about the method say the same as other pages, and count what is there."""

from __future__ import annotations

import pytest

from casestudies.evidence.grammar import FOUND, OTHERS, strength_at
from casestudies.evidence.levels import MEANINGS
from casestudies.models import Finding, GradeReading
from tests import factories as make
from tests.pages.reading import in_order

pytestmark = pytest.mark.django_db


def test_every_level_of_evidence_is_explained_in_its_order(show):
    page = show("/about/")

    assert list(MEANINGS) == list(Finding.EvidenceLevel)
    levels = [text for level in MEANINGS for text in (strength_at(level), MEANINGS[level])]
    assert in_order(page.text, *levels)


def test_every_claim_is_explained_by_its_sign(show):
    page = show("/about/")

    claims = page.text[page.text.index("It claims one of four things") :]
    assert in_order(claims, *FOUND.values(), *OTHERS.values())


def test_method_says_who_is_credited_what_it_cannot_say_and_how_to_object(show):
    page = show("/about/")

    assert {"credit", "counts", "limits", "wrong", "readers"} <= set(page.ids)
    assert "/about/agreement/" in page.links


def read(finding, *grades):
    for position, (claim, level) in enumerate(grades, start=1):
        GradeReading.objects.create(
            finding=finding, position=position, claim=claim, evidence_level=level
        )


def test_agreement_is_counted_from_the_readings(show):
    study = make.CaseStudyFactory(published=True)
    findings = make.FindingFactory.create_batch(6, case_study=study)
    read(findings[0], ("changed", 2), ("changed", 2))
    read(findings[1], ("changed", 0), ("changed", 0), ("done", None))
    read(findings[2], ("changed", 2), ("changed", 1))
    read(findings[3], ("changed", 1), ("done", None))
    read(findings[4], ("done", None), ("done", None))
    read(findings[5], ("done", None))
    hidden = make.FindingFactory(case_study=make.CaseStudyFactory())
    read(hidden, ("changed", 2), ("changed", 2))

    page = show("/about/agreement/")

    assert "Of 6 findings on the portal 5 were graded by two readers" in page.text
    assert "the same claim of 4 of them (80%)" in page.text
    assert "Of 3 that both call a change, 2 had the same level (66%)." in page.text
    table = page.text[page.text.index("What was compared") :]
    assert in_order(table, "Claim", "4 5", "Level", "2 3", "more than level 0", "1 2")


def test_agreement_without_readings_says_so(show):
    assert "No finding on the portal has the grades of two readers yet." in (
        show("/about/agreement/").text
    )
