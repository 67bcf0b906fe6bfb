"""A kind of record that the editor edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from wellbeing_portal.core.aggregates import RecordForm
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.reason import Reason

from .section import RowsSection, Section


@dataclass(frozen=True)
class Noun:
    """A kind of record with its sections in their order.

    ``key`` names it in addresses; ``start`` is the form that begins a new one, whose
    ``begun()`` returns the typed form of the draft.
    """

    key: str
    model: type[Any]
    form: type[RecordForm]
    sections: tuple[Section, ...]
    start: type[Any]

    @property
    def name(self) -> str:
        """What one of them is called."""
        return str(self.model._meta.verbose_name)

    def section(self, key: str) -> Section | None:
        """Return the section of a key, if there is one."""
        return next((one for one in self.sections if one.key == key), None)

    def after(self, section: Section) -> Section | None:
        """Return the section after another, if it is not the last."""
        keys = [one.key for one in self.sections]
        return next(iter(self.sections[keys.index(section.key) + 1 :]), None)

    def section_of(self, reason: object) -> Section | None:
        """Return where a reason not to publish is mended, if it is in one of the sections."""
        if not isinstance(reason, Reason):
            return None
        if reason.about is None or isinstance(reason.about, self.model):
            return self.section_at(reason.at)
        kind = type(reason.about)
        rows = (one for one in self.sections if isinstance(one, RowsSection))
        return next((one for one in rows if one.row_type.model is kind), None)

    def section_at(self, at: str) -> Section | None:
        """Return where a reason that names a field or relation of the record is mended."""
        relations = {accessor: name for name, accessor in self.form.RELATIONS.items()}
        name = relations.get(at, at)
        return next((one for one in self.sections if name in one.edits), None)


@cache
def nouns() -> Mapping[str, Noun]:
    """Return all that can be edited, by their keys."""
    from .case_study import CASE_STUDIES

    return {noun.key: noun for noun in (CASE_STUDIES,)}


def noun_of(record: Publishable) -> Noun:
    """Return the kind of a record."""
    return next(noun for noun in nouns().values() if isinstance(record, noun.model))
