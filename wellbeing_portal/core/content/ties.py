"""Which record each key of the content files leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from wellbeing_portal.core.models import LoadedRecord, Redirect

from .entries import Entry, in_batches
from .kind import ContentKind
from .references import Key, Present


class Ties:
    """The record of every key: the one that was loaded, by its primary key.

    Where none was, or it has been deleted, a record that has the key as its slug stands for it,
    unless that one was itself loaded from another file that is still there.
    """

    def __init__(self, kinds: Sequence[ContentKind], entries: Iterable[Entry]) -> None:
        self.traces = {
            (trace.kind, trace.key): trace for trace in LoadedRecord.objects.defer("state")
        }
        self.records: dict[Key, int] = {}
        self.present = Present()
        self._files: set[Key] = set()
        models = {kind.name: kind.model for kind in kinds}
        keys: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            self._files.add(entry.place)
            for kind_name, key in (entry.place, *entry.uses):
                keys[kind_name].add(key)
        self._owners = {
            (models[trace.kind], trace.record): (trace.kind, trace.key)
            for trace in self.traces.values()
            if trace.kind in models
        }
        for kind in kinds:
            self._find_loaded(kind)
            self._find_namesakes(kind, keys[kind.name])

    def _find_loaded(self, kind: ContentKind) -> None:
        traces = [trace for trace in self.traces.values() if trace.kind == kind.name]
        for batch in in_batches(traces):
            slugs = dict(
                kind.model._default_manager.filter(
                    pk__in=[trace.record for trace in batch if trace.record is not None]
                ).values_list("pk", "slug")
            )
            gone = []
            for trace in batch:
                if trace.record is not None and trace.record in slugs:
                    self.lead((kind.name, trace.key), trace.record, slugs[trace.record])
                else:
                    self.present.missing[kind.name, trace.key] = "a curator deleted"
                    gone.append(trace.key)
            self._find_merged(kind, gone)

    def _find_merged(self, kind: ContentKind, keys: Sequence[str]) -> None:
        """Let others name what is part of another record now by that one.

        What was merged is gone all the same: its own file makes nothing.
        """
        former = dict(Redirect.objects.of(kind.model, keys).values_list("slug", "record"))
        slugs = dict(
            kind.model._default_manager.filter(pk__in=former.values()).values_list("pk", "slug")
        )
        self.present.slugs |= {
            (kind.name, key): slugs[record] for key, record in former.items() if record in slugs
        }

    def _find_namesakes(self, kind: ContentKind, keys: Iterable[str]) -> None:
        lost = sorted(key for key in keys if (kind.name, key) not in self.records)
        for batch in in_batches(lost):
            there = kind.model._default_manager.filter(slug__in=batch)
            for pk, slug in there.values_list("pk", "slug"):
                place = kind.name, slug
                if place not in self._files or not self.is_loaded(kind.model, pk):
                    self.lead(place, pk, slug)

    def lead(self, place: Key, pk: int, slug: str) -> None:
        """Let a key lead to a record."""
        self.records[place] = pk
        self.present.slugs[place] = slug

    def tie(self, entry: Entry, pk: int, slug: str) -> None:
        """Note that a file has been loaded."""
        self._owners[entry.kind.model, pk] = entry.place
        self.present.missing.pop(entry.place, None)
        self.lead(entry.place, pk, slug)

    def is_loaded(self, model: type[Any], pk: int) -> bool:
        """Tell whether the record was loaded from a file that is still there."""
        return self._owners.get((model, pk)) in self._files

    def deleted(self, entry: Entry) -> bool:
        """Tell whether a curator has deleted the record that was loaded from this file."""
        return entry.place in self.present.missing

    def dropped(self, kind: ContentKind) -> list[str]:
        """Return the keys of records that are there, though their files no longer are."""
        return sorted(
            key
            for name, key in self.traces.keys() - self._files
            if name == kind.name and (name, key) not in self.present.missing
        )


class Rivals:
    """Records that have something which must be unique and which files claim."""

    def __init__(self, kind: ContentKind, entries: Sequence[Entry]) -> None:
        self._names = kind.unique
        self._having: dict[tuple[str, Any], list[Any]] = defaultdict(list)
        for name in kind.unique:
            claimed = {getattr(entry.content, name, None) for entry in entries} - {None, ""}
            for one in kind.model._default_manager.filter(**{f"{name}__in": claimed}):
                self._having[name, getattr(one, name)].append(one)

    def of(self, entry: Entry, pk: int | None) -> list[Any]:
        """Return the other records that have what one file claims."""
        found = {
            one.pk: one
            for name in self._names
            for one in self._having.get((name, getattr(entry.content, name, None)), ())
        }
        return [one for key, one in found.items() if key != pk]
