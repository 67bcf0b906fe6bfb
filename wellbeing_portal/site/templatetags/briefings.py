"""Where a briefing of what a page shows is put together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.lists.results import Results
from wellbeing_portal.site.briefing.named import PUBLIC
from wellbeing_portal.takeaway.briefing import SUBJECTS

register = template.Library()

MOST = 10
"""Records of a list that the page is handed: the first of them, so that its address stays short."""


@register.simple_tag
def briefing_on(noun: str, records: Iterable[Any] | Any, results: Results | None = None) -> str:
    """Return the address of the page that makes a briefing of records, such as a list’s.

    A list hands on the first subject that its filters ask for. Of what a briefing does not hold,
    such as sources, there is none.
    """
    kind = noun.replace(" ", "-")
    if kind not in PUBLIC:
        return ""
    rows = [records] if hasattr(records, "slug") else list(records)
    items = [("item", f"{kind}.{row.slug}") for row in rows[:MOST]]
    return _address([*_subject(results), *items])


@register.filter
def handed_on(page: Page[Any]) -> int:
    """Return how many records of a page of a list a briefing is handed; 0 where it is all."""
    return MOST if len(page.object_list) > MOST or page.paginator.count > MOST else 0


@register.simple_tag
def briefing_about(family: str, slug: str) -> str:
    """Return the address of the page that makes a briefing on a concept or a theme."""
    return _address([("about", f"{family}.{slug}")])


def _subject(results: Results | None) -> list[tuple[str, str]]:
    chosen = results.bound.chosen if results else ()
    asked = {one.parameter: one.value for one in reversed(chosen)}
    return [("about", f"{name}.{asked[name]}") for name in SUBJECTS if name in asked][:1]


def _address(query: list[tuple[str, str]]) -> str:
    return f"{address_of('briefing')}?{urlencode(query)}" if query else ""
