"""What accounts cost is known anew after a change, though only what changed is read again."""

from __future__ import annotations

from typing import Any

import pytest

from casestudies.evidence.answers import paid_for
from casestudies.evidence.answers.paid_for import CostBook, cost_book
from casestudies.models import CaseStudy
from tests import account_factories as account
from tests import factories as make
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.publishing import leaving
from wellbeing_portal.search import current

pytestmark = pytest.mark.django_db


def known() -> CostBook:
    """Return what accounts cost, after holding it against what is read from nothing."""
    reader = current()
    book = cost_book(reader)
    reader.memory.clear()
    assert cost_book(reader) == book
    paid_for._BOOK.keep(reader.memory, None, book)
    return book


@pytest.fixture
def studies() -> list[CaseStudy]:
    found: list[CaseStudy] = [make.CaseStudyFactory.create(published=True) for _ in range(3)]
    for study in found[:2]:
        account.CostFactory(case_study=study, amount=500)
    known()
    return found


def amounts() -> dict[int, list[int]]:
    return {study: [int(one.low) for one in facts] for study, facts in known().facts.items()}


def test_amounts_follow_every_change_of_an_account(studies: list[CaseStudy]) -> None:
    first, second, third = studies
    cost = first.costs.get()
    cost.amount = 700
    cost.save()
    assert amounts() == {first.pk: [700], second.pk: [500]}

    third.title = "Nothing about money"
    third.save()
    assert amounts() == {first.pk: [700], second.pk: [500]}

    account.CostFactory(case_study=third, amount=900)
    second.costs.all().delete()
    assert amounts() == {first.pk: [700], third.pk: [900]}

    leaving.unpublish(first, "Wrong.", by=SYSTEM)
    assert amounts() == {third.pk: [900]}


def test_what_is_paid_for_follows_the_approaches(studies: list[CaseStudy]) -> None:
    approach = make.ApproachFactory()
    make.CaseStudyApproachFactory(case_study=studies[0], approach=approach)
    (fact,) = known().facts[studies[0].pk]
    assert fact.own == {approach.slug}

    above = make.ApproachFactory()
    approach.broader = above
    approach.save()

    (fact,) = known().facts[studies[0].pk]
    assert fact.own == {approach.slug, above.slug}


def test_only_accounts_that_changed_are_read_again(
    studies: list[CaseStudy], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    read = paid_for._read

    def noting(ancestry: Any, those: Any = None) -> Any:
        asked.append(those)
        return read(ancestry, those)

    monkeypatch.setattr(paid_for, "_read", noting)
    studies[0].save()
    cost_book(current())
    studies[1].save()
    current()
    studies[2].save()
    cost_book(current())

    assert asked == [{studies[0].pk}, {studies[1].pk, studies[2].pk}]
