"""Loads content files into the database: all or nothing, again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from wellbeing_portal.core.models import LoadedRecord, Redirect

from .former import Former
from .problem import ContentProblem, ContentProblems
from .reading import Parsed
from .schema import ContentModel
from .snapshot import Children, digest, relations


@dataclass(frozen=True)
class ContentKind:
    """One kind of record that content files describe.

    ``read`` yields each record's file or row; ``save`` makes the record equal to it, given the
    record that exists already or None.
    """

    name: str
    plural: str
    model: type[models.Model]
    schema: type[ContentModel]
    read: Callable[[], Iterable[Parsed]]
    save: Callable[[Any, Any], models.Model]
    children: Children = field(default_factory=dict)


@dataclass
class LoadReport:
    """What a load did to each record, as “kind key”."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    """Records that came from a file which is no longer there. They are kept."""
    renamed: list[ContentProblem] = field(default_factory=list)
    """Where files call a record by a slug that it had before."""


@dataclass(frozen=True)
class _Entry:
    kind: ContentKind
    parsed: Parsed
    key: str
    content: ContentModel


def load(
    kinds: Sequence[ContentKind], *, overwrite: bool = False, check: bool = False
) -> LoadReport:
    """Load every file of ``kinds``, in their order, in one transaction.

    A record that a curator has edited since it was loaded, or made by hand, is left alone and
    reported, unless ``overwrite``. With ``check`` everything is tried and nothing is kept.

    Raises:
        ContentProblems: naming file, line and field; nothing has been written.
    """
    report = LoadReport()
    with transaction.atomic():
        entries = _read(kinds, report)
        for kind in kinds:
            _load_kind(kind, [e for e in entries if e.kind is kind], report, overwrite)
        if check:
            transaction.set_rollback(True)
    return report


def _read(kinds: Sequence[ContentKind], report: LoadReport) -> list[_Entry]:
    """Read and check every file; references may point at files and at the database."""
    parsed: list[tuple[ContentKind, Parsed]] = []
    problems: list[ContentProblem] = []
    for kind in kinds:
        try:
            parsed += [(kind, one) for one in kind.read()]
        except ContentProblems as error:
            problems += error.problems
    known = {
        kind.name: set(kind.model._default_manager.values_list("slug", flat=True)) for kind in kinds
    }
    former = Former.of((kind.name, kind.model) for kind in kinds)
    seen: set[tuple[str, str]] = set()
    for kind, one in parsed:
        key = str(one.data.get("slug", ""))
        if key and (kind.name, key) in seen:
            problems.append(one.problem(("slug",), f"another {kind.name} has this slug", key))
        seen.add((kind.name, key))
        known[kind.name].add(key)
    entries: list[_Entry] = []
    for kind, one in parsed:
        try:
            content = kind.schema.check(one, known, former)
        except ContentProblems as error:
            problems += error.problems
        else:
            entries.append(_Entry(kind, one, str(one.data["slug"]), content))
            report.renamed += former.hints(one)
    if problems:
        raise ContentProblems(problems)
    return entries


def _load_kind(
    kind: ContentKind, entries: Sequence[_Entry], report: LoadReport, overwrite: bool
) -> None:
    existing: dict[str, Any] = {
        record.slug: record  # type: ignore[attr-defined]
        for record in kind.model._default_manager.prefetch_related(
            *relations(kind.model, kind.children)
        )
    }
    loaded = {row.key: row for row in LoadedRecord.objects.filter(kind=kind.name)}
    keys = {entry.key for entry in entries}
    report.dropped += [f"{kind.name} {key}" for key in sorted(loaded) if key not in keys]
    for entry in _broader_first(entries):
        label = f"{kind.name} {entry.key}"
        record, trace = existing.get(entry.key), loaded.get(entry.key)
        if record is None and trace is not None:
            # What came from this file has another slug by now, or was deleted.
            records: Any = kind.model._default_manager.all()
            record = records.called([entry.key]).get(entry.key)
            if record is None:
                Redirect.objects.release(kind.model, entry.key)
        if record is not None:
            edited = trace is None or trace.state_digest != digest(record, kind.children)
            unchanged = trace is not None and trace.file_digest == entry.parsed.digest
            if edited and not overwrite:
                report.edited.append(label)
                continue
            if unchanged and not edited:
                report.left.append(label)
                continue
        saved = _save(kind, entry, record)
        existing[entry.key] = saved
        (report.created if record is None else report.changed).append(label)
        fresh = kind.model._default_manager.get(pk=saved.pk)
        LoadedRecord.objects.update_or_create(
            kind=kind.name,
            key=entry.key,
            defaults={
                "file_digest": entry.parsed.digest,
                "state_digest": digest(fresh, kind.children),
            },
        )


def _save(kind: ContentKind, entry: _Entry, record: models.Model | None) -> Any:
    try:
        with transaction.atomic():
            return kind.save(entry.content, record)
    except ValidationError as error:
        location = getattr(error, "location", ())
        messages = (
            [(field, text) for field, texts in error.message_dict.items() for text in texts]
            if hasattr(error, "error_dict")
            else [("", text) for text in error.messages]
        )
        raise ContentProblems(
            entry.parsed.problem(
                (*location, name) if name and name != "__all__" else location, text
            )
            for name, text in messages
        ) from None


def _broader_first(entries: Sequence[_Entry]) -> Iterator[_Entry]:
    """Order entries so that what another one of them refers to as its parent comes first."""
    waiting = {entry.key: entry for entry in entries}

    def visit(entry: _Entry, above: tuple[str, ...]) -> Iterator[_Entry]:
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
