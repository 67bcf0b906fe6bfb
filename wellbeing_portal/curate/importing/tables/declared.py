"""Every table that files may hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from casestudies.aggregates import CaseStudyForm, WiderEvidenceForm
from casestudies.content_files import COLUMNS, OrganisationRow
from casestudies.facets import FAMILIES
from casestudies.models import CaseStudy, Organisation, WiderEvidence
from strategies.aggregates import SourceForm, StrategyForm
from strategies.content_councils import CouncilRow
from strategies.content_files import concept_row
from strategies.models import Council, Source, Strategy, Theme
from wellbeing_portal.core.models import Concept
from wellbeing_portal.core.words import opening
from wellbeing_portal.curate.importing.concept_keeping import ConceptKeeper
from wellbeing_portal.curate.importing.keeping import RecordKeeper, ReferenceKeeper

from .derived import columns_of, sheets_of
from .sheet import FileSheet
from .table import FileTable

ABOUT_CONCEPTS = _(
    "Names, definitions and synonyms of the terms that there are. A term that is not there yet "
    "goes to the suggestions, where somebody decides."
)


@cache
def tables() -> Mapping[str, FileTable]:
    """Return all tables by their keys, in the order in which they are offered."""
    return {table.key: table for table in _declared()}


def _declared() -> Iterator[FileTable]:
    yield FileTable(
        "case-studies",
        _("Case studies"),
        _("Whole case studies: an Excel file with a sheet for each kind of row, or content files."),
        CaseStudy,
        RecordKeeper(CaseStudyForm),
        sheets_of(CaseStudyForm, "case_studies"),
        known_by=[("title", "source")],
        as_files=True,
    )
    yield FileTable(
        "costs",
        _("Costs of case studies"),
        _("Costs alone, each with its case study. They are added and changed, never taken away."),
        CaseStudy,
        RecordKeeper(CaseStudyForm),
        [one for one in sheets_of(CaseStudyForm, "case_studies") if one.path == ("costs",)],
        of_rows=True,
    )
    yield FileTable(
        "strategies",
        _("Strategies"),
        _("Strategies; an Excel file may have their priorities and scrutiny on further sheets."),
        Strategy,
        RecordKeeper(StrategyForm),
        sheets_of(StrategyForm, "strategies"),
        known_by=[("title", "source")],
        as_files=True,
    )
    yield FileTable(
        "priorities",
        _("Priorities of strategies"),
        _("Priorities alone, each with its strategy. They are added and changed, not taken away."),
        Strategy,
        RecordKeeper(StrategyForm),
        [one for one in sheets_of(StrategyForm, "strategies") if one.path == ("priorities",)],
        of_rows=True,
    )
    yield FileTable(
        "sources",
        _("Sources"),
        _("The documents that records cite. One without a slug is known by its web address."),
        Source,
        RecordKeeper(SourceForm),
        sheets_of(SourceForm, "sources"),
        known_by=[("url",), ("title", "publisher"), ("title",)],
        as_files=True,
    )
    yield FileTable(
        "wider-evidence",
        _("Wider research"),
        _("What research bodies conclude of an approach, with our readings on a second sheet."),
        WiderEvidence,
        RecordKeeper(WiderEvidenceForm),
        sheets_of(WiderEvidenceForm, "wider_evidence"),
        known_by=[("title", "url")],
        as_files=True,
    )
    yield _reference(
        "councils",
        _("Councils and their names"),
        _("Councils with their other names, codes, first and last days. They are public at once."),
        Council,
        CouncilRow,
        known_by=[("gss_code",), ("official_name",), ("name",)],
    )
    yield _reference(
        "organisations",
        _("Organisations"),
        _("Bodies other than councils that took part or paid. They are public at once."),
        Organisation,
        OrganisationRow,
        known_by=[("name",)],
    )
    yield from _concepts()


def _concepts() -> Iterator[FileTable]:
    families: list[tuple[str, str, type[Any], Mapping[str, Any]]] = [
        (one.one, one.table, one.model, COLUMNS.get(one.name, {})) for one in FAMILIES.values()
    ]
    families.append(("theme", "themes", Theme, {}))
    for one, plural, model, columns in families:
        yield _reference(
            plural.replace("_", "-"),
            opening(str(model._meta.verbose_name_plural)),
            ABOUT_CONCEPTS,
            model,
            concept_row(one, columns),
            known_by=[("name",)],
            only_changes=True,
        )


def _reference(
    key: str, title: Any, about: Any, model: type[Any], form: type[Any], **more: Any
) -> FileTable:
    """Return a table of records that are not published, but are there."""
    columns = list(columns_of(form, model, without=("followed_by",)))
    sheet = FileSheet(key, str(title), form, columns)
    keeper = ConceptKeeper if issubclass(model, Concept) else ReferenceKeeper
    return FileTable(key, title, about, model, keeper(form, model), [sheet], **more)


ORDER = ("councils", "organisations", "sources", "strategies", "wider-evidence", "case-studies")
"""What others name comes first, when all of it is brought in."""
