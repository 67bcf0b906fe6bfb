"""A question about one side of a subject is answered with what the subject's page says of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests import account_factories as account
from tests import factories as make
from wellbeing_portal.core.words import in_sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def visits() -> Any:
    """Visits, which one council tells of, with all that can be asked about them."""
    approach = make.ApproachFactory(name="Neighbour visits", synonyms=["community callers"])
    study = make.CaseStudyFactory(
        title="Knock knock",
        contact="Neighbourhood team",
        councils=[make.CouncilFactory(name="Zedby")],
        published=True,
    )
    make.FindingFactory(
        case_study=study,
        approach=approach,
        outcomes=[make.OutcomeFactory(name="Loneliness")],
        enablers=[make.EnablerFactory(name="Patience")],
    )
    make.CaseStudyApproachFactory(case_study=study, approach=approach)
    account.CostFactory(
        case_study=study, source=study.source, amount=9000, covers="Two years", unit="a-year"
    )
    account.BarrierFactory(case_study=study, source=study.source, text="Nobody opened the door.")
    return approach


def best(client: Client, text: str) -> tuple[str, str] | None:
    """Return where the best match of a search leads, and its words."""
    html = client.get("/search/", {"q": text}).content.decode()
    pattern = r'<section class="portal-best" data-best="[^"]+".*?href="([^"]+)".*?</section>'
    found = re.search(pattern, html, re.DOTALL)
    return (found[1], " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())) if found else None


@pytest.mark.parametrize(
    ("asked", "fold", "said"),
    [
        ("How much do {} cost?", "cost", "£9,000 a year"),
        ("the cost of {}", "cost", "£9,000 a year"),
        ("{} costs", "cost", "£9,000 a year"),
        ("Who can I ask about {}?", "contacts", "Neighbourhood team (Knock knock)"),
        ("whom should we contact on {}", "contacts", "Neighbourhood team (Knock knock)"),
        ("contact details for {}", "contacts", "Neighbourhood team (Knock knock)"),
        ("phone number for {}", "contacts", "Neighbourhood team (Knock knock)"),
        ("somebody to speak to about {}", "contacts", "Neighbourhood team (Knock knock)"),
        ("barriers to {}", "barriers", "Nobody opened the door (Knock knock)"),
        ("What stood in the way of {}?", "barriers", "Nobody opened the door (Knock knock)"),
        ("What helped {}?", "enablers", "Patience (1)"),
        ("success factors for {}", "enablers", "Patience (1)"),
        ("What does the research say about {}?", "research", "has not been looked for yet"),
        ("Are {} proven?", "changed", "One account measured what changed"),
        ("do {} work", "changed", "One account measured what changed"),
    ],
)
@pytest.mark.parametrize("name", ["neighbour visits", "community callers"])
def test_side_of_a_subject_is_answered_and_its_part_of_the_page_opened(
    visits: Any, client: Client, asked: str, fold: str, said: str, name: str
) -> None:
    found = best(client, asked.format(name))

    assert found is not None
    address, words = found
    assert address == f"{visits.get_absolute_url()}#{fold}"
    assert "Neighbour visits:" in words
    assert said in words
    html = client.get(visits.get_absolute_url()).content.decode()
    assert f'id="{fold}"' in html
    page = client.get("/search/", {"q": asked.format(name)}).content.decode()
    assert f'data-best="{visits.get_absolute_url()}"' in page


@pytest.mark.parametrize(
    "asked",
    ["cost of visits", "who to ask about visits", "barriers to visits", "what helped visits"],
)
def test_side_of_a_subject_takes_few_queries(
    visits: Any, client: Client, django_assert_max_num_queries: Any, asked: str
) -> None:
    asked = asked.replace("visits", "neighbour visits")
    best(client, asked)

    # What does not change with the content is remembered from then on.
    with django_assert_max_num_queries(12):
        assert best(client, asked)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("what helped leaflets", "No finding on it names what helped."),
        ("barriers to leaflets", "No account with it says what stood in the way."),
        ("who to ask about leaflets", "No account names a team or a page to turn to."),
        ("how much do leaflets cost", "Its account does not state what it cost."),
        ("are leaflets proven", "Nobody on the portal has measured what it changed."),
    ],
)
def test_side_that_nobody_tells_of_is_said_to_be_so(client: Client, asked: str, said: str) -> None:
    study = make.CaseStudyFactory(published=True)
    leaflets = make.ApproachFactory(name="Leaflets")
    make.CaseStudyApproachFactory(case_study=study, approach=leaflets)

    found = best(client, asked)

    assert found is not None
    assert said in found[1]


def test_who_to_ask_where_no_account_says_leads_to_the_councils_that_did_it(
    client: Client,
) -> None:
    study = make.CaseStudyFactory(published=True, councils=[make.CouncilFactory(name="Zedby")])
    leaflets = make.ApproachFactory(name="Leaflets", synonyms=["door cards"])
    make.CaseStudyApproachFactory(case_study=study, approach=leaflets)

    found = best(client, "who can I ask about leaflets")

    assert found is not None
    assert found[0] == f"{leaflets.get_absolute_url()}#councils"
    assert "One council did this: Zedby." in found[1]
    assert 'id="councils"' in client.get(leaflets.get_absolute_url()).content.decode()


def test_side_of_the_one_subject_that_some_words_name_is_answered(client: Client) -> None:
    study = make.CaseStudyFactory(published=True, summary="Leaflets on purple paper helped.")
    leaflets = make.ApproachFactory(name="Leaflets")
    make.CaseStudyApproachFactory(case_study=study, approach=leaflets)

    found = best(client, "who can I ask about purple leaflets")
    nothing = best(client, "who can I ask about zinc leaflets")

    assert found is not None
    assert "Leaflets: who to ask" in found[1]
    assert nothing is None or "who to ask" not in nothing[1]


def test_enablers_that_only_we_tied_are_said_to_be_so(client: Client) -> None:
    leaflets = make.ApproachFactory(name="Leaflets")
    make.FindingFactory(
        case_study=make.CaseStudyFactory(published=True),
        approach=leaflets,
        inferred_enablers=[make.EnablerFactory(name="Luck")],
    )

    found = best(client, "what helped leaflets")

    assert found is not None
    assert "Luck (1). Some of these ties are ours and not the sources’." in found[1]


def test_research_is_told_reading_by_reading(client: Client) -> None:
    leaflets = make.ApproachFactory(name="Leaflets")
    make.CaseStudyApproachFactory(
        case_study=make.CaseStudyFactory(published=True), approach=leaflets
    )
    evidence = account.WiderEvidenceFactory(approach=leaflets, body="Paper Board", published=True)
    reading = account.WiderReadingFactory(evidence=evidence)

    found = best(client, "what does research say about leaflets")

    assert found is not None
    label = in_sentence(str(reading.get_reading_display()))
    assert f"Wider research: {label} for {reading.outcome.name} (Paper Board" in found[1]


@pytest.mark.parametrize(
    "asked",
    ["barriers to trams", "what helped", "cost of", "who can I ask about", "is it proven"],
)
def test_question_without_a_subject_is_searched_for_as_it_is(
    visits: Any, client: Client, asked: str
) -> None:
    found = best(client, asked)

    assert found is None or "#" not in found[0] or visits.slug not in found[0]
