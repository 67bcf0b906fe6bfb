"""Reference records that anything points at are not deleted, by whatever relation it does."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import CASCADE, DO_NOTHING, ProtectedError

from casestudies.models import Finding, Organisation
from strategies.models import Council, Source
from tests import factories as make
from tests.pointing import every_pointer, pointed_at
from wellbeing_portal.core.holding import check_holding
from wellbeing_portal.core.models import Concept, Publishable
from wellbeing_portal.core.models.pointers import pointers_to, references

pytestmark = pytest.mark.django_db


def test_vocabulary_councils_sources_and_organisations_are_reference_records():
    concepts = {model for model in apps.get_models() if issubclass(model, Concept)}

    assert len(concepts) == 6
    assert set(references()) == concepts | {Council, Source, Organisation}


def test_every_relation_into_a_reference_record_is_known():
    """Counted in another way: from the tables, whose foreign keys the database itself holds."""
    tables = {model._meta.db_table for model in references()}
    pointing = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            keys = connection.introspection.get_relations(cursor, table)
            pointing |= {(table, column) for column, other in keys.items() if other[1] in tables}

    known = {column for model in references() for column in _columns_to(model)}
    own_side_of_a_link = {("strategies_council_successors", "from_council_id")}
    assert pointing - own_side_of_a_link == known


def _columns_to(model: Any) -> set[tuple[str, str]]:
    return {
        (pointer.field.m2m_db_table(), pointer.field.m2m_reverse_name())
        if pointer.field.many_to_many
        else (pointer.model._meta.db_table, pointer.field.column)
        for pointer in pointers_to(model)
    }


@every_pointer
def test_record_that_is_pointed_at_is_not_deleted(model, pointer):
    record, row = pointed_at(model, pointer)
    assert not getattr(row, "is_published", False)

    with pytest.raises(ProtectedError):
        record.delete()
    with pytest.raises(ProtectedError):
        model.objects.filter(pk=record.pk).delete()
    with pytest.raises(ProtectedError):
        model.objects.all().delete()

    assert model.objects.filter(pk=record.pk).exists()
    assert list(pointer.rows(record)) == [row]


@every_pointer
def test_record_that_nothing_points_at_any_more_is_deleted(model, pointer):
    record, row = pointed_at(model, pointer)
    if pointer.field.many_to_many:
        getattr(row, pointer.field.name).clear()
    else:
        row.delete()

    record.delete()

    assert not model.objects.filter(pk=record.pk).exists()


@every_pointer
@pytest.mark.django_db(transaction=True)
def test_database_itself_refuses_what_goes_past_django(model, pointer):
    record, _row = pointed_at(model, pointer)
    table = connection.ops.quote_name(model._meta.db_table)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [record.pk])

    assert model.objects.filter(pk=record.pk).exists()


def test_what_a_record_points_at_does_not_keep_it():
    old = make.CouncilFactory()
    old.successors.add(make.CouncilFactory())
    narrow = make.ApproachFactory(broader=make.ApproachFactory())

    old.delete()
    narrow.delete()


@pytest.mark.history
def test_what_was_does_not_keep_what_is():
    strategy = make.StrategyFactory()
    council = strategy.councils.get()
    assert council.pk in [row.council_id for row in strategy.history.first().councils.all()]
    strategy.delete()

    council.delete()


@pytest.mark.parametrize("factory", [make.StrategyFactory, make.CaseStudyFactory])
def test_what_uses_a_record_is_deleted_as_ever(factory):
    record = factory(published=True)
    assert isinstance(record, Publishable)

    record.delete()

    assert Council.objects.count() == 1


@pytest.mark.parametrize("on_delete", [CASCADE, DO_NOTHING, models.SET_NULL])
def test_foreign_key_that_would_not_hold_is_reported(monkeypatch, on_delete):
    assert check_holding(None) == []
    field: Any = Finding._meta.get_field("source")
    monkeypatch.setattr(field.remote_field, "on_delete", on_delete)

    [error] = check_holding(None)

    assert (error.id, error.obj) == ("core.E001", Finding)
    assert "casestudies.Finding.source" in error.msg
    assert pointers_to(Source)
