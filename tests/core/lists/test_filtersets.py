"""The filters of an address are its own."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from casestudies.filtersets import FindingFilterSet
from tests import factories as make
from wellbeing_portal.search import Memory

pytestmark = pytest.mark.django_db


def test_addresses_that_are_bound_at_once_change_nothing_of_each_other():
    declared = {
        name: (one.vocabulary, dict(one.extra), getattr(one.firmly, "vocabulary", None))
        for name, one in FindingFilterSet.base_filters.items()
        if hasattr(one, "firmly")
    }
    make.FindingFactory(
        case_study=make.CaseStudyFactory(published=True),
        approach=make.ApproachFactory(name="Walks"),
    )

    one = FindingFilterSet(QueryDict("approach=walks&approach=runs"), memory=Memory())
    other = FindingFilterSet(QueryDict("approach=walks"), memory=Memory())

    assert one.form.fields["approach"].ignored == ["runs"]
    assert other.form.fields["approach"].ignored == []
    assert one.values["approach"] == other.values["approach"] == ["walks"]
    assert len(declared) > 5
    for name, (vocabulary, extra, firm) in declared.items():
        mine, others = one.filters[name], other.filters[name]
        kept = FindingFilterSet.base_filters[name]
        assert mine.vocabulary is not others.vocabulary, name
        assert mine.extra is not others.extra, name
        assert (kept.vocabulary, kept.extra) == (vocabulary, extra), name
        if firm is not None:
            assert mine.firmly.vocabulary is mine.vocabulary, name
            assert others.firmly.vocabulary is others.vocabulary, name
            assert kept.firmly.vocabulary is firm, name
    assert any(firm is not None for *_, firm in declared.values())
