"""Records are looked at in the admin, and written in the editor alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from casestudies.models import CaseStudy, Finding
from tests import factories
from tests.admin_pages import admin_url
from tests.pointing import FACTORIES
from wellbeing_portal.core.admin import ReadInEditor
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.pointers import all_owners_of
from wellbeing_portal.core.roles.groups import is_of_records

pytestmark = pytest.mark.django_db

READ = [model for model, page in admin.site._registry.items() if isinstance(page, ReadInEditor)]
each_model = pytest.mark.parametrize("model", READ, ids=lambda model: model.__name__)


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(factories.UserFactory.create(is_staff=True, is_superuser=True))
    return client


def record_of(row: Any) -> Any:
    return next(one for one in (row, *all_owners_of(row)) if isinstance(one, Publishable))


def test_every_record_and_row_of_one_is_only_read():
    assert {*READ} == {model for model in admin.site._registry if is_of_records(model)}
    assert {CaseStudy, Finding} < {*READ}


@each_model
def test_a_page_begins_with_the_way_to_the_editor_and_has_nothing_to_send(signed_in, model):
    row = FACTORIES[model].create()
    record = record_of(row)

    page = signed_in.get(admin_url(row)).content.decode()

    content = page[page.index('id="content"') :]
    assert "Open it in the editor" in content
    place = reverse("curate_home")
    assert content.index(f'href="{place}') < content.index("<fieldset")
    address = content.split(f'href="{place}')[1].split('"')[0]
    assert signed_in.get(place + address).context["record"] == record
    for sent in ('type="submit"', "<textarea", "<select", "deletelink", "addlink", "add-row"):
        assert sent not in content, sent


@each_model
def test_lists_neither_add_nor_act(signed_in, model):
    row = FACTORIES[model].create()

    page = signed_in.get(admin_url(row, "changelist"))

    assertNotContains(page, "addlink")
    assertNotContains(page, 'name="action"')
    assertContains(page, admin_url(row))


@each_model
@pytest.mark.history
def test_whatever_is_sent_is_refused_also_of_whoever_may_everything(signed_in, model):
    row = FACTORIES[model].create()
    version = row.history.first().pk
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_simple_history"
    old = reverse(name, args=[row.pk, version])
    before, versions = model._default_manager.values().get(pk=row.pk), row.history.count()

    words = {"title": "Mine", "statement": "Mine", "name": "Mine", "state": "published"}
    for sent in ({}, words, words | {"_publish": "1"}, words | {"_saveasnew": "1"}):
        assert signed_in.post(admin_url(row), sent).status_code == 403
        assert signed_in.post(admin_url(row, "add"), sent).status_code == 403
        assert signed_in.post(old, sent).status_code == 405
    assert signed_in.post(admin_url(row, "delete"), {"post": "yes"}).status_code == 403
    for action in ("delete_selected", "publish", "unpublish"):
        chosen = {"action": action, "_selected_action": [row.pk], "post": "yes"}
        signed_in.post(admin_url(row, "changelist"), chosen)

    assert model._default_manager.values().get(pk=row.pk) == before
    assert model._default_manager.filter(pk=row.pk).count() == 1
    assert row.history.count() == versions


def test_parts_of_parts_are_reached_from_the_page_above(signed_in):
    funder = factories.InitiativeFunderFactory.create()
    example = factories.FrameworkExampleFactory.create()

    for row, above in (
        (funder.initiative, funder.initiative.case_study),
        (example.item, example.item.framework),
    ):
        assertContains(signed_in.get(admin_url(above)), f'href="{admin_url(row)}"')


def test_rows_are_shown_to_whoever_may_look_at_them(client):
    finding = factories.FindingFactory.create(statement="Half slept better.")
    viewer = factories.UserFactory.create(is_staff=True)
    viewer.user_permissions.set([right("view_casestudy")])
    client.force_login(viewer)
    page = admin_url(finding.case_study)

    assertNotContains(client.get(page), "Half slept better.")
    viewer.user_permissions.add(right("view_finding"))
    assertContains(client.get(page), "Half slept better.")


def right(codename: str) -> Permission:
    return Permission.objects.get(codename=codename)


def full_case_study(size: int) -> CaseStudy:
    study: CaseStudy = factories.CaseStudyFactory.create(published=True)
    for _ in range(size):
        factories.CaseStudyCouncilFactory.create(case_study=study)
        factories.CaseStudyPartnerFactory.create(case_study=study)
        factories.CaseStudyApproachFactory.create(case_study=study)
        factories.CaseStudyEnablerFactory.create(case_study=study)
        initiative = factories.InitiativeFactory.create(case_study=study)
        factories.FindingFactory.create(
            case_study=study, initiative=initiative, enablers=[factories.EnablerFactory.create()]
        )
        factories.ContextFactFactory.create(case_study=study)
    return study


def test_the_page_of_a_case_study_asks_as_often_for_many_rows_as_for_few(signed_in):
    few_rows, many_rows = full_case_study(2), full_case_study(12)
    signed_in.get(admin_url(few_rows))

    with CaptureQueriesContext(connection) as few:
        signed_in.get(admin_url(few_rows))
    with CaptureQueriesContext(connection) as many:
        signed_in.get(admin_url(many_rows))

    assert len(many) == len(few)
