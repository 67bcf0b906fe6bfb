"""What officers and policy leads type, and the case study that should be among the first three."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from wellbeing_portal.search import Question, Reader, Search, current, did_you_mean

EXPECTED: dict[str, list[str]] = {
    "camden-islington-making-every-contact-count": [
        "MECC",
        "making every contact count",
        "PICT",
        "psychologist in housing",
        "psychologically informed",
        "council tenants",
        "gas fitters",
        "islington",
        "frontline staff training",
        "faith groups bangladeshi",
    ],
    "st-albans-strategic-approach": [
        "SWEMWBS",
        "warwick edinburgh wellbeing scale",
        "arts on prescription",
        "shape up",
        "healthy hub",
        "st albans",
        "saint albans",
        "district council",
        "mental health champion councillor",
        "commuters railway station",
        "hertfordshire",
        "social prescribing",
        "loneliness",
        "lonelyness",
    ],
    "leeds-mentally-healthy-city": [
        "social isolation",
        "leeds",
        "mindful employer",
        "touchstone",
        "anti-stigma champions",
        "stigma",
        "refuse collectors mental health first aid",
        "suicide bereavement",
        "suicide audit",
        "crisis cards",
    ],
    "basildon-health-in-all-policies": [
        "health in all policies",
        "HiAP",
        "happy hub",
        "shopping centre",
        "sport england",
        "arts council",
        "creative people and places",
        "business rates",
    ],
    "birmingham-mentally-healthy-city": [
        "birmingham",
        "brum young black men",
        "young black men",
        "polish",
        "warsaw",
        "eastern european",
        "green paper consultation",
        "thrive at work",
        "forward thinking birmingham",
        "suicide prevention -leeds",
    ],
    "bristol-thriving-at-work": [
        "workplace mental health",
        "mental health at work",
        "thriving at work",
        "employers",
        "stevenson farmer review",
        "bristol",
        "thrive bristol",
        "small businesses SME",
        "WECA",
        "mental helth at work",
        "covid response digital",
    ],
    "sandwell-stronger-sandwell": [
        "ABCD",
        "asset based community development",
        "strengths based approach",
        "blue light",
        "alcohol",
        "drinkers",
        "child weight letters",
        "NCMP",
        "small grants voluntary sector",
        "movemoresandwell",
        "blind dave",
        "sandwel",
        "cost savings police ambulance A&E",
        "inclusive economy",
        "cycling rides",
    ],
    "surrey-long-term-strategy": [
        "surrey",
        "social progress index",
        "ten year strategy",
        "health and wellbeing board",
        "county council",
        "population groups carers",
        '"social progress index"',
    ],
    "tameside-glossop-living-life-well": [
        "tameside",
        "glossop",
        "neighbourhood mental health team",
        "living life well",
        "integrated commissioning NHS",
        "no wrong door",
        "lottery funding",
        "lambeth",
        "big life group",
        "school readiness",
        "peer support coaching",
        "neighborhood teams",
        "tamside",
    ],
}
"""Plain words, jargon, abbreviations, typing errors and places, by case study."""


def first_three(reader: Reader, query: str) -> list[str]:
    """Return the best case studies; where nothing matches, those of the spelling offered."""
    found = reader.ask(Question(Search("case-study", query), size=3)).found
    spelling = None if found else did_you_mean(reader, query, kind="case-study")
    if spelling:
        found = reader.ask(Question(Search("case-study", spelling.text), size=3)).found
    return [one.slug for one in found]


@pytest.mark.usefixtures("content")
@pytest.mark.django_db
@pytest.mark.parametrize("slug", EXPECTED)
def test_search_brings_the_right_case_study_among_the_first_three(slug):
    reader = current()

    missed = {
        query: first_three(reader, query)
        for query in EXPECTED[slug]
        if slug not in first_three(reader, query)
    }

    assert missed == {}


@pytest.mark.usefixtures("content")
@pytest.mark.django_db
def test_list_shows_what_the_index_finds_in_its_order(client: Client):
    reader = current()

    page = client.get("/case-studies/", {"q": "stigma"})
    shown = re.findall(r'data-result="([^"]+)"', page.content.decode())

    assert shown == [one.slug for one in reader.ask(Question(Search("case-study", "stigma"))).found]
