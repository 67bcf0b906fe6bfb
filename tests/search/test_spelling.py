"""A spelling is offered where it makes sense of the whole, and never for what is right."""

from __future__ import annotations

import pytest

from tests import factories as make
from wellbeing_portal.search import current, did_you_mean

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told() -> None:
    make.CouncilFactory(name="Marsham Forest", official_name="Marsham Forest Council")
    make.CouncilFactory(name="Oadbury and Wigglestone", official_name="Oadbury and Wigglestone")
    make.CouncilFactory(name="Skelby", official_name="Skelby Council")
    make.CouncilFactory(name="Hexenburgh", official_name="Hexenburgh Council")
    study = make.CaseStudyFactory(
        published=True,
        title="In Great Barr",
        summary="It comes with consent. People of Heeley met in Great Barr. It is insulation.",
    )
    befriending = make.ApproachFactory(name="Befriending")
    make.CaseStudyApproachFactory(case_study=study, approach=befriending)
    make.CaseStudyFactory(
        published=True,
        title="The first hubs",
        summary="First they carry loneliness from Bute. First of all, falling matters.",
    )
    make.CaseStudyFactory(
        published=True,
        title="A panel of residents",
        summary="The panel asked Holli about loneliness with higher prices.",
    )


def offered(text: str) -> str:
    spelling = did_you_mean(current(), text)
    return spelling.text if spelling else ""


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("Marsham Forst", "Marsham Forest"),
        ("forst hubs", "first hubs"),
        ("Lonliness", "Loneliness"),
        ("lonelyness", "loneliness"),
        ("skeby", "Skelby"),
        ("Skleby", "Skelby"),
        ("insulaton", "insulation"),
        ("befreinding", "befriending"),
        ("Marsham Forst council", "Marsham Forest council"),
        ("Marsham Forset", "Marsham Forest"),
        ("Hexenborough", "Hexenburgh"),
        ("insulaton in Wigglestne", "insulation in Wigglestne"),
        ("pre-insulaton", "pre-insulation"),
    ],
)
def test_what_makes_a_name_or_a_word_is_offered_in_the_writing_of_the_visitor(typed, spelt):
    assert offered(typed) == spelt


@pytest.mark.parametrize(
    "typed",
    [
        "Barry",  # not carry: nobody slips at the first letter; nor Barr, which has a capital
        "Bude",  # not Bute: too short to tell
        "Frome",  # not from: no word to search for
        "Wiglestone",  # a word of a name alone, which is no name by itself
        "Marsham",
        "first",
        "henley",  # not Heeley
        "Skilby",  # not Skelby: places differ so
        "Skalby",
        "Cowes",  # a town, and not comes
        "consett",
        "comis",  # too near too much: nothing is called so
        "Skilby council",  # no other place for the word behind it
        "Patel",  # not panel
        "loneliness in Patel",
        "Hollis",  # not Holli, whose name stands in texts alone
        "loneliness with Hollis",
        "Princes Risborough",  # a place, and no prices
        "Oadland and Wigglestone",
    ],
)
def test_nothing_is_offered_for_what_may_be_right(typed):
    assert offered(typed) == ""
