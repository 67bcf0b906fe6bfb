"""Frameworks as tables to take away: only what the public may see."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Prefetch

from casestudies.models import Framework, FrameworkExample, FrameworkItem
from wellbeing_portal.core.export.fetching import Field, fetched, tabulated
from wellbeing_portal.core.export.table import Column, ColumnKind, Table

from .fields import PUBLISHED, names
from .findings import framework_findings
from .strategies import source_fields


def frameworks(keys: Sequence[int], site: str) -> Table:
    """Return frameworks."""
    fields: list[Field] = [
        (Column("title", "Title", width=44, wraps=True), "title"),
        (Column("slug", "Slug"), "slug"),
        (Column("summary", "Summary", width=70, wraps=True), "summary"),
        (Column("background", "Background", width=50), "background"),
        (Column("inferred", "Inferred", width=30), "inferred"),
        *source_fields(site),
        (
            Column("address", "Address", width=40),
            lambda framework: site + framework.get_absolute_url(),
        ),
        (
            Column("updated_on", "Updated on", ColumnKind.DATE),
            lambda framework: framework.updated_at.date(),
        ),
    ]
    rows = Framework.objects.published().select_related("source")
    return tabulated("frameworks", "Frameworks", fields, fetched(rows, keys))


def framework_items(keys: Sequence[int]) -> Table:
    """Return what frameworks ask for, with the examples they name."""
    fields: list[Field] = [
        (Column("framework", "Framework", width=40, wraps=True), "framework.title"),
        (Column("framework_slug", "Framework slug"), "framework.slug"),
        (Column("position", "Position", ColumnKind.NUMBER), "position"),
        (Column("heading", "Heading", width=30), "group"),
        (Column("item", "Item", width=50, wraps=True), "title"),
        (Column("description", "Description", width=60, wraps=True), "description"),
        (Column("enablers", "Enablers", ColumnKind.LIST), names("enablers")),
        (Column("approaches", "Approaches", ColumnKind.LIST), names("approaches")),
        (Column("examples", "Examples", ColumnKind.LIST), names("examples")),
        (Column("place_in_the_source", "Place in the source", width=30), "locator"),
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
    of_item: list[Field] = [
        (Column("framework", "Framework", width=40, wraps=True), "framework_item.framework.title"),
        (Column("framework_slug", "Framework slug"), "framework_item.framework.slug"),
        (Column("item", "Item", width=40, wraps=True), "framework_item.title"),
    ]
    return [
        frameworks(keys, site),
        framework_items(keys),
        framework_findings(keys, site, of_item),
    ]
