"""What an account says besides its findings, as tables: costs, barriers, corrections, replies."""

from __future__ import annotations

from collections.abc import Sequence

from casestudies.models import Barrier, Correction, Cost, CouncilReply, Initiative
from wellbeing_portal.core.export.fetching import Field, fetched, named, tabulated
from wellbeing_portal.core.export.table import ColumnKind, Table

from .fields import OF_CASE_STUDY, PARENT, PUBLISHED, SOURCE
from .headings import column
from .strategies import source_fields


def costs(keys: Sequence[int], site: str) -> Table:
    """Return what the work cost, amount by amount. Unlike amounts are never added up."""
    fields: list[Field] = [
        *OF_CASE_STUDY,
        (
            column("initiative"),
            lambda cost: cost.initiative.name if cost.initiative else "",
        ),
        (column("covers", width=50, wraps=True), "covers"),
        (column("qualifier", width=11), "qualifier"),
        (column("amount", ColumnKind.NUMBER), "amount"),
        (column("high_amount", ColumnKind.NUMBER), "high_amount"),
        (column("unit", width=12), lambda cost: cost.get_unit_display()),
        (column("price_year", ColumnKind.NUMBER), "price_year"),
        (column("payer", width=30), lambda cost: str(cost.payer or "")),
        (column("shared_total", ColumnKind.BOOLEAN), "is_shared_total"),
        (column("planned", ColumnKind.BOOLEAN), "is_planned"),
        *source_fields(site),
    ]
    rows = (
        Cost.objects.filter(case_study__state=PUBLISHED)
        .select_related("payer_organisation", "payer_council")
        .prefetch_related(PARENT, SOURCE, named("initiative", Initiative, "name"))
        .order_by("position")
    )
    return tabulated("costs", "Costs", fields, fetched(rows, keys, by="case_study_id"))


def barriers(keys: Sequence[int], site: str) -> Table:
    """Return what stood in the way."""
    fields: list[Field] = [
        *OF_CASE_STUDY,
        (column("text", width=80, wraps=True), "text"),
        *source_fields(site),
    ]
    rows = (
        Barrier.objects.filter(case_study__state=PUBLISHED)
        .prefetch_related(PARENT, SOURCE)
        .order_by("position")
    )
    return tabulated("barriers", "Barriers", fields, fetched(rows, keys, by="case_study_id"))


def corrections(keys: Sequence[int]) -> Table:
    """Return what was wrong on the pages, and when it was put right."""
    fields: list[Field] = [
        *OF_CASE_STUDY,
        (column("made_on", ColumnKind.DATE), "made_on"),
        (column("text", width=80, wraps=True), "text"),
    ]
    rows = (
        Correction.objects.filter(case_study__state=PUBLISHED)
        .prefetch_related(PARENT)
        .order_by("position")
    )
    return tabulated("corrections", "Corrections", fields, fetched(rows, keys, by="case_study_id"))


def replies(keys: Sequence[int]) -> Table:
    """Return what councils say of the accounts of their work."""
    fields: list[Field] = [
        *OF_CASE_STUDY,
        (column("council"), "council.name"),
        (column("given_on", ColumnKind.DATE), "given_on"),
        (column("text", width=80, wraps=True), "text"),
    ]
    rows = (
        CouncilReply.objects.filter(case_study__state=PUBLISHED)
        .select_related("council")
        .prefetch_related(PARENT)
        .order_by("position")
    )
    return tabulated("replies", "Replies", fields, fetched(rows, keys, by="case_study_id"))
