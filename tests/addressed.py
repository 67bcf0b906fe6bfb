"""Every kind of record that addresses name, found among the models."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from tests import account_factories, factories
from tests.pointing import FACTORIES
from wellbeing_portal.core.models import Addressed, Publishable
from wellbeing_portal.core.models.pointers import all_owners_of, pointers_to
from wellbeing_portal.core.slugs import place_of

KINDS = [model for model in apps.get_models() if issubclass(model, Addressed)]
WITH_PAGES = [model for model in KINDS if place_of(model) is not None]

each_kind = pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
each_page = pytest.mark.parametrize("model", WITH_PAGES, ids=lambda model: model.__name__)


def make_public(model: type[Addressed], **values: Any) -> Any:
    """Make a record of a kind that the public sees."""
    factory: Any = next(
        one
        for one in (vars(factories) | vars(account_factories)).values()
        if isinstance(one, type)
        and issubclass(one, DjangoModelFactory)
        and one is not DjangoModelFactory
        and one._meta.model is model  # type: ignore[attr-defined]
    )
    record = factory(**({"published": True} if issubclass(model, Publishable) else {}), **values)
    if hasattr(model._default_manager.all(), "used"):
        use(record)
    return record


def use(record: Any) -> None:
    """Let something published use a record that the public sees for no other reason."""
    pointer = next(one for one in pointers_to(type(record)) if one.model is not type(record))
    row = FACTORIES[pointer.model].create()
    if pointer.field.many_to_many:
        getattr(row, pointer.field.name).add(record)
    else:
        setattr(row, pointer.field.name, record)
        row.save()
    owner = next(one for one in (row, *all_owners_of(row)) if isinstance(one, Publishable))
    owner.state = Publishable.State.PUBLISHED
    owner.save()


def leave(record: Any) -> None:
    """Let nothing use a record any more."""
    for pointer in pointers_to(type(record)):
        for row in pointer.rows(record):
            if pointer.field.many_to_many:
                getattr(row, pointer.field.name).remove(record)
            else:
                row.delete()


def rename(record: Any, slug: str) -> None:
    record.slug = slug
    record.full_clean()
    record.save()
