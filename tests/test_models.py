"""What models refuse beyond their constraints, and how records name themselves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from casestudies.evidence.order import surest_first
from casestudies.facets import FAMILIES
from casestudies.indexed.tags import strongest_first as in_the_index
from casestudies.models import CaseStudy, ContextFact, Finding
from strategies.facets import THEME
from strategies.models import Council, CouncilNeighbour, Source, Strategy
from tests import factories as make
from tests.pointing import FACTORIES

pytestmark = pytest.mark.django_db

CONCEPTS = [FACTORIES[one.model] for one in (THEME, *FAMILIES.values())]


@pytest.mark.parametrize("factory", CONCEPTS)
class TestConcept:
    def test_chain_of_broader_concepts_is_fine(self, factory):
        widest = factory()
        wide = factory(broader=widest)
        factory(broader=wide).full_clean()

    @pytest.mark.parametrize("length", [1, 2, 3, 5])
    def test_circle_is_refused(self, factory, length):
        chain = [factory()]
        for _ in range(length - 1):
            chain.append(factory(broader=chain[-1]))
        first = type(chain[0])._default_manager.get(pk=chain[0].pk)

        first.broader = chain[-1]

        with pytest.raises(ValidationError, match="that is a circle") as told:
            first.full_clean()
        assert "broader" in told.value.message_dict

    def test_circle_above_that_was_there_before_does_not_hang(self, factory):
        one, two = factory(), factory()
        type(one)._default_manager.filter(pk=one.pk).update(broader=two)
        type(two)._default_manager.filter(pk=two.pk).update(broader=one)

        below = factory.build(broader=type(one)._default_manager.get(pk=one.pk))

        with pytest.raises(ValidationError, match="circle"):
            below.full_clean()

    @pytest.mark.parametrize("synonyms", ["MECC", {"a": 1}, [1], [""], [" "], [None], 5, None])
    def test_synonyms_that_are_no_words_are_refused(self, factory, synonyms):
        with pytest.raises(ValidationError) as told:
            factory.build(synonyms=synonyms).full_clean()
        assert "synonyms" in told.value.message_dict

    def test_synonyms_are_words(self, factory):
        factory.build(synonyms=["MECC", "Making Every Contact Count"]).full_clean()

    def test_broader_concept_in_use_is_not_deleted(self, factory):
        wide = factory()
        factory(broader=wide)

        with pytest.raises(ProtectedError):
            wide.delete()


def test_parent_council_is_a_county():
    district = make.CouncilFactory.build(
        type=Council.Type.DISTRICT, parent=make.CouncilFactory(type=Council.Type.UNITARY)
    )

    with pytest.raises(ValidationError, match="is not a county council") as told:
        district.full_clean()
    assert "parent" in told.value.message_dict


@pytest.mark.parametrize("status", [Strategy.Status.DRAFT, Strategy.Status.CONSULTATION])
def test_draft_document_has_not_been_adopted(status):
    strategy = make.StrategyFactory(status=status)
    strategy.adopted_on = dt.date(2020, 1, 1)

    with pytest.raises(ValidationError, match="A draft has not been adopted yet"):
        strategy.full_clean()


def test_finding_is_about_an_initiative_of_its_own_case_study():
    finding = make.FindingFactory()
    finding.initiative = make.InitiativeFactory()

    with pytest.raises(ValidationError, match="in another case study"):
        finding.full_clean()

    finding.initiative = make.InitiativeFactory(case_study=finding.case_study)
    finding.full_clean()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "example.org", "/a"])
def test_address_of_a_source_is_a_web_address(url):
    with pytest.raises(ValidationError) as told:
        make.SourceFactory.build(url=url).full_clean()
    assert "url" in told.value.message_dict


@pytest.mark.parametrize("slug", ["has space", "ünicode", "a/b", "a.b", ""])
def test_address_of_a_record_is_words_and_hyphens(slug):
    with pytest.raises(ValidationError) as told:
        make.SourceFactory.build(slug=slug).full_clean()
    assert "slug" in told.value.message_dict


@pytest.mark.parametrize(
    ("values", "citation"),
    [
        ({}, "A. Writer (2020) T. A Publisher."),
        ({"author": ""}, "A Publisher (2020) T."),
        ({"publisher": ""}, "A. Writer (2020) T."),
        ({"published_year": None}, "A. Writer (year not stated) T. A Publisher."),
        (
            {"published_year": None, "published_on": dt.date(2021, 5, 4)},
            "A. Writer (2021) T. A Publisher.",
        ),
    ],
)
def test_citation_of_a_source_says_what_is_known(values, citation):
    assert make.SourceFactory.build(title="T", **values).citation == citation


def test_citation_of_a_source_of_which_little_is_known():
    source = Source(title="T")

    assert source.citation == "(year not stated) T."


def test_published_findings_and_facts_are_those_of_published_parents():
    shown = make.CaseStudyFactory(published=True)
    hidden = make.CaseStudyFactory()
    for study in (shown, hidden):
        make.FindingFactory(case_study=study)
        make.ContextFactFactory(case_study=study)

    assert list(CaseStudy.objects.published()) == [shown]
    assert Finding.objects.published().get().case_study == shown
    assert ContextFact.objects.published().get().case_study == shown


def test_strongest_evidence_is_the_highest_level_or_none():
    study, bare = make.CaseStudyFactory(title="A"), make.CaseStudyFactory(title="B")
    for level in (1, 3, 0):
        make.FindingFactory(case_study=study, evidence_level=level)

    levels = CaseStudy.objects.with_strongest_evidence().order_by("title")

    assert [record.strongest_evidence for record in levels] == [3, None]
    assert bare.is_published is False


def test_strongest_first_puts_level_before_key_findings_and_these_before_the_account():
    study = make.CaseStudyFactory()
    made = [
        make.FindingFactory(case_study=study, evidence_level=level, key_order=key)
        for level, key in ((1, 1), (2, None), (2, None), (2, 2), (3, None))
    ]
    rule = [made[4], made[3], made[1], made[2], made[0]]

    assert list(Finding.objects.strongest_first()) == rule
    assert sorted(made, key=surest_first) == rule
    assert sorted(made, key=in_the_index) == rule


def test_due_for_review_longest_overdue_first():
    today = dt.date(2024, 6, 1)
    for title, due in (("late", 5), ("later", 3), ("future", 12)):
        make.CaseStudyFactory(title=title, published=True, review_due=dt.date(2024, due, 1))
    make.CaseStudyFactory(title="draft", review_due=dt.date(2024, 1, 1))
    make.CaseStudyFactory(title="never", published=True)

    due = CaseStudy.objects.due_for_review(today)

    assert [study.title for study in due] == ["later", "late"]


def test_every_record_says_what_it_is():
    finding = make.FindingFactory(value=5)
    funder = make.InitiativeFunderFactory()
    funder.refresh_from_db()
    names = {
        finding: finding.statement,
        funder: f"{funder.organisation.name}: £70,000",
        make.CaseStudyCouncilFactory(council=make.CouncilFactory(name="Leeds")): "Leeds (partner)",
        make.ScrutinyPointFactory(topic="Money"): "Money (Councillor Smith)",
    }
    for record, name in names.items():
        assert str(record) == name


@pytest.mark.history
def test_every_model_of_content_keeps_its_history():
    # The ranking of neighbours comes whole with a release, and nobody edits it.
    unedited = {CouncilNeighbour}
    for app in ("strategies", "casestudies"):
        for model in apps.get_app_config(app).get_models():
            if not model.__name__.startswith("Historical"):
                assert hasattr(model, "history") == (model not in unedited), model


@pytest.mark.history
def test_history_follows_relations_to_many():
    study = make.CaseStudyFactory()
    group = make.PopulationGroupFactory()

    study.population_groups.add(group)

    kept = study.history.first().population_groups.all()
    assert [row.populationgroup for row in kept] == [group]
