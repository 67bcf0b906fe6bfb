"""Sentences that might say more than their rows: told once, of whom, with whom, from when."""

from __future__ import annotations

import re

import pytest

from casestudies.models import CaseStudyCouncil, Cost
from tests import factories as make
from tests.account_factories import CostFactory

pytestmark = pytest.mark.django_db
Role = CaseStudyCouncil.Role


@pytest.fixture
def talks():
    """An approach that changed one outcome both ways, in an account that was measured."""
    approach = make.ApproachFactory(name="Talks", slug="talks")
    outcome = make.OutcomeFactory(
        name="Falls", slug="falls", better_words="fewer falls", worse_words="more falls"
    )
    study = make.CaseStudyFactory(published=True, title="Talks in Marl", slug="talks-in-marl")
    for direction in ("better", "worse", "mixed"):
        make.FindingFactory(
            case_study=study, approach=approach, outcomes=[outcome], direction=direction
        )
    return study


@pytest.mark.parametrize(
    "address",
    [
        "/approaches/",
        "/approaches/talks/",
        "/approaches/?export=csv",
        "/case-studies/",
    ],
)
def test_one_outcome_that_went_both_ways_is_told_once(client, talks, address):
    answer = client.get(address)
    html = answer.getvalue().decode()
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())

    assert "ixed" in text
    for words in ("Better: fewer falls", "Worse: more falls", "better (fewer", "worse (more"):
        assert words not in text
    assert not re.search(r"(?i)\b(better|worse):? \(?falls", text)


def test_what_is_worse_beside_no_change_is_not_called_mixed(client):
    approach, outcome = make.ApproachFactory(slug="talks"), make.OutcomeFactory(name="Falls")
    study = make.CaseStudyFactory(published=True)
    for direction in ("no-change", "better"):
        make.FindingFactory(
            case_study=study, approach=approach, outcomes=[outcome], direction=direction
        )

    assert "Mixed" not in client.get("/approaches/talks/").content.decode().split("<footer")[0]


def test_money_saved_is_a_partition_that_leaves_no_account_out(show):
    money = make.OutcomeFactory(name="Value", slug="value-for-money")
    saved = make.OutcomeFactory(name="Money saved", slug="money-saved", broader=money)
    said = [
        [{"evidence_level": 1}, {"claim": "modelled"}],
        [{"evidence_level": 2, "direction": "no-change"}, {"evidence_level": 0}],
        [{"evidence_level": 0}],
        [{"evidence_level": 0, "direction": "no-change"}],
        [{"claim": "modelled"}, {"claim": "intended"}],
        [{"claim": "intended"}],
    ]
    for findings in said:
        study = make.CaseStudyFactory(published=True)
        for values in findings:
            make.FindingFactory(case_study=study, outcomes=[saved], **values)
    make.FindingFactory(outcomes=[money], case_study=make.CaseStudyFactory(published=True))

    assert (
        "6 accounts: 1 counted or measured a saving, 1 counted or measured none, a mixed result or "
        "more spent, 1 said so without figures, 1 said there was none, 1 only calculated one and "
        "1 only aimed at one. 1 more account tells only what work was worth"
    ) in show("/").text
    assert saved.get_absolute_url() in show("/").links


def test_work_meant_for_a_group_is_not_called_a_change_in_it(show, client):
    children = make.PopulationGroupFactory(name="Children", slug="children-and-young-people")
    for level in (2, 1):
        study = make.CaseStudyFactory(published=True)
        study.population_groups.add(children)
        make.FindingFactory(case_study=study, evidence_level=level)

    front = show("/")
    said = "2 accounts meant for them; 1 measured what changed, for anyone"
    assert said in front.text
    address = next(link for link in front.links if "population=children" in link)
    assert f"{said}: a level here need not be of a change for this group." in show(address).text
    assert "meant for them" not in show("/approaches/").text


def test_surest_change_in_work_that_others_led_says_with_how_many(show):
    council = make.CouncilFactory(name="Marl")
    big = make.CaseStudyFactory(published=True)
    for one in (council, *make.CouncilFactory.create_batch(3)):
        make.CaseStudyCouncilFactory(case_study=big, council=one, role=Role.PARTNER)
    make.FindingFactory(case_study=big, evidence_level=3, statement="Ten gained.")

    alone = show(council.get_absolute_url()).text
    assert "The surest finding of change in its work, with four other councils: Ten" in alone

    own = make.CaseStudyFactory(published=True)
    make.CaseStudyCouncilFactory(case_study=own, council=council, role=Role.LEAD)
    make.FindingFactory(case_study=own, evidence_level=2, statement="Marl gained.")

    for address in (council.get_absolute_url(), "/search/?q=Marl"):
        assert "in its work, with four other councils: Ten gained." in show(address).text
    other = make.CouncilFactory(name="Other")
    compared = show(f"/compare/councils/?item={council.slug}&item={other.slug}").text
    assert "In work with four other councils: Strongest change: better" in compared


def test_cost_of_one_account_is_named_as_such_and_plans_cost_nothing_yet(client):
    approach = make.ApproachFactory(name="Talks", slug="talks")

    def cost(amount, **values):
        study = make.CaseStudyFactory(published=True)
        initiative = make.InitiativeFactory(case_study=study, approaches=[approach])
        make.FindingFactory(case_study=study, approach=approach)
        Cost.objects.create(
            case_study=study,
            source=study.source,
            initiative=initiative,
            position=1,
            key="a",
            amount=amount,
            unit="in-all",
            covers=f"What {amount} paid for.",
            **values,
        )
        return study

    cost(9_000)
    planned = cost(311_000, is_planned=True)
    one = client.get("/approaches/talks/").content.decode()
    assert "Cost (1 of 2 states it): one account: £9,000 in all (what 9000 paid for)." in one
    assert "311,000" not in one.split('id="cost"')[0]
    assert "£311,000 in all, planned" in client.get(planned.get_absolute_url()).content.decode()

    cost(70_000)
    both = client.get("/approaches/talks/").content.decode()
    assert "Cost (2 of 3 state it): £9,000 to £70,000 in all (2 accounts), for unlike work." in both


def test_shares_of_one_scheme_are_no_range_of_what_it_cost(client):
    approach = make.ApproachFactory(name="Talks", slug="talks")

    def scheme(*shares):
        study = make.CaseStudyFactory(published=True)
        initiative = make.InitiativeFactory(case_study=study, approaches=[approach])
        make.FindingFactory(case_study=study, approach=approach)
        for position, (unit, amount) in enumerate(shares):
            CostFactory(
                case_study=study,
                initiative=initiative,
                position=position,
                amount=amount,
                unit=unit,
                covers=f"The share of payer {position}",
            )

    scheme(("a-year", 3_000_000), ("a-year", 1_000_000))
    scheme(("in-all", 11_000_000), ("in-all", 8_000_000), ("in-all", 234))

    page = client.get("/approaches/talks/").content.decode()
    assert "£11 million in all (1 account); £3 million a year (1 account), for unlike work." in page
    assert "£1 million to" not in page
    assert "£234 to" not in page


def test_year_is_that_of_the_source_and_later_ones_are_told(show):
    source = make.SourceFactory(published=True, published_year=2025)
    study = make.CaseStudyFactory(published=True, told_in=2019)
    make.FindingFactory(case_study=study, source=source, statement="Later.", period="")
    make.FindingFactory(case_study=study, statement="Then.", period="")

    page = show(study.get_absolute_url()).text
    assert "As told in 2019, other sources up to 2025" in page
    findings = show("/findings/").text
    assert "told in 2025" in findings
    assert "told in 2019" in findings


def test_theme_leads_to_work_for_the_group_that_it_is_also_called(show):
    theme = make.ThemeFactory(name="Ageing well", synonyms=["older people"])
    strategy = make.StrategyFactory(published=True)
    make.PriorityFactory(strategy=strategy, themes=[theme])
    study = make.CaseStudyFactory(published=True)
    study.population_groups.add(make.PopulationGroupFactory(name="Older people", slug="older"))

    page = show(theme.get_absolute_url())

    assert "Also: 1 case study of work meant for older people" in page.text
    assert "/case-studies/?population=older" in page.links


def test_links_to_one_place_in_a_source_are_told_apart(show):
    study = make.CaseStudyFactory(published=True)
    for statement in ("It rose.", "It fell."):
        make.FindingFactory(case_study=study, locator="Fourth paragraph", statement=statement)

    html = show(study.get_absolute_url()).html
    for statement in ("It rose.", "It fell."):
        assert f'aria-label="Fourth paragraph: {statement}"' in html
