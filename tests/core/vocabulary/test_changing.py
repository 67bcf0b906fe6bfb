"""Concepts are renamed, moved, archived and begun, each with a preview and a way back."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from casestudies.models import Outcome
from tests import factories as make
from tests.core.vocabulary.twins import Twins
from tests.people import contributor
from wellbeing_portal.core.aggregates import read
from wellbeing_portal.core.models import Version, VocabularyChange
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.publishing.gate import judge
from wellbeing_portal.core.publishing.working_copy import changed_meanwhile, start_copy
from wellbeing_portal.core.vocabulary.moving import foresee_move, move
from wellbeing_portal.core.vocabulary.renaming import foresee_rename, rename
from wellbeing_portal.core.vocabulary.states import begin, change_state, change_words, foresee_state
from wellbeing_portal.core.vocabulary.taking_back import take_back

pytestmark = [pytest.mark.django_db, pytest.mark.history]

Act = VocabularyChange.Act


def test_renamed_concept_is_found_under_both_addresses(twins: Twins, client: Client) -> None:
    copy = start_copy(twins.one, by=twins.by)
    foreseen = foresee_rename(twins.former, "Isolated", "isolated", keep_name=True)

    change = rename(twins.former, "Isolated", "isolated", by=twins.by)

    assert not foreseen.refused
    assert foreseen.pages[0].leads_to == "/outcomes/isolated/"
    assert client.get("/outcomes/being-lonely/")["Location"] == "/outcomes/isolated/"
    twins.former.refresh_from_db()
    assert twins.former.synonyms == ["isolation", "Being lonely"]
    assert Version.objects.of(twins.one)[0].note.startswith("Outcome “Being lonely” is now called")
    assert changed_meanwhile(copy) == []
    take_back(change, by=twins.by)
    assert client.get("/outcomes/isolated/")["Location"] == "/outcomes/being-lonely/"
    assert client.get("/outcomes/being-lonely/").status_code == 200


def test_name_or_address_of_another_is_refused(twins: Twins) -> None:
    of_another = (("Loneliness", "being-lonely"), ("Being lonely", "loneliness"))
    for name, slug in (*of_another, ("Being lonely", "being-lonely")):
        assert foresee_rename(twins.former, name, slug, keep_name=False).refused
        with pytest.raises(ValidationError):
            rename(twins.former, name, slug, by=twins.by)


def test_moved_concept_is_found_under_the_other(twins: Twins, client: Client) -> None:
    before = client.get("/case-studies/?outcome=loneliness").content.decode()
    foreseen = foresee_move(twins.former, twins.kept)

    change = move(twins.former, twins.kept, by=twins.by)

    told = {
        (one.name, one.kind._meta.model_name): (one.before, one.after) for one in foreseen.counts
    }
    assert told["Loneliness", "casestudy"] == (1, 2)
    assert told["Feeling well", "casestudy"] == (2, 0)
    after = client.get("/case-studies/?outcome=loneliness").content.decode()
    assert twins.one.get_absolute_url() not in before
    assert twins.one.get_absolute_url() in after
    assert Version.objects.of(twins.one).count() == 1
    take_back(change, by=twins.by)
    back = client.get("/case-studies/?outcome=loneliness").content.decode()
    assert twins.one.get_absolute_url() not in back


def test_circle_is_refused(twins: Twins) -> None:
    assert foresee_move(twins.above, twins.former).refused
    with pytest.raises(ValidationError):
        move(twins.above, twins.former, by=twins.by)


def test_used_concept_is_merged_and_not_archived(twins: Twins) -> None:
    for used in (twins.former, twins.above):
        assert foresee_state(used, Act.ARCHIVE).refused
        with pytest.raises(ValidationError):
            change_state(used, Act.ARCHIVE, by=twins.by)


def test_archived_concept_comes_back(twins: Twins) -> None:
    alone = make.OutcomeFactory(name="Alone")

    change_state(alone, Act.ARCHIVE, by=twins.by)
    assert alone not in Outcome.objects.standing()
    change = change_state(alone, Act.RESTORE, by=twins.by)
    assert alone in Outcome.objects.current()
    take_back(change, by=twins.by)

    alone.refresh_from_db()
    assert alone.state == Outcome.State.ARCHIVED


def test_draft_is_no_part_of_what_readers_see_and_keeps_records_from_them(twins: Twins) -> None:
    fresh = Outcome(name="Zest", slug="zest", definition="Being full of it.")
    begin(fresh, by=twins.by)
    make.FindingFactory(case_study=twins.draft, outcomes=[fresh])

    reasons = [str(one) for one in judge(twins.draft).refused]
    assert any("“Zest” is not in use" in one for one in reasons)
    change_state(fresh, Act.SETTLE, by=twins.by)
    assert not any("Zest" in str(one) for one in judge(twins.draft).refused)


def test_begun_concept_is_taken_away_again_unless_it_is_used(twins: Twins) -> None:
    fresh = Outcome(name="Zest", slug="zest", definition="Being full of it.")
    change = begin(fresh, by=twins.by)
    finding = make.FindingFactory(case_study=twins.draft, outcomes=[fresh])

    with pytest.raises(ValidationError, match="used by now"):
        take_back(change, by=twins.by)
    finding.outcomes.clear()
    take_back(change, by=twins.by)

    assert not Outcome.objects.filter(name="Zest").exists()


def test_words_change_and_come_back(twins: Twins) -> None:
    before = read(twins.one)
    change = change_words(twins.kept, {"synonyms": ["solo"]}, by=twins.by)
    twins.kept.refresh_from_db()
    assert twins.kept.synonyms == ["solo"]

    take_back(change, by=twins.by)

    twins.kept.refresh_from_db()
    assert twins.kept.synonyms == ["solitude"]
    assert read(twins.one) == before


def test_contributors_change_nothing(twins: Twins) -> None:
    other = contributor()
    fresh = Outcome(name="Zest", slug="zest", definition="Being full of it.")
    for act in (
        lambda: rename(twins.former, "A", "a", by=other),
        lambda: move(twins.former, twins.kept, by=other),
        lambda: change_state(twins.former, Act.ARCHIVE, by=other),
        lambda: change_words(twins.former, {"synonyms": []}, by=other),
        lambda: begin(fresh, by=other),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not VocabularyChange.objects.exists()
