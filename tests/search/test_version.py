"""The version of the content moves with whatever the public can read of it."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from strategies.models import CouncilNeighbour
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.pointers import owner_of
from wellbeing_portal.search.changes import content_state

pytestmark = pytest.mark.django_db

INTERNAL = {"review_due", "published_at", "updated_at", "state", "slug", "position"}
"""Fields that no page or file tells the public of, or that have tests of their own."""

# The ranking of neighbours comes with a release, and what loads it says so itself.
FIELDS = [
    (model, field.name)
    for app in ("strategies", "casestudies")
    for model in apps.get_app_config(app).get_models()
    if not model.__name__.startswith("Historical") and model is not CouncilNeighbour
    for field in model._meta.concrete_fields
    if isinstance(field, models.CharField | models.TextField | models.JSONField | models.DateField)
    and field.editable
    and not field.is_relation
    and field.name not in INTERNAL
]


WHAT_GOES_WITH = {"claim": "intended", "direction": "", "evidence_level": None, "output": ""}
"""What a finding, or a reading of one, says with another claim."""


def is_public(record: Any) -> bool:
    owner = record
    while owner is not None and not isinstance(owner, Publishable):
        owner = owner_of(owner)
    return owner is None or owner.is_published


def other_value(field: models.Field, value: Any) -> Any:
    if field.choices:
        return next(choice for choice, _ in field.choices if choice not in {value, ""})
    if field.name == "gss_code":
        return "E06000999"
    if isinstance(field, models.DateField):
        return dt.date(2031, 2, 3) if field.name == "ends" else dt.date(2001, 2, 3)
    if isinstance(field, models.JSONField):
        return [*(value or []), "another"]
    return f"{value[: (field.max_length or 1000) - 1]}x"


@pytest.mark.parametrize(
    ("model", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part)
)
def test_version_moves_when_a_public_field_changes(universe, model, name):
    field = model._meta.get_field(name)
    moved = []
    for record in model._default_manager.order_by("pk"):
        before = content_state()
        setattr(record, name, other_value(field, getattr(record, name)))
        for other, value in (WHAT_GOES_WITH if name == "claim" else {}).items():
            if hasattr(record, other):
                setattr(record, other, value)
        # Some values would break a rule of the table for this record and not for the next.
        with suppress(IntegrityError), transaction.atomic():
            if is_public(record):
                record.save()
                moved.append(content_state() != before)

    assert moved, "no public record of the universe could be changed"
    assert any(moved)
