"""Every row that documents are made of makes them anew: nothing is missing, nothing is too much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from tests import factories as make
from tests.universe import Universe
from wellbeing_portal.core.indexed.reads import reads_of, untold
from wellbeing_portal.search import registry
from wellbeing_portal.search.changes import EVERYTHING, seal
from wellbeing_portal.search.declarations import Collection, Dependency
from wellbeing_portal.search.models import IndexChange
from wellbeing_portal.search.writing import documents_of

NEEDS = {f"{one.name}: {need.lookup}": (one, need) for one, need in registry.dependencies()}
"""The dependencies of all collections; what two extensions depend on stands here once."""
IMPOSSIBLE = (IntegrityError, ProtectedError, ValidationError)
"""What the database or a rule says of an edit that no curator could make either."""


@pytest.fixture(autouse=True)
def followed_twice(universe: Universe) -> None:
    """A council that was followed by one that was followed itself."""
    make.CouncilChangeFactory.create(
        predecessor=make.CouncilFactory.create(name="Eldermarl"), successor=universe.old_marl
    )


@pytest.mark.parametrize("name", registry.collections)
def test_nothing_is_read_that_could_change_unnoticed(universe: Universe, name: str) -> None:
    collection = registry.collections[name]
    keys = list(collection.model._default_manager.values_list("pk", flat=True))

    assert untold(collection, reads_of(collection, keys)) == []


@pytest.mark.parametrize("name", NEEDS)
def test_each_dependency_is_needed(
    universe: Universe, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection, need = NEEDS[name]
    rows = list(need.model._default_manager.order_by("pk"))
    if need.links is not None:
        # Whoever is used in many ways stays public when one of them goes.
        rows = [*used_in_one_way(collection, need), *rows]
    elif not need.owner:
        # What is named in many ways has the same name in the others.
        rows = [*named_in_one_way(collection, need), *rows]
    before = documents(collection)
    forget(monkeypatch, collection, need)

    for edit in edits(need, rows):
        if stale(collection, before, edit):
            monkeypatch.undo()
            assert not stale(collection, before, edit)
            return

    pytest.fail(f"Documents do not depend on {name}: take it away.")


def named_in_one_way(collection: Collection, need: Dependency) -> list[Any]:
    """Make a row of its own for what one published record leads to, and to nothing else."""
    before, _, last = need.lookup.rpartition("__")
    published = collection.published().order_by("pk")
    holders = list(published)
    if before:
        model: Any = collection.model
        for name in before.split("__"):
            model = model._meta.get_field(name).related_model
        keys = published.filter(**{f"{before}__isnull": False}).values_list(before, flat=True)
        holders = list(model._default_manager.filter(pk__in=list(keys)).order_by("pk"))
    relation: Any = type(holders[0])._meta.get_field(last)
    made: list[Any] = []
    for holder in holders:
        if relation.many_to_one and getattr(holder, relation.attname) is None:
            continue
        try:
            with transaction.atomic():
                fresh = copy_of(need.model._default_manager.order_by("pk").first())
        except IMPOSSIBLE:
            break
        if relation.many_to_one:
            setattr(holder, last, fresh)
            holder.save()
        elif relation.many_to_many:
            name = last if relation.concrete else relation.get_accessor_name()
            getattr(holder, name).add(fresh)
        made.append(fresh)
        break
    return made


def copy_of(record: Any) -> Any:
    """Return another record that says the same under another name."""
    record.pk, record._state.adding = None, True
    if hasattr(record, "key"):
        record.key, record.position = "another", 900
    for name in ("slug", "name", "official_name", "title"):
        if hasattr(record, name):
            setattr(record, name, "used-in-one-way")
    if hasattr(record, "broader"):
        record.broader = None
    if hasattr(record, "gss_code"):
        record.gss_code = "E06999999"
    record.save()
    return record


def used_in_one_way(collection: Collection, need: Dependency) -> list[Any]:
    """Make a record that only one row uses, along the way of a dependency; return the rows there.

    The row is the first that makes it public.
    """
    first, _, rest = need.lookup.partition("__")
    relation: Any = collection.model._meta.get_field(first)
    record = copy_of(collection.model._default_manager.order_by("pk").first())
    users = relation.related_model._default_manager.order_by("pk")
    for user in users.filter(**{f"{rest}__isnull": False}) if rest else users:
        with transaction.atomic():
            if relation.many_to_many:
                getattr(record, relation.get_accessor_name()).set([user])
            else:
                setattr(user, relation.field.name, record)
                user.save()
            if collection.published().filter(pk=record.pk).exists():
                return list(need.model._default_manager.filter(**_back(need, user, rest)))
            transaction.set_rollback(True)
    return []


def _back(need: Dependency, user: Any, rest: str) -> dict[str, Any]:
    at = user
    for name in rest.split("__") if rest else ():
        at = getattr(at, name)
    return {"pk": at.pk}


def forget(monkeypatch: pytest.MonkeyPatch, collection: Collection, need: Dependency) -> None:
    def without(needs: tuple[Dependency, ...]) -> tuple[Dependency, ...]:
        return tuple(one for one in needs if one.lookup != need.lookup)

    left = replace(collection, depends_on=without(collection.depends_on))
    monkeypatch.setitem(registry.collections, collection.name, left)
    others = [
        replace(one, depends_on=without(one.depends_on))
        if one.collection == collection.name
        else one
        for one in registry.extensions
    ]
    monkeypatch.setattr(registry, "extensions", others)


def documents(collection: Collection) -> dict[str, list[str]]:
    """Return the documents that a build would make, by record."""
    keys = list(collection.model._default_manager.order_by().values_list("pk", flat=True))
    found: dict[str, list[str]] = {}
    for owner, one in documents_of(collection, keys):
        facets = {name: sorted(set(values)) for name, values in one.facets.items()}
        found.setdefault(owner, []).append(repr(replace(one, facets=facets)))
    return {owner: sorted(texts) for owner, texts in found.items()}


def stale(
    collection: Collection, before: dict[str, list[str]], edit: Callable[[], Any]
) -> set[str]:
    """Return the records whose documents an edit changes, and nobody notices."""
    seal()
    last = IndexChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    left: set[str] = set()
    try:
        with transaction.atomic():
            edit()
            after = documents(collection)
            marked = IndexChange.objects.filter(pk__gt=last)
            names = set(marked.values_list("collection", flat=True))
            keys = list(marked.filter(collection=collection.name).values_list("record", flat=True))
            told = {f"{collection.name}:{key}" for key in collection.reach(keys)}
            changed = {
                owner
                for owner in before.keys() | after.keys()
                if before.get(owner) != after.get(owner)
            }
            left = set() if EVERYTHING in names else changed - told
            transaction.set_rollback(True)
    except IMPOSSIBLE:
        return set()
    return left


def edits(need: Dependency, rows: list[Any]) -> Iterator[Callable[[], Any]]:
    """Yield changes of rows of a model: of what they say, of their links, and of their being."""
    for row in rows:
        for field in need.model._meta.concrete_fields:
            said = {field.name, field.attname} & set(need.fields)
            if (said or not need.fields) and not field.primary_key:
                for value in other_values(field, getattr(row, field.attname)):
                    yield change(row, field.attname, value)
        for links in need.model._meta.many_to_many:
            yield unlink(row, links.name)
        yield remove(row)


def change(row: models.Model, name: str, value: Any) -> Callable[[], Any]:
    def edit() -> None:
        fresh = again(row)
        setattr(fresh, name, value)
        if hasattr(fresh, "position"):
            fresh.position += 900  # whatever it moves to has rows of its own
        fresh.save()

    return edit


def unlink(row: models.Model, name: str) -> Callable[[], Any]:
    return lambda: getattr(again(row), name).clear()


def remove(row: models.Model) -> Callable[[], Any]:
    return lambda: again(row).delete()


def again(row: models.Model) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def other_values(field: Any, value: Any) -> Iterator[Any]:
    """Yield values that a field could have instead."""
    if field.is_relation:
        others = field.related_model._default_manager.exclude(pk=value).order_by("pk")
        yield from others.values_list("pk", flat=True)[:8]
        if field.null and value is not None:
            yield None
    elif field.choices:
        yield from [one for one, _ in field.choices if one != value]
    elif isinstance(field, models.BooleanField):
        yield not value
    elif isinstance(field, models.SlugField):
        yield f"{value}-now"
    elif isinstance(field, models.CharField | models.TextField):
        yield f"{value} zebra"
    elif isinstance(field, models.IntegerField):
        yield 2001 if value is None else value + 1
