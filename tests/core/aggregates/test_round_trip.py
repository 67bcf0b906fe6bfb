"""What is written is read back, and what stands already is not written again."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casestudies.aggregates import CaseStudyForm, FrameworkForm
from strategies.aggregates import StrategyForm
from tests.core.aggregates.forms import form_of_kind
from tests.depth import examples
from tests.universe import Universe
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import difference, read, read_many, write_as
from wellbeing_portal.core.aggregates.shape import shape_of

pytestmark = pytest.mark.django_db

FORMS = [CaseStudyForm, FrameworkForm, StrategyForm]

ARBITRARY = settings(
    max_examples=examples(24),
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


def rows() -> dict[str, int]:
    """How many rows each table has: history and the index's log of changes included."""
    return {
        model._meta.label: model._default_manager.count()
        for app in ("strategies", "casestudies", "core")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }


def records(universe: Universe) -> list[Any]:
    """Every record that has a form, in whatever state."""
    return [
        *(universe.rich, universe.plain, *universe.hidden_case_studies),
        *(universe.framework, universe.plain_framework, *universe.hidden_frameworks),
        *(universe.joint, universe.plain_strategy, *universe.hidden_strategies),
    ]


@pytest.mark.parametrize("kind", FORMS)
@ARBITRARY
@given(data=st.data())
def test_what_a_form_says_is_read_back_and_the_next_one_takes_its_place(
    universe: Universe, kind: Any, data: Any
) -> None:
    first, second = data.draw(form_of_kind(kind)), data.draw(form_of_kind(kind))
    with transaction.atomic():
        record = write_as(first, by=SYSTEM)
        assert difference(first, read(record)) == []
        assert read(record) == first
        kept = keys_of_rows(record)

        write_as(second, record, by=SYSTEM)
        assert read(record) == second
        now = keys_of_rows(record)
        for place in kept.keys() & now.keys():
            assert kept[place] == now[place]

        before = rows()
        write_as(read(record), record, by=SYSTEM)
        assert rows() == before
        transaction.set_rollback(True)


def keys_of_rows(record: Any) -> dict[tuple[str, str], int]:
    """The primary key of each row that stands right below a record, by relation and key."""
    found: dict[tuple[str, str], int] = {}
    for relation in record._meta.related_objects:
        name = relation.get_accessor_name()
        if name and hasattr(relation.related_model, "KEYED_WITHIN") and hasattr(record, name):
            found |= {(name, row.key): row.pk for row in getattr(record, name).all()}
    return found


def test_writing_what_a_record_says_changes_nothing(universe: Universe) -> None:
    before = rows()

    for record in records(universe):
        write_as(read(record), record, by=SYSTEM)

    assert rows() == before


def test_form_goes_out_as_json_and_comes_back_the_same(universe: Universe) -> None:
    for record in (universe.rich, universe.framework, universe.joint):
        form = read(record)

        assert type(form).model_validate_json(form.model_dump_json()) == form


def test_records_are_read_in_their_order(universe: Universe) -> None:
    studies = [universe.rich, *universe.hidden_case_studies, universe.plain]

    assert [form.slug for form in read_many(studies)] == [study.slug for study in studies]
    assert read_many([]) == []


def test_record_that_is_gone_is_not_read(universe: Universe) -> None:
    gone = universe.plain
    type(gone)._default_manager.filter(pk=gone.pk).delete()

    with pytest.raises(type(gone).DoesNotExist):
        read(gone)


def test_form_has_every_field_that_people_fill_in() -> None:
    """What a form lacks, whoever takes a record in or hands it out would lose."""
    kept_by_code = {"position", "published_at", "updated_at"}
    # The verbs of publishing write these.
    kept_by_code |= {"copy_of", "instead", "left_at", "left_because"}
    for form in FORMS:
        for path, shape in shape_of(form).walk():
            relations = {one.accessor for one in shape.rows.values()}
            parents = {
                relation.parent
                for above in _shapes(form)
                for relation in above.rows.values()
                if relation.shape.model is shape.model
            }
            known = {*shape.plain, *shape.one, *shape.siblings, *shape.many, *relations}
            opts = shape.model._meta
            own = {f.name for f in opts.concrete_fields if not f.primary_key}
            own |= {f.name for f in opts.many_to_many if f.remote_field.through._meta.auto_created}
            lacking = own - known - kept_by_code - parents - OTHER_PARENTS
            assert not lacking, (path, shape.model, lacking)


OTHER_PARENTS = {"case_study", "framework_item", "initiative", "key_order"}
"""What only one of two kinds of parent has."""
"""A finding belongs to one of the two; that of a framework has no initiative."""


def _shapes(form: Any) -> list[Any]:
    return [shape for _, shape in shape_of(form).walk()]
