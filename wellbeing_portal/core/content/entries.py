"""Reads content files, and finds the order in which they can be loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from wellbeing_portal.core.models import LoadedRecord

from .kind import ContentKind
from .problem import ContentProblem, ContentProblems
from .reading import Parsed
from .references import Key, Known, Named
from .schema import ContentModel

IN_BULK = 100
"""Records that are asked for at a time, so that no query and no memory grows with the content."""

T = TypeVar("T")


@dataclass(frozen=True)
class Entry:
    """A file, or a row of a table; ``content`` is what it says, with the keys that it uses."""

    kind: ContentKind
    parsed: Parsed
    content: ContentModel
    uses: frozenset[Key]

    @property
    def key(self) -> str:
        """The slug that the file gives its record."""
        return str(self.parsed.data["slug"])

    @property
    def place(self) -> Key:
        """The kind and the key."""
        return self.kind.name, self.key

    @property
    def label(self) -> str:
        """The record as reports name it."""
        return f"{self.kind.name} {self.key}"


@dataclass
class Files:
    """All that was read, and what could not be."""

    parsed: list[tuple[ContentKind, Parsed]] = field(default_factory=list)
    problems: list[ContentProblem] = field(default_factory=list)


def in_batches(these: Iterable[T]) -> Iterator[list[T]]:
    """Yield ``these``, a few at a time."""
    batch: list[T] = []
    for one in these:
        batch.append(one)
        if len(batch) == IN_BULK:
            yield batch
            batch = []
    if batch:
        yield batch


def read(kinds: Sequence[ContentKind]) -> Files:
    """Read every file, without asking the database."""
    files = Files()
    for kind in kinds:
        try:
            files.parsed += [(kind, one) for one in kind.read()]
        except ContentProblems as error:
            files.problems += error.problems
    return files


def check(kinds: Sequence[ContentKind], files: Files) -> list[Entry]:
    """Check every file; references may point at files and at the database.

    Raises:
        ContentProblems: everything that is wrong in any of them.
    """
    problems = list(files.problems)
    uses = [_uses(kind, parsed) for kind, parsed in files.parsed]
    known = _known(kinds, files, frozenset[Key]().union(*uses))
    seen: set[Key] = set()
    entries: list[Entry] = []
    for (kind, parsed), used in zip(files.parsed, uses, strict=True):
        key = str(parsed.data.get("slug", ""))
        if key and (kind.name, key) in seen:
            problems.append(parsed.problem(("slug",), f"another {kind.name} has this slug", key))
        seen.add((kind.name, key))
        try:
            entries.append(Entry(kind, parsed, kind.schema.check(parsed, known), used))
        except ContentProblems as error:
            problems += error.problems
    if problems:
        raise ContentProblems(problems)
    return entries


def _uses(kind: ContentKind, parsed: Parsed) -> frozenset[Key]:
    named = Named()
    with suppress(ContentProblems):  # They are told when the file is checked.
        kind.schema.check(parsed, named)
    return frozenset(named.keys)


def _known(kinds: Sequence[ContentKind], files: Files, uses: frozenset[Key]) -> Known:
    """Return which of all the keys that files name lead to something."""
    known: dict[str, set[str]] = defaultdict(set)
    places = [(kind.name, str(parsed.data.get("slug", ""))) for kind, parsed in files.parsed]
    for kind_name, key in [*places, *LoadedRecord.objects.values_list("kind", "key")]:
        known[kind_name].add(key)
    for kind in kinds:
        unknown = {key for name, key in uses if name == kind.name} - known[kind.name]
        for keys in in_batches(sorted(unknown)):
            there = kind.model._default_manager.filter(slug__in=keys)
            known[kind.name].update(there.values_list("slug", flat=True))
    return Known(known)


def broader_first(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Order entries so that what another one of them refers to as its parent comes first."""
    waiting = {entry.key: entry for entry in entries}

    def visit(entry: Entry, above: tuple[str, ...]) -> Iterator[Entry]:
        if entry.key not in waiting:
            return
        field = "broader" if hasattr(entry.content, "broader") else "parent"
        parent = getattr(entry.content, field, None)
        lineage = (*above, entry.key)
        if parent in lineage:
            raise ContentProblems(
                [entry.parsed.problem((field,), "this leads round in a circle", parent)]
            )
        if parent in waiting:
            yield from visit(waiting[parent], lineage)
        if waiting.pop(entry.key, None):
            yield entry

    for entry in entries:
        yield from visit(entry, ())
