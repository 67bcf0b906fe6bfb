"""A kind of record that the editor edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext

from wellbeing_portal.core.aggregates import RecordForm
from wellbeing_portal.core.aggregates.shape import shape_of
from wellbeing_portal.core.models import Publishable
from wellbeing_portal.core.models.reason import Reason
from wellbeing_portal.core.words import with_article

from .section import RowsSection, RowsWithin, Section


@dataclass(frozen=True)
class Noun:
    """A kind of record with its sections in their order.

    ``key`` names it in addresses; ``start`` is the form that begins a new one, whose
    ``begun()`` returns the typed form of the draft. ``called`` is what one of them is called where
    that is not the name of the model.
    """

    key: str
    model: type[Any]
    form: type[RecordForm]
    sections: tuple[Section, ...]
    start: type[Any]
    called: Any = ""

    @property
    def name(self) -> str:
        """What one of them is called."""
        return str(self.called or self.model._meta.verbose_name)

    @property
    def start_text(self) -> str:
        """What the way to a new one says."""
        return gettext("Start %(a_noun)s") % {"a_noun": with_article(self.name)}

    def section(self, key: str) -> Section | None:
        """Return the section of a key, if there is one; of a key of three parts, within a row."""
        own, _, below = key.partition("/")
        found = next((one for one in self.sections if one.key == own), None)
        if not below:
            return found
        row, _, inner = below.partition("/")
        return found.inside(row, inner) if isinstance(found, RowsSection) else None

    def after(self, section: Section, *, was_public: bool = True) -> Section | None:
        """Return the section after another, if it is not the last of the record or of its row."""
        if isinstance(section, RowsWithin):
            inner = section.outer.within if section.outer is not None else ()
            keys = [one.key for one in inner]
            after = keys[keys.index(section.inner_key) + 1 :]
            root: Any = section.outer
            return root.inside(section.above, after[0]) if after else None
        keys = [one.key for one in self.sections]
        rest = self.sections[keys.index(section.key) + 1 :]
        return next((one for one in rest if was_public or not one.later), None)

    def section_of(self, reason: object) -> Section | None:
        """Return where a reason not to publish is mended, if it is in one of the sections."""
        if not isinstance(reason, Reason):
            return None
        if reason.about is None or isinstance(reason.about, self.model):
            return self.section_at(reason.at)
        kind = type(reason.about)
        rows = [one for one in self.sections if isinstance(one, RowsSection)]
        found = next((one for one in rows if one.row_type.model is kind), None)
        return found or next(self._within(rows, reason.about), None)

    def _within(self, rows: Iterable[RowsSection], about: Any) -> Iterator[Section]:
        """Yield the sections within rows that have a row such as ``about``."""
        for outer in rows:
            for inner in outer.within:
                if inner.row_type.model is not type(about):
                    continue
                above = getattr(about, shape_of(outer.row_type).rows[inner.rows].parent)
                found = outer.inside(outer.key_of(above), inner.key) if above else None
                if found is not None:
                    yield found

    def section_at(self, at: str) -> Section | None:
        """Return where a reason that names a field or relation of the record is mended."""
        relations = {accessor: name for name, accessor in self.form.RELATIONS.items()}
        name = relations.get(at, at)
        return next((one for one in self.sections if name in one.edits), None)


@cache
def nouns() -> Mapping[str, Noun]:
    """Return all that can be edited, by their keys."""
    from .case_study import CASE_STUDIES
    from .framework import FRAMEWORKS
    from .source import SOURCES
    from .strategy import STRATEGIES
    from .wider_evidence import WIDER_RESEARCH

    every = (CASE_STUDIES, STRATEGIES, FRAMEWORKS, WIDER_RESEARCH, SOURCES)
    return {noun.key: noun for noun in every}


def noun_of(record: Publishable) -> Noun:
    """Return the kind of a record."""
    return next(noun for noun in nouns().values() if isinstance(record, noun.model))
