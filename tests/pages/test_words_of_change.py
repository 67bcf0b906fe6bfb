"""What pages call a change, and how sure it is: no more than the rows bear."""

from __future__ import annotations

import pytest

from casestudies.evidence.grammar import strength_of
from casestudies.evidence.map.counts import Counted
from casestudies.evidence.map.words import drawn_in
from casestudies.models import CaseStudy, Finding
from tests import factories as make
from tests.casestudies.evidence.test_evidence_map import drawn
from wellbeing_portal.search import Question, Search, current
from wellbeing_portal.takeaway.briefing.accounts import Account, all_changes
from wellbeing_portal.takeaway.briefing.answer import surest_of
from wellbeing_portal.takeaway.briefing.subject import Subject

Level, Basis, Claim = Finding.EvidenceLevel, Finding.Basis, Finding.Claim


def test_no_change_is_said_only_of_a_result(db, show):
    """A council whose account claims no change is not said to have found none."""
    approach = make.ApproachFactory(name="Walks")
    study = make.CaseStudyFactory(published=True)
    make.FindingFactory(case_study=study, approach=approach, claim=Claim.DONE)
    aim = make.FindingFactory(case_study=study, approach=approach, claim=Claim.INTENDED)

    page = show(approach.get_absolute_url())

    assert "no change claimed" in page.text
    assert "no change found" not in page.text.lower()
    assert strength_of(aim) == "Aimed at, no change claimed"


def test_cell_of_the_map_that_is_only_said_has_found_nothing():
    told = {("training", "skills"): Counted(1, 0, 0, 1, 0, frozenset({"no-change"}))}
    (cell,) = [one for row in drawn(told=told).rows for one in row.cells if one.number]
    assert drawn_in(cell).startswith("no change said in 1 case study")


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (Basis.PERCEIVED, "Said by those involved"),
        (Basis.SELF_REPORTED, "Said by those involved"),
        (Basis.MONITORING, "Said without figures"),
        (Basis.INDEPENDENT_EVALUATION, "Said without figures"),
        (Basis.COMPARISON, "Said without figures"),
    ],
)
def test_level_0_is_said_by_those_involved_only_where_it_is(db, show, basis, words):
    told = make.FindingFactory(
        case_study=make.CaseStudyFactory(published=True), evidence_level=Level.SAID, basis=basis
    )
    assert strength_of(told) == words
    assert words in show(f"/case-studies/{told.case_study.slug}/findings/{told.key}/").text


def test_changes_of_level_0_that_are_counted_are_said_without_figures(db, show):
    council = make.CouncilFactory()
    study = make.CaseStudyFactory(councils=[council], published=True)
    for basis in (Basis.PERCEIVED, Basis.INDEPENDENT_EVALUATION):
        make.FindingFactory(case_study=study, evidence_level=Level.SAID, basis=basis)

    for address in (council.get_absolute_url(), study.get_absolute_url()):
        text = show(address).text
        assert "said without figures" in text
        assert "said by those involved" not in text.split("What changed")[0]


def test_change_in_work_that_serves_a_theme_is_not_called_known_to_work(db, show):
    """The theme is work, and the surest change of what serves it went for the worse elsewhere."""
    theme = make.ThemeFactory(name="Work")
    strategy = make.StrategyFactory(published=True)
    named = make.PriorityFactory(strategy=strategy, themes=[theme])
    study = make.CaseStudyFactory(priorities=[named], published=True)
    make.FindingFactory(case_study=study, direction="worse", statement="Trees fell.")

    for address in (theme.get_absolute_url(), strategy.get_absolute_url()):
        text = show(address).text
        assert "What the work that serves this theme changed" in text
        assert "The surest change that work serving such priorities reports" in text
        for claimed in ("known to work", "anywhere", "change in it"):
            assert claimed not in text


def test_one_rule_picks_the_surest_change_everywhere(db, show):
    """Key findings first; a greater figure and an earlier title or key do not matter."""
    council, outcome = make.CouncilFactory(name="Marl"), make.OutcomeFactory()
    theme = make.ThemeFactory()
    named = make.PriorityFactory(strategy=make.StrategyFactory(published=True), themes=[theme])
    study = make.CaseStudyFactory(councils=[council], priorities=[named], published=True)
    for statement, values in (
        ("A first.", {"value": 90}),
        ("B first.", {}),
        ("Z key.", {"key_order": 1}),
    ):
        make.FindingFactory(case_study=study, statement=statement, outcomes=[outcome], **values)

    for page, before in (
        (show(council.get_absolute_url()), "at the highest level in its work:"),
        (show("/search/?q=Marl"), "at the highest level in its work:"),
        (show(theme.get_absolute_url()), "For each direction, one of them:"),
    ):
        assert page.text.split(before)[1].strip().startswith("Z key.")
    rule = ["Z key.", "A first.", "B first."]
    account = Account.of(CaseStudy.objects.get(pk=study.pk), Subject())
    assert [one.statement for _, one in all_changes([account])] == rule
    listed = current().ask(Question(Search("finding"), "evidence", told=False)).ids
    assert [Finding.objects.get(pk=pk).statement for pk in listed] == rule


def test_equally_sure_changes_that_went_different_ways_are_counted(db, show):
    council = make.CouncilFactory(name="Marl")
    study = make.CaseStudyFactory(councils=[council], published=True)
    for way in ("better", "better", "worse"):
        make.FindingFactory(case_study=study, direction=way)
    make.FindingFactory(case_study=study, direction="mixed", evidence_level=Level.NUMBER)
    told = "3 findings at this level: 2 better, 1 worse"

    for address in (council.get_absolute_url(), "/search/?q=Marl"):
        assert f"The surest findings of change in its work are {told}. One of them:" in (
            show(address).text
        )
    assert "Measured in those who took part (level 2 of 5)" in show("/search/?q=Marl").text
    account = Account.of(CaseStudy.objects.get(pk=study.pk), Subject())
    assert surest_of(all_changes([account])) == f"The surest of them are {told}. One of these: "


def test_level_1_is_counted_or_measured_whether_there_is_a_figure_or_not(db, show):
    study = make.CaseStudyFactory(published=True)
    make.FindingFactory(case_study=study, evidence_level=Level.NUMBER, value=None)

    front = show("/").text
    assert "Of 1 finding, 1 shows a change that was counted or measured (level 1" in front
    assert "1 counted it, with no method or comparison stated" in front
    assert "1 counted with no method stated" in show(study.get_absolute_url()).text
    for text in (front, show(study.get_absolute_url()).text):
        assert "a number" not in text


def test_outcomes_of_changes_that_are_only_said_are_called_no_results(db, show):
    outcome = make.OutcomeFactory()
    councils = make.CouncilFactory.create_batch(2)
    for council in councils:
        study = make.CaseStudyFactory(councils=[council], published=True)
        make.FindingFactory(case_study=study, outcomes=[outcome], evidence_level=Level.SAID)

    asked = "&".join(f"item={council.slug}" for council in councils)
    text = show(f"/compare/councils/?{asked}").text
    assert "1 outcome with a change claimed" in text
    assert "with a result" not in text


@pytest.mark.parametrize("maker", [make.EnablerFactory, make.OutcomeFactory])
def test_first_sentence_says_how_many_ties_are_ours(db, show, maker):
    concept = maker(name="Trust")
    field = "enablers" if maker is make.EnablerFactory else "outcomes"
    study = make.CaseStudyFactory(published=True)
    for relation in (field, f"inferred_{field}", f"inferred_{field}"):
        make.FindingFactory(case_study=study, **{"outcomes": [], relation: [concept]})

    first = show(concept.get_absolute_url()).text.split("Nobody")[0]

    assert "3 findings, 2 of them tied by us, not by the source." in first
    assert "The account of" not in first
