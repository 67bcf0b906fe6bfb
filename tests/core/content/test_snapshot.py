"""A record's snapshot differs when, and only when, something a curator can edit has changed."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casestudies.content_files import KINDS as CASE_STUDY_KINDS
from casestudies.models import (
    Approach,
    CaseStudy,
    Enabler,
    Organisation,
    Outcome,
    PopulationGroup,
)
from strategies.content_files import KINDS as STRATEGY_KINDS
from strategies.models import Council, Source
from tests.depth import examples
from tests.universe import Universe
from wellbeing_portal.core.content.snapshot import differs, relations, snapshot

pytestmark = pytest.mark.django_db

CHILDREN = {kind.model: kind.children for kind in [*STRATEGY_KINDS, *CASE_STUDY_KINDS]}
UNSAID = {"id", "published_at", "updated_at"}

QUICK = settings(
    max_examples=examples(120),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def fresh(record: Any) -> dict[str, Any]:
    """The snapshot of what the database says now."""
    return snapshot(type(record)._default_manager.get(pk=record.pk), CHILDREN[type(record)])


def parts(record: Any, children: Any = None) -> list[Any]:
    """The record and all rows that belong to it."""
    children = CHILDREN[type(record)] if children is None else children
    rows = [record]
    for name, below in children.items():
        for row in getattr(record, name).all():
            rows += parts(row, below)
    return rows


def other_value(field: Any, old: Any, text: str, number: int) -> Any:
    """A value that the field does not have now; only its kind matters here."""
    if field.choices:
        return next(value for value, _ in field.choices if value not in {old, ""})
    values: dict[type[models.Field], Any] = {
        models.BooleanField: not old,
        models.DateField: dt.date(2001, 1, 1) + dt.timedelta(days=number % 3_000),
        models.JSONField: [*(old or []), text or "a"] if isinstance(old, list | None) else None,
        models.DecimalField: number + Decimal(old) if isinstance(old, Decimal) else Decimal(number),
        models.IntegerField: old + number if isinstance(old, int) else number,
        models.SlugField: f"{old}-{number}",
        models.Field: f"{number}{text}{old}"[: field.max_length],
    }
    return next(value for kind, value in values.items() if isinstance(field, kind))


def records(universe: Universe) -> list[Any]:
    return [universe.rich, universe.joint, universe.framework, universe.report, universe.northmarl]


@QUICK
@given(st.data())
def test_any_edit_of_any_field_of_any_part_changes_the_snapshot(universe, data):
    record = data.draw(st.sampled_from(records(universe)))
    part = data.draw(st.sampled_from(parts(record)))
    field = data.draw(
        st.sampled_from(
            [f for f in part._meta.concrete_fields if not f.is_relation and f.name not in UNSAID]
        )
    )
    text = data.draw(st.text(max_size=5)).replace("\0", "")
    number = data.draw(st.integers(1, 10_000))
    before = snapshot(part, {})

    # In memory: what the rules of the database would say is not the matter here.
    setattr(part, field.attname, other_value(field, getattr(part, field.attname), text, number))

    assert differs(before, snapshot(part, {})), (part, field.name)


@QUICK
@given(st.data())
def test_whatever_happens_to_other_records_leaves_the_snapshot_alone(universe, data):
    record = data.draw(st.sampled_from(records(universe)))
    own = set(map(id_of, parts(record)))
    others = [
        part for other in records(universe) for part in parts(other) if id_of(part) not in own
    ]
    before = fresh(record)
    part = data.draw(st.sampled_from(others))
    field = data.draw(
        st.sampled_from(
            [
                f
                for f in part._meta.concrete_fields
                if isinstance(f, models.TextField) or f.name in {"title", "updated_at", "locator"}
            ]
            or [part._meta.pk]
        )
    )
    value = (
        getattr(part, field.attname)
        if field.primary_key
        else dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
        if field.name == "updated_at"
        else data.draw(st.text("abc", max_size=5))
    )

    with transaction.atomic():
        type(part)._default_manager.filter(pk=part.pk).update(**{field.name: value})

        assert fresh(record) == before


def id_of(record: Any) -> tuple[str, Any]:
    return type(record).__name__, record.pk


def test_saving_without_a_change_is_no_edit(universe):
    for record in records(universe):
        before = fresh(record)
        for part in parts(record):
            type(part)._default_manager.get(pk=part.pk).save()
        assert fresh(record) == before, record


def test_what_a_record_is_tied_to_counts_and_its_order_does_not(universe):
    study = universe.rich
    before = fresh(study)
    tied = list(study.strategies.all())

    study.strategies.set([])
    assert fresh(study) != before

    for strategy in reversed(tied):
        study.strategies.add(strategy)
    assert fresh(study) == before


@pytest.mark.parametrize(
    "edit",
    [
        lambda w: w.rich.findings.first().outcomes.clear(),
        lambda w: w.rich.findings.first().enablers.clear(),
        lambda w: w.rich.initiatives.first().partners.clear(),
        lambda w: w.rich.initiatives.first().approaches.clear(),
        lambda w: w.rich.findings.filter(position=4).delete(),
        lambda w: w.rich.findings.update(source=w.minutes),
        lambda w: w.rich.findings.update(initiative=None),
        lambda w: w.rich.council_roles.filter(position=2).update(council=w.quietham),
        lambda w: w.rich.initiatives.first().funders.filter(position=1).delete(),
        lambda w: CaseStudy.objects.filter(pk=w.rich.pk).update(source=w.minutes),
        lambda w: (
            w.rich.findings.filter(position=1).update(position=9),
            w.rich.findings.filter(position=2).update(position=1),
        ),
    ],
)
def test_edit_of_a_relation_or_of_the_order_counts(universe, edit):
    before = fresh(universe.rich)

    edit(universe)

    assert fresh(universe.rich) != before


def test_time_stamps_do_not_count(universe):
    before = fresh(universe.rich)
    moment = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)

    CaseStudy.objects.filter(pk=universe.rich.pk).update(published_at=moment, updated_at=moment)

    assert fresh(universe.rich) == before


def has_places_in(relation: Any) -> bool:
    """Whether the rows stand in an order of the record: its own ones, even where they hold it."""
    return any(
        (relation.field.name, "position") == getattr(rule, "fields", None)
        for rule in relation.related_model._meta.constraints
    )


def test_every_row_that_a_record_owns_is_looked_at():
    """A new model that hangs on a case study, strategy, framework or council must join it."""
    for model, children in CHILDREN.items():
        owned = {
            relation.get_accessor_name()
            for relation in model._meta.related_objects
            if (relation.on_delete is models.CASCADE or has_places_in(relation))
            and relation.related_model._meta.app_label in {"strategies", "casestudies"}
            and not relation.related_model.__name__.startswith("Historical")
            and not relation.related_model._meta.auto_created
        }
        # Facts of a council are owned by the case study or framework that tells them.
        owned -= {"context_facts"} if model.__name__ == "Council" else set()
        assert owned == set(children), model


def test_snapshot_asks_nothing_more_when_everything_is_prefetched(
    universe, django_assert_num_queries
):
    for record in (universe.rich, universe.framework):
        model, children = type(record), CHILDREN[type(record)]
        loaded = model._default_manager.prefetch_related(*relations(model, children)).get(
            pk=record.pk
        )
        with django_assert_num_queries(0):
            snapshot(loaded, children)


def test_snapshot_is_what_json_gives_back(universe):
    for record in records(universe):
        assert json.loads(json.dumps(fresh(record))) == fresh(record)


def test_new_address_or_name_of_another_record_is_no_edit(universe):
    before = fresh(universe.rich)

    for model in (Council, Source, Approach, Outcome, Enabler, PopulationGroup, Organisation):
        for record in model._default_manager.all():
            label = "title" if model is Source else "name"
            new = {"slug": f"{record.slug}-2", label: f"{getattr(record, label)} 2"}
            model._default_manager.filter(pk=record.pk).update(**new)

    assert fresh(universe.rich) == before


def test_line_ends_of_a_form_are_no_edit(universe):
    CaseStudy.objects.filter(pk=universe.rich.pk).update(ambition="One.\nTwo.")
    before = fresh(universe.rich)

    CaseStudy.objects.filter(pk=universe.rich.pk).update(ambition="One.\r\nTwo.")

    assert fresh(universe.rich) == before


@pytest.mark.parametrize(
    ("then", "now", "edited"),
    [
        ({"title": "A"}, {"title": "A", "new_field": "filled by a migration"}, False),
        ({"title": "A", "old_field": "x"}, {"title": "A"}, False),
        ({"title": "A"}, {"title": "A", "new_rows": [{"text": "x"}]}, False),
        ({"rows": [{"text": "x"}]}, {"rows": [{"text": "x", "new_field": 5}]}, False),
        ({"rows": [{"text": "x"}]}, {"rows": [{"text": "y", "new_field": 5}]}, True),
        ({"rows": [{"text": "x"}]}, {"rows": [{"text": "x"}, {"text": "x"}]}, True),
        ({"rows": [{"below": [{"at": 1}]}]}, {"rows": [{"below": [{"at": 2}]}]}, True),
        ({"ties": [1, 2]}, {"ties": [1, 3]}, True),
        ({"title": "A"}, {"title": "B", "new_field": 5}, True),
    ],
)
def test_what_a_later_release_adds_or_drops_is_no_edit(then, now, edited):
    assert differs(then, now) == edited
