"""Every kind of record that addresses name, found among the models."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from tests import factories
from wellbeing_portal.core.models import Addressed, Publishable
from wellbeing_portal.core.slugs import place_of

KINDS = [model for model in apps.get_models() if issubclass(model, Addressed)]
WITH_PAGES = [model for model in KINDS if place_of(model) is not None]

each_kind = pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
each_page = pytest.mark.parametrize("model", WITH_PAGES, ids=lambda model: model.__name__)


def make_public(model: type[Addressed], **values: Any) -> Any:
    """Make a record of a kind that the public sees."""
    factory: Any = next(
        one
        for one in vars(factories).values()
        if isinstance(one, type)
        and issubclass(one, DjangoModelFactory)
        and one is not DjangoModelFactory
        and one._meta.model is model  # type: ignore[attr-defined]
    )
    return factory(**({"published": True} if issubclass(model, Publishable) else {}), **values)


def rename(record: Any, slug: str) -> None:
    record.slug = slug
    record.full_clean()
    record.save()
