"""What can be taken away from the portal's pages, as tables and as briefings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from casestudies.evidence.credit import work_of
from casestudies.models import CaseStudy, CaseStudyCouncil, Finding, Framework, Initiative
from strategies.models import Council, Priority, Source, Strategy
from wellbeing_portal.core.compare.comparison import Comparison
from wellbeing_portal.core.export.fetching import Field, tabulated
from wellbeing_portal.core.export.offers import DocumentOf, Offer, Tables, offer
from wellbeing_portal.core.export.response import about_page, export_response
from wellbeing_portal.core.export.table import About, Table
from wellbeing_portal.takeaway import lists_in_word
from wellbeing_portal.takeaway import strategies as strategy_tables

from .account import barriers, costs
from .briefing import MOST_IN_SHORT, Item, write_briefing
from .case_studies import case_studies, of_case_studies
from .doings import initiatives
from .fields import OF_CASE_STUDY, PARENT
from .findings import context_facts, findings
from .frameworks import of_frameworks
from .headings import column

TOLD = 30
"""Records that a briefing on a list tells; more than anybody reads, and quick to write."""

ITEM_FORMATS = ("docx", "xlsx", "csv", "json")
"""The formats of a mixed list."""


def declare() -> None:
    """Offer each kind of record on its pages."""
    offer(
        CaseStudy,
        Offer("Case studies", "case-studies", of_case_studies, document=_document(CaseStudy)),
    )
    offer(
        Strategy,
        Offer("Strategies", "strategies", _of_strategies, _of_strategy, _document(Strategy)),
    )
    offer(
        Council,
        Offer("Councils", "councils", _of_councils, _of_council, _document(Council)),
    )
    offer(Finding, _list("Findings", _of_findings, lists_in_word.findings_in_word))
    offer(Framework, _list("Frameworks", of_frameworks, lists_in_word.frameworks_in_word))
    offer(Source, _list("Sources", _of_sources, lists_in_word.sources_in_word))


def _list(title: str, tables: Tables, document: DocumentOf) -> Offer:
    """Return what is offered of records that no briefing is made of."""
    purposes = lists_in_word.PURPOSES
    return Offer(title, title.lower(), tables, document=document, purposes=purposes)


def export_items(  # noqa: PLR0913 (what a file says of itself, each with its name)
    request: HttpRequest,
    file_format: str,
    *,
    title: str,
    slug: str,
    items: Sequence[Item],
    filters: Sequence[tuple[str, str]] = (),
    address: str = "",
    asked: Mapping[str, Sequence[str]] | None = None,
) -> HttpResponseBase:
    """Return a mixed list, such as a shortlist, as a file in one of ``ITEM_FORMATS``.

    A table of the list itself, with the notes, comes first; then a table for each kind.
    ``address`` says where others find the list, if not where the file was asked for; ``asked`` is
    the subject of a briefing, as addresses have it.
    """
    about = about_page(request, title=title, slug=slug, filters=filters, asked=asked)
    about = replace(about, address=address or about.address)
    return export_response(
        file_format,
        about,
        tables_of(items, about.site),
        document=lambda stream: write_briefing(stream, items, about),
        table=request.GET.get("table", ""),
    )


def tables_of(items: Sequence[Item], site: str) -> list[Table]:
    """Return the tables of a mixed list: the list with its notes, then each kind."""

    def keys(model: type[Model]) -> list[int]:
        return [item.pk for item in items if item.model is model]

    made: list[Table] = [_listed(items, site)]
    if keys(CaseStudy):
        made += of_case_studies(keys(CaseStudy), site)
    if keys(Strategy):
        made += _of_strategies(keys(Strategy), site)
    if keys(Priority):
        chosen = strategy_tables.priorities(keys(Priority), site, by="pk")
        made.append(replace(chosen, key="chosen_priorities", name="Chosen priorities"))
    if keys(Council):
        made += _of_councils(keys(Council), site)
    return made


def _listed(items: Sequence[Item], site: str) -> Table:
    """Return the list itself: what stands on it, in its order, with the notes."""
    found: dict[tuple[type[Model], int], Any] = {}
    for model, rows in _public().items():
        keys = [item.pk for item in items if item.model is model]
        found |= {(model, pk): record for pk, record in rows.in_bulk(keys).items()}
    fields: list[Field] = [
        (column("kind", width=14), lambda row: str(row[1]._meta.verbose_name).capitalize()),
        (column("title", width=60, wraps=True), lambda row: str(row[1])),
        (column("note", width=60, wraps=True), lambda row: row[0].note),
        (column("address", width=50), lambda row: site + _address(row[1])),
    ]
    rows_shown = [
        (item, found[item.model, item.pk]) for item in items if (item.model, item.pk) in found
    ]
    return tabulated("list", "List", fields, rows_shown)


def _public() -> dict[type[Model], QuerySet[Any]]:
    """Return what the public may see of each kind that can stand on a mixed list."""
    state = Strategy.State.PUBLISHED
    return {
        CaseStudy: CaseStudy.objects.published(),
        Strategy: Strategy.objects.published(),
        Priority: Priority.objects.filter(strategy__state=state).select_related("strategy"),
        Council: Council.objects.all(),
    }


def _address(record: Any) -> str:
    if isinstance(record, Priority):
        return f"{record.strategy.get_absolute_url()}#priority-{record.position}"
    return str(record.get_absolute_url())


def _document(model: type[Model]) -> DocumentOf:
    """Return a writer of briefings on records of ``model``."""

    def write(
        stream: BinaryIO, keys: Sequence[int], about: About, comparison: Comparison | None
    ) -> None:
        most = MOST_IN_SHORT if about.is_short else TOLD
        if len(keys) > most:
            note = (
                f"This briefing tells the first {most} of {len(keys):,}. "
                "The Excel, CSV and JSON files hold all of them."
            )
            about = replace(about, notes=[*about.notes, note])
        items = [Item(model, key) for key in keys[:most]]
        write_briefing(stream, items, about, comparison=comparison)

    return write


def _of_strategies(keys: Sequence[int], site: str) -> list[Table]:
    return [
        strategy_tables.strategies(keys, site),
        strategy_tables.priorities(keys, site),
        strategy_tables.scrutiny_points(keys),
    ]


def _of_strategy(keys: Sequence[int], site: str) -> list[Table]:
    serving = CaseStudy.objects.published().filter(strategies__in=keys).order_by("title")
    studies = list(serving.values_list("pk", flat=True).distinct())
    return [*_of_strategies(keys, site), case_studies(studies, site)]


def _of_councils(keys: Sequence[int], site: str) -> list[Table]:
    return [strategy_tables.councils(keys, site)]


def _of_council(keys: Sequence[int], site: str) -> list[Table]:
    """Return a council with everything that the portal holds of it.

    Findings and initiatives are those of its own work. Case studies in which it only learned, or
    in whose area the work took place, stand in a table apart.
    """
    own = Strategy.objects.published().filter(councils__in=keys).in_time_order()
    strategies = list(own.values_list("pk", flat=True))
    roles = CaseStudyCouncil.objects.filter(
        council__in=keys, case_study__state=CaseStudy.State.PUBLISHED
    ).order_by("role", "case_study__title")
    acted = roles.filter(role__in=CaseStudyCouncil.ACTED)
    studies = list(acted.values_list("case_study_id", flat=True))
    return [
        *_of_councils(keys, site),
        *_of_strategies(strategies, site),
        case_studies(studies, site),
        findings(work_of(Finding.objects.all(), keys, studies), site, by="pk"),
        initiatives(work_of(Initiative.objects.all(), keys, studies), site, by="pk"),
        costs(studies, site),
        barriers(studies, site),
        context_facts(keys, site, by="council_id"),
        _also_named_in(roles.exclude(role__in=CaseStudyCouncil.ACTED), site),
    ]


def _also_named_in(roles: QuerySet[CaseStudyCouncil], site: str) -> Table:
    """Return the case studies that name a council without saying that it acted."""
    fields: list[Field] = [
        *OF_CASE_STUDY,
        (column("role", width=30), lambda role: role.get_role_display()),
        (column("address", width=40), lambda role: site + role.case_study.get_absolute_url()),
    ]
    return tabulated("also_named_in", "Also named in", fields, roles.prefetch_related(PARENT))


def _of_findings(keys: Sequence[int], site: str) -> list[Table]:
    return [findings(keys, site, by="pk")]


def _of_sources(keys: Sequence[int], site: str) -> list[Table]:
    return [strategy_tables.sources(keys, site)]
