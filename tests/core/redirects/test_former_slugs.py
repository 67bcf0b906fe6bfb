"""A former slug is its record's for ever, whoever changes it and by whatever way."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests import factories as make
from tests.addressed import KINDS, each_kind, leave, make_public, rename
from wellbeing_portal.core.models import Redirect
from wellbeing_portal.core.models.redirect import kind_of

pytestmark = pytest.mark.django_db


def former(record):
    return set(Redirect.objects.of_record(record).values_list("slug", flat=True))


def update_of_many(record, slug):
    type(record)._default_manager.filter(pk=record.pk).update(slug=slug)


def bulk_update(record, slug):
    record.slug = slug
    type(record)._default_manager.bulk_update([record], ["slug"])


def save_of_the_slug_alone(record, slug):
    record.slug = slug
    record.save(update_fields=["slug"])


def save_of_an_old_copy(record, slug):
    copy = type(record)._default_manager.get(pk=record.pk)
    copy.slug = slug
    copy.save()


WAYS = [rename, update_of_many, bulk_update, save_of_the_slug_alone, save_of_an_old_copy]


@each_kind
@pytest.mark.parametrize("change", WAYS, ids=lambda way: way.__name__)
def test_former_slug_is_kept_whichever_way_it_is_changed(model, change):
    record = make_public(model, slug="first")

    change(record, "second")

    assert former(record) == {"first"}


@each_kind
def test_all_former_slugs_lead_to_the_record_as_it_is_now(model):
    record = make_public(model, slug="first")
    rename(record, "second")
    rename(record, "third")

    found = model._default_manager.called(["first", "second"])

    assert {slug: one.slug for slug, one in found.items()} == {"first": "third", "second": "third"}


@each_kind
def test_record_may_take_its_former_slug_back(model):
    record = make_public(model, slug="first")
    rename(record, "second")

    rename(record, "first")

    assert former(record) == {"second"}
    assert model._default_manager.called(["second"])["second"].slug == "first"


@each_kind
def test_another_record_is_refused_a_former_slug_and_told_whose_it_was(model):
    record = make_public(model, slug="first")
    rename(record, "second")
    other = make_public(model, slug="other")
    other.slug = "first"

    with pytest.raises(ValidationError) as told:
        other.full_clean()

    assert list(told.value.message_dict) == ["slug"]
    assert f"“first” was the address of “{record}”" in told.value.message_dict["slug"][0]


@each_kind
def test_database_keeps_a_former_slug_from_another_record_that_nobody_checked(model):
    record = make_public(model, slug="first")
    rename(record, "second")
    other = make_public(model, slug="other")

    other.slug = "first"

    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_public(model, slug="first")
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.filter(pk=other.pk).update(slug="first")

    other.refresh_from_db()
    assert other.slug == "other"


@each_kind
def test_slug_of_a_deleted_record_is_not_given_to_another_without_a_decision(model):
    record = make_public(model, slug="first")
    rename(record, "second")
    name = str(record)
    kind = kind_of(model)
    leave(record)
    record.delete()

    other = make_public(model, slug="other")
    for slug in ("first", "second"):
        other.slug = slug
        with pytest.raises(ValidationError) as told:
            other.full_clean()
        assert f"“{name}”, which has been deleted" in told.value.message_dict["slug"][0]

    Redirect.objects.get(kind=kind, slug="second").delete()
    rename(other, "second")


def test_slug_of_a_draft_that_nobody_knew_is_free_when_it_is_deleted():
    draft = make.CaseStudyFactory(slug="first")
    rename(draft, "second")
    draft.delete()

    make.CaseStudyFactory(slug="first").full_clean()
    make.CaseStudyFactory(slug="second").full_clean()


@each_kind
def test_slugs_of_one_kind_do_not_bind_another(model):
    rename(make_public(model, slug="first"), "second")

    other = next(one for one in KINDS if one is not model)
    make_public(other, slug="first").full_clean()


@each_kind
def test_saving_with_the_same_slug_leaves_no_redirect(model):
    record = make_public(model, slug="first")

    record.save()

    assert not Redirect.objects.exists()
