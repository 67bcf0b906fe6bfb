"""Frameworks as tables to take away: only what the public may see."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Prefetch

from casestudies.models import Framework, FrameworkExample, FrameworkItem
from wellbeing_portal.core.export.fetching import Field, fetched, tabulated
from wellbeing_portal.core.export.table import ColumnKind, Table

from .fields import PUBLISHED, names
from .findings import reported_findings
from .headings import column
from .strategies import address_field, source_fields, updated_field


def frameworks(keys: Sequence[int], site: str) -> Table:
    """Return frameworks."""
    fields: list[Field] = [
        (column("title", width=44, wraps=True), "title"),
        (column("slug"), "slug"),
        (column("summary", width=70, wraps=True), "summary"),
        (column("background", width=50), "background"),
        (column("inferred", width=30), "inferred"),
        *source_fields(site),
        address_field(site),
        updated_field(),
    ]
    rows = Framework.objects.published().select_related("source")
    return tabulated("frameworks", "Frameworks", fields, fetched(rows, keys))


def framework_items(keys: Sequence[int]) -> Table:
    """Return what frameworks ask for, with the examples they name."""
    fields: list[Field] = [
        (column("framework", width=40, wraps=True), "framework.title"),
        (column("framework_slug"), "framework.slug"),
        (column("position", ColumnKind.NUMBER), "position"),
        (column("heading", width=30), "group"),
        (column("item", width=50, wraps=True), "title"),
        (column("description", width=60, wraps=True), "description"),
        (column("enablers", ColumnKind.LIST), names("enablers")),
        (column("approaches", ColumnKind.LIST), names("approaches")),
        (column("examples", ColumnKind.LIST), names("examples")),
        (column("place_in_the_source", width=30), "locator"),
    ]
    rows = (
        FrameworkItem.objects.filter(framework__state=PUBLISHED)
        .select_related("framework")
        .prefetch_related(
            "enablers",
            "approaches",
            Prefetch(
                "examples", FrameworkExample.objects.select_related("council", "organisation")
            ),
        )
        .order_by("position")
    )
    return tabulated("items", "Items", fields, fetched(rows, keys, by="framework_id"))


def of_frameworks(keys: Sequence[int], site: str) -> list[Table]:
    """Return frameworks, their items and the findings they report."""
    return [frameworks(keys, site), framework_items(keys), reported_findings(keys, site)]
