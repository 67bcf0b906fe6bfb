"""Listens for saved, deleted and re-linked rows, only to log whose documents they change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save

from .changes import ChangedRecord, lock, log, mark, records_of
from .declarations import Collection, Dependency, registry

_BEFORE = "_portal_index_before"


def connect() -> None:
    """Listen to every model that a declaration names. Calling it again changes nothing."""
    for model in {need.model for _, need in registry.dependencies()} | {
        collection.model for collection in registry.collections.values()
    }:
        name = model._meta.label
        pre_save.connect(before_save, sender=model, dispatch_uid=f"index {name}")
        post_save.connect(after_save, sender=model, dispatch_uid=f"index {name}")
        pre_delete.connect(before_delete, sender=model, dispatch_uid=f"index {name}")
    m2m_changed.connect(links_changed, dispatch_uid="index")


def _needs(model: type[Model]) -> list[tuple[Collection, Dependency]]:
    return [(one, need) for one, need in registry.dependencies() if need.model is model]


def before_save(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    """Note what a row says that is about to be changed, and whose it is."""
    lock()
    instance.__dict__[_BEFORE] = None
    if instance._state.adding or instance.pk is None:
        return
    needs = _needs(sender)
    if any(need.owner for _, need in needs):
        # It may be about to move to another record.
        mark(sender, [instance.pk], [need for _, need in needs if need.owner])
    fields = {name for _, need in needs for name in need.fields}
    if fields:
        rows = sender._default_manager.filter(pk=instance.pk)
        instance.__dict__[_BEFORE] = rows.values(*fields).first()


def after_save(sender: type[Model], instance: Any, created: bool, **_kwargs: Any) -> None:
    """Log the records that tell of a row that was saved."""
    before = instance.__dict__.pop(_BEFORE, None)
    needs = [need for _, need in _needs(sender)]
    if created:
        # Nothing can point at a new row yet, except its owner's documents.
        log([*_own(sender, instance), *_owners(instance, _needs(sender))])
        return
    changed = [
        need
        for need in needs
        if not need.fields
        or before is None
        or any(_differs(instance, name, before[name]) for name in need.fields)
    ]
    others = [need for need in changed if not need.owner]
    log([*_own(sender, instance), *_owners(instance, _needs(sender))])
    if others:
        mark(sender, [instance.pk], others)


def _differs(instance: Any, name: str, before: Any) -> bool:
    """Tell whether documents say something else by what a field of a row says now.

    A model tells by ``IN_DOCUMENTS`` where some of a field's values are the same to documents.
    """
    meant = getattr(instance, "IN_DOCUMENTS", {}).get(name, _itself)
    return bool(meant(before) != meant(getattr(instance, name)))


def _itself(value: Any) -> Any:
    return value


def before_delete(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    """Log the records that tell of a row, while they can still be found."""
    needs = _needs(sender)
    log([*_own(sender, instance), *_owners(instance, needs)])
    others = [need for _, need in needs if not need.owner]
    if others:
        mark(sender, [instance.pk], others)


@dataclass(frozen=True)
class Told:
    """A row that is written in bulk, without signals.

    ``fields`` are the columns that are different, None where it goes; ``links`` the tables of
    those of its many-to-many links that are.
    """

    row: Any
    fields: frozenset[str] | None = None
    links: frozenset[type[Model]] = frozenset()

    def concerns(self, need: Dependency) -> bool:
        """Tell whether the records that have this need tell of what is different."""
        if self.fields is None or any(need.links is None or t in need.links for t in self.links):
            return True
        return bool(self.fields and (not need.fields or self.fields.intersection(need.fields)))


def rows_change(rows: Iterable[Told]) -> None:
    """Log the records that tell of rows which are written in bulk.

    Call it before rows change or go, and after they have changed or come.
    """
    told: list[ChangedRecord] = []
    concerned: dict[tuple[str, Dependency], list[int]] = {}
    for one in rows:
        needs = _needs(type(one.row))
        told += [*_own(type(one.row), one.row), *_owners(one.row, needs)]
        for collection, need in needs:
            if not need.owner and one.concerns(need):
                concerned.setdefault((collection.name, need), []).append(one.row.pk)
    if concerned:
        lock()
    for (name, need), keys in concerned.items():
        told += [(name, key) for key in records_of(registry.collections[name], need, keys)]
    log(told)


def links_changed(
    sender: type[Model],
    instance: Any,
    action: str,
    reverse: bool,
    model: type[Model],
    pk_set: set[int] | None,
    **_kwargs: Any,
) -> None:
    """Log the records whose many-to-many links change: before they go, after they come."""
    if action == "pre_add":
        return
    ends: list[tuple[type[Model], Iterable[int]]] = [(type(instance), [instance.pk])]
    if reverse:
        ends.append((model, _linked(sender, instance, model) if pk_set is None else pk_set))
    for end, keys in ends:
        if keys:
            needs = [need for _, need in _needs(end)]
            told = [need for need in needs if need.links is None or sender in need.links]
            mark(end, list(keys), told)


def _linked(through: type[Model], instance: Any, model: type[Model]) -> set[int]:
    """Return what ``clear()`` from the far side is about to unlink."""
    near = far = ""
    for field in through._meta.fields:
        related: Any = field.related_model
        if related is model and not far:
            far = field.attname
        elif related is type(instance):
            near = field.attname
    if not near or not far:
        return set()
    rows = through._default_manager.filter(**{near: instance.pk})
    return set(rows.values_list(far, flat=True))


def _own(sender: type[Model], instance: Any) -> list[ChangedRecord]:
    return [(one.name, instance.pk) for one in registry.collections.values() if one.model is sender]


def _owners(instance: Any, needs: list[tuple[Collection, Dependency]]) -> list[ChangedRecord]:
    return [
        (collection.name, owner)
        for collection, need in needs
        if need.owner and (owner := need.owner(instance)) is not None
    ]
