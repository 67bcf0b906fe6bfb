"""Every relation into a reference record, and rows that point by it."""

from __future__ import annotations

from typing import Any

import pytest
from factory.django import DjangoModelFactory

from casestudies.models import ContextFact, Finding, WiderEvidence
from strategies.models import Council
from tests import account_factories as account
from tests import factories as make
from wellbeing_portal.core.models.pointers import Pointer, pointers_to, references

EVERY_FACTORY: list[Any] = [
    value
    for value in (vars(make) | vars(account)).values()
    if isinstance(value, type) and issubclass(value, DjangoModelFactory)
]
FACTORIES: dict[Any, Any] = {
    factory._meta.model: factory
    for factory in EVERY_FACTORY
    if not factory._meta.abstract and factory is not make.FrameworkFindingFactory
}


def made_for_admin(model: Any) -> Any:
    """Make a record; what the admin writes of some rows alone is one of these."""
    if model is ContextFact:
        return make.ContextFactFactory.create(case_study=None, council=make.CouncilFactory.create())
    return FACTORIES[model].create()


POINTERS = [(model, pointer) for model in references() for pointer in pointers_to(model)]
every_pointer = pytest.mark.parametrize(
    ("model", "pointer"), POINTERS, ids=[str(pointer.field) for _, pointer in POINTERS]
)


def pointed_at(model: Any, pointer: Pointer) -> tuple[Any, Any]:
    """Make a record, and a row of a draft that points at it."""
    record = FACTORIES[model].create(**_fitting(model, pointer))
    name = pointer.field.name
    if pointer.field.many_to_many:
        row = FACTORIES[pointer.model].create()
        getattr(row, name).add(record)
    else:
        row = FACTORIES[pointer.model].create(**{name: record, **_without_others(pointer)})
    # What is not published without.
    if isinstance(row, WiderEvidence):
        account.WiderReadingFactory.create(evidence=row)
    for finding in Finding.objects.filter(value=None, evidence_level__gt=0):
        finding.value, finding.unit = 60, Finding.Unit.PERCENT
        finding.save()
    return record, row


def _fitting(model: Any, pointer: Pointer) -> dict[str, Any]:
    return {"type": Council.Type.COUNTY} if pointer.field.name == "parent" else {}


def _without_others(pointer: Pointer) -> dict[str, Any]:
    """What a row that points at this may not have besides."""
    other = {"council": "organisation", "organisation": "council"}.get(pointer.field.name, "")
    if pointer.field.name == "parent":
        return {"type": Council.Type.DISTRICT}
    names = {field.name for field in pointer.model._meta.fields}
    return {other: None} if other in names else {}
