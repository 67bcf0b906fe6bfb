"""Imports on their way: read, checked, and written whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.roles import Verb, require
from wellbeing_portal.curate.models import ImportedRecord, ImportRun
from wellbeing_portal.search.changes import lock

from .assembling import assembled
from .cells import FileNames
from .content_forms import content_texts, read_content
from .mapping import SheetMapping, guessed
from .outcome import Fate, RecordOutcome, counted_fates, reasons_of
from .reading import ReadFile, read_file
from .reading.any_file import CONTENT, ending_of
from .resource import RecordResource
from .said import RowSaid
from .suggesting import suggest_terms
from .tables import FileTable, tables

MOST_REASONS = 30
STEP = 100
"""Records that are taken in at a time."""

Stage = ImportRun.Stage
Note = Callable[[int], None]
T = TypeVar("T")


class ChangedSince(Exception):
    """The portal is another than it was when the file was checked; nothing is written."""


def begin(table: FileTable, data: bytes, name: str, *, by: User) -> ImportRun:
    """Keep a file that ``by`` brings in, with what its columns seem to be.

    Raises:
        NotAllowed: when ``by`` may not import.
        FileRefused: when the file is not taken in.
    """
    require(by, Verb.IMPORT)
    run = ImportRun(
        table=table.key,
        file_name=name[-200:],
        file=data,
        made_by=by,
        made_by_name=by.get_username(),
    )
    if is_content(run):
        run.notes = []
        content_texts(data, name)
        run.stage = Stage.CHECKING
    else:
        read = read_file(data, name)
        run.notes = list(read.notes)
        run.mapping = [one.as_json() for one in guessed(read, table)]
    run.save()
    return run


def is_content(run: ImportRun) -> bool:
    """Tell whether a run brings content files, whose fields need no mapping."""
    return tables()[run.table].as_files and ending_of(run.file_name) in CONTENT


def read_again(run: ImportRun) -> ReadFile:
    """Return the sheets of the file that a run keeps."""
    return read_file(bytes(run.file), run.file_name)


def records_of(run: ImportRun, names: FileNames) -> list[RowSaid]:
    """Return what the file of a run says, record by record."""
    table = tables()[run.table]
    if is_content(run):
        return list(read_content(content_texts(bytes(run.file), run.file_name), table, names))
    mappings = [SheetMapping.from_json(one) for one in run.mapping]
    return in_order(assembled(read_again(run), table, mappings, names))


def in_order(records: list[RowSaid]) -> list[RowSaid]:
    """Return records so that what is above others comes before them, and else as they stand."""
    return sorted(records, key=lambda said: bool(said.values.get("parent")))


def to_stage(run: ImportRun, stage: str, **told: Any) -> None:
    """Let a run be in another stage."""
    run.stage, run.stage_at = stage, timezone.now()
    for name, value in told.items():
        setattr(run, name, value)
    run.save(update_fields=["stage", "stage_at", *told])


def check(run: ImportRun, *, by: Actor) -> None:
    """Look at every record of a file, write none of them, and keep what would become of each.

    Raises:
        NotAllowed: when ``by`` may not import.
    """
    require(by, Verb.IMPORT)
    run.records.all().delete()
    to_stage(run, Stage.CHECKING, done=0, total=0, counts={}, refusal="")
    names = FileNames()
    records = records_of(run, names)
    run.total = len(records)
    run.save(update_fields=["total"])
    resource = RecordResource(tables()[run.table], names, by=by)
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for some in _in_steps(records):
        outcomes = resource.take_in(some, dry_run=True)
        _keep(run, outcomes)
        counts += counted_fates(outcomes)
        reasons += reasons_of(outcomes)
        run.done += len(some)
        run.save(update_fields=["done"])
    to_stage(run, Stage.CHECKED, counts=dict(counts), reasons=_most(reasons))


def _most(reasons: Counter[str]) -> list[tuple[str, int]]:
    """Return the most common reasons, and how often there were others."""
    told = reasons.most_common(MOST_REASONS)
    others = reasons.total() - sum(number for _, number in told)
    return [*told, *([(gettext("Other reasons"), others)] if others else [])]


def write_all(run: ImportRun, *, by: Actor, note: Note = lambda _: None) -> None:
    """Write what was checked, in one transaction; ``note`` is told how far it is.

    Raises:
        NotAllowed: when ``by`` may not import.
        ChangedSince: when a record would not become what the check said. Nothing is written.
    """
    require(by, Verb.IMPORT)
    with transaction.atomic():
        lock()
        names = FileNames()
        resource = RecordResource(tables()[run.table], names, by=by)
        done = 0
        told = run.records.order_by("number").values_list("fate", "slug", "told", "row")
        checked = list(told)
        records = records_of(run, names)
        if len(records) != len(checked):
            raise ChangedSince(gettext("The file is read otherwise than it was."))
        written: list[RecordOutcome] = []
        for some in _in_steps(records):
            outcomes = resource.take_in(some, dry_run=False)
            for outcome, before in zip(outcomes, checked[done:], strict=False):
                _as_checked(outcome, before, leaves_out=run.leaves_out)
            written += outcomes
            done += len(some)
            note(done)
        suggest_terms(run, tables()[run.table], written, by=by)
        to_stage(run, Stage.WRITTEN, done=done)


def _as_checked(outcome: RecordOutcome, before: Sequence[Any], *, leaves_out: bool) -> None:
    """Let a record become only what was shown.

    Raises:
        ChangedSince: when it would become something else.
    """
    fate, slug, told, row = before
    now = [one.__dict__ for one in outcome.changes]
    same = outcome.fate == fate and outcome.slug == slug and now == told["changes"]
    if same and (outcome.fate != Fate.REFUSED or leaves_out):
        return
    raise ChangedSince(
        gettext(
            "The portal was changed since the check: “%(name)s”, row %(row)s, would become "
            "something else than was shown. Check it again."
        )
        % {"name": outcome.name, "row": row}
    )


def _keep(run: ImportRun, outcomes: Sequence[RecordOutcome]) -> None:
    ImportedRecord.objects.bulk_create(
        ImportedRecord(
            run=run,
            number=run.done + number,
            fate=outcome.fate,
            sheet=outcome.said.place.sheet[:100],
            row=outcome.said.place.row,
            name=outcome.name[:300],
            slug=outcome.slug,
            told=outcome.told(),
            typed=outcome.said.texts,
        )
        for number, outcome in enumerate(outcomes, start=1)
    )


def _in_steps(records: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(records), STEP):
        yield records[start : start + STEP]
