"""The admin says where a reference record is used, instead of deleting it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import ProtectedError

from casestudies.models import Outcome
from strategies.models import Council, Theme
from tests import factories as make
from tests.admin_pages import admin_url
from tests.pages.reading import Page
from tests.pointing import pointed_at
from wellbeing_portal.core.admin.deleting import SHOWN, DeletionRefusal
from wellbeing_portal.core.models.pointers import owner_of, pointers_to, references
from wellbeing_portal.core.roles.groups import is_of_records

pytestmark = pytest.mark.django_db


each_pointer = pytest.mark.parametrize(
    ("model", "pointer"),
    [
        pytest.param(model, pointer, id=str(pointer.field))
        for model in references()
        if not is_of_records(model)
        for pointer in pointers_to(model)
    ],
)


def select(client: Any, *records: Any, **more: Any) -> Any:
    """Choose “Delete selected” in the list of these records."""
    data = {"action": "delete_selected", "_selected_action": [one.pk for one in records], **more}
    return client.post(admin_url(type(records[0]), "changelist"), data)


@each_pointer
@pytest.mark.parametrize("popup", [{}, {"_popup": "1"}])
def test_page_says_where_a_record_is_used_and_deletes_nothing(admin_client, model, pointer, popup):
    record, row = pointed_at(model, pointer)
    holder = row if admin.site.is_registered(type(row)) else owner_of(row)
    assert holder is not None

    for response in (
        admin_client.get(admin_url(record, "delete"), popup),
        admin_client.post(admin_url(record, "delete"), {"post": "yes", **popup}),
    ):
        page = Page(response.content.decode())
        assert f"“{record}” cannot be deleted, because it is used here" in page.text
        assert admin_url(holder) in page.links
        assert f"under “{pointer.label}”" in page.text
        assert "Yes, I’m sure" not in response.content.decode()
    assert type(record).objects.filter(pk=record.pk).exists()
    assert not LogEntry.objects.exists()


@each_pointer
def test_selection_says_which_can_go_and_which_not(admin_client, model, pointer):
    record, _row = pointed_at(model, pointer)
    free = type(record).objects.create(**_copied(record))

    response = select(admin_client, record, free)
    forced = select(admin_client, record, free, post="yes")

    for answer in (response, forced):
        page = Page(answer.content.decode())
        used, rest = page.text.split("These can be deleted")
        assert str(record) in used
        assert f"under “{pointer.label}”" in used
        assert str(free) in rest
        sent = re.findall(r'name="_selected_action"\s+value="(\d+)"', page.html)
        assert sent == [str(free.pk)]
    assert type(record).objects.filter(pk__in=[record.pk, free.pk]).count() == 2

    select(admin_client, free, post="yes")

    assert list(type(record).objects.filter(pk__in=[record.pk, free.pk])) == [record]


def _copied(record: Any) -> dict[str, Any]:
    """The fields of a record, with other words where each record has its own."""
    fields = [field for field in record._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(record, field.attname) for field in fields}
    unique = {"name": "Nobody's", "slug": "nobodys", "title": "Nobody's", "gss_code": "E08999999"}
    return values | {name: value for name, value in unique.items() if name in values}


def test_many_uses_are_counted_and_the_first_named(admin_client):
    theme = make.ThemeFactory()
    strategy = make.StrategyFactory(published=True)
    priorities = [make.PriorityFactory(strategy=strategy, themes=[theme]) for _ in range(34)]

    page = Page(admin_client.get(admin_url(theme, "delete")).content.decode())

    assert "34 priorities, under “themes”: Priority" in page.text
    assert f"and {34 - SHOWN} more" in page.text
    assert sum(admin_url(priority) in page.links for priority in priorities) == SHOWN
    assert "(draft)" not in page.text


def test_state_of_what_uses_it_is_said_where_it_is_not_public(admin_client):
    outcome = make.OutcomeFactory()
    finding = make.FindingFactory(outcomes=[outcome])

    page = Page(admin_client.get(admin_url(outcome, "delete")).content.decode())

    assert f"1 finding, under “outcomes”: {finding} (draft)" in page.text


def test_record_is_named_once_however_many_of_its_rows_use_another(admin_client):
    body = make.OrganisationFactory()
    initiative = make.InitiativeFactory()
    for _ in range(3):
        make.InitiativeFunderFactory(initiative=initiative, organisation=body)

    page = Page(admin_client.get(admin_url(body, "delete")).content.decode())

    assert f"1 initiative, under “organisation”: {initiative} (draft)" in page.text
    assert page.links.count(admin_url(initiative)) == 1


def test_selection_in_which_everything_is_used_offers_nothing(admin_client):
    theme = make.ThemeFactory()
    make.PriorityFactory(themes=[theme])

    page = Page(select(admin_client, theme).content.decode())

    assert "These cannot be deleted" in page.text
    assert "These can be deleted" not in page.text
    assert "Delete only" not in page.html


def test_what_nothing_uses_is_deleted_after_asking(admin_client):
    theme, council = make.ThemeFactory(), make.CouncilFactory()

    asked = admin_client.get(admin_url(theme, "delete"))
    admin_client.post(admin_url(theme, "delete"), {"post": "yes"})
    select(admin_client, council, post="yes")

    assert "Are you sure" in asked.content.decode()
    assert not Theme.objects.exists()
    assert not Council.objects.exists()


@pytest.mark.parametrize("many", [False, True])
def test_use_that_begins_between_the_question_and_the_answer_is_held(
    admin_client, monkeypatch, many
):
    outcome = make.OutcomeFactory()
    make.FindingFactory(outcomes=[outcome])
    # The page looked before the finding was there.
    monkeypatch.setattr(
        "wellbeing_portal.core.admin.deleting.deletion_refusal", lambda *_: DeletionRefusal((), [])
    )

    if many:
        response = select(admin_client, outcome, post="yes")
    else:
        response = admin_client.post(admin_url(outcome, "delete"), {"post": "yes"})

    assert response.status_code == 302
    assert "somebody has just begun to use it" in admin_client.get(response.url).content.decode()
    assert Outcome.objects.filter(pk=outcome.pk).exists()
    assert not LogEntry.objects.exists(), "nothing is logged that did not happen"
    with pytest.raises(ProtectedError):
        outcome.delete()
