"""Every address of the admin, found by walking the URL patterns, and who may do what there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

HOLE = re.compile(r"<[^>]+>|\(\?P<\w+>[^)]*\)|\(\[\^/\]\+\)")
"""The part of an address that a record, a version or a name is put into."""


@dataclass(frozen=True)
class Address:
    """One address: its pattern, its name, and the model it belongs to, if any."""

    route: str
    name: str
    model: type[Model] | None

    @property
    def kind(self) -> str:
        """What the page does, such as ``change``; the name itself for pages of no model."""
        if self.model is None:
            return self.name or "elsewhere"
        opts = self.model._meta
        return self.name.removeprefix(f"{opts.app_label}_{opts.model_name}_") or "short"

    def path(self, *values: Any) -> str:
        """The path with ``values`` put into its holes."""
        rest = iter(values)
        return "/" + HOLE.sub(lambda _: str(next(rest)), self.route).translate(
            str.maketrans("", "", "^$")
        )


def admin_addresses() -> list[Address]:
    """Every address below ``/admin/``."""
    return [
        Address(route, pattern.name or "", owner(route))
        for route, pattern in walk(get_resolver())
        if route.startswith("admin/")
    ]


def walk(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry, route)
        else:
            yield route, entry


def owner(route: str) -> type[Model] | None:
    for model in admin.site._registry:
        if route.startswith(f"admin/{model._meta.app_label}/{model._meta.model_name}/"):
            return model
    return None


LOOK = ("view", "change")

READERS: dict[str, tuple[str, ...]] = {
    "changelist": LOOK,
    "change": LOOK,
    "history": LOOK,
    "simple_history": LOOK,
    "add": ("add",),
    "delete": ("delete",),
    "password_change": ("change",),
}
"""Who may open which page of a model: whoever holds one of these rights to the model."""

WRITERS: dict[str, tuple[str, ...]] = {
    "change": ("change",),
    "add": ("add",),
    "delete": ("delete",),
    "password_change": ("change",),
}
"""Whose form which page of a model takes. A page that is not named here takes nobody's."""

ACTORS = {
    "delete_selected": "delete",
    "cleanup_expired_attempts": "delete",
}
"""Which right each action of a list takes."""


@dataclass(frozen=True)
class Request:
    """What is sent to one address, under a name for messages."""

    name: str
    path: str
    data: dict[str, Any]


def needed(address: Address, request: Request) -> tuple[str, ...]:
    """The right that the request takes, if there is one."""
    if address.kind == "changelist":
        right = ACTORS.get(request.data["action"])
        return (right,) if right else ()
    if address.kind == "change" and "_saveasnew" in request.data:
        return ("add",)
    return WRITERS.get(address.kind, ())
