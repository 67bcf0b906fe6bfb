"""The groups by which accounts have their roles, and what Django's admin lets them do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS
from django.db.migrations import CreateModel, Migration
from django.db.models import Q, QuerySet

from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.pointers import owners_of

from .role import ROLES, Role
from .rules import RULES
from .verb import Verb

LOOK = ("view",)
ACTS = ("view", "add", "change", "delete")
HISTORY = "simple_history_manager_attribute"

Plan = Sequence[tuple[Migration, bool]]
"""Migrations in their order, and of each whether it was undone."""

BESIDES: dict[str, tuple[Verb, tuple[str, ...]]] = {
    "auth.user": (Verb.ACCOUNTS, ("view", "add", "change")),
    "axes.accessattempt": (Verb.ACCOUNTS, ("view", "delete")),
    "axes.accesslog": (Verb.ACCOUNTS, ("view",)),
    "axes.accessfailurelog": (Verb.ACCOUNTS, ("view",)),
    "core.redirect": (Verb.EMPTY, ("view", "delete")),
}
"""What is no content: the verb that says who may, and what they may do with it in the admin."""


def group_of(role: Role) -> Group:
    """Return the group of a role; it is made, with all that its accounts may, if it is missing."""
    group, is_new = Group.objects.get_or_create(name=role.group)
    if is_new:
        group.permissions.set(permissions_of(role))
    return group


def give_what_is_new(models: Iterable[Any] | None = None) -> None:
    """Give the groups of roles, where they are, permissions on models of which they have none.

    Of ``models`` alone, if they are said.
    """
    kinds = None if models is None else ContentType.objects.get_for_models(*models).values()
    for group in Group.objects.filter(name__in=ROLES):
        known = group.permissions.values("content_type")
        new = permissions_of(ROLES[group.name]).exclude(content_type__in=known)
        group.permissions.add(*(new if kinds is None else new.filter(content_type__in=kinds)))


def give_what_was_made(
    sender: AppConfig, using: str, apps: Apps, plan: Plan = (), **_kwargs: Any
) -> None:
    """Give the groups of roles permissions on the models of an app that migrations just made.

    On those alone: what somebody took away of others stays away, however often is migrated.
    """
    names = [name for name in made_in(plan, sender.label) if name in sender.models]
    # Where somebody migrates a part, there may be no groups yet: those of roles come later.
    if names and using == DEFAULT_DB_ALIAS and "group" in apps.all_models["auth"]:
        # Django makes them for the app after this otherwise.
        create_permissions(sender, verbosity=0, using=using, apps=apps)
        give_what_is_new([sender.get_model(name) for name in names])


def made_in(plan: Plan, label: str) -> set[str]:
    """Return the names of an app's models that migrations made, or began to keep the history of."""
    made = {
        operation.name_lower
        for migration, is_undone in plan
        for operation in migration.operations
        if isinstance(operation, CreateModel) and migration.app_label == label and not is_undone
    }
    return made | {name.removeprefix("historical") for name in made}


def set_role(account: User, role: Role) -> None:
    """Let an account have one role and no other; who may use the admin is on its staff."""
    account.groups.remove(*account.groups.filter(name__in=ROLES))
    if role is not Role.NOBODY:
        account.groups.add(group_of(role))
    account.is_staff = account.is_superuser or uses_admin(role)
    account.save(update_fields=["is_staff"])


def uses_admin(role: Role) -> bool:
    """Whether there is anything in the admin for a role."""
    return any(role >= RULES[verb].anyones for verb in (Verb.VOCABULARY, Verb.ACCOUNTS))


def permissions_of(role: Role) -> QuerySet[Permission]:
    """Return what the table of rules lets a role do in the admin."""
    wanted = Q(pk__in=[])
    for model, acts in _allowed(role):
        kind = ContentType.objects.get_for_model(model)
        names = [f"{act}_{model._meta.model_name}" for act in acts]
        wanted |= Q(content_type=kind, codename__in=names)
    found: QuerySet[Permission] = Permission.objects.filter(wanted)
    return found


def _allowed(role: Role) -> Iterator[tuple[Any, tuple[str, ...]]]:
    if role >= RULES[Verb.VOCABULARY].anyones:
        # Whatever people edit keeps its history.
        kept = [one for one in apps.get_models() if hasattr(one._meta, HISTORY)]
        yield from ((one, LOOK if is_of_records(one) else ACTS) for one in kept)
    for label, (verb, acts) in BESIDES.items():
        if role >= RULES[verb].anyones:
            yield apps.get_model(label), acts


def is_of_records(model: Any) -> bool:
    """Whether a model is a record that is published, or a row of one: the editor writes these."""
    if issubclass(model, Publishable):
        return True
    # A fact can also be one of a council alone.
    within = [model._meta.get_field(name) for name in getattr(model, "KEYED_WITHIN", ())]
    owners = within or owners_of(model)
    return bool(owners) and all(is_of_records(field.related_model) for field in owners)
