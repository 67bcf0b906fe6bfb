"""A finding is asked for in plain questions, from which its claim and its level follow."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import QueryDict

from casestudies.aggregates import CaseStudyForm
from casestudies.models import CaseStudy
from casestudies.models.claims import Basis, Claim, Output
from tests import account_factories
from tests import factories as make
from tests.curate.sections.editing import Editing, told
from wellbeing_portal.core.aggregates import read_many
from wellbeing_portal.curate.forms.finding import FindingRowForm

pytestmark = pytest.mark.django_db

ADD = "findings/add/"
STATEMENT = "Visits to the GP fell by a third."


@pytest.fixture
def asked(editing: Editing) -> Editing:
    """A study, with an approach “Street work” and an outcome “Loneliness” to name."""
    make.ApproachFactory.create(name="Street work")
    make.OutcomeFactory.create(name="Loneliness", synonyms=["feeling lonely"])
    return editing


def changed(**typed: Any) -> dict[str, Any]:
    return {
        "statement": STATEMENT,
        "claim": "changed",
        "direction": "better",
        "outcomes": "Loneliness",
        "approaches": "Street work",
        **typed,
    }


def saved(editing: Editing, **typed: Any) -> Any:
    editing.save(ADD, **typed)
    return editing.said.findings[-1]


class TestAnswers:
    @pytest.mark.parametrize(
        ("answers", "basis", "level"),
        [
            ({"measured": "said", "basis": "perceived"}, Basis.PERCEIVED, 0),
            ({"measured": "once", "compared": "no", "basis": "monitoring"}, Basis.MONITORING, 1),
            ({"measured": "both", "compared": "no"}, Basis.BEFORE_AND_AFTER, 1),
            ({"measured": "both", "compared": "no", "sample_size": "1,250"}, "before-and-after", 2),
            ({"measured": "both", "compared": "yes"}, Basis.COMPARISON, 3),
            ({"measured": "once", "compared": "repeated"}, Basis.COMPARISON, 4),
            ({"compared": "everywhere"}, Basis.COMPARISON, 5),
        ],
    )
    def test_change_gets_its_level_from_how_it_was_measured(
        self, asked: Editing, answers: dict[str, str], basis: str, level: int
    ) -> None:
        finding = saved(asked, **changed(**answers))

        assert (finding.claim, finding.direction) == ("changed", "better")
        assert (finding.basis, finding.evidence_level) == (basis, level)
        assert finding.outcomes == [make.OutcomeFactory._meta.model.objects.get().slug]

    def test_work_done_has_an_output_and_nothing_of_a_change(self, asked: Editing) -> None:
        finding = saved(
            asked,
            **changed(
                claim="done",
                output="people-reached",
                basis="monitoring",
                measured="both",
                compared="yes",
                outcomes="No such thing",
            ),
        )

        assert (finding.claim, finding.output) == (Claim.DONE, Output.PEOPLE_REACHED)
        assert (finding.direction, finding.evidence_level, finding.outcomes) == (None, None, [])

    def test_what_was_aimed_at_or_calculated_names_an_outcome_and_no_level(
        self, asked: Editing
    ) -> None:
        aimed = saved(asked, **changed(claim="intended", basis="perceived"))
        calculated = saved(asked, **changed(claim="modelled", statement="It saves £3 per £1."))

        assert (aimed.claim, aimed.basis, aimed.evidence_level) == ("intended", "perceived", None)
        assert (calculated.claim, calculated.basis) == ("modelled", Basis.ECONOMIC_ANALYSIS)
        assert aimed.outcomes
        assert calculated.outcomes

    @pytest.mark.parametrize(
        ("typed", "missing"),
        [
            ({"claim": ""}, "Say what the source claims."),
            ({}, "Say whether it was measured before and after."),
            ({"measured": "both"}, "Say whether it was compared"),
            ({"measured": "said"}, "Say how it is known."),
            ({"direction": "", "compared": "yes"}, "Say which way it changed."),
            ({"outcomes": "", "compared": "yes"}, "Name what changed, or was to change."),
            ({"claim": "done", "basis": "monitoring"}, "Say what was done or reached."),
            ({"approaches": "", "compared": "yes"}, "Name at least one."),
        ],
    )
    def test_what_is_missing_is_named(
        self, asked: Editing, typed: dict[str, str], missing: str
    ) -> None:
        answer = asked.save(ADD, status=422, **changed(**typed))

        assert missing in told(answer)
        assert STATEMENT in told(answer)
        assert asked.said.findings == []

    def test_verdict_stands_on_the_page_with_its_reason(self, asked: Editing) -> None:
        saved(asked, **changed(measured="both", compared="no"))

        page = asked.open(f"findings/{asked.said.findings[0].key}/")

        assert "Counted, no method stated" in page
        assert "neither the number of people nor the method is given" in page


class TestDisagreeing:
    def test_editor_chooses_the_level_and_says_why(self, asked: Editing) -> None:
        finding = saved(
            asked,
            **changed(
                measured="once",
                compared="no",
                basis="independent-evaluation",
                disagree="on",
                evidence_level="2",
                disagree_because="The evaluators estimated the effect.",
            ),
        )

        assert finding.evidence_level == 2
        (reading,) = finding.readings
        assert reading.evidence_level == 2
        assert reading.reason == "The evaluators estimated the effect."
        page = asked.open(f"findings/{finding.key}/")
        assert "The evaluators estimated the effect." in page

    def test_another_level_needs_a_reason(self, asked: Editing) -> None:
        answer = asked.save(
            ADD, status=422, **changed(compared="yes", disagree="on", evidence_level="2")
        )

        assert "Say why the other level is right." in told(answer)

    def test_first_two_readings_stay(self, asked: Editing) -> None:
        finding = make.FindingFactory.create(case_study=asked.study, evidence_level=1)
        for position in (1, 2):
            account_factories.GradeReadingFactory.create(finding=finding, position=position)

        asked.save(
            f"findings/{finding.key}/",
            disagree="on",
            evidence_level="3",
            disagree_because="A trial in the annex.",
        )

        readings = asked.said.findings[0].readings
        assert [one.reason for one in readings][-1] == "A trial in the annex."
        assert len(readings) == 3


class TestFigure:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("76-96%", (76, 96, None, "percent", "")),
            ("from 3 to 11", (11, None, 3, "count", "")),
            ("at least 40 people", (40, None, None, "people", "at least")),
        ],
    )
    def test_figure_is_kept_as_it_was_understood(
        self, asked: Editing, typed: str, kept: tuple[Any, ...]
    ) -> None:
        made = saved(asked, **changed(compared="yes", figure=typed))

        assert (made.value, made.high_value, made.from_value, made.unit, made.qualifier) == kept

    def test_what_stands_behind_a_figure_is_what_it_counts(self, asked: Editing) -> None:
        made = saved(asked, **changed(compared="yes", figure="33% of those who took part"))

        assert (made.value, made.wording) == (33, "33%")
        assert made.measure == "of those who took part"

    @pytest.mark.parametrize(
        ("typed", "offered"),
        [
            ("42 of 60 people", ["70% of people, measured in 60", "70% of people", "42 of 60"]),
            ("a third", ["about 33%", "a third"]),
            ("2 to 3 million people", ["2,000,000 to 3,000,000 people", "2 to 3 million"]),
            ("a handful", ["a handful"]),
        ],
    )
    def test_number_that_nobody_typed_is_offered_and_not_kept(
        self, asked: Editing, typed: str, offered: list[str]
    ) -> None:
        answer = asked.save(ADD, status=422, **changed(compared="yes", figure=typed))

        page = told(answer)
        choices = re.findall(r'name="figure_as"[^>]*?>\s*<label[^>]*>([^<]*)', page)
        assert len(choices) == len(offered)
        assert all(some in choice for some, choice in zip(offered, choices, strict=True))
        assert not re.search(r'name="figure_as"[^>]*checked', page)
        assert f'value="{typed}"' in page
        assert asked.said.findings == []

    @pytest.mark.parametrize(
        ("keep_as", "kept"),
        [
            ("sample:70% of people/60", (70, "percent", 60, "of people")),
            ("number:70% of people", (70, "percent", None, "of people")),
            ("words:42 of 60 people", (None, None, None, "")),
        ],
    )
    def test_figure_is_kept_as_somebody_chose_and_its_words_stay(
        self, asked: Editing, keep_as: str, kept: tuple[Any, ...]
    ) -> None:
        said = changed(compared="yes", figure="42 of 60 people", figure_as=keep_as)

        made = saved(asked, **said)

        assert (made.value, made.unit, made.sample_size, made.measure) == kept
        assert made.wording == "42 of 60 people"
        page = f"findings/{made.key}/"
        opened = asked.opened(page)
        assert (opened["figure"], opened["figure_as"]) == (["42 of 60 people"], [keep_as])
        asked.save(page)
        assert asked.said.findings[-1] == made

    def test_consent_to_one_number_is_none_to_another(self, asked: Editing) -> None:
        said = changed(compared="yes", figure="45 of 60 people")

        answer = asked.save(ADD, status=422, **said, figure_as="number:70% of people")

        assert "Choose how it is to be kept." in told(answer)

    def test_how_many_were_counted_is_a_sample(self, asked: Editing) -> None:
        answers = {"measured": "both", "compared": "no", "figure": "42 of 60 people"}

        plain = saved(asked, **changed(**answers, figure_as="number:70% of people"))
        counted = saved(
            asked,
            **changed(**answers, statement="It fell.", figure_as="sample:70% of people/60"),
        )

        assert (plain.evidence_level, counted.evidence_level) == (1, 2)

    def test_what_was_kept_in_words_can_become_a_number(self, asked: Editing) -> None:
        said = changed(compared="yes", figure="a third", figure_as="words:a third")
        key = saved(asked, **said).key

        asked.save(f"findings/{key}/", figure_as="number:about 33%")

        made = asked.said.findings[-1]
        assert (made.value, made.qualifier, made.wording) == (33, "about", "a third")

    def test_readers_see_a_figure_as_it_was_written(self, asked: Editing) -> None:
        said = changed(compared="yes", figure="42 of 60 people", locator="Page 3")
        saved(asked, **said, figure_as="number:70% of people")
        words = saved(asked, **{**said, "statement": "More."}, figure_as="words:42 of 60 people")

        one, two = asked.study.findings.all()
        assert (one.figure, one.in_other_words) == ("70%", "(“42 of 60 people”)")
        assert (two.figure, two.in_other_words) == ("42 of 60 people", "")
        assert words.value is None

    def test_figure_that_is_not_understood_is_refused_in_words_and_stays(
        self, asked: Editing
    ) -> None:
        answer = asked.save(ADD, status=422, **changed(compared="yes", figure="quite a lot"))

        assert "“quite a lot” is no figure that is understood." in told(answer)
        assert 'value="quite a lot"' in told(answer)

    def test_page_says_what_it_understood_when_something_else_is_wrong(
        self, asked: Editing
    ) -> None:
        answer = asked.save(ADD, status=422, **changed(figure="76-96%"))

        assert "Understood: 76% to 96%" in told(answer)

    def test_script_is_told_what_is_understood(self, asked: Editing) -> None:
        ask = asked.client.get
        assert ask("/curate/understood/figure", {"q": "76-96%"}).json() == {
            "understood": "Understood: 76% to 96%",
            "readings": [],
        }
        third = ask("/curate/understood/figure", {"q": "a third"}).json()
        assert [one["value"] for one in third["readings"]] == ["number:about 33%", "words:a third"]
        assert "no figure" in ask("/curate/understood/figure", {"q": "lots"}).json()["refused"]


def test_script_is_told_what_answers_lead_to(asked: Editing) -> None:
    answers = {"claim": "changed", "direction": "worse", "measured": "both", "compared": "no"}

    page = told(asked.client.get("/curate/understood/finding", answers))
    more = told(asked.client.get("/curate/understood/finding", answers | {"sample_size": "50"}))

    assert "Worse" in page
    assert "Counted, no method stated" in page
    assert "Measured in those who took part" in more


def test_two_findings_have_no_place_among_the_key_findings_together(asked: Editing) -> None:
    make.FindingFactory.create(case_study=asked.study, key_order=1, statement="It came first.")

    answer = asked.save(ADD, status=422, **changed(compared="yes", key_order="1"))

    assert "“It came first.” has this place." in told(answer)


def test_new_finding_names_the_one_approach_of_its_study(editing: Editing) -> None:
    row = make.CaseStudyApproachFactory.create(case_study=editing.study)

    assert editing.opened(ADD)["approaches"] == [row.approach.name]


def as_sent(form: Any) -> QueryDict:
    """What a browser sends of a form that nobody changed."""
    sent = QueryDict(mutable=True)
    for bound in form:
        value = bound.value()
        if value is not None and value is not False:
            sent[bound.html_name] = "on" if value is True else str(value)
    return sent


@pytest.mark.long
def test_saving_a_finding_unchanged_changes_nothing(whole_content: None) -> None:
    findings = 0
    for said in read_many(list(CaseStudy.objects.all())):
        assert isinstance(said, CaseStudyForm)
        for row in said.findings:
            initial = FindingRowForm.initial_of(row)
            opened = FindingRowForm(initial=initial, record=said, row=row)
            form = FindingRowForm(as_sent(opened), initial=initial, record=said, row=row)
            assert form.is_valid(), f"{said.slug}/{row.key}: {form.errors.as_json()}"
            assert form.made() == row, f"{said.slug}/{row.key}"
            findings += 1

    assert findings > 500
