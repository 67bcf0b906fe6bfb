"""Loads content files into the database: all or nothing, again and again.

Who owns what: a file makes its record once. After that the record is the curators', and the
file changes it only as long as none of them has. What a curator deleted, renamed, unpublished or
edited stays as they have it, whatever the files say, and is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from wellbeing_portal.core.models import LoadedRecord, Publishable, Redirect, Version
from wellbeing_portal.core.models.addressed import FORMER
from wellbeing_portal.core.publishing.gate import judge

from .entries import Entry, broader_first, in_batches, read
from .entries import check as checked
from .kind import ContentKind
from .leaving_out import usable
from .problem import ContentProblems
from .references import Key
from .report import LoadReport
from .schema import ContentModel
from .snapshot import snapshot
from .standing import Standing, named, standings, states_now
from .ties import Rivals, Ties


def load(
    kinds: Sequence[ContentKind], *, overwrite: bool = False, check: bool = False
) -> LoadReport:
    """Load every file of ``kinds``, in their order, in one transaction.

    What a curator has changed, deleted or made is left alone and reported, unless
    ``overwrite``. With ``check`` everything is tried and nothing is kept.

    Raises:
        ContentProblems: naming file, line and field; nothing has been written.
    """
    files = read(kinds)
    with transaction.atomic():
        loading = Loading(kinds, checked(kinds, files), overwrite)
        for kind in kinds:
            loading.load(kind)
        if check:
            loading.doubt()
            transaction.set_rollback(True)
    return loading.report


class Loading:
    """One load on its way.

    ``curated`` has every key whose record is not as its file says, has none or refers to such a
    record.
    """

    def __init__(
        self, kinds: Sequence[ContentKind], entries: Sequence[Entry], overwrite: bool
    ) -> None:
        self.report = LoadReport()
        self.entries = entries
        self.overwrite = overwrite
        self.ties = Ties(kinds, entries)
        used = {place for entry in entries for place in entry.uses}
        self.curated: set[Key] = used - {entry.place for entry in entries}
        self.written: dict[tuple[type[models.Model], int], str] = {}
        self.rivals: Rivals
        self.fresh: dict[int, Entry] = {}
        """The files whose records were saved in this batch, by the records' primary keys."""

    def load(self, kind: ContentKind) -> None:
        """Load every file of one kind."""
        self.report.dropped += [f"{kind.name} {key}" for key in self.ties.dropped(kind)]
        entries = list(broader_first([entry for entry in self.entries if entry.kind is kind]))
        # A name that is taken may be given up by the next file: try as long as that happens.
        before = len(entries) + 1
        while entries and len(entries) < before:
            before = len(entries)
            entries = self._load_some(kind, entries)

    def doubt(self) -> None:
        """Say of everything written what somebody should look at again, once all is there."""
        for (model, key), label in self.written.items():
            if issubclass(model, Publishable):
                doubted = judge(model._default_manager.get(pk=key)).doubted
                self.report.doubts += [(label, doubt) for doubt in doubted]

    def _load_some(self, kind: ContentKind, entries: Sequence[Entry]) -> list[Entry]:
        """Load files, and return those whose unique names others have."""
        taken = []
        for batch in in_batches(entries):
            self.rivals = Rivals(kind, batch)
            for standing in standings(kind, batch, self.ties):
                entry = standing.entry
                self.report.taken.pop(entry.label, None)
                if entry.uses & self.curated:
                    self.curated.add(entry.place)
                self._load_one(standing)
                if entry.label in self.report.taken:
                    taken.append(entry)
            self._keep_traces(kind)
        return taken

    def _load_one(self, standing: Standing) -> None:
        entry, record = standing.entry, standing.record
        if not self.overwrite and self.ties.deleted(entry):
            self.report.deleted.append(entry.label)
            self.curated.add(entry.place)
        elif standing.trace is not None and standing.is_loaded:
            self._load_again(standing, standing.trace, record)
        elif record is None or self.overwrite:
            self._save(standing)
        else:
            self._leave_to(record, entry, stands=True)

    def _load_again(self, standing: Standing, trace: LoadedRecord, record: Any) -> None:
        entry = standing.entry
        now = snapshot(record, entry.kind.children)
        edit = standing.edit(now)
        if edit and not self.overwrite:
            self.report.edited[entry.label] = edit
            self.curated.add(entry.place)
            self._offer(entry, trace, record)
        elif edit or trace.file_digest != entry.parsed.digest:
            self._save(standing)
        else:
            self.report.left.append(entry.label)
            if trace.state != now:
                trace.state = now
                trace.save()

    def _offer(self, entry: Entry, trace: LoadedRecord, record: Any) -> None:
        """Let people decide on what a file says by now of a record that they have edited; once."""
        digest = entry.parsed.digest
        if entry.kind.offer is None or digest in {trace.file_digest, trace.offered_digest}:
            return
        said = usable(entry.kind.schema, entry.parsed, self.ties.present)
        try:
            with transaction.atomic():
                offered = said.content is not None and entry.kind.offer(
                    said.content, record, trace.state
                )
        except ValidationError as error:
            self.report.offered[entry.label] = f"not to be offered: {' '.join(error.messages)}"
            return
        if offered:
            trace.offered_digest = digest
            trace.save()
            self.report.offered[entry.label] = "offered as a working copy"

    def _save(self, standing: Standing) -> None:
        entry, record = standing.entry, standing.record
        others = self._rivals(entry, record)
        if self.overwrite and record is None and len(others) == 1 and self._may_stand(others[0]):
            record, others = others[0], []
        if others:
            self._leave_to(others[0], entry, stands=record is None and self._may_stand(others[0]))
            return
        said = usable(entry.kind.schema, entry.parsed, self.ties.present)
        if said.content is None:
            self._wait(entry, said.left_out[0].reason)
            return
        if record is None and standing.trace is not None:
            # The address was kept for the very record that comes back.
            Redirect.objects.release(entry.kind.model, entry.key)
        if isinstance(record, Publishable) and record.is_published:
            _keep_what_readers_saw(record)
        saved = self._try(entry, said.content, record)
        if saved is None:
            return
        self._tie(entry, saved)
        self.report.left_out += [(entry.label, str(part)) for part in said.left_out]
        if record is not None:
            self.report.changed.append(entry.label)
        elif standing.trace is not None:
            self.report.restored.append(entry.label)
        else:
            self.report.created.append(entry.label)

    def _rivals(self, entry: Entry, record: Any | None) -> list[Any]:
        """Return the records that have what must be unique, but for those of this very load.

        Two files that claim the same name are a mistake in the files.
        """
        others = self.rivals.of(entry, None if record is None else record.pk)
        return [other for other in others if (type(other), other.pk) not in self.written]

    def _may_stand(self, other: Any) -> bool:
        """Tell whether a record can stand for a file that claims its name."""
        return not self.ties.is_loaded(type(other), other.pk)

    def _leave_to(self, other: Any, entry: Entry, *, stands: bool) -> None:
        """Leave a file alone because another record has its address, name or code."""
        self.report.taken[entry.label] = f"{named(other)} has the same address, name or code"
        self.curated.add(entry.place)
        if stands:
            self.ties.lead(entry.place, other.pk, other.slug)

    def _wait(self, entry: Entry, reason: str) -> None:
        self.report.waiting[entry.label] = reason
        self.curated.add(entry.place)

    def _try(self, entry: Entry, content: ContentModel, record: Any | None) -> Any | None:
        """Save a record, or tell what stands in the way: the curators' doing, or a mistake."""
        try:
            with transaction.atomic():
                return entry.kind.save(content, record)
        except ValidationError as error:
            if entry.place not in self.curated and not _address_is_kept(error):
                raise _problems(entry, error) from None
            self._wait(entry, f"of what curators changed: {' '.join(error.messages)}")
            return None

    def _tie(self, entry: Entry, saved: Any) -> None:
        self.written[type(saved), saved.pk] = entry.label
        self.fresh[saved.pk] = entry
        self.ties.tie(entry, saved.pk, saved.slug)

    def _keep_traces(self, kind: ContentKind) -> None:
        """Note of all that was saved of a batch what it says now, in a few queries."""
        states = states_now(kind, self.fresh)
        traces = LoadedRecord.objects.bulk_create(
            [
                LoadedRecord(
                    kind=kind.name,
                    key=entry.key,
                    record=pk,
                    file_digest=entry.parsed.digest,
                    state=states[pk],
                )
                for pk, entry in self.fresh.items()
            ],
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["record", "file_digest", "state", "loaded_at"],
        )
        self.ties.traces.update(
            (entry.place, trace) for entry, trace in zip(self.fresh.values(), traces, strict=True)
        )
        self.fresh = {}


def _keep_what_readers_saw(record: Publishable) -> None:
    """Keep it as a version where there are others, so that these leave no gap."""
    from wellbeing_portal.core.publishing.working_copy import keep_standing

    if Version.objects.of(record).exists():
        keep_standing(record)


def _address_is_kept(error: ValidationError) -> bool:
    """Tell whether the file asks for the former address of another record."""
    kept = error.error_dict.get("slug", []) if hasattr(error, "error_dict") else []
    return any(one.code == FORMER for one in kept)


def _problems(entry: Entry, error: ValidationError) -> ContentProblems:
    location = getattr(error, "location", ())
    messages = (
        [(field, text) for field, texts in error.message_dict.items() for text in texts]
        if hasattr(error, "error_dict")
        else [("", text) for text in error.messages]
    )
    return ContentProblems(
        entry.parsed.problem((*location, name) if name and name != "__all__" else location, text)
        for name, text in messages
    )
