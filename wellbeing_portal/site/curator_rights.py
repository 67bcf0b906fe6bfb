"""The group of those who may edit all content, and what it may do."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

GROUP = "Curators"


def curators() -> Group:
    """Return the group that may edit all content, with all permissions for it."""
    group, _ = Group.objects.get_or_create(name=GROUP)
    group.permissions.set(content_permissions())
    return group


def let_curators_edit_what_is_new() -> None:
    """Give the group, where there is one, its permissions on models of which it has none."""
    for group in Group.objects.filter(name=GROUP):
        known = group.permissions.values("content_type")
        group.permissions.add(*content_permissions().exclude(content_type__in=known))


def content_permissions() -> QuerySet[Permission]:
    """Return every permission on what curators edit: the models whose history is kept."""
    edited = [
        model
        for model in apps.get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
    ]
    types = ContentType.objects.get_for_models(*edited).values()
    return Permission.objects.filter(content_type__in=types)
