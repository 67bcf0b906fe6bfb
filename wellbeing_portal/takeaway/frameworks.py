"""Frameworks as tables to take away: only what the public may see."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Prefetch

from casestudies.models import Framework, FrameworkExample, FrameworkItem
from wellbeing_portal.core.export.fetching import Field, fetched, tabulated
from wellbeing_portal.core.export.table import Column, Kind, Table

from .fields import PUBLISHED, names
from .findings import framework_findings
from .strategies import source_fields


def frameworks(keys: Sequence[int], site: str) -> Table:
    """Return frameworks."""
    fields: list[Field] = [
        (Column("Title", width=44, wraps=True), "title"),
        (Column("Slug"), "slug"),
        (Column("Summary", width=70, wraps=True), "summary"),
        (Column("Background", width=50), "background"),
        (Column("Inferred", width=30), "inferred"),
        *source_fields(site),
        (Column("Address", width=40), lambda framework: site + framework.get_absolute_url()),
        (Column("Updated on", Kind.DATE), lambda framework: framework.updated_at.date()),
    ]
    rows = Framework.objects.published().select_related("source")
    return tabulated("Frameworks", fields, fetched(rows, keys))


def framework_items(keys: Sequence[int]) -> Table:
    """Return what frameworks ask for, with the examples they name."""
    fields: list[Field] = [
        (Column("Framework", width=40, wraps=True), "framework.title"),
        (Column("Framework slug"), "framework.slug"),
        (Column("Position", Kind.NUMBER), "position"),
        (Column("Heading", width=30), "group"),
        (Column("Item", width=50, wraps=True), "title"),
        (Column("Description", width=60, wraps=True), "description"),
        (Column("Enablers", Kind.LIST), names("enablers")),
        (Column("Approaches", Kind.LIST), names("approaches")),
        (Column("Examples", Kind.LIST), names("examples")),
        (Column("Place in the source", width=30), "locator"),
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
    return tabulated("Items", fields, fetched(rows, keys, by="framework_id"))


def of_frameworks(keys: Sequence[int], site: str) -> list[Table]:
    """Return frameworks, their items and the findings they report."""
    of_item: list[Field] = [
        (Column("Framework", width=40, wraps=True), "framework_item.framework.title"),
        (Column("Framework slug"), "framework_item.framework.slug"),
        (Column("Item", width=40, wraps=True), "framework_item.title"),
    ]
    return [
        frameworks(keys, site),
        framework_items(keys),
        framework_findings(keys, site, of_item),
    ]
