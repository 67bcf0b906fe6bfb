"""A framework is started, filled in item by item, checked and published."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.curate.sections.editing import Editing, published, started, told
from wellbeing_portal.core.models import Publishable

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(db: None) -> Editing:
    make.SourceFactory.create(title="The concordat", published=True)
    return started("frameworks", title="Concordat", source="the concordat")


@pytest.fixture
def item(begun: Editing) -> Editing:
    begun.save("items/add/", title="Build trust")
    return begun


def test_framework_goes_from_its_first_words_to_its_readers(begun: Editing) -> None:
    enabler = make.EnablerFactory.create(name="Trust")
    approach = make.ApproachFactory.create(name="Walking groups")
    outcome = make.OutcomeFactory.create(name="Loneliness")
    shown = make.FindingFactory.create(
        case_study=make.CaseStudyFactory.create(published=True), statement="Visits fell."
    )
    council = make.CouncilFactory.create(name="York")

    begun.save("basics/", summary="Who wrote it.", background="They *asked*.", locator="All")
    answer = begun.save(
        "items/add/", title="Build trust", group="First", description="Do it.", locator="p. 2",
        enablers="trust", approaches="walking groups", illustrations="visits fell.",
    )  # fmt: skip
    base = "items/build-trust/"
    begun.save(f"{base}examples/add/", council="york", description="They did.")
    lacking = begun.opened(f"{base}findings/add/")
    begun.save(
        f"{base}findings/add/", statement="People met more.", claim="changed", direction="better",
        outcomes="loneliness", measured="once", compared="no", basis="monitoring", figure="5%",
        locator="p. 3",
    )  # fmt: skip
    begun.save(f"{base}facts/add/", statement="Many are lonely.", locator="p. 1")

    assert answer["Location"] == begun.url(base)
    assert lacking["approaches"] == ["Walking groups"]
    (row,) = begun.said.items
    assert (row.enablers, row.approaches) == ([enabler.slug], [approach.slug])
    assert row.illustrations == [f"{shown.case_study.slug}/{shown.key}"]
    assert [one.council for one in row.examples] == [council.slug]
    (found,) = row.findings
    assert (found.outcomes, found.evidence_level) == ([outcome.slug], 1)
    assert (found.source, row.context_facts[0].source) == (begun.said.source,) * 2
    assert "First · 1 finding, 1 fact, 1 example, 1 illustration · p. 2" in begun.open("items/")
    assert published(begun).state == Publishable.State.PUBLISHED


def test_what_a_finding_within_an_item_lacks_is_told_where_it_is_mended(item: Editing) -> None:
    item.save("basics/", summary="Who wrote it.")
    framework_item = item.study.items.get()
    finding = make.FrameworkFindingFactory.create(framework_item=framework_item, locator="")

    check = item.open("check/")

    page = f"items/build-trust/findings/{finding.key}/"
    assert f'href="{item.url(page)}"' in check
    assert "To finish" in item.open("items/")
    assert "To finish" in item.open("items/build-trust/findings/")
    assert item.get(page)
    assert "1 thing to finish" in item.open()


def test_finding_of_a_framework_has_no_place_among_key_findings(item: Editing) -> None:
    asked = item.opened("items/build-trust/findings/add/")

    assert "key_order" not in asked
    assert "statement" in asked


def test_example_is_one_body(item: Editing) -> None:
    council, body = make.CouncilFactory.create(), make.OrganisationFactory.create()

    nobody = item.save("items/build-trust/examples/add/", status=422, description="Whose?")
    two = item.save(
        "items/build-trust/examples/add/", status=422, council=council.name, organisation=body.name
    )

    for answer in (nobody, two):
        assert "Name either a council or an organisation." in told(answer)


def test_illustration_that_could_be_either_is_asked_about(item: Editing) -> None:
    for place in ("York", "Hull"):
        study = make.CaseStudyFactory.create(title=f"{place}: walks")
        make.FindingFactory.create(case_study=study, statement="Visits fell.")

    answer = item.save("items/build-trust/", status=422, illustrations="Visits fell.")

    assert "York: walks" in told(answer)
    assert "Hull: walks" in told(answer)


def test_rows_within_an_item_stay_the_rows_they_are(item: Editing) -> None:
    framework_item = item.study.items.get()
    make.FrameworkExampleFactory.create_batch(3, item=framework_item)
    before = dict(framework_item.examples.values_list("key", "pk"))
    last = item.said.items[0].examples[-1].key

    item.send("items/build-trust/examples/", {"up": last})
    item.save("items/build-trust/", title="Build more trust")

    assert dict(framework_item.examples.values_list("key", "pk")) == before
    assert item.said.items[0].examples[1].key == last


def test_two_who_change_the_same_row_within_an_item_get_both_texts(item: Editing) -> None:
    framework_item = item.study.items.get()
    example = make.FrameworkExampleFactory.create(item=framework_item, description="First")
    page = f"items/build-trust/examples/{example.key}/"
    opened = item.opened(page)
    item.save(page, description="Of a colleague")

    answer = item.send(page, opened, description="Mine")

    assert answer.status_code == 409
    assert "Of a colleague" in told(answer)
    assert "Mine" in told(answer)
