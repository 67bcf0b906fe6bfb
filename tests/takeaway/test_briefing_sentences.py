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
