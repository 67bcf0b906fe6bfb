"""Keeps the addresses of records that are deleted from being given to others."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete

from wellbeing_portal.core.models import Addressed, Redirect


def connect() -> None:
    """Listen to every kind of record that has an address: the rule holds for every deletion."""
    for model in apps.get_models():
        if issubclass(model, Addressed):
            uid = f"redirects {model._meta.label}"
            post_delete.connect(keep_address, sender=model, dispatch_uid=uid)


def keep_address(instance: Addressed, **_kwargs: Any) -> None:
    """Keep the slugs of what the public knew; those of a draft nobody knew are free again."""
    mine = Redirect.objects.of_record(instance)
    if not instance.was_public:
        mine.delete()
        return
    Redirect.objects.follow(type(instance), instance.pk, instance.slug, "")
    mine.update(name=str(instance)[:200])
