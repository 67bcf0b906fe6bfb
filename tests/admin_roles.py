"""Everybody who might come to the admin, and what each of them may do there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Model
from django.test import Client

from strategies.models import CouncilNeighbour
from tests import factories
from tests.admin_addresses import LOOK, READERS, Address, Request, needed
from wellbeing_portal.core.admin import OrderedRowAdmin
from wellbeing_portal.core.models import Concept, Redirect, UnansweredSearch
from wellbeing_portal.core.roles import Role
from wellbeing_portal.core.roles.groups import group_of, is_of_records

NEVER = {
    (model, act)
    for model in (AccessAttempt, AccessLog, AccessFailureLog, Redirect)
    for act in ("add", "change")
} | {
    (model, act)
    for model in (CouncilNeighbour, UnansweredSearch, *filter(is_of_records, admin.site._registry))
    for act in ("add", "change", "delete")
}
"""What nobody may do, whatever rights they hold: what happened cannot be changed, former
addresses and searches come by themselves, the ranking of neighbours with a release, and records
are written in the editor."""


def account(*, rights: tuple[str, ...] = (), group: Group | None = None, **values: Any) -> User:
    user: User = factories.UserFactory.create(**{"is_staff": True, **values})
    if rights:
        held = [p for p in Permission.objects.all() if p.codename.split("_")[0] in rights]
        user.user_permissions.set(held)
    if group is not None:
        user.groups.add(group)
    return user


ROLES = {
    "anonymous": None,
    "former": lambda: account(is_staff=False, rights=("view", "add", "change", "delete")),
    "no rights": account,
    "view": lambda: account(rights=("view",)),
    "add": lambda: account(rights=("add",)),
    "change": lambda: account(rights=("change",)),
    "delete": lambda: account(rights=("delete",)),
    "Reviewers": lambda: account(group=group_of(Role.REVIEWER)),
    "Editors": lambda: account(group=group_of(Role.EDITOR)),
    "Administrators": lambda: account(group=group_of(Role.ADMINISTRATOR)),
    "superuser": lambda: account(is_superuser=True),
}


@dataclass
class Visitor:
    """Somebody in a role, and their browser."""

    role: str
    user: User | None
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        if self.user is not None:
            self.client.force_login(self.user)

    @property
    def is_let_in(self) -> bool:
        return self.user is not None and self.user.is_staff

    def may(self, model: type[Model], rights: Sequence[str]) -> bool:
        """Whether they hold one of ``rights`` to ``model``."""
        if self.user is None or not self.user.is_staff:
            return False
        opts = model._meta
        return any(
            self.user.has_perm(f"{opts.app_label}.{act}_{opts.model_name}") for act in rights
        )

    def may_open(self, address: Address) -> bool:
        assert address.model is not None
        if address.kind == "short":
            return self.is_let_in
        if address.kind in {"add", "delete"} and (address.model, address.kind) in NEVER:
            return False
        act = "" if address.kind == "change" else address.kind
        rights = READERS.get(address.kind, LOOK)
        if set(rights) == set(LOOK) and self._reads_for_concepts(address):
            return True
        return self.may(address.model, rights) and self._may_besides(address, act)

    def _reads_for_concepts(self, address: Address) -> bool:
        """Whether they may look because they may change concepts, for whose sake it is there."""
        return address.model is UnansweredSearch and any(
            self.may(one, ("change",)) for one in Concept.__subclasses__()
        )

    def may_send(self, address: Address, request: Request) -> bool:
        assert address.model is not None
        rights = [act for act in needed(address, request) if (address.model, act) not in NEVER]
        return self.may(address.model, rights) and all(
            self._may_besides(address, act) for act in rights
        )

    def _may_besides(self, address: Address, act: str) -> bool:
        """Whether they hold what else an act takes.

        Django asks of whoever adds accounts that they may change them too. Whoever adds a row to a
        record or takes one away changes the record.
        """
        assert address.model is not None
        if (address.model, address.kind) == (User, "add"):
            return self.may(User, ("change",))
        page = admin.site.get_model_admin(address.model)
        if not isinstance(page, OrderedRowAdmin) or act not in {"add", "change", "delete"}:
            return True
        fields: Any = map(address.model._meta.get_field, page.parent_fields)
        return any(self.may(field.related_model, ("change",)) for field in fields)


def visitors() -> list[Visitor]:
    return [Visitor(role, make() if make else None) for role, make in ROLES.items()]
