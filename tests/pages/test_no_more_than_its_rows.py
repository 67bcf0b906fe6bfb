"""Sentences that might say more than their rows: told once, of whom, with whom, from when."""

from __future__ import annotations

import re

import pytest

from casestudies.models import CaseStudyCouncil, Cost
from tests import factories as make
from tests.account_factories import CostFactory, WiderEvidenceFactory, WiderReadingFactory

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


def test_council_leads_with_its_own_change_and_shared_ones_say_so(show):
    council, other = make.CouncilFactory(name="Marl"), make.CouncilFactory(name="Other")
    several = [council, *make.CouncilFactory.create_batch(3)]
    big = make.CaseStudyFactory(published=True, councils=several)
    make.FindingFactory(case_study=big, evidence_level=3, statement="Ten gained.")
    pages = (council.get_absolute_url(), "/search/?q=Marl")
    compare = f"/compare/councils/?item={council.slug}&item={other.slug}"
    shared = "in an account shared with three other councils:"

    for address in pages:
        assert f"The surest finding of change, {shared} Ten gained." in show(address).text
    assert f"{shared.capitalize()} Strongest change: better" in show(compare).text

    led = make.CaseStudyFactory(published=True, councils=[])
    for one, role in ((council, Role.LEAD), (other, Role.PARTNER)):
        make.CaseStudyCouncilFactory(case_study=led, council=one, role=role)
    values = {"evidence_level": 2, "statement": "Marl gained.", "direction": "mixed"}
    gained = make.FindingFactory(case_study=led, **values)
    for address in pages:
        assert f"{shared} Ten gained." in show(address).text
        assert "work: Marl gained." not in show(address).text

    gained.councils.set([council])
    for address in pages:
        said = show(address).text.partition(
            "The surest finding of change in its work: Marl gained."
        )
        assert f"Surer, {shared} Ten gained." in said[2]
    assert f"(level 2 of 5). {shared.capitalize()} Strongest change" in show(compare).text


@pytest.fixture
def broad():
    """An approach whose surest change is that of a narrower one."""
    broad = make.ApproachFactory(name="Building wealth", slug="wealth")
    narrow = make.ApproachFactory(name="Buying nearby", slug="nearby", broader=broad)
    outcome = make.OutcomeFactory(name="Falls", slug="falls")
    for approach, level in ((narrow, 3), (broad, 2)):
        study = make.CaseStudyFactory(published=True)
        make.FindingFactory(
            case_study=study, approach=approach, outcomes=[outcome], evidence_level=level
        )
    return broad


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/approaches/", "Compared with others (level 3 of 5, through Buying nearby)"),
        ("/approaches/wealth/", "One account compared what changed with others, through Buying"),
        ("/approaches/wealth/", "(level 3 of 5) (through Buying nearby)"),
        ("/search/?q=building+wealth", "compared what changed with others, through Buying nearby"),
        (
            "/compare/approaches/?item=wealth&item=nearby",
            "better (Falls). Compared with others (level 3 of 5, through Buying nearby)",
        ),
        (
            "/compare/approaches/?item=wealth&item=nearby",
            "Compared with others (level 3 of 5, through Buying nearby)",
        ),
        ("/evidence-map/?row=wealth", "Compared with others (through Buying nearby)"),
        ("/evidence-map/?row=wealth", "compared with others, through Buying nearby."),
    ],
)
def test_level_that_is_owed_to_something_narrower_says_through_what(show, broad, address, said):
    text = " ".join(show(address).text.split())
    assert said in text, text


def test_level_that_is_its_own_is_through_nothing(show, broad):
    for address in ("/approaches/nearby/", "/evidence-map/?row=nearby"):
        assert "through" not in show(address).text.partition("Skip to")[2].partition("Footer")[0]
    make.FindingFactory(
        case_study=make.CaseStudyFactory(published=True), approach=broad, evidence_level=3
    )
    assert "through Buying" not in show("/approaches/wealth/").text


@pytest.fixture
def homes():
    """An approach that changed one outcome in every way, most surely for the better."""
    approach = make.ApproachFactory(name="Warm homes", slug="warm-homes")
    health = make.OutcomeFactory(name="Health", slug="health", better_words="better health")
    for direction, level in (("better", 3), ("worse", 2), ("no-change", 2)):
        make.FindingFactory(
            case_study=make.CaseStudyFactory(published=True),
            approach=approach,
            outcomes=[health],
            direction=direction,
            evidence_level=level,
        )
    make.FindingFactory(
        case_study=make.CaseStudyFactory(published=True),
        approach=make.ApproachFactory(name="Talks", slug="talks"),
        outcomes=[health],
    )
    return approach


def test_one_pair_has_one_verdict_everywhere_and_worse_is_named(show, client, homes):
    page, table = show("/approaches/warm-homes/").text, show("/approaches/").text
    compared = show("/compare/approaches/?item=warm-homes&item=talks").text
    file = client.get("/approaches/?export=csv").getvalue().decode()

    worse = "orse by 1 finding: health"
    for text in (page, table, compared, file):
        assert f"W{worse}" in text or f"w{worse}" in text
    assert "Mixed: Health; worse by 1 finding: health." in page
    assert "Strongest change: mixed (Health). Compared with others (level 3 of 5). W" in compared
    assert "Mixed: 1 better, 1 worse and 1 no change" in compared
    for text in (page, table):
        assert "Better: Health" not in text
        assert "No change: Health" not in text


def test_comparison_of_accounts_names_what_got_worse(show):
    worse = make.OutcomeFactory(name="Falls")
    one, other = make.CaseStudyFactory.create_batch(2, published=True)
    make.FindingFactory(case_study=one, evidence_level=3)
    make.FindingFactory(case_study=one, evidence_level=2, direction="worse", outcomes=[worse])

    text = show(f"/compare/case-studies/?item={one.slug}&item={other.slug}").text

    assert "Compared with others (level 3 of 5). Worse by 1 finding: falls." in text


def test_way_that_words_for_it_begin_with_is_said_once(show):
    outcome = make.OutcomeFactory(
        name="Mood", slug="mood", better_words="better mood", worse_words="worse, lower mood"
    )
    for slug, direction in (("talks", "better"), ("walks", "worse")):
        make.FindingFactory(
            case_study=make.CaseStudyFactory(published=True),
            approach=make.ApproachFactory(name=slug, slug=slug),
            outcomes=[outcome],
            direction=direction,
        )
    text = show("/approaches/").text

    assert "Better: mood" in text
    assert "Worse: lower mood" in text
    assert "Better: mood." in show("/approaches/talks/").text


def test_files_hold_whole_cells(client):
    approach = make.ApproachFactory(name="Talks", slug="talks")
    study = make.CaseStudyFactory(published=True)
    names = [f"Outcome {letter}" for letter in "ABCDE"]
    for name in names:
        make.FindingFactory(
            case_study=study, approach=approach, outcomes=[make.OutcomeFactory(name=name)]
        )

    file = client.get("/approaches/?export=csv").getvalue().decode()

    assert f"Better: {', '.join(names)}" in file
    assert "more" not in file.partition("Talks")[2]


def test_paper_says_which_columns_of_the_map_it_holds(show):
    study, approach = make.CaseStudyFactory(published=True), make.ApproachFactory()
    outcomes = make.OutcomeFactory.create_batch(20)
    make.FindingFactory(case_study=study, approach=approach, outcomes=outcomes[:14])

    assert "On this sheet" not in show("/evidence-map/").text
    make.FindingFactory(case_study=study, approach=approach, outcomes=outcomes[14:])

    for part, columns in ((1, "1 to 10"), (2, "11 to 20")):
        html = show(f"/evidence-map/?part={part}").html
        said = f'<p class="portal-on-paper">On this sheet stand outcomes {columns} of 20. The'
        assert said in html


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


def test_cost_of_something_narrower_is_told_as_through_it(client):
    broader = make.ApproachFactory(name="Learning", slug="learning")
    talks = make.ApproachFactory(name="Talks", slug="talks", broader=broader)
    walks = make.ApproachFactory(name="Walks", slug="walks", broader=broader)

    def cost(approach, amount):
        study = make.CaseStudyFactory(published=True)
        initiative = make.InitiativeFactory(case_study=study, approaches=[approach])
        make.FindingFactory(case_study=study, approach=approach)
        CostFactory(
            case_study=study,
            initiative=initiative,
            amount=amount,
            unit="in-all",
            covers=f"What {amount} paid for",
        )

    def told(slug):
        page = client.get(f"/approaches/{slug}/").content.decode()
        return page, client.get("/approaches/").content.decode()

    cost(talks, 9_000)
    page, table = told("learning")
    assert "one account: £9,000 in all (what 9000 paid for; through Talks)." in page
    assert "What 9000 paid for; through Talks" in table
    assert "through" not in told("talks")[0].split('id="cost"')[0]

    cost(walks, 70_000)
    page, table = told("learning")
    assert "Cost (2 of 2 state it, through two narrower ones): £9,000 to £70,000 in all" in page
    assert "For narrower work" in table
    assert "For unlike work" not in table

    cost(broader, 80_000)
    page, _ = told("learning")
    assert "Cost (3 of 3 state it): £9,000 to £80,000 in all (3 accounts)" in page


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


def test_broader_outcome_has_no_words_and_no_level_of_what_only_a_narrower_one_has(show):
    broad = make.OutcomeFactory(
        name="Contact", slug="contact", better_words="more people in contact"
    )
    narrow = make.OutcomeFactory(
        name="Feeling lonely", slug="lonely", broader=broad, better_words="fewer people lonely"
    )
    approach = make.ApproachFactory(name="Befriending", slug="befriending")
    for outcome, level in ((narrow, 2), (broad, 0)):
        make.FindingFactory(
            case_study=make.CaseStudyFactory(published=True),
            approach=approach,
            outcomes=[outcome],
            evidence_level=level,
        )
    make.FindingFactory(
        case_study=make.CaseStudyFactory(published=True),
        approach=make.ApproachFactory(name="Talks", slug="talks"),
        outcomes=[narrow],
    )

    for address in (
        "/approaches/",
        "/approaches/befriending/",
        "/compare/approaches/?item=befriending&item=talks",
    ):
        text = show(address).text
        assert "more people in contact" not in text.partition("Said to be better")[0], address
        assert "fewer people lonely" in text, address


def test_what_is_only_said_to_be_worse_is_called_so(show):
    approach, outcome = make.ApproachFactory(slug="talks"), make.OutcomeFactory(name="Falls")
    for direction, level in (("better", 3), ("worse", 0)):
        make.FindingFactory(
            case_study=make.CaseStudyFactory(published=True),
            approach=approach,
            outcomes=[outcome if level else make.OutcomeFactory(name="Sleep")],
            direction=direction,
            evidence_level=level,
        )

    text = show("/approaches/talks/").text

    assert "said worse by 1 finding: sleep" in text
    assert "; worse by" not in text


def test_research_on_other_outcomes_is_not_told_of_the_one_that_was_chosen(show):
    approach = make.ApproachFactory(slug="talks")
    lonely, low = make.OutcomeFactory(slug="lonely"), make.OutcomeFactory(slug="low")
    study = make.CaseStudyFactory(published=True)
    make.FindingFactory(case_study=study, approach=approach, outcomes=[lonely, low])
    evidence = WiderEvidenceFactory(approach=approach, published=True)
    WiderReadingFactory(evidence=evidence, outcome=low, reading="works")

    whole, chosen = show("/approaches/"), show("/approaches/?outcome=lonely")
    page, other = show("/approaches/talks/?outcome=lonely"), show("/approaches/?outcome=low")

    for told in (whole, other):
        assert "Works" in told.text
        assert "None on what was chosen" not in told.text
    for told in (chosen, page):
        assert "Works" not in told.text.partition("Skip to")[2].replace("What works", "")
    assert "None on what was chosen" in chosen.text
    assert "No wider research on the portal judges what was chosen." in page.text
    assert "looked for yet" not in page.text


def test_research_on_other_approaches_is_not_told_of_an_outcome_under_one(show):
    approach, other = make.ApproachFactory(slug="talks"), make.ApproachFactory(slug="walks")
    lonely = make.OutcomeFactory(slug="lonely")
    for one in (approach, other):
        make.FindingFactory(
            case_study=make.CaseStudyFactory(published=True), approach=one, outcomes=[lonely]
        )
    evidence = WiderEvidenceFactory(approach=other, published=True)
    WiderReadingFactory(evidence=evidence, outcome=lonely, reading="works")

    page = show("/outcomes/lonely/?approach=talks")

    assert "No wider research on the portal judges what was chosen." in page.text
    assert "None on the portal" not in page.text
    assert "Wider research, by number of approaches: works (1)." in show("/outcomes/lonely/").text
