"""An address under a former slug leads on, wherever the slug stands in it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.http import Http404, HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path

from casestudies.filtersets import CaseStudyFilterSet
from strategies.filtersets import CouncilFilterSet, PriorityFilterSet, StrategyFilterSet
from tests import factories as make
from tests.addressed import each_page, leave, make_public, rename
from tests.pages.reading import Page
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.slugs import place_of
from wellbeing_portal.urls import urlpatterns as portal

pytestmark = pytest.mark.django_db


def led_to(client, address):
    """The place to which an address leads, which has to be a page."""
    response = client.get(address)
    assert response.status_code == 301, (address, response.status_code)
    assert client.get(response["Location"]).status_code == 200
    return response["Location"]


def leads_nowhere(client, address):
    return client.get(address).status_code == 404


def tells_no_more_than_that_it_is_gone(client, record, address):
    """Whether an address that readers had says that the page is gone, and not what it was."""
    answer = client.get(address)
    return answer.status_code == 410 and str(record) not in answer.content.decode()


@each_page
def test_former_address_leads_to_the_record_with_its_parameters(model, client):
    record = make_public(model, slug="first")
    rename(record, "second")
    rename(record, "third")
    page = f"/{place_of(model)}third/"

    for slug in ("first", "second"):
        former = f"/{place_of(model)}{slug}/"
        assert led_to(client, former) == page
        assert led_to(client, f"{former}?cite=bibtex&a=%C3%A9") == f"{page}?cite=bibtex&a=%C3%A9"
        assert led_to(client, former.rstrip("/")) == page, "one step, not two"
        assert client.head(former)["Location"] == page
        assert client.post(former).status_code != 301


@each_page
def test_address_of_a_deleted_record_is_gone_or_not_found(model, client):
    record = make_public(model, slug="first")
    rename(record, "second")
    leave(record)
    record.delete()

    for slug in ("first", "second"):
        address = f"/{place_of(model)}{slug}/"
        if issubclass(model, Publishable):
            assert tells_no_more_than_that_it_is_gone(client, record, address)
        else:
            assert leads_nowhere(client, address)


@each_page
def test_former_address_does_not_tell_of_what_is_not_public(model, client):
    if not issubclass(model, Publishable):
        return
    record = make_public(model, slug="first")
    rename(record, "second")
    told = {Publishable.State.PUBLISHED, Publishable.State.UNPUBLISHED, Publishable.State.WITHDRAWN}
    for state in set(Publishable.State) - told:
        record.state = state
        record.save()
        for slug in ("first", "First", "second", "SECOND"):
            address = f"/{place_of(model)}{slug}/"
            assert tells_no_more_than_that_it_is_gone(client, record, address), (state, slug)


@each_page
def test_page_that_is_found_asks_no_redirect(model, client):
    record = make_public(model, slug="first")

    with CaptureQueriesContext(connection) as asked:
        client.get(record.get_absolute_url())

    assert not [q for q in asked.captured_queries if "core_redirect" in q["sql"]]


def finding(request, slug, key):
    if slug != "second":
        raise Http404
    return HttpResponse(f"{slug} {key}")


urlpatterns = [*portal, path("case-studies/<slug:slug>/pieces/<str:key>/", finding)]


def test_page_below_a_former_address_is_led_to_as_well(client, settings):
    settings.ROOT_URLCONF = __name__
    rename(make.CaseStudyFactory(slug="first", published=True), "second")

    address = led_to(client, "/Case-Studies/first/pieces/aB3?x=1")

    assert address == "/case-studies/second/pieces/aB3/?x=1"


# ── Parameters ───────────────────────────────────────────────────────────────────────────


@pytest.fixture
def world():
    """One record of each kind that parameters name, tied together, all with their first slugs."""
    county = make.CouncilFactory(type="county", slug="first-county", region="london")
    council = make.CouncilFactory(slug="first-council", type="district", parent=county)
    approach = make.ApproachFactory(slug="first-approach")
    outcome = make.OutcomeFactory(slug="first-outcome")
    enabler = make.EnablerFactory(slug="first-enabler")
    theme = make.ThemeFactory(slug="first-theme")
    strategy = make.StrategyFactory(councils=[council], published=True)
    make.PriorityFactory(strategy=strategy, themes=[theme])
    population = make.PopulationGroupFactory(slug="first-population")
    setting = make.SettingFactory(slug="first-setting")
    study = make.CaseStudyFactory(
        councils=[council], population_groups=[population], settings=[setting], published=True
    )
    make.CaseStudyEnablerFactory(case_study=study, enabler=enabler)
    make.FindingFactory(case_study=study, approach=approach, outcomes=[outcome], enablers=[enabler])
    found = {
        "council": council,
        "parent": county,
        "approach": approach,
        "outcome": outcome,
        "enabler": enabler,
        "theme": theme,
        "population": population,
        "setting": setting,
    }
    for name, record in found.items():
        rename(record, f"second-{name}")
    return found


STUDIES = ["/case-studies/", "/case-studies/feed/", "/evidence-map/", "/pathways/"]
PLACES = [
    *((address, CaseStudyFilterSet) for address in STUDIES),
    ("/strategies/", StrategyFilterSet),
    ("/councils/", CouncilFilterSet),
    ("/priorities/", PriorityFilterSet),
    ("/priorities/second-theme/", PriorityFilterSet),
]
FIRST = {"parent": "first-county"}
NAMED = [
    (address, name)
    for address, filterset in PLACES
    for name, one in filterset.get_filters().items()
    if any(str(r).endswith("slug") for r in getattr(one, "relations", ()))
]


@pytest.mark.parametrize(("address", "name"), NAMED)
def test_filter_by_a_former_slug_leads_to_the_same_page_by_the_present_one(
    client, world, address, name
):
    former = FIRST.get(name, f"first-{name}")

    led = led_to(client, f"{address}?{name}={former}&q=a%26b&{name}=second-{name}&from=2010")

    assert urlsplit(led).path == address
    assert parse_qs(urlsplit(led).query) == {
        name: [f"second-{name}"],
        "q": ["a&b"],
        "from": ["2010"],
    }


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx"])
def test_file_under_a_former_slug_is_led_to(client, world, suffix):
    led = led_to(client, f"/case-studies/?approach=first-approach&export={suffix}")

    assert led == f"/case-studies/?approach=second-approach&export={suffix}"


OTHERS = [
    ("/case-studies/", "tie", "approach.first-approach~outcome.first-outcome"),
    ("/case-studies/", "tie", "approach.second-approach~outcome.First-Outcome"),
    ("/evidence-map/", "row", "first-approach"),
    ("/evidence-map/", "open", "approach.first-approach"),
    ("/approaches/second-approach/", "outcome", "first-outcome"),
    ("/outcomes/second-outcome/", "enabler", "first-enabler"),
    ("/enablers/second-enabler/", "approach", "First-Approach"),
]


@pytest.mark.parametrize(("address", "name", "value"), OTHERS)
def test_concept_is_led_on_wherever_a_parameter_names_it(client, world, address, name, value):
    led = led_to(client, f"{address}?{name}={value}")

    assert parse_qs(urlsplit(led).query) == {name: [value.lower().replace("first", "second")]}


@pytest.mark.parametrize(
    ("address", "name", "value"),
    [
        ("/case-studies/", "council", "Second-Council"),
        ("/case-studies/", "region", "London"),
        ("/case-studies/", "stage", "ESTABLISHED"),
        ("/councils/", "type", "County"),
        ("/strategies/", "theme", " second-theme "),
        ("/priorities/", "council", "SECOND-COUNCIL"),
    ],
)
def test_value_in_capitals_leads_to_the_same_in_small_letters(client, world, address, name, value):
    led = led_to(client, f"{address}?{name}={value}")

    assert led == f"{address}?{name}={value.strip().lower()}"


def test_value_that_nothing_ever_had_is_still_ignored_and_named(client, world):
    response = client.get(
        "/case-studies/?approach=nowhere&approach=İ&council=\0&approach=" + "A" * 900
    )

    assert response.status_code == 200
    assert "There is no approach “nowhere”" in Page(response.content.decode()).text


def test_former_slug_of_a_deleted_concept_is_ignored(client, world):
    other = make.ApproachFactory(slug="third-approach")
    rename(other, "fourth-approach")
    other.delete()

    assert client.get("/case-studies/?approach=third-approach").status_code == 200


def test_unknown_values_cost_as_many_queries_however_many_they_are(client, world):
    def queries(number):
        values = "&".join(f"open=approach.no-{n}&approach=no-{n}" for n in range(number))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/evidence-map/?{values}").status_code == 200
        return len(asked)

    client.get("/evidence-map/")
    assert queries(1) == queries(40) <= 12


# ── Comparisons and the visitor's own lists ──────────────────────────────────────────────

COMPARED = {
    "case-studies": make.CaseStudyFactory,
    "strategies": make.StrategyFactory,
    "councils": make.CouncilFactory,
}
each_compared = pytest.mark.parametrize("kind", COMPARED)


def two(kind):
    shown = {} if kind == "councils" else {"published": True}
    return [COMPARED[kind](slug=slug, **shown) for slug in ("first", "other")]


@each_compared
def test_comparison_under_a_former_slug_leads_to_the_present_one(client, kind):
    record, _ = two(kind)
    rename(record, "second")

    led = led_to(client, f"/compare/{kind}/?item=First&item=other&show=shared&swap=first")

    assert led == f"/compare/{kind}/?item=second&item=other&show=shared&swap=second"


@each_compared
def test_what_was_chosen_to_compare_stays_chosen_under_its_new_slug(client, kind):
    record, other = two(kind)
    for one in (record, other):
        client.post("/compare/choose/", {"kind": kind, "item": one.slug, "action": "add"})
    rename(record, "second")

    page = Page(client.get(record.get_absolute_url()).content.decode())

    assert f"/compare/{kind}/?item=second&item=other" in page.links
    assert "leave it out" in page.html, "its own button knows it too"
    assert client.session["compare"] == {kind: ["second", "other"]}


@each_compared
def test_button_of_a_page_from_before_still_chooses_and_leaves_out(client, kind):
    record, _ = two(kind)
    rename(record, "second")

    client.post("/compare/choose/", {"kind": kind, "item": "first", "action": "add"})
    assert client.session["compare"] == {kind: ["second"]}

    client.post("/compare/choose/", {"kind": kind, "item": "first", "action": "remove"})
    assert "compare" not in client.session


def test_shared_shortlist_shows_its_records_under_their_new_slugs(client):
    study = make.CaseStudyFactory(slug="first", published=True)
    strategy = make.StrategyFactory(slug="first", published=True)
    priority = make.PriorityFactory(strategy=strategy)
    for key in (f"c{study.pk}", f"s{strategy.pk}", f"p{priority.pk}"):
        client.post("/shortlist/change/", {"action": "add", "item": key})
    link = client.get("/shortlist/").context["link"]
    for record in (study, strategy):
        rename(record, "second")
        rename(record, "third")

    shown = client.get(link).context

    assert [item.slug for item in shown["items"]] == ["third"] * 3
    assert not shown["missing"]
    assert client.get(f"{link}&export=json").status_code == 200


def test_shared_shortlist_does_not_open_as_other_records(client):
    study = make.CaseStudyFactory(slug="first", published=True)
    other = make.CaseStudyFactory(slug="other", published=True)
    client.post("/shortlist/change/", {"action": "add", "item": f"c{study.pk}"})
    link = client.get("/shortlist/").context["link_text"]
    rename(study, "second")
    from django.utils.http import int_to_base36

    wrong = link.replace(f"c{int_to_base36(study.pk)}-", f"c{int_to_base36(other.pk)}-")

    assert client.get("/shortlist/", {"items": wrong}).context["items"] == []
