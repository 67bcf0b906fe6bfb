"""Every public page, for search engines."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.sitemaps import GenericSitemap, Sitemap
from django.urls import reverse

from casestudies.models import CaseStudy, Framework
from strategies.models import Council, Source, Strategy


class PageSitemap(Sitemap):
    """Pages that are not one record's."""

    def items(self) -> list[str]:
        return [
            "home",
            "case_studies",
            "strategies",
            "councils",
            "frameworks",
            "sources",
            "about",
            "accessibility",
            "privacy",
            "cookies",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


class PublishedSitemap(Sitemap):
    """The published records of one model."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def items(self) -> Any:
        return self.model.objects.published().order_by("slug")

    def lastmod(self, item: Any) -> dt.datetime:
        return item.updated_at


SITEMAPS: dict[str, Any] = {
    "pages": PageSitemap,
    "case-studies": PublishedSitemap(CaseStudy),
    "strategies": PublishedSitemap(Strategy),
    "frameworks": PublishedSitemap(Framework),
    "sources": PublishedSitemap(Source),
    "councils": GenericSitemap({"queryset": Council.objects.order_by("slug")}),
}
