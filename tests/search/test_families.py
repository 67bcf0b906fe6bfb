"""Forms of a word find one another; words that only look alike do not."""

from __future__ import annotations

import pytest

from tests.factories import CaseStudyFactory
from wellbeing_portal.search import Question, Search, current
from wellbeing_portal.search.families import british, family, kin, singular


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("coproduced", "coproduction"),
        ("coproduce", "coproducing"),
        ("gps", "gp"),
        ("lonely", "loneliness"),
        ("prescribe", "prescription"),
        ("isolated", "isolation"),
        ("evaluate", "evaluation"),
        ("children", "child"),
        ("homeless", "homelessness"),
        ("neighborhood", "neighbourhood"),
        ("paid", "paying"),
        ("migrant", "migration"),
        ("partnership", "partner"),
        ("employee", "employ"),
        ("success", "successful"),
        ("supervise", "supervision"),
        ("equal", "equality"),
        ("economic", "economy"),
        ("planner", "planning"),
        ("buses", "bus"),
        ("exception", "exceptional"),
        ("referral", "referred"),
        ("mindful", "mindfulness"),
        ("anxious", "anxiety"),
        ("accessible", "access"),
        ("governor", "governance"),
        ("meeting", "meet"),
        ("housing", "house"),
        ("lose", "lost"),
        ("peoples", "people"),
    ],
)
def test_forms_of_a_word_are_kin(one: str, other: str) -> None:
    assert kin(one, other)
    assert kin(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hospital", "hospitality"),
        ("important", "importing"),
        ("general", "generate"),
        ("universe", "university"),
        ("state", "station"),
        ("parks", "parking"),
        ("public", "publication"),
        ("minor", "minority"),
        ("refuge", "refugee"),
        ("process", "procession"),
        ("organ", "organisation"),
        ("commit", "committee"),
        ("prior", "priority"),
        ("minister", "ministry"),
        ("except", "exception"),
        ("refer", "referee"),
        ("refer", "reference"),
        ("policy", "police"),
        ("communism", "community"),
        ("manage", "man"),
        ("party", "partner"),
        ("part", "partner"),
        ("place", "placement"),
        ("expectant", "expectancy"),
        ("government", "governance"),
        ("trust", "trustee"),
        ("race", "racing"),
        ("collect", "collective"),
        ("elect", "elective"),
        ("conservation", "conservative"),
        ("well", "wellness"),
        ("mind", "mindful"),
        ("dine", "dinner"),
        ("found", "foundation"),
        ("direct", "direction"),
        ("direct", "director"),
        ("rough", "roughly"),
        ("short", "shortly"),
        ("near", "nearly"),
    ],
)
def test_words_that_only_look_alike_are_no_kin(one: str, other: str) -> None:
    assert not kin(one, other)
    assert not kin(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("walker", "walking"),
        ("smoking", "smokers"),
        ("swimmer", "swim"),
        ("planner", "planning"),
        ("partnership", "partner"),
        ("policing", "police"),
    ],
)
def test_who_does_something_is_of_its_family(one: str, other: str) -> None:
    assert family(one, [other]) == [other]


def test_numbers_and_spellings() -> None:
    assert (singular("communities"), singular("gps"), singular("bus")) == ("community", "gp", "bus")
    assert (british("neighborhood"), british("organization")) == ("neighbourhood", "organisation")


def found(text: str) -> set[int]:
    return set(current().ask(Question(Search("case-study", text))).ids)


def test_families_meet_in_searches_and_false_friends_do_not(db: None) -> None:
    made = CaseStudyFactory(published=True, summary="Plans were coproduced with residents.")
    ward = CaseStudyFactory(published=True, summary="A hospital opened its doors.")

    assert found("co-production") == found("coproducing") == {made.pk}
    assert found("hospitals") == {ward.pk}
    assert found("hospitality") == set()


def test_signs_in_words_make_no_difference(db: None) -> None:
    study = CaseStudyFactory(
        published=True, summary="The NHS limits traffic to 20 mph for its first 1,000 days."
    )

    for typed in ("N.H.S.", "nhs", "20mph", "20 mph", "1000 days", "1,000 days"):
        assert found(typed) == {study.pk}, typed
