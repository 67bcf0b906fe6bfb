"""Curators see at the field why they cannot have a slug, and what they change leads on."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.urls import reverse

from tests import factories as make
from tests.addressed import KINDS, make_public, rename
from tests.admin_pages import admin_url, submit
from wellbeing_portal.core.models import Redirect
from wellbeing_portal.core.roles.groups import is_of_records

pytestmark = pytest.mark.django_db

WRITTEN = [model for model in KINDS if not is_of_records(model)]
each_written = pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)


@pytest.fixture
def signed_in(client):
    client.force_login(make.UserFactory(is_staff=True, is_superuser=True))
    return client


def slug_errors(response):
    return " ".join(response.context["adminform"].form.errors.get("slug", []))


@each_written
def test_form_says_at_the_slug_why_it_cannot_be_had(model, signed_in):
    record = make_public(model, slug="first")
    rename(record, "second")
    other = make_public(model, slug="other")

    for slug, why in (
        ("first", f"“first” was the address of “{record}”"),
        ("Leeds", "lower case letters and digits"),
        ("st_albans", "lower case letters and digits"),
        ("feed", "kept for another page"),
        ("second", "already exists"),
    ):
        response = submit(signed_in, other, {"slug": slug})
        assert response.status_code == 200, slug
        assert why in slug_errors(response), slug
        assert response.context["adminform"].form["slug"].value() == slug, "nothing typed is lost"


@each_written
def test_form_that_changes_a_slug_leaves_a_redirect(model, signed_in):
    record = make_public(model, slug="first")

    assert submit(signed_in, record, {"slug": "second"}).status_code == 302

    assert [one.slug for one in Redirect.objects.of_record(record)] == ["first"]


@each_written
def test_page_knows_the_reserved_words_when_it_makes_a_slug(model, signed_in):
    page = signed_in.get(admin_url(model, "add"))

    assert "admin/slugs.js" in page.content.decode()
    words = page.context["adminform"].form.fields["slug"].widget.attrs["data-reserved"]
    assert {"feed", "new", "edit"} <= set(words.split())


class TestListOfFormerAddresses:
    def test_that_of_a_deleted_record_can_be_given_free(self, signed_in):
        council = make.CouncilFactory(slug="first")
        rename(council, "second")
        council.delete()
        redirect = Redirect.objects.get(slug="first")

        assert "Council" in signed_in.get(admin_url(Redirect, "changelist")).content.decode()
        signed_in.post(admin_url(redirect, "delete"), {"post": "yes"})

        make.CouncilFactory(slug="first").full_clean()

    def test_one_that_leads_on_stays(self, signed_in):
        rename(make.CouncilFactory(slug="first"), "second")
        redirect = Redirect.objects.get()

        assert signed_in.post(admin_url(redirect, "delete"), {"post": "yes"}).status_code == 403
        assert Redirect.objects.exists()

    def test_nobody_writes_one_by_hand(self, signed_in):
        rename(make.CouncilFactory(slug="first"), "second")
        redirect = Redirect.objects.get()

        assert signed_in.get(admin_url(Redirect, "add")).status_code == 403
        page = reverse("admin:core_redirect_change", args=[redirect.pk])
        assert signed_in.post(page, {"slug": "third"}).status_code == 403
        assert admin.site.is_registered(Redirect)
