"""Rows that have a page of their own belong to a record, and so do the rights to them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.test import Client

from casestudies.models import Approach, CaseStudy, Finding, Initiative
from tests import factories as make
from tests.admin_pages import admin_url, errors, form_data, submit
from tests.admin_roles import account
from tests.pointing import FACTORIES
from wellbeing_portal.core.admin import OrderedRowAdmin
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.pointers import all_owners_of, owners_of

pytestmark = pytest.mark.django_db

ROWS = [model for model, page in admin.site._registry.items() if isinstance(page, OrderedRowAdmin)]


def signed_in(*rights: str) -> Client:
    user: User = account()
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    return client


def rights_on(model: Any) -> list[str]:
    return [f"{verb}_{model._meta.model_name}" for verb in ("view", "add", "change", "delete")]


def test_every_row_with_a_page_of_its_own_is_looked_at():
    assert {Finding, Initiative} <= set(ROWS)
    assert all(owners_of(model) for model in ROWS)


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_rights_on_rows_alone_change_nothing_of_the_record(model):
    row = FACTORIES[model].create()
    client = signed_in(*rights_on(model))

    assert client.get(admin_url(model, "add")).status_code == 403
    assert client.post(admin_url(row), {"_continue": "1"}).status_code == 403
    assert client.post(admin_url(row, "delete"), {"post": "yes"}).status_code == 403
    assert model._default_manager.filter(pk=row.pk).exists()
    assert client.get(admin_url(row)).status_code == 200, "looking is allowed"


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_rights_on_rows_and_all_that_they_belong_to_do(model):
    row = FACTORIES[model].create()
    owners = [f"change_{type(owner)._meta.model_name}" for owner in all_owners_of(row)]
    client = signed_in(*rights_on(model), *owners)

    assert client.get(admin_url(model, "add")).status_code == 200
    assert client.post(admin_url(row), {"_continue": "1"}).status_code == 200
    assert any(isinstance(owner, Publishable) for owner in all_owners_of(row))


def test_title_of_a_draft_is_not_told_to_who_may_not_see_it():
    draft = make.SourceFactory.create(title="Secret paper", state="draft")
    client = signed_in(*rights_on(Finding), "change_casestudy")

    page = client.post(admin_url(Finding, "add"), {"source": draft.pk})

    assert page.status_code == 200
    assert "Secret paper" not in page.content.decode()
    assert f"Number {draft.pk}" in page.content.decode()


def test_deletion_page_names_no_record_that_they_may_not_see():
    finding = make.FindingFactory.create()
    CaseStudy.objects.update(title="Secret draft", state="draft")
    client = signed_in(*rights_on(Approach))

    page = client.get(admin_url(finding.approaches.get(), "delete")).content.decode()

    assert "cannot be deleted" in page
    assert "1 finding" in page
    assert "Secret draft" not in page
    assert finding.statement not in page


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model.__name__)
def test_history_of_a_number_that_no_record_can_have_is_not_found(admin_client, model):
    record = admin_url(model, "changelist") + f"{'9' * 30}/history/"

    assert admin_client.get(record).status_code in {302, 404}


def test_initiative_is_not_taken_from_under_its_findings(admin_client):
    finding = make.FindingFactory.create()
    initiative = make.InitiativeFactory.create(case_study=finding.case_study)
    Finding.objects.filter(pk=finding.pk).update(initiative=initiative)

    page = submit(admin_client, finding.case_study, {"initiatives-0-DELETE": "on"})

    assert page.status_code == 200
    assert "finding" in " ".join(errors(page)).lower()
    finding.refresh_from_db()
    assert finding.initiative == initiative


def test_case_study_goes_with_its_initiatives_and_findings(admin_client):
    finding = make.FindingFactory.create()
    initiative = make.InitiativeFactory.create(case_study=finding.case_study)
    Finding.objects.filter(pk=finding.pk).update(initiative=initiative)

    admin_client.post(admin_url(finding.case_study, "delete"), {"post": "yes"})

    assert not CaseStudy.objects.exists()
    assert not Initiative.objects.exists()


@pytest.mark.history
def test_page_that_is_saved_unchanged_leaves_no_history(admin_client):
    study = make.CaseStudyFactory.create(ambition="One line.\n\nAnother line.")
    finding = make.FindingFactory.create(case_study=study, statement="One.\n\nTwo.")
    before = study.history.count(), finding.history.count()

    page = submit_as_browser(admin_client, study)

    assert page.status_code == 302
    last = study.history.first()
    changed = last.diff_against(study.history.last()).changed_fields if last else []
    assert set(changed) <= {"updated_at"}
    assert finding.history.count() == before[1]


def submit_as_browser(client: Client, record: Any) -> Any:
    """Save a page as it is: browsers end the lines of a text with two characters."""
    data = form_data(client.get(admin_url(record))) | {"_continue": "1"}
    sent = {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in data.items()
        if value is not None
    }
    return client.post(admin_url(record), sent)
