"""Approaches, outcomes and enablers side by side as files: the comparison, then their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from casestudies.evidence.answers import everything, rows_of
from casestudies.evidence.answers.on_top import on_top
from casestudies.evidence.answers.table import AnswerTable
from casestudies.facets import APPROACH, ENABLER, OUTCOME
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.core.document import Quiet
from wellbeing_portal.core.export.offers import DocumentOf, Offer, Tables, offer
from wellbeing_portal.core.export.table import About, Table
from wellbeing_portal.core.facets import Family
from wellbeing_portal.search import current

from . import answers_files
from .briefing.comparing import write_comparison
from .briefing.frame import new_document


def declare() -> None:
    """Offer each family where its concepts are compared."""
    for family in (APPROACH, ENABLER, OUTCOME):
        offer(
            family.model,
            Offer(
                family.title,
                family.table,
                _tables_of(family),
                document=_document_of(family),
            ),
        )


def _table_of(family: Family, keys: Sequence[int]) -> AnswerTable:
    reader = current()
    found = family.model._default_manager.in_bulk(keys)
    slugs = [found[key].slug for key in keys if key in found]
    rows = rows_of(reader, family.name, everything(family.name, reader.memory), slugs)
    rows.sort(key=lambda row: slugs.index(row.slug))
    return AnswerTable(family, rows, on_top(family.name, family.one, rows), "name")


def _tables_of(family: Family) -> Tables:
    def tables(keys: Sequence[int], _site: str) -> list[Table]:
        return answers_files.tables(_table_of(family, keys))

    return tables


def _document_of(family: Family) -> DocumentOf:
    def write(
        stream: BinaryIO, keys: Sequence[int], about: About, comparison: Comparison | None
    ) -> None:
        word = new_document(about)
        word.heading(about.title)
        word.paragraph(_table_of(family, keys).sentence)
        said = f"{about.filters_in_words}. {about.made_on}, {about.address}."
        word.paragraph(Quiet(f"{said} {answers_files.NOTE}."))
        if comparison:
            write_comparison(word, comparison)
        word.save(stream)

    return write
