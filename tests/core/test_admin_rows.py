"""Rows that have a page of their own belong to a record, and so do the rights to them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.test import Client

from casestudies.models import Approach, CaseStudy, ContextFact
from strategies.models import CouncilChange
from tests import factories as make
from tests.admin_pages import admin_url, errors, form_data
from tests.admin_roles import account
from tests.followed import followed_council
from wellbeing_portal.core.admin import OrderedRowAdmin

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


def fact() -> Any:
    return make.ContextFactFactory.create(case_study=None, council=make.CouncilFactory.create())


def test_rows_that_are_written_here_are_those_of_councils():
    assert [ContextFact] == ROWS


def test_rights_on_rows_alone_change_nothing_of_the_record():
    row = fact()
    client = signed_in(*rights_on(ContextFact))

    assert client.get(admin_url(ContextFact, "add")).status_code == 403
    assert client.post(admin_url(row), {"_continue": "1"}).status_code == 403
    assert client.post(admin_url(row, "delete"), {"post": "yes"}).status_code == 403
    assert ContextFact.objects.filter(pk=row.pk).exists()
    assert client.get(admin_url(row)).status_code == 200, "looking is allowed"


def test_rights_on_rows_and_on_what_they_belong_to_do():
    row = fact()
    client = signed_in(*rights_on(ContextFact), "change_council")

    assert client.get(admin_url(ContextFact, "add")).status_code == 200
    assert client.post(admin_url(row), {"_continue": "1"}).status_code == 200


def test_facts_of_records_are_written_in_the_editor_alone():
    row = make.ContextFactFactory.create()
    mighty = Client()
    mighty.force_login(account(is_superuser=True))
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}

    page = mighty.get(admin_url(row))
    assert mighty.post(admin_url(row), {"statement": "Mine."}).status_code == 403
    assert mighty.post(admin_url(row, "delete"), {"post": "yes"}).status_code == 403
    assert mighty.post(admin_url(ContextFact, "changelist"), chosen).status_code == 403
    assert f"/curate/case-studies/{row.case_study.pk}/" in page.content.decode()
    assert ContextFact.objects.get().statement == row.statement


def test_a_new_fact_is_about_a_council_and_joins_no_record(admin_client):
    study = make.CaseStudyFactory.create()
    sent = {"statement": "Half walk.", "source": study.source.pk, "case_study": study.pk}

    page = admin_client.post(admin_url(ContextFact, "add"), sent)

    assert page.status_code == 200
    assert "This field is required" in " ".join(errors(page))
    council = make.CouncilFactory.create()
    admin_client.post(admin_url(ContextFact, "add"), sent | {"council": council.pk})
    made = ContextFact.objects.get()
    assert (made.council, made.case_study) == (council, None)


def test_title_of_a_draft_is_not_told_to_who_may_not_see_it():
    draft = make.SourceFactory.create(title="Secret paper", state="draft")
    client = signed_in(*rights_on(ContextFact), "change_council")

    page = client.post(admin_url(ContextFact, "add"), {"source": draft.pk})

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


@pytest.mark.history
def test_page_that_is_saved_unchanged_leaves_no_history(admin_client):
    theme = make.ThemeFactory.create(definition="One line.\n\nAnother line.")
    council = followed_council("AB")
    before = theme.history.count(), CouncilChange.history.count()

    for record in (theme, council):
        assert submit_as_browser(admin_client, record).status_code == 302

    last = theme.history.first()
    changed = last.diff_against(theme.history.last()).changed_fields if last else []
    assert set(changed) <= {"updated_at"}
    assert CouncilChange.history.count() == before[1]


def submit_as_browser(client: Client, record: Any) -> Any:
    """Save a page as it is: browsers end the lines of a text with two characters."""
    data = form_data(client.get(admin_url(record))) | {"_continue": "1"}
    sent = {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in data.items()
        if value is not None
    }
    return client.post(admin_url(record), sent)
