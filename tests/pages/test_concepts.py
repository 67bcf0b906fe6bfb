"""Pages of concepts: what they promise is what is found."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from casestudies.evidence.ties import RELATIONS
from casestudies.evidence.views.concept import ITEMS_SHOWN
from casestudies.facets import FAMILIES as ALL_FAMILIES
from casestudies.models import (
    Approach,
    Enabler,
    Finding,
    FrameworkItem,
    Outcome,
    PopulationGroup,
    Setting,
)
from tests import factories as make
from tests.pages.following import links_with, total_of
from tests.pages.test_evidence_map import found_by
from tests.universe import SECRET
from wellbeing_portal.search import Question, Search, current

FAMILIES = {"approaches": Approach, "enablers": Enabler, "outcomes": Outcome}
VOCABULARIES = {name: ALL_FAMILIES[name].read for name in RELATIONS}


@pytest.mark.parametrize("family", FAMILIES)
def test_index_shows_every_concept_with_its_number(content, client, family):
    one = FAMILIES[family]._meta.model_name
    html = client.get(f"/{family}/").content.decode()

    counts = current().ask(Question(Search("case-study"), size=0, facets=[one])).facets[one]
    for concept in FAMILIES[family].objects.public():
        assert concept.name.replace("’", "’") in html
        number = counts.get(concept.slug, 0)
        assert f'data-concept="{concept.slug}" data-count="{number}"' in html
    assert f'data-total="{FAMILIES[family].objects.public().count()}"' in html


def expected_findings(one, slug):
    """The published findings with a concept or a narrower one, from the database alone."""
    wanted = VOCABULARIES[one]().with_narrower([slug])
    mine = Finding.objects.filter(**{f"{RELATIONS[one]}__in": wanted})
    return Finding.objects.published().filter(pk__in=mine.values("pk"))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_number_of_the_index_is_that_of_the_database(content, client, family):
    one = FAMILIES[family]._meta.model_name
    response = client.get(f"/{family}/")

    branches = list(response.context["tree"])
    assert branches
    while branches:
        branch = branches.pop()
        branches += branch.narrower
        findings = expected_findings(one, branch.value)
        assert branch.findings == findings.count(), branch.value
        assert (branch.level or 0) == max(
            findings.values_list("evidence_level", flat=True), default=0
        )
        assert branch.number == found_by(f"/case-studies/?{one}={branch.value}"), branch.value


@pytest.mark.parametrize("family", FAMILIES)
def test_every_number_on_every_concept_page_is_found(content, client, family):
    one = FAMILIES[family]._meta.model_name
    for concept in FAMILIES[family].objects.public():
        path = concept.get_absolute_url()
        response = client.get(path)
        html = response.content.decode()
        assert response.status_code == 200
        assert len(response.content) < 100_000, path
        assert concept.definition.split("’")[0][:30] in html.replace("&#x27;", "'")
        for link, count in set(links_with(html, "data-studies") + links_with(html, "data-count")):
            assert found_by(link) == count, f"{path}: {link}"
        mine = expected_findings(one, concept.slug)
        assert response.context["total"] == mine.count(), path
        councils = (
            current()
            .ask(
                Question(
                    Search("case-study", selection={one: [concept.slug]}),
                    size=0,
                    facets=["council"],
                )
            )
            .facets["council"]
        )
        assert response.context["council_count"] == len(councils), path


@pytest.mark.parametrize("family", FAMILIES)
def test_what_a_concept_goes_with_is_what_the_database_holds(content, client, family):
    one = FAMILIES[family]._meta.model_name
    for concept in FAMILIES[family].objects.public():
        path = concept.get_absolute_url()
        mine = expected_findings(one, concept.slug)
        for other, rows in client.get(path).context["companions"]:
            named = Counter()
            levels, ways = defaultdict(set), defaultdict(Counter)
            vocabulary = VOCABULARIES[other.name]()
            for finding in mine.prefetch_related("enablers", "outcomes").select_related("approach"):
                slugs = {
                    "approach": [finding.approach.slug],
                    "enabler": [enabler.slug for enabler in finding.enablers.all()],
                    "outcome": [outcome.slug for outcome in finding.outcomes.all()],
                }
                for slug in vocabulary.with_broader(slugs[other.name]):
                    named[slug] += 1
                    levels[slug].add(finding.evidence_level)
                    ways[slug][finding.get_direction_display().partition(":")[0].lower()] += 1
            assert {row.value: row.findings for row in rows} == named, path
            for row in rows:
                assert row.level == max(levels[row.value]), (path, row)
                assert dict(row.directions) == ways[row.value], (path, row)


def test_findings_can_be_narrowed_to_what_goes_with_the_concept(content, client):
    page = client.get("/approaches/workplace-mental-health/")
    other, rows = page.context["companions"][0]

    assert other.name == "outcome"
    for row in rows:
        address = f"/approaches/workplace-mental-health/?outcome={row.value}"
        assert total_of(client, address) == row.findings


def test_index_ranks_by_findings_with_measured_change(content, client):
    html = client.get("/enablers/?evidence=2").content.decode()
    numbers = (
        current()
        .ask(Question(Search("finding", selection={"evidence": ["2"]}), size=0, facets=["enabler"]))
        .facets["enabler"]
    )

    assert numbers
    for slug, number in numbers.items():
        assert f'data-concept="{slug}" data-count="{number}"' in html
        assert total_of(client, f"/enablers/{slug}/?evidence=2") == number


def test_page_says_how_to_read_its_numbers_and_minds_its_grammar(content, client):
    html = client.get("/outcomes/stigma-and-attitudes/").content.decode()

    assert "“Activity” is work done or counted, where no change is claimed" in html
    assert "The case study with Stigma and attitudes, as a list" in html
    assert "From the theme that shares a name with it" in html


def test_tags_lead_to_concepts(content, client):
    html = client.get("/case-studies/leeds-mentally-healthy-city/").content.decode()

    assert 'href="/approaches/' in html
    assert 'href="/enablers/' in html
    assert 'href="/case-studies/?population=' in html
    for model in (PopulationGroup, Setting):
        url = model.objects.public().first().get_absolute_url()
        assert client.get(url).status_code == 200


def test_drafts_never_show(universe, client):
    for model in FAMILIES.values():
        for concept in model.objects.public():
            assert SECRET not in client.get(concept.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_what_is_not_there_is_not_found(client):
    assert client.get("/approaches/nothing/").status_code == 404
    assert client.get("/priorities/nothing/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["page=0", "page=x", "outcome=nothing", "evidence=99", "enabler=%00", "page=" + "9" * 99],
)
def test_nonsense_is_ignored_and_said(client, query):
    finding = make.FindingFactory(case_study=make.CaseStudyFactory(published=True))
    concept = finding.approach

    response = client.get(f"{concept.get_absolute_url()}?{query}")

    assert response.status_code == 200
    assert "We ignored that" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("which", ["page", "index"])
def test_asks_as_often_at_any_size(client, django_assert_max_num_queries, which):
    approach = make.ApproachFactory(name="Training", synonyms=["Fairness"])
    fairness = make.ThemeFactory(name="Fairness")
    make.PriorityFactory(strategy=make.StrategyFactory(published=True), themes=[fairness])
    counts = []
    for size in (1, 5):
        for _ in range(size):
            study = make.CaseStudyFactory(published=True)
            make.FindingFactory(
                case_study=study, approach=approach, enablers=make.EnablerFactory.create_batch(2)
            )
            make.FrameworkItemFactory(
                framework=make.FrameworkFactory(published=True), approaches=[approach]
            )
        path = approach.get_absolute_url() if which == "page" else "/approaches/"
        client.get(path)
        with django_assert_max_num_queries(12) as asked:
            client.get(path)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_every_outcome_names_the_framework_items_that_report_on_it(content, client):
    vocabulary = VOCABULARIES["outcome"]()
    for outcome in Outcome.objects.public():
        names = vocabulary.with_narrower([outcome.slug])
        expected = set(
            FrameworkItem.objects.filter(
                framework__state="published", findings__outcomes__slug__in=names
            ).values_list("pk", flat=True)
        )

        shown = client.get(outcome.get_absolute_url()).context["items"]

        assert len(expected) <= ITEMS_SHOWN
        assert {item.pk for item in shown} == expected, outcome
