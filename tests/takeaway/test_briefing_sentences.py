"""Sentences of a briefing: they name whom they are about, once, and say it of no more than that."""

from __future__ import annotations

import pytest

from casestudies.models import CaseStudy, CaseStudyCouncil
from strategies.models import Council, Strategy
from tests import account_factories as account
from tests import factories as make
from tests.takeaway.test_briefing import part, study_with, told, written
from wellbeing_portal.takeaway.briefing import Item

pytestmark = pytest.mark.django_db

UNKNOWN = "What we do not know"


def items_of(*studies):
    return [Item(CaseStudy, one.pk) for one in studies]


def test_what_all_accounts_lack_is_said_of_all_and_of_a_single_one_without_its_name():
    studies = [study_with({"evidence_level": 1}) for _ in range(3)]

    of_all = part(written(items_of(*studies)), UNKNOWN)
    of_two = part(written(items_of(*studies[:2])), UNKNOWN)
    of_one = part(written(items_of(studies[0])), UNKNOWN)

    names = [one.council_roles.get().council.name for one in studies]
    assert "Nobody has measured what it changed: all three accounts." in of_all
    assert f"Nobody has measured what it changed: {names[0]} and {names[1]}." in of_two
    assert "Nobody has measured what it changed." in of_one
    assert any(
        one.startswith("The account was told in 2020, by its main source.") for one in of_one
    )


def test_account_that_nobody_led_is_called_by_one_or_two_that_acted():
    ayr, bute, clyde = (make.CouncilFactory(name=name) for name in ("Ayr", "Bute", "Clyde"))
    two, three = (
        study_with({"evidence_level": 1}, title=title, councils=councils)
        for title, councils in (("Of two", [ayr, bute]), ("Of three", [ayr, bute, clyde]))
    )
    CaseStudyCouncil.objects.update(role=CaseStudyCouncil.Role.PARTNER)
    for study in (two, three):
        account.BarrierFactory(case_study=study, text="It rained.")

    text = told(written(items_of(two, three)))

    assert "Ayr and Bute: It rained." in text
    assert "“Of three”: It rained." in text


def test_research_that_reads_in_two_ways_names_its_approach_once():
    visits, lonely = make.ApproachFactory(name="Visits"), make.OutcomeFactory(name="Loneliness")
    for reading in ("works", "mixed"):
        evidence = account.WiderEvidenceFactory(approach=visits, published=True)
        account.WiderReadingFactory(evidence=evidence, outcome=lonely, reading=reading)
    study = study_with({"approach": visits, "outcomes": [lonely]})

    text = told(written(items_of(study), asked={"outcome": [lonely.slug]}))

    assert "Research elsewhere: mixed and works for visits." in text


def test_question_on_one_council_or_strategy_asks_it_of_that():
    ayr = make.CouncilFactory(name="Ayr")
    study = study_with({"evidence_level": 1}, councils=[ayr])
    strategy = make.StrategyFactory(title="Ayr Well", published=True)

    of_one = told(written(items_of(study)))
    of_council = told(written([*items_of(study), Item(Council, ayr.pk)]))
    of_strategy = told(written([*items_of(study), Item(Strategy, strategy.pk)]))
    of_both = told(written([*items_of(study), Item(Strategy, strategy.pk), Item(Council, ayr.pk)]))

    rests = "This rests on 1 case study from the Council Wellbeing Portal."
    assert f"What did {ayr.official_name} do, what came of it, and how sure is that? {rests}" in (
        of_council
    )
    assert "What did “Ayr Well” set out to do, what came of it" in of_strategy
    assert f"What was done in “{study.title}”, what came of it" in of_one
    assert "What do 1 case study, 1 strategy and 1 council from" in of_both


def test_that_no_account_says_what_helped_is_not_said_where_one_does_of_its_whole_work():
    visits, trust = make.ApproachFactory(name="Visits"), make.EnablerFactory(name="Trust")
    study = study_with({"approach": visits})
    asked = {"approach": ["visits"]}

    silent = told(written(items_of(study), asked=asked))
    make.CaseStudyEnablerFactory(case_study=study, enabler=trust)
    of_whole = told(written(items_of(study), asked=asked))

    assert "No account says what helped.\n" in silent
    assert "No account says what helped.\n" not in of_whole
    assert "No account says what helped this part of its work." in of_whole


def test_council_without_a_strategy_is_not_given_none_as_a_number():
    ayr = make.CouncilFactory(name="Ayr")
    study = study_with({"evidence_level": 1}, councils=[ayr])

    text = told(written([*items_of(study), Item(Council, ayr.pk)], is_short=True))

    assert "0 strategies" not in text
    assert "1 case study in which it acted, no strategy on the portal" in text


def test_surest_that_speaks_against_it_is_quoted_and_a_caveat_stands_beside_what_it_limits():
    study = study_with(
        {"evidence_level": 3, "statement": "Stays fell by up to 39%.", "key_order": 1},
        {"evidence_level": 1, "statement": "Some were colder.", "direction": "worse"},
        {"evidence_level": 2, "statement": "Visits stayed.", "direction": "no-change"},
        caveat="It is the largest effect of one kind of work.",
    )

    document = written(items_of(study))
    said = [one for one in part(document, "In short") if "39%" in one or "Visits" in one]

    assert "Take care: It is the largest effect of one kind of work." in said[0]
    assert "2 findings say that nothing changed" in said[1]
    assert "that something got worse: 1 no change and 1 worse. The surest" in said[1]
    assert "Take care" not in said[1]
    assert "The surest of them: Visits stayed. No change." in said[1]


def test_one_that_stands_on_top_is_not_quoted_again_as_speaking_against_it():
    study = study_with({"evidence_level": 3, "statement": "Visits rose.", "direction": "worse"})

    assert sum("Visits rose." in one for one in part(written(items_of(study)), "In short")) == 1


def test_research_is_counted_so_that_the_parts_add_up():
    visits, lonely, sleep = (
        make.ApproachFactory(name="Visits"),
        make.OutcomeFactory(name="Loneliness"),
        make.OutcomeFactory(name="Sleep"),
    )
    both, one = (account.WiderEvidenceFactory(approach=visits, published=True) for _ in range(2))
    for evidence, outcome, reading in (
        (both, lonely, "works"),
        (both, sleep, "no-effect"),
        (one, lonely, "mixed"),
    ):
        account.WiderReadingFactory(evidence=evidence, outcome=outcome, reading=reading)
    study = study_with({"approach": visits, "outcomes": [lonely]})

    of_approach = told(written(items_of(study), asked={"approach": ["visits"]}))
    of_outcome = told(written(items_of(study), asked={"outcome": ["loneliness"]}))

    said = "2 conclusions, by how each reads for outcomes: 1 works and no effect found; 1 mixed."
    assert said in of_approach
    assert "2 conclusions on 1 approach. Of the approaches: 1 works and mixed." in of_outcome


def test_nobody_measured_it_is_said_of_the_subject_where_something_else_was_measured():
    heat, money = make.ApproachFactory(name="Heat"), make.ApproachFactory(name="Money")
    study = study_with(
        {"approach": heat, "claim": "done"},
        {"approach": money, "evidence_level": 1},
    )
    other = study_with({"approach": heat, "claim": "done"})

    both = told(written(items_of(study, other), asked={"approach": ["heat"]}))
    alone = told(written(items_of(other), asked={"approach": ["heat"]}))

    words = "Nobody on the portal has measured what it changed"
    assert f"{words} for this subject." in both
    name = study.council_roles.get().council.name
    assert f"Nobody has measured what it changed for this subject: {name}." in both
    assert "for this subject" not in alone
    assert words in alone


def test_costs_on_a_subject_come_in_the_order_of_the_account():
    heat = make.ApproachFactory(name="Heat")
    study = study_with()
    scheme = make.InitiativeFactory(case_study=study, approaches=[heat])
    make.FindingFactory(case_study=study, approach=heat, initiative=scheme)
    for position, (amount, shared) in enumerate(((300, True), (900, False)), start=1):
        account.CostFactory(
            case_study=study,
            initiative=scheme,
            position=position,
            amount=amount,
            is_shared_total=shared,
            covers="A part.",
        )

    document = written(items_of(study), asked={"approach": ["heat"]})
    (said,) = (one for one in part(document, "In short") if one.startswith("What it cost"))

    assert "£300" in said
    assert "a shared total)" in said
    assert "£900" not in said
