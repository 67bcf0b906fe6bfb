"""Takes in the records of a file one by one, as django-import-export does it.

The library goes through the rows, tells new from known, skips what is unchanged, keeps a dry run
from writing and gives each row its result. What a record is, is our own: a typed form, compared,
checked and written through the aggregate or the reference table that it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import RowResult
from tablib import Dataset

from wellbeing_portal.core.acting import Actor
from wellbeing_portal.core.free_slugs import slug_beside
from wellbeing_portal.core.models import Publishable

from .cells import FileNames
from .filling import filled, tell_broken
from .finding import FoundRecord, Identities
from .outcome import ChangedField, Fate, RecordOutcome, changes_between
from .said import RowSaid
from .tables import FileTable

SAID = "said"


@dataclass
class ImportCandidate:
    """A record on its way in: what stands, and what it would be."""

    said: RowSaid
    found: FoundRecord
    record: Any | None = None
    name: str = ""
    before: Any | None = None
    form: Any | None = None
    changes: list[ChangedField] = field(default_factory=list)
    written: Any | None = None


class RecordResource(Resource):
    """Takes in records of one table."""

    class Meta:
        use_transactions = False
        skip_diff = True
        report_skipped = True
        import_id_fields = ()
        instance_loader_class = BaseInstanceLoader

    def __init__(self, table: FileTable, names: FileNames, *, by: Actor) -> None:
        super().__init__()
        self.table = table
        self.names = names
        self.by = by
        self.identities = Identities(table, names)
        self.outcomes: list[RecordOutcome] = []
        self._records: dict[int, Any] = {}
        self._standing: dict[int, Any] = {}
        self._last: ImportCandidate | None = None
        self._writes = False

    def take_in(self, records: Sequence[RowSaid], *, dry_run: bool) -> list[RecordOutcome]:
        """Take in some records and return what became of each.

        Raises:
            ImportError: of django-import-export, when a record cannot be written after all.
        """
        dataset = Dataset(headers=[SAID])
        for said in records:
            dataset.append([said])
        self._read_standing(records)
        self.outcomes = []
        self._writes = not dry_run
        self.import_data(dataset, dry_run=dry_run, raise_errors=False, use_transactions=False)
        return self.outcomes

    def _read_standing(self, records: Sequence[RowSaid]) -> None:
        """Read all that stands of some records at once."""
        keys = {self.identities.find(said).key for said in records} - {None}
        self._records = self.table.model._default_manager.in_bulk(list(keys))
        forms = self.table.keeper.standing(list(self._records.values()))
        self._standing = dict(zip(self._records, forms, strict=True))

    def get_import_id_fields(self) -> list[str]:
        """Return none: a record is found by what it says."""
        return []

    def init_instance(self, row: Any = None) -> ImportCandidate:
        """Return a record that is not there yet."""
        said: RowSaid = row[SAID]
        return ImportCandidate(said, self.identities.find(said))

    def get_instance(self, _loader: Any, row: Any) -> ImportCandidate | None:
        """Return the record that a row is about, if it is there."""
        said: RowSaid = row[SAID]
        found = self.identities.find(said)
        record = self._records.get(found.key or 0)
        if record is None:
            return None
        return ImportCandidate(said, found, record, str(record), self._standing[record.pk])

    def import_instance(self, instance: ImportCandidate, _row: Any, **_kwargs: Any) -> None:
        """Make the form of what the record would be.

        Raises:
            ValidationError: when it cannot be; what it says knows why.
        """
        said, found = instance.said, instance.found
        self._last = instance
        self.identities.claim(said, found)
        if instance.record is None and not said.values.get("slug") and not self.table.of_rows:
            title = str(said.values.get("title") or said.values.get("name") or "")
            said.values["slug"] = slug_beside(title, self.identities.slugs) if title else "none"
        self.identities.slugs.add(str(said.values.get("slug") or ""))
        state, refusal = self._state_of(instance.record)
        if any(row.troubles for row in said.every()):
            # What can be told besides, is told too.
            if instance.record is not None or said.values.keys() - {"slug"}:
                filled(self.table, said, instance.before, state)
            raise ValidationError(gettext("Not all of it is accepted."))
        instance.form = filled(self.table, said, instance.before, state)
        if instance.form is None:
            raise ValidationError(gettext("Not all of it is accepted."))
        if instance.before is not None:
            after = instance.form
            if state:
                after = after.model_copy(update={"state": instance.before.state})
            instance.changes = changes_between(instance.before, after, self.table.model)
        if refusal is not None and instance.changes:
            tell_broken(self.table, said, refusal)
            raise refusal

    def _state_of(self, record: Any) -> tuple[Mapping[str, Any], ValidationError | None]:
        """Return the state that a form has, and why the record cannot be changed if it cannot."""
        try:
            return self.table.keeper.state_of(record), None
        except ValidationError as error:
            return {"state": record.state}, error

    def skip_row(
        self,
        instance: ImportCandidate,
        _original: Any,
        _row: Any,
        import_validation_errors: Any = None,
    ) -> bool:
        """Tell whether the record says all of it already."""
        stands = instance.before is not None and not instance.changes
        return stands and not import_validation_errors

    def validate_instance(
        self,
        instance: ImportCandidate,
        import_validation_errors: Any = None,
        _validate_unique: bool = True,
    ) -> None:
        """Hold the record against every rule.

        Raises:
            ValidationError: when it breaks one.
        """
        if import_validation_errors:
            raise ValidationError(import_validation_errors)
        if self._writes or (self.table.only_changes and instance.record is None):
            # Writing holds to every rule itself.
            return
        named: Mapping[type[Any], set[str]] = {self.table.model: self.identities.slugs}
        try:
            self.table.keeper.check(instance.form, instance.record, named)
        except ValidationError as error:
            tell_broken(self.table, instance.said, error)
            raise

    def save_instance(
        self, instance: ImportCandidate, _is_create: bool, _row: Any, **kwargs: Any
    ) -> None:
        """Write the record, unless this is a dry run."""
        is_term = self.table.only_changes and instance.record is None
        if not kwargs.get("dry_run") and not is_term:
            record = instance.record
            if record is not None:
                # What was held against the rules is not what is written.
                record = type(record)._default_manager.get(pk=record.pk)
            try:
                instance.written = self.table.keeper.write(instance.form, record, by=self.by)
            except ValidationError as error:
                tell_broken(self.table, instance.said, error)
                raise

    def import_row(self, row: Any, instance_loader: Any, **kwargs: Any) -> RowResult:
        """Take in a record, and note what became of it."""
        self._last = None
        result = super().import_row(row, instance_loader, **kwargs)
        if result.errors:
            raise result.errors[0].error
        said: RowSaid = row[SAID]
        last: ImportCandidate | None = self._last
        outcome = self._outcome(said, last, result.import_type)
        outcome.key = last.written.pk if last is not None and last.written is not None else None
        self.outcomes.append(outcome)
        return result

    def _outcome(
        self, said: RowSaid, last: ImportCandidate | None, import_type: str
    ) -> RecordOutcome:
        name = _name_of(said)
        if last is None or import_type == RowResult.IMPORT_TYPE_INVALID:
            return RecordOutcome(Fate.REFUSED, name, said)
        record = last.record
        slug = str(getattr(last.form, "slug", "") or "")
        if import_type == RowResult.IMPORT_TYPE_SKIP:
            return RecordOutcome(Fate.SAME, last.name, said, slug)
        if record is not None:
            waits = getattr(last.before, "state", "") == Publishable.State.PUBLISHED
            told = [gettext("It is published: what changes waits in a working copy.")]
            doubts = told if waits else []
            return RecordOutcome(Fate.CHANGED, last.name, said, slug, last.changes, doubts)
        if self.table.only_changes:
            return RecordOutcome(Fate.SUGGESTED, name, said)
        doubts = self._doubts(said, slug)
        self.names.of(self.table.model).add(slug, name)
        return RecordOutcome(Fate.NEW, name, said, slug, [], doubts)

    def _doubts(self, said: RowSaid, slug: str) -> list[str]:
        """Say which other records look like a new one."""
        if not issubclass(self.table.model, Publishable):
            return []
        known = self.names.of(self.table.model)
        kind = str(self.table.model._meta.verbose_name)
        alike = [one for one in known.meant_by(_name_of(said)) if one != slug]
        said_so = gettext("Another %(kind)s has this title: %(slug)s.")
        return [capfirst(said_so % {"kind": kind, "slug": one}) for one in alike[:3]]


def _name_of(said: RowSaid) -> str:
    """Return what the file calls a record."""
    for key in ("title", "name", "slug"):
        if said.texts.get(key) or said.values.get(key):
            return str(said.texts.get(key) or said.values.get(key))
    return said.named[0] if said.named else next(filter(None, said.texts.values()), "")
