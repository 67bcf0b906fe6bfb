"""Every public page, for search engines."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap
from django.core.paginator import Paginator
from django.db.models import Max, Value
from django.utils.functional import cached_property

from casestudies.models import Approach, CaseStudy, Enabler, Framework, Outcome
from strategies.models import Council, Source, Strategy, Theme
from wellbeing_portal.core.addresses import address_of

LIMIT = 1000
"""Addresses that a file names of one section; a page of them takes a fifth of a second."""


class PageSitemap(Sitemap):
    """Pages that are not one record's."""

    def items(self) -> list[str]:
        return [
            "home",
            "case_studies",
            "findings",
            "evidence_map",
            "pathways",
            "approaches",
            "enablers",
            "outcomes",
            "priorities",
            "framework_coverage",
            "strategies",
            "councils",
            "frameworks",
            "sources",
            "about",
            "agreement",
            "contact",
            "accessibility",
            "privacy",
            "cookies",
        ]

    def location(self, item: str) -> str:
        return address_of(item)


class PublishedSitemap(Sitemap):
    """The published records of one model that have a page."""

    limit = LIMIT

    def __init__(self, model: Any) -> None:
        self.model = model

    def items(self) -> Any:
        return self.model.objects.public().only("slug", "updated_at").order_by("slug")

    @cached_property
    def paginator(self) -> Paginator:
        """The files of this section; counted once for a request."""
        return Paginator(self.items(), self.limit)

    def lastmod(self, item: Any) -> dt.datetime:
        return item.updated_at

    def get_latest_lastmod(self) -> dt.datetime | None:
        """Return when any of them last changed, without reading them all."""
        latest: dt.datetime | None = self.items().aggregate(latest=Max("updated_at"))["latest"]
        return latest


class ConceptSitemap(Sitemap):
    """The pages of concepts and themes, in one query."""

    def items(self) -> list[tuple[str, str]]:
        """Return pairs of a route and a slug."""
        models = (("approach", Approach), ("enabler", Enabler), ("outcome", Outcome))
        themes = Theme.objects.public().order_by().values_list(Value("theme"), "slug")
        rows = themes.union(
            *(
                model.objects.public().order_by().values_list(Value(route), "slug")
                for route, model in models
            )
        )
        return sorted(rows)

    def location(self, item: tuple[str, str]) -> str:
        route, slug = item
        return address_of(route, slug)


def sitemaps() -> dict[str, Any]:
    """Return the sections, new for each request: they remember what they counted."""
    return {
        "case-studies": PublishedSitemap(CaseStudy),
        "strategies": PublishedSitemap(Strategy),
        "frameworks": PublishedSitemap(Framework),
        "sources": PublishedSitemap(Source),
        "pages": PageSitemap(),
        "concepts": ConceptSitemap(),
        "councils": GenericSitemap({"queryset": Council.objects.order_by("slug")}),
    }
