"""Suggested terms are decided, and whoever suggested them sees what became of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.asserts import assertContains

from casestudies.models import Outcome
from tests.core.vocabulary.twins import Twins
from tests.people import contributor, signed_in
from wellbeing_portal.core.models import VocabularyChange
from wellbeing_portal.curate.models import SuggestedTerm

pytestmark = pytest.mark.django_db

REASON = "It is an approach: choose it there."


@pytest.fixture
def writer(db: None) -> User:
    return contributor(username="writer")


@pytest.fixture
def term(twins: Twins, writer: User) -> Any:
    return SuggestedTerm.objects.create(
        vocabulary="outcomes",
        name="Solitariness",
        meaning="Being by oneself and minding it.",
        kind="casestudies.casestudy",
        record=twins.draft.pk,
        made_by=writer,
        made_by_name="writer",
    )


def url_of(term: Any) -> str:
    return f"/curate/vocabulary/queue/{term.pk}/"


def test_queue_says_what_a_term_was_suggested_for(
    twins: Twins, term: Any, keeper: Client, writer: User
) -> None:
    for page in ("/curate/vocabulary/queue/", url_of(term)):
        answer = keeper.get(page)
        assertContains(answer, "Solitariness")
        assertContains(answer, term.meaning)
        assertContains(answer, f'href="/curate/case-studies/{twins.draft.pk}/"')
    assertContains(signed_in(writer).get("/curate/"), "Nobody has decided yet.")


def test_term_becomes_a_draft(term: Any, keeper: Client, writer: User) -> None:
    shown = keeper.get(url_of(term))
    assertContains(shown, 'value="Solitariness"')

    said = {"verdict": "draft", "name": "Solitariness", "definition": term.meaning}
    assert keeper.post(url_of(term), said).status_code == 302

    concept = Outcome.objects.get(name="Solitariness")
    assert concept.state == Outcome.State.DRAFT
    assertContains(signed_in(writer).get("/curate/"), "as a draft: Solitariness")


@pytest.mark.parametrize(
    "said",
    [
        {"verdict": "draft", "name": "Solitariness", "definition": "Being by oneself."},
        {"verdict": "known", "which": "Loneliness"},
    ],
)
def test_term_waits_again_when_what_was_decided_is_taken_back(
    twins: Twins, term: Any, keeper: Client, said: dict[str, str]
) -> None:
    keeper.post(url_of(term), said)
    assert SuggestedTerm.objects.exclude(settled_at=None).exists()
    change = VocabularyChange.objects.get()

    assert keeper.post(f"/curate/vocabulary/changes/{change.pk}/").status_code == 302

    term.refresh_from_db()
    assert (term.settled_at, term.verdict, term.settled_as) == (None, "", "")
    assertContains(keeper.get("/curate/vocabulary/queue/"), "Solitariness")


def test_term_is_another_name_of_what_is_there(
    twins: Twins, term: Any, keeper: Client, writer: User
) -> None:
    said = {"verdict": "known", "which": "Loneliness"}
    assert keeper.post(url_of(term), said).status_code == 302

    twins.kept.refresh_from_db()
    assert twins.kept.synonyms == ["solitude", "Solitariness"]
    assertContains(signed_in(writer).get("/curate/"), "under another name: Loneliness")


def test_term_is_left_out_with_a_reason(term: Any, keeper: Client, writer: User) -> None:
    answer = keeper.post(url_of(term), {"verdict": "refused", "because": " "})
    assertContains(answer, "Say why not.", status_code=422)

    assert keeper.post(url_of(term), {"verdict": "refused", "because": REASON}).status_code == 302

    assertContains(signed_in(writer).get("/curate/"), REASON)
    assertContains(keeper.get("/curate/vocabulary/queue/"), "No term waits")


def test_nobody_decides_twice(term: Any, keeper: Client) -> None:
    keeper.post(url_of(term), {"verdict": "refused", "because": REASON})

    answer = keeper.post(url_of(term), {"verdict": "refused", "because": "Again."})

    assertContains(answer, "has decided about this term already", status_code=422)
    term.refresh_from_db()
    assert term.because == REASON
