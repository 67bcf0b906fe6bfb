"""The sections of a framework: items under one heading, at an address of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext

from casestudies.models import Framework
from wellbeing_portal.core.words import counted

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
    def how_much(self) -> str:
        """What is in it besides its items."""
        return how_much(self.items)


def how_much(items: Sequence[Any]) -> str:
    """Return in words what is in items: findings that the framework reports, examples, and more.

    Examples are the councils and bodies that it names. Findings of case studies that our editors
    chose are neither.
    """
    findings = sum(len(item.findings.all()) for item in items)
    examples = [example for item in items for example in item.examples.all()]
    chosen = sum(len(item.illustrated_by) for item in items)
    said = [counted(findings, "finding")] if findings else []
    if examples:
        councils = sum(example.council_id is not None for example in examples)
        said.append(f"{counted(len(examples), 'example')}{_of_councils(councils, len(examples))}")
    if chosen:
        said.append(
            gettext("%(findings)s of councils chosen by our editors")
            % {"findings": counted(chosen, "finding")}
        )
    return ", ".join(said)


def _of_councils(councils: int, examples: int) -> str:
    """Return how many of so many examples are councils."""
    if not councils:
        return ""
    if councils < examples:
        return gettext(" (%(number)s of councils)") % {"number": councils}
    return gettext(" of a council") if examples == 1 else gettext(" (all of councils)")


def sections_of(framework: Framework, items: Iterable[Any]) -> list[ItemSection]:
    """Return the sections of a framework in the order of their first items."""
    by_slug: dict[str, list[Any]] = {}
    for item in items:
        item.how_much = how_much([item])
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
