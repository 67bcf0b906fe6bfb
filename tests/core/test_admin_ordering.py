"""Rows keep their places through every way of moving them, adding to them and removing them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from casestudies.models import ContextFact
from strategies.models import Council, CouncilChange
from tests import factories
from tests.admin_pages import admin_url, errors, form_data, submit, versions
from tests.followed import added, followed_council, row_of
from wellbeing_portal.core.admin import OrderedTabularInline

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(factories.UserFactory.create(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def council() -> Council:
    return followed_council()


def letters(council: Council) -> str:
    rows = list(CouncilChange.objects.filter(predecessor=council).order_by("position"))
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return "".join(row.source for row in rows)


def moved(*numbers: int | str) -> dict[str, Any]:
    return {f"followed_by-{index}-position": number for index, number in enumerate(numbers)}


def removed(*indexes: int) -> dict[str, Any]:
    return {f"followed_by-{index}-DELETE": "on" for index in indexes}


E: dict[str, Any] = {"source": "E"}
F: dict[str, Any] = {"source": "F"}
NOTHING: dict[str, Any] = {"source": "", "position": 2}


def test_rows_that_have_an_order_are_marked_as_such_that_can_be_dragged(
    signed_in: Client, council: Council
) -> None:
    page = signed_in.get(admin_url(council)).content.decode()

    group = page.partition('id="followed_by-group"')[2]
    (classes,) = re.findall(r'<fieldset class="([^"]*)"', group)[:1]
    assert "sortable" in classes.split()


@pytest.mark.parametrize(
    ("changes", "rows", "expected"),
    [
        pytest.param({}, [], "ABCD", id="nothing"),
        pytest.param(moved(2, 1, 3, 4), [], "BACD", id="two change places"),
        pytest.param(moved(4, 3, 2, 1), [], "DCBA", id="turned round"),
        pytest.param(moved(2, 3, 4, 1), [], "DABC", id="dragged to the top"),
        pytest.param(moved(1, 2, 3, 1), [], "DABC", id="one number typed to go up"),
        pytest.param(moved(3, 2, 3, 4), [], "BCAD", id="one number typed to go down"),
        pytest.param(moved(99, 2, 3, 4), [], "BCDA", id="a number beyond the end"),
        pytest.param(moved("", 2, 3, 4), [], "BCDA", id="a number emptied"),
        pytest.param(moved(1, 2, 3, 40), [], "ABCD", id="a number that moves nothing"),
        pytest.param(removed(0), [], "BCD", id="first removed"),
        pytest.param(removed(0, 2), [], "BD", id="two removed"),
        pytest.param(removed(0, 1, 2, 3), [], "", id="all removed"),
        pytest.param(moved(4, 3, 2, 1) | removed(1), [], "DCA", id="turned and one removed"),
        pytest.param({}, [E], "ABCDE", id="added"),
        pytest.param({}, [E, F], "ABCDEF", id="two added"),
        pytest.param({}, [E | {"position": 1}], "EABCD", id="added at the top"),
        pytest.param({}, [E | {"position": 3}], "ABECD", id="added in the middle"),
        pytest.param(removed(0), [E | {"position": 1}], "EBCD", id="put in another's place"),
        pytest.param(
            moved(2, 1, 4, 3) | removed(3), [E | {"position": 1}], "EBAC", id="all at once"
        ),
        pytest.param({}, [NOTHING], "ABCD", id="an empty row with a number"),
    ],
)
def test_rows_end_in_the_order_submitted(signed_in, council, changes, rows, expected):
    response = submit(signed_in, council, changes | added(*rows))

    assert response.status_code == 302, errors(response)
    assert letters(council) == expected


@pytest.mark.history
def test_rows_that_do_not_move_are_not_written(signed_in, council):
    versions(CouncilChange).all().delete()

    submit(signed_in, council, moved(1, 3, 2, 4))

    assert sorted(record.source for record in versions(CouncilChange).all()) == ["B", "C"]


@pytest.mark.history
def test_positions_with_gaps_stay_while_nothing_moves(signed_in, council):
    CouncilChange.objects.filter(source="D").update(position=9)
    versions(CouncilChange).all().delete()

    submit(signed_in, council, {"followed_by-0-source": "a"})

    assert [row.position for row in council.followed_by.all()] == [1, 2, 3, 9]
    assert [record.source for record in versions(CouncilChange).all()] == ["a"]


def test_rows_swap_their_texts_and_places_at_once(signed_in, council):
    changes = {"followed_by-0-source": "B", "followed_by-1-source": "A"}

    submit(signed_in, council, changes | moved(2, 1, 3, 4))

    assert letters(council) == "ABCD"


def test_a_mistake_elsewhere_keeps_the_numbers_typed(signed_in, council):
    response = submit(signed_in, council, moved(4, 3, 2, 1) | {"followed_by-2-status": ""})

    assert response.status_code == 200
    formset = response.context["inline_admin_formsets"][0].formset
    assert [form["position"].value() for form in formset.forms] == ["4", "3", "2", "1"]
    assert letters(council) == "ABCD"


@pytest.mark.parametrize("number", ["-1", "100000", "two"])
def test_nonsense_as_a_number_is_refused_beside_it(signed_in, council, number):
    response = submit(signed_in, council, moved(number))

    assert response.status_code == 200
    formset = response.context["inline_admin_formsets"][0].formset
    assert "position" in formset.errors[0]


def test_a_row_somebody_added_meanwhile_keeps_its_place_among_those_that_were_moved(
    signed_in, council
):
    data = form_data(signed_in.get(admin_url(council)))
    factories.CouncilChangeFactory.create(predecessor=council, source="X")

    data |= moved(2, 1, 3, 4) | added({"source": "E"}) | {"_save": "1"}
    told = signed_in.post(admin_url(council), data)
    response = signed_in.post(admin_url(council), form_data(told))

    assert response.status_code == 302
    assert letters(council) == "BACDXE"


def test_a_row_somebody_removed_meanwhile_is_reported(signed_in, council):
    data = form_data(signed_in.get(admin_url(council)))
    row_of(council, "B").delete()

    response = signed_in.post(admin_url(council), data | moved(4, 3, 2, 1))

    assert response.status_code == 200
    assert errors(response)


def test_rows_of_a_new_record_are_numbered(signed_in):
    data = form_data(signed_in.get(admin_url(Council, "add"))) | {
        "name": "New Marl",
        "slug": "new-marl",
        "official_name": "New Marl Council",
        "type": "unitary",
        "nation": "england",
        "region": "south-west",
        "gss_code": "E06000998",
    }

    data |= added({"source": "B", "position": 2}, {"source": "A", "position": 1}, existing=0)
    response = signed_in.post(admin_url(Council, "add"), data)

    assert response.status_code == 302, errors(response)
    assert letters(Council.objects.get(slug="new-marl")) == "AB"


def test_every_ordered_inline_can_turn_its_rows_round(signed_in):
    """Each inline of each page, with its own constraints on top of the position's."""
    ordered = [
        inline
        for page in admin.site._registry.values()
        for inline in page.inlines
        if issubclass(inline, OrderedTabularInline)
    ]
    council = followed_council("AB")

    assert turn_rows_round(signed_in, council) == [inline.model for inline in ordered]


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


def fact_of(council: Council | None, **values: Any) -> Any:
    return factories.ContextFactFactory.create(case_study=None, council=council, **values)


def test_a_row_added_on_its_own_page_goes_to_the_end(signed_in):
    first = fact_of(factories.CouncilFactory.create())
    data = {"council": first.council.pk, "statement": "Second.", "source": first.source.pk}

    response = signed_in.post(admin_url(ContextFact, "add"), data)

    assert response.status_code == 302, errors(response)
    assert ContextFact.objects.get(statement="Second.").position == first.position + 1


def test_a_row_that_goes_to_another_parent_goes_to_its_end(signed_in):
    fact, other = (fact_of(factories.CouncilFactory.create()) for _ in range(2))

    response = submit(signed_in, fact, {"council": other.council.pk})

    assert response.status_code == 302, errors(response)
    fact.refresh_from_db()
    assert (fact.council, fact.position) == (other.council, other.position + 1)


def test_a_row_edited_on_its_own_page_keeps_its_place(signed_in):
    fact = fact_of(factories.CouncilFactory.create())
    fact_of(fact.council)

    response = submit(signed_in, fact, {"statement": "Better."})

    assert response.status_code == 302, errors(response)
    before = fact.position
    fact.refresh_from_db()
    assert (fact.statement, fact.position) == ("Better.", before)
    assert ContextFact.objects.count() == 2
