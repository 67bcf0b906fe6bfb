"""Rows keep their places through every way of moving them, adding to them and removing them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from casestudies.models import Finding, FrameworkItem, Initiative
from strategies.models import Priority, Strategy
from tests import factories
from tests.admin_pages import admin_url, errors, form_data, new_rows, submit, versions

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(factories.UserFactory.create(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def strategy() -> Strategy:
    """A strategy whose priorities are A, B, C and D."""
    strategy = factories.StrategyFactory.create()
    for title in "ABCD":
        factories.PriorityFactory.create(strategy=strategy, title=title)
    return strategy


def titles(strategy: Strategy) -> str:
    rows = list(strategy.priorities.order_by("position"))
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return "".join(row.title for row in rows)


def moved(*numbers: int | str) -> dict[str, Any]:
    return {f"priorities-{index}-position": number for index, number in enumerate(numbers)}


def removed(*indexes: int) -> dict[str, Any]:
    return {f"priorities-{index}-DELETE": "on" for index in indexes}


def added(*rows: dict[str, Any], existing: int = 4) -> dict[str, Any]:
    return new_rows("priorities", existing, *({"kind": "priority"} | row for row in rows))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, "ABCD", id="nothing"),
        pytest.param(moved(2, 1, 3, 4), "BACD", id="two change places"),
        pytest.param(moved(4, 3, 2, 1), "DCBA", id="turned round"),
        pytest.param(moved(2, 3, 4, 1), "DABC", id="dragged to the top"),
        pytest.param(moved(1, 2, 3, 1), "DABC", id="one number typed to go up"),
        pytest.param(moved(3, 2, 3, 4), "BCAD", id="one number typed to go down"),
        pytest.param(moved(99, 2, 3, 4), "BCDA", id="a number beyond the end"),
        pytest.param(moved("", 2, 3, 4), "BCDA", id="a number emptied"),
        pytest.param(moved(1, 2, 3, 40), "ABCD", id="a number that moves nothing"),
        pytest.param(removed(0), "BCD", id="first removed"),
        pytest.param(removed(0, 2), "BD", id="two removed"),
        pytest.param(removed(0, 1, 2, 3), "", id="all removed"),
        pytest.param(moved(4, 3, 2, 1) | removed(1), "DCA", id="turned round and one removed"),
        pytest.param(added({"title": "E"}), "ABCDE", id="added"),
        pytest.param(added({"title": "E"}, {"title": "F"}), "ABCDEF", id="two added"),
        pytest.param(added({"title": "E", "position": 1}), "EABCD", id="added at the top"),
        pytest.param(added({"title": "E", "position": 3}), "ABECD", id="added in the middle"),
        pytest.param(
            added({"title": "E", "position": 1}) | removed(0), "EBCD", id="put in another's place"
        ),
        pytest.param(
            moved(2, 1, 4, 3) | removed(3) | added({"title": "E", "position": 1}),
            "EBAC",
            id="all at once",
        ),
        pytest.param(added({"title": "", "position": 2}), "ABCD", id="an empty row with a number"),
    ],
)
def test_rows_end_in_the_order_submitted(signed_in, strategy, changes, expected):
    response = submit(signed_in, strategy, changes)

    assert response.status_code == 302, errors(response)
    assert titles(strategy) == expected


@pytest.mark.history
def test_rows_that_do_not_move_are_not_written(signed_in, strategy):
    versions(Priority).all().delete()

    submit(signed_in, strategy, moved(1, 3, 2, 4))

    assert sorted(record.title for record in versions(Priority).all()) == ["B", "C"]


@pytest.mark.history
def test_positions_with_gaps_stay_while_nothing_moves(signed_in, strategy):
    Priority.objects.filter(title="D").update(position=9)
    versions(Priority).all().delete()

    submit(signed_in, strategy, {"priorities-0-title": "a"})

    assert [row.position for row in strategy.priorities.all()] == [1, 2, 3, 9]
    assert [record.title for record in versions(Priority).all()] == ["a"]


def test_rows_swap_their_texts_and_places_at_once(signed_in, strategy):
    changes = {"priorities-0-title": "B", "priorities-1-title": "A"}

    submit(signed_in, strategy, changes | moved(2, 1, 3, 4))

    assert titles(strategy) == "ABCD"


def test_a_mistake_elsewhere_keeps_the_numbers_typed(signed_in, strategy):
    response = submit(signed_in, strategy, moved(4, 3, 2, 1) | {"priorities-2-title": ""})

    assert response.status_code == 200
    formset = response.context["inline_admin_formsets"][0].formset
    assert [form["position"].value() for form in formset.forms] == ["4", "3", "2", "1"]
    assert titles(strategy) == "ABCD"


@pytest.mark.parametrize("number", ["-1", "100000", "two"])
def test_nonsense_as_a_number_is_refused_beside_it(signed_in, strategy, number):
    response = submit(signed_in, strategy, moved(number))

    assert response.status_code == 200
    formset = response.context["inline_admin_formsets"][0].formset
    assert "position" in formset.errors[0]


def test_a_row_somebody_added_meanwhile_keeps_its_place_among_those_that_were_moved(
    signed_in, strategy
):
    data = form_data(signed_in.get(admin_url(strategy)))
    factories.PriorityFactory.create(strategy=strategy, title="X")

    data |= moved(2, 1, 3, 4) | added({"title": "E"}) | {"_save": "1"}
    told = signed_in.post(admin_url(strategy), data)
    response = signed_in.post(admin_url(strategy), form_data(told))

    assert response.status_code == 302
    assert titles(strategy) == "BACDXE"


def test_a_row_somebody_removed_meanwhile_is_reported(signed_in, strategy):
    data = form_data(signed_in.get(admin_url(strategy)))
    strategy.priorities.get(title="B").delete()

    response = signed_in.post(admin_url(strategy), data | moved(4, 3, 2, 1))

    assert response.status_code == 200
    assert errors(response)


def test_rows_of_a_new_record_are_numbered(signed_in):
    council = factories.CouncilFactory.create()
    source = factories.SourceFactory.create()
    data = form_data(signed_in.get(admin_url(Strategy, "add"))) | {
        "title": "New",
        "slug": "made-new",
        "kind": "policy",
        "councils": [council.pk],
        "summary": "What it is.",
        "source": source.pk,
    }

    data |= added({"title": "B", "position": 2}, {"title": "A", "position": 1}, existing=0)
    response = signed_in.post(admin_url(Strategy, "add"), data)

    assert response.status_code == 302, errors(response)
    assert titles(Strategy.objects.get(slug="made-new")) == "AB"


def test_every_ordered_inline_can_turn_its_rows_round(signed_in):
    """Each inline of each page, with its own constraints on top of the position's."""
    study = factories.CaseStudyFactory.create()
    factories.CaseStudyCouncilFactory.create(case_study=study)
    initiative = factories.InitiativeFactory.create(case_study=study)
    item = factories.FrameworkItemFactory.create()
    meeting = factories.ScrutinyMeetingFactory.create()
    for _ in range(2):
        factories.CaseStudyPartnerFactory.create(case_study=study)
        factories.CaseStudyApproachFactory.create(case_study=study)
        factories.CaseStudyEnablerFactory.create(case_study=study)
        factories.FindingFactory.create(case_study=study, initiative=initiative, value=9)
        factories.ContextFactFactory.create(case_study=study)
        factories.InitiativeFunderFactory.create(initiative=initiative)
        factories.FrameworkExampleFactory.create(item=item)
        factories.FrameworkFindingFactory.create(framework_item=item)
        factories.ContextFactFactory.create(case_study=None, framework_item=item)
        factories.ScrutinyPointFactory.create(meeting=meeting)
    factories.InitiativeFactory.create(case_study=study)
    factories.FrameworkItemFactory.create(framework=item.framework)
    factories.ScrutinyMeetingFactory.create(strategy=meeting.strategy)
    pages = [study, initiative, item, item.framework, meeting, meeting.strategy]

    seen = [model for page in pages for model in turn_rows_round(signed_in, page)]

    assert len(seen) == 7 + 1 + 3 + 1 + 1 + 1


def turn_rows_round(client: Client, record: Any) -> list[Any]:
    response: Any = client.get(admin_url(record))
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    full = [formset for formset in formsets if len(formset.initial_forms) == 2]
    before = {formset.prefix: list(formset.get_queryset()) for formset in full}

    changes: dict[str, int] = {}
    for prefix in before:
        changes |= {f"{prefix}-0-position": 2, f"{prefix}-1-position": 1}
    response = submit(client, record, changes)

    assert response.status_code == 302, errors(response)
    for formset in full:
        rows = formset.model.objects.filter(**{formset.fk.name: record}).order_by("position")
        assert list(rows) == before[formset.prefix][::-1]
        assert [row.position for row in rows] == [1, 2]
    return [formset.model for formset in full]


def test_a_row_added_on_its_own_page_goes_to_the_end(signed_in):
    first = factories.InitiativeFactory.create()
    data = {
        "case_study": first.case_study.pk,
        "name": "Second",
        "description": "What it does.",
        "funders-TOTAL_FORMS": 0,
        "funders-INITIAL_FORMS": 0,
    }

    response = signed_in.post(admin_url(Initiative, "add"), data)

    assert response.status_code == 302, errors(response)
    assert Initiative.objects.get(name="Second").position == 2


def test_a_row_that_goes_to_another_parent_goes_to_its_end(signed_in):
    item = factories.FrameworkItemFactory.create()
    other = factories.FrameworkItemFactory.create()

    response = submit(signed_in, item, {"framework": other.framework.pk})

    assert response.status_code == 302, errors(response)
    item.refresh_from_db()
    assert (item.framework, item.position) == (other.framework, 2)
    assert FrameworkItem.objects.get(pk=other.pk).position == 1


def test_a_row_edited_on_its_own_page_keeps_its_place(signed_in):
    study = factories.CaseStudyFactory.create()
    finding = factories.FindingFactory.create(case_study=study)
    factories.FindingFactory.create(case_study=study)

    response = submit(signed_in, finding, {"statement": "Better."})

    assert response.status_code == 302, errors(response)
    finding.refresh_from_db()
    assert (finding.statement, finding.position) == ("Better.", 1)
    assert Finding.objects.count() == 2
