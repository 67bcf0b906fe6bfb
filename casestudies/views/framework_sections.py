"""The sections of a framework: items under one heading, at an address of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext

from casestudies.models import Framework

UNNAMED = "items"
"""The address of items that stand under no heading."""


@dataclass(frozen=True)
class ItemSection:
    """Items of a framework under one heading, and how much there is to them."""

    slug: str
    title: str
    url: str
    items: Sequence[Any]

    @property
    def findings(self) -> int:
        """How many findings the framework reports in it."""
        return sum(len(item.findings.all()) for item in self.items)

    @property
    def examples(self) -> int:
        """How many councils and bodies it names as examples."""
        return sum(len(item.examples.all()) for item in self.items)

    @property
    def illustrations(self) -> int:
        """How many findings of councils our editors chose to illustrate it."""
        return sum(len(item.illustrated_by) for item in self.items)


def sections_of(framework: Framework, items: Iterable[Any]) -> list[ItemSection]:
    """Return the sections of a framework in the order of their first items."""
    by_slug: dict[str, list[Any]] = {}
    for item in items:
        by_slug.setdefault(slugify(item.group) or UNNAMED, []).append(item)
    return [
        ItemSection(
            slug,
            rows[0].group or gettext("Items"),
            reverse("framework_section", args=[framework.slug, slug]),
            rows,
        )
        for slug, rows in by_slug.items()
    ]
