"""What would change is shown first, and done when that is pressed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from casestudies.models import Outcome
from tests import factories as make
from tests.core.vocabulary.twins import Twins
from wellbeing_portal.core.models import VocabularyChange

pytestmark = pytest.mark.django_db


def page_of(concept: Any, act: str = "") -> str:
    return f"/curate/vocabulary/outcomes/{concept.pk}/{act}"


def pressed(client: Client, url: str, **asked: str) -> Any:
    """Look at what would change, and press the button that does it."""
    shown = client.get(url, asked)
    digest = re.search(r'name="digest" value="(\w+)"', shown.content.decode())
    assert digest, shown.content.decode()
    return client.post(url, {**asked, "digest": digest[1]})


def test_merge_is_shown_done_and_taken_back(twins: Twins, keeper: Client) -> None:
    page = keeper.get(page_of(twins.former, "merge/"), {"into": "Loneliness"})
    for told in (twins.both.title, twins.one.title, "A review", "/outcomes/loneliness/"):
        assertContains(page, told)
    assertContains(page, "1 case study")

    done = pressed(keeper, page_of(twins.former, "merge/"), into="loneliness")

    change = VocabularyChange.objects.get()
    assert done["Location"] == f"/curate/vocabulary/changes/{change.pk}/"
    assertContains(keeper.get(done["Location"]), twins.one.title)
    assert keeper.get("/outcomes/being-lonely/").status_code == 301
    back = keeper.post(done["Location"])
    assert back.status_code == 302
    assertContains(keeper.get(done["Location"]), "Taken back by")
    assert keeper.get("/outcomes/being-lonely/").status_code == 200


def test_what_has_changed_since_it_was_looked_at_is_shown_again(
    twins: Twins, keeper: Client
) -> None:
    url = page_of(twins.former, "merge/")
    shown = keeper.get(url, {"into": "loneliness"}).content.decode()
    digest = re.search(r'name="digest" value="(\w+)"', shown)
    assert digest
    make.FindingFactory(case_study=make.CaseStudyFactory(), outcomes=[twins.former])

    answer = keeper.post(url, {"into": "loneliness", "digest": digest[1]})

    assertContains(answer, "Something has changed since you looked", status_code=422)
    assert Outcome.objects.filter(pk=twins.former.pk).exists()


def test_name_that_means_nothing_is_asked_about(twins: Twins, keeper: Client) -> None:
    answer = keeper.get(page_of(twins.former, "merge/"), {"into": "Lonelines"})

    assertContains(answer, "Lonelines", status_code=422)
    assertContains(answer, "Loneliness", status_code=422)


def test_way_back_says_what_has_changed_since(twins: Twins, keeper: Client) -> None:
    done = pressed(keeper, page_of(twins.former, "merge/"), into="loneliness")
    twins.one.title = "Another title"
    twins.one.save()

    page = keeper.get(done["Location"])
    assertContains(page, "has been changed since")
    assertContains(page, f"/curate/case-studies/{twins.one.pk}/")
    assertNotContains(page, "Take it back")
    assert keeper.post(done["Location"]).status_code == 422


def test_rename_move_and_words(twins: Twins, keeper: Client) -> None:
    done = pressed(
        keeper, page_of(twins.former, "rename/"), name="Isolated", slug="isolated", keep_name="on"
    )
    assert done.status_code == 302
    done = pressed(keeper, page_of(twins.former, "move/"), under="loneliness")
    assert done.status_code == 302
    said = {"definition": "Having nobody.", "synonyms": "alone\nisolated people\nalone"}
    done = keeper.post(page_of(twins.former, "words/"), said)
    assert done.status_code == 302

    twins.former.refresh_from_db()
    assert (twins.former.name, twins.former.broader) == ("Isolated", twins.kept)
    assert twins.former.synonyms == ["alone", "isolated people"]
    page = keeper.get(page_of(twins.former))
    assertContains(page, "Having nobody.")
    assertContains(page, "moved under “Loneliness”")


def test_words_that_are_missing_lose_nothing_typed(twins: Twins, keeper: Client) -> None:
    answer = keeper.post(page_of(twins.former, "words/"), {"definition": "", "counts": "Typed."})

    assertContains(answer, "Typed.", status_code=422)
    assertContains(answer, "#group-definition", status_code=422)


def test_draft_is_begun_taken_into_use_and_archived(twins: Twins, keeper: Client) -> None:
    said = {"name": "Zest", "definition": "Being full of it.", "under": "Feeling well"}
    begun = keeper.post("/curate/vocabulary/outcomes/begin/", said)
    concept = Outcome.objects.get(name="Zest")
    assert begun["Location"] == page_of(concept)
    assert (concept.state, concept.broader) == (Outcome.State.DRAFT, twins.above)

    assert pressed(keeper, page_of(concept, "take-into-use/")).status_code == 302
    assert pressed(keeper, page_of(concept, "archive/")).status_code == 302
    concept.refresh_from_db()
    assert concept.state == Outcome.State.ARCHIVED
    assertContains(keeper.get(page_of(concept)), "Bring back")
    assertContains(keeper.get(page_of(twins.former, "archive/")), "can be merged, not archived")
    assert keeper.get(page_of(concept, "nonsense/")).status_code == 404


def test_archived_concept_is_offered_to_nobody(twins: Twins, keeper: Client) -> None:
    alone = make.OutcomeFactory(name="Zestfulness")
    suggest = "/curate/suggest/outcomes"
    assertContains(keeper.get(suggest, {"q": "Zestful"}), "Zestfulness")

    pressed(keeper, page_of(alone, "archive/"))

    assertNotContains(keeper.get(suggest, {"q": "Zestful"}), "Zestfulness")


def test_name_of_another_concept_is_taken_by_none(twins: Twins, keeper: Client) -> None:
    other = make.OutcomeFactory(name="Song", slug="song", synonyms=["choir"])
    begun = {"name": "Choir", "definition": "Singing together.", "under": ""}
    said = "“Choir” is another name of “Song”"

    assertContains(keeper.post("/curate/vocabulary/outcomes/begin/", begun), said, status_code=422)
    asked = keeper.get(page_of(twins.kept, "rename/"), {"name": "Choir", "slug": "loneliness"})
    assertContains(asked, said)
    words = {"definition": "Being alone.", "synonyms": "Choir"}
    assertContains(keeper.post(page_of(twins.kept, "words/"), words), said, status_code=422)
    slug = keeper.get(page_of(twins.kept, "rename/"), {"name": "Loneliness", "slug": "song"})
    assertContains(slug, "“Song” has that address.")
    assert Outcome.objects.filter(name="Choir").count() == 0
    other.refresh_from_db()
    assert other.synonyms == ["choir"]


def test_page_of_what_was_merged_leads_to_the_merge(twins: Twins, keeper: Client) -> None:
    done = pressed(keeper, page_of(twins.former, "merge/"), into="loneliness")

    for act in ("", "rename/"):
        assert keeper.get(page_of(twins.former, act))["Location"] == done["Location"]
    assert keeper.get("/curate/vocabulary/outcomes/987654/").status_code == 404
