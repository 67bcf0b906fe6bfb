"""Writing a form changes what is different, keeps rows what they are, and obeys every rule."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from casestudies.aggregates import CaseStudyForm
from casestudies.models import CaseStudy, Finding, Framework, InitiativeFunder, WiderEvidence
from strategies.models import Source, Strategy
from tests import factories as make
from tests.people import contributor, editor
from tests.universe import Universe
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, write, write_as
from wellbeing_portal.core.not_allowed import NotAllowed
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.search import Question, Search, current

pytestmark = pytest.mark.django_db


def changed(form: Any, **values: Any) -> Any:
    """The form with other values, checked again as a whole."""
    return type(form).model_validate(form.model_dump() | values)


def rows_of(form: Any, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = form.model_dump()[name]
    return rows


def bare(**values: Any) -> dict[str, Any]:
    """What the smallest case study says."""
    return {
        "slug": "bare", "title": "Bare", "state": "draft", "strapline": "A line.",
        "summary": "A summary.", "stage": "emerging", "source": "the-marl-report",
        "locator": "Page 1", "ambition": "To do.", "approach": "They did.", **values,
    }  # fmt: skip


def finding(statement: str, **values: Any) -> dict[str, Any]:
    return {
        "statement": statement, "claim": "changed", "approaches": ["workforce-training"],
        "direction": "better",
        "outcomes": [make.OutcomeFactory.create().slug], "basis": "perceived",
        "evidence_level": 0, "locator": "Page 1", **values,
    }  # fmt: skip


class TestRows:
    def test_row_that_is_written_anew_and_moved_stays_the_row_it_is(
        self, universe: Universe
    ) -> None:
        study = universe.rich
        before = dict(study.findings.values_list("key", "pk"))
        findings = rows_of(read(study), "findings")[::-1]
        findings[0]["statement"] = "Residents felt much safer."

        write_as(changed(read(study), findings=findings), study, by=SYSTEM)

        now = list(study.findings.order_by("position"))
        assert {row.key: row.pk for row in now} == before
        assert [row.key for row in now] == [row["key"] for row in findings]
        assert now[0].statement == "Residents felt much safer."

    def test_row_that_is_left_out_goes_with_all_that_belongs_to_it(
        self, universe: Universe
    ) -> None:
        study = universe.rich
        form = read(study)
        findings = [row | {"initiative": None} for row in rows_of(form, "findings")]

        costs = [row | {"initiative": None} for row in rows_of(form, "costs")]
        now = changed(form, initiatives=[], findings=findings, costs=costs)
        write_as(now, study, by=SYSTEM)

        assert not study.initiatives.exists()
        assert not InitiativeFunder.objects.filter(initiative__case_study=study).exists()
        assert study.findings.count() == len(findings)

    def test_findings_exchange_their_places_among_the_key_findings(
        self, universe: Universe
    ) -> None:
        rows = rows_of(read(universe.rich), "findings")
        first, second = (row for row in rows if row["key_order"])
        first["key_order"], second["key_order"] = second["key_order"], first["key_order"]

        write_as(changed(read(universe.rich), findings=rows), universe.rich, by=SYSTEM)

        places = dict(
            universe.rich.findings.filter(key_order__gt=0).values_list("key", "key_order")
        )
        assert places == {first["key"]: 2, second["key"]: 1}

    def test_rows_exchange_their_names(self, universe: Universe) -> None:
        study = universe.rich
        initiatives = rows_of(read(study), "initiatives")
        before = {row["key"]: row["name"] for row in initiatives}
        first, second = initiatives
        first["name"], second["name"] = second["name"], first["name"]

        write_as(changed(read(study), initiatives=initiatives), study, by=SYSTEM)

        now = dict(study.initiatives.values_list("key", "name"))
        assert sorted(now.values()) == sorted(before.values())
        assert all(now[key] != name for key, name in before.items())

    def test_finding_is_about_an_initiative_that_comes_with_it(self, universe: Universe) -> None:
        form = CaseStudyForm.model_validate(
            bare(
                initiatives=[{"name": "Play Street", "description": "Play.", "key": "play"}],
                findings=[finding("They met.", initiative="Play Street")],
            )
        )

        study = write_as(form, by=SYSTEM)

        assert study.findings.get().initiative.key == "play"
        assert read(study).findings[0].initiative == "play"

    def test_statement_without_a_source_has_that_of_its_record(self, universe: Universe) -> None:
        form = CaseStudyForm.model_validate(
            bare(
                findings=[finding("They met."), finding("They ate.", source=universe.minutes.slug)]
            )
        )

        study = write_as(form, by=SYSTEM)

        assert [row.source for row in study.findings.all()] == [universe.report, universe.minutes]

    def test_former_slug_leads_to_the_record_that_is_meant(self, universe: Universe) -> None:
        universe.report.slug = "another-name"
        universe.report.save()

        study = write_as(CaseStudyForm.model_validate(bare()), by=SYSTEM)

        assert study.source == universe.report


@pytest.mark.history
class TestKeys:
    def test_key_of_a_row_that_is_gone_is_not_given_to_one_that_says_something_else(
        self, universe: Universe
    ) -> None:
        statement = "Those who took part in all of the training sessions said they felt "
        study = write_as(
            CaseStudyForm.model_validate(bare(findings=[finding(f"{statement}better.")])),
            by=SYSTEM,
        )
        first = study.findings.get()
        write_as(CaseStudyForm.model_validate(bare()), study, by=SYSTEM)

        write_as(
            CaseStudyForm.model_validate(bare(findings=[finding(f"{statement}worse.")])),
            study,
            by=SYSTEM,
        )

        assert study.findings.get().key == f"{first.key}-2"

    def test_row_that_comes_back_has_its_key_again(self, universe: Universe) -> None:
        form = CaseStudyForm.model_validate(bare(findings=[finding("They met.")]))
        study = write_as(form, by=SYSTEM)
        write_as(CaseStudyForm.model_validate(bare()), study, by=SYSTEM)

        write_as(form, study, by=SYSTEM)

        assert study.findings.get().key == "they-met"

    def test_two_rows_that_say_the_same_have_two_keys(self, universe: Universe) -> None:
        rows = [finding("They met."), finding("They met."), finding("They ate.", key="they-met-2")]

        form = CaseStudyForm.model_validate(bare(findings=rows))

        assert [row.key for row in form.findings] == ["they-met", "they-met-3", "they-met-2"]

    def test_key_that_stands_twice_is_refused(self, universe: Universe) -> None:
        rows = [finding("They met.", key="one"), finding("They ate.", key="one")]

        with pytest.raises(ValueError, match="the key “one” stands twice"):
            CaseStudyForm.model_validate(bare(findings=rows))

    def test_unknown_field_is_refused_wherever_it_stands(self, universe: Universe) -> None:
        for wrong in (
            {"colour": "red"},
            {"findings": [finding("They met.", colour="red")]},
            {"initiatives": [{"name": "A", "description": "B", "funders": [{"colour": "red"}]}]},
        ):
            with pytest.raises(ValueError, match="Extra inputs are not permitted"):
                CaseStudyForm.model_validate(bare(**wrong))


RULES = [
    (
        "findings",
        {"high_value": 1, "value": 2, "unit": "percent"},
        ("findings", 1),
        "The upper end of a range",
    ),
    ("findings", {"period": "x" * 81}, ("findings", 1), "at most 80 characters"),
    ("initiatives", {"start_year": 2020, "end_year": 2019}, ("initiatives", 1), "cannot be before"),
    ("initiatives", {"name": "PLAY"}, ("initiatives", 1), "already has an initiative"),
    ("initiatives", {"approaches": ["nothing"]}, ("initiatives", 1), "There is no approach"),
    ("partners", {"organisation": "marl-community-trust"}, ("partners", 1), "already in the list"),
    ("context_facts", {"statement": "\u202a"}, ("context_facts", 1), "cannot be blank"),
]


class TestRules:
    @pytest.mark.parametrize(("name", "wrong", "location", "message"), RULES)
    def test_broken_rule_names_the_row_and_nothing_is_written(
        self, universe: Universe, name: str, wrong: Any, location: Any, message: str
    ) -> None:
        make.OrganisationFactory.create(name="Other")
        good = {
            "findings": [finding("They met."), finding("They ate.")],
            "initiatives": [
                {"name": "PLAY", "description": "Play."},
                {"name": "Eat", "description": "Eat."},
            ],
            "partners": [
                {"organisation": "marl-community-trust", "contribution": "Tea."},
                {"organisation": "other", "contribution": "Tea."},
            ],
            "context_facts": [{"statement": "One."}, {"statement": "Two."}],
        }[name]
        write_as(CaseStudyForm.model_validate(bare(**{name: good})), by=SYSTEM).delete()
        rows = [good[0], good[1] | wrong]

        with pytest.raises(ValidationError) as told:
            write_as(CaseStudyForm.model_validate(bare(**{name: rows})), by=SYSTEM)

        assert told.value.location[:2] == location  # type: ignore[attr-defined]
        assert message in " ".join(told.value.messages)
        assert not CaseStudy.objects.filter(slug="bare").exists()

    def test_slug_of_another_record_is_refused(self, universe: Universe) -> None:
        with pytest.raises(ValidationError, match="already exists"):
            write_as(CaseStudyForm.model_validate(bare(slug=universe.plain.slug)), by=SYSTEM)

    def test_published_record_keeps_a_council_that_acted(self, universe: Universe) -> None:
        study = universe.rich
        councils = [row | {"role": "area"} for row in rows_of(read(study), "councils")]

        with pytest.raises(ValidationError, match="at least one council that acted"):
            write_as(changed(read(study), councils=councils), study, by=SYSTEM)

        assert study.council_roles.filter(role="lead").exists()

    def test_first_publication_is_noted_and_kept(self, universe: Universe) -> None:
        councils = [{"council": "northmarl"}]
        form = CaseStudyForm.model_validate(bare(councils=councils))
        study = write_as(form, by=SYSTEM)
        assert study.published_at is None

        first = write_as(changed(form, state="published"), study, by=SYSTEM).published_at
        write_as(changed(form, state="unpublished"), study, by=SYSTEM)
        again = write_as(changed(form, state="published"), study, by=SYSTEM).published_at

        assert first is not None
        assert again == first


class TestRights:
    """Whoever writes may edit the record, or start one; rows ask for nothing of their own."""

    def test_who_may_not_edit_the_record_changes_nothing(self, universe: Universe) -> None:
        draft = universe.hidden_case_studies[0]
        own(draft, owner := contributor())
        form = changed(read(draft), title="Other")
        for by in (make.UserFactory.create(is_staff=True), AnonymousUser(), contributor()):
            with pytest.raises(NotAllowed):
                write(form, draft, by=by)
            with pytest.raises(NotAllowed):
                write(CaseStudyForm.model_validate(bare(slug="mine")), by=AnonymousUser())
        assert read(draft) != form

        write(form, draft, by=owner)

        assert CaseStudy.objects.get(pk=draft.pk).title == "Other"

    def test_what_is_published_is_edited_in_a_working_copy_by_everybody(
        self, universe: Universe
    ) -> None:
        form = changed(read(universe.rich), title="Other")
        for by in (SYSTEM, make.UserFactory.create(is_superuser=True)):
            with pytest.raises(NotAllowed):
                write(form, universe.rich, by=by)
        assert read(universe.rich) != form

    def test_whoever_may_start_a_record_makes_one(self, universe: Universe) -> None:
        form = CaseStudyForm.model_validate(bare(state="draft"))

        with pytest.raises(NotAllowed):
            write(form, by=make.UserFactory.create())
        assert write(form, by=contributor()).pk

    @pytest.mark.parametrize(
        "edit",
        [
            lambda rows: [rows[0] | {"period": "2020"}, *rows[1:]],
            lambda rows: rows[:-1],
            lambda rows: [*rows, finding("They met.")],
        ],
    )
    def test_rows_are_edited_with_their_record(self, universe: Universe, edit: Any) -> None:
        draft = universe.hidden_case_studies[0]
        form = read(draft)
        form = changed(form, findings=edit(rows_of(form, "findings")))

        write(form, draft, by=editor())

        assert read(draft) == form


@pytest.mark.history
class TestHistory:
    def test_each_changed_row_has_one_version_signed_by_who_wrote_it(
        self, universe: Universe
    ) -> None:
        robin = make.UserFactory.create(username="robin", is_superuser=True)
        study: Any = universe.rich
        form = read(study)
        rows = rows_of(form, "findings")
        gone = rows.pop(1)
        rows[0]["outcomes"] = [make.OutcomeFactory.create(name="New outcome").slug]
        rows.append(finding("They met."))
        history: Any = Finding.history
        count = history.count()

        write_as(changed(form, findings=rows, settings=[]), study, by=robin)

        versions = history.order_by("-history_id")[: history.count() - count]
        assert {(v.key, v.history_type, v.maker) for v in versions} == {
            (gone["key"], "-", "robin"),
            (rows[0]["key"], "~", "robin"),
            ("they-met", "+", "robin"),
        }
        version = next(one for one in versions if one.key == rows[0]["key"])
        assert [link.outcome.slug for link in version.outcomes.all()] == ["new-outcome"]
        latest: Any = study.history.first()
        assert (latest.maker, latest.settings.count()) == ("robin", 0)
        assert latest.population_groups.count() == 1


class TestIndex:
    def found(self, **chosen: str) -> list[int]:
        kind = chosen.pop("kind", "case-study")
        asked = Search(kind, chosen.pop("text", ""), {k: [v] for k, v in chosen.items()})
        return list(current().ask(Question(asked)).ids)

    def test_what_is_written_is_found_at_once(self, universe: Universe) -> None:
        study = universe.rich
        form = read(study)
        outcome = make.OutcomeFactory.create(name="Gladness").slug
        assert self.found(outcome=outcome) == []
        rows = rows_of(form, "findings")
        rows[0]["outcomes"] = [outcome]

        write_as(changed(form, findings=rows), study, by=SYSTEM)
        assert self.found(outcome=outcome) == [study.pk]

        write_as(form, study, by=SYSTEM)
        assert self.found(outcome=outcome) == []

    def test_council_that_is_left_out_has_the_case_study_no_more(self, universe: Universe) -> None:
        study = universe.rich
        form = read(study)
        southmarl = universe.southmarl.pk
        assert southmarl in self.found(kind="council", has="case-studies")
        councils = [row for row in rows_of(form, "councils") if row["council"] != "southmarl"]

        write_as(changed(form, councils=councils), study, by=SYSTEM)
        assert southmarl not in self.found(kind="council", has="case-studies")

        write_as(form, study, by=SYSTEM)
        assert southmarl in self.found(kind="council", has="case-studies")

    def test_rows_below_rows_are_found_too(self, universe: Universe) -> None:
        for record, path in ((universe.framework, "items"), (universe.joint, "scrutiny_meetings")):
            form = read(record)
            rows = rows_of(form, path)
            below = "findings" if path == "items" else "points"
            field = "statement" if path == "items" else "topic"
            rows[0][below][0][field] = "Quinces were eaten."

            write_as(changed(form, **{path: rows}), record, by=SYSTEM)

            kind = "finding" if path == "items" else "strategy"
            assert self.found(kind=kind, text="quinces")


def test_every_row_that_points_at_a_row_belongs_to_the_same_record() -> None:
    """Rows are deleted in bulk: a row elsewhere that needed them would be left without them."""
    from wellbeing_portal.core.aggregates.form import FORMS
    from wellbeing_portal.core.aggregates.shape import shape_of
    from wellbeing_portal.core.models.pointers import pointers_to

    for model, form in FORMS.items():
        shapes = [shape for path, shape in shape_of(form).walk() if path]
        own = {shape.model for shape in shapes}
        for shape in shapes:
            for pointer in pointers_to(shape.model):
                # What others chose of rows is untied with them.
                assert pointer.model in own or pointer.field.many_to_many, (model, pointer)
    assert set(FORMS) == {CaseStudy, Framework, Source, Strategy, WiderEvidence}


def test_row_that_goes_is_chosen_by_no_other_record_any_more(universe: Universe) -> None:
    strategy, study = universe.joint, universe.rich
    study.priorities.set(strategy.priorities.all())
    rows = rows_of(read(strategy), "priorities")

    write_as(changed(read(strategy), priorities=rows[:1]), strategy, by=SYSTEM)

    assert list(study.priorities.all()) == list(strategy.priorities.all())
    assert len(read(study).priorities) == 1
