"""The map of the site for search engines, in one file or in several."""

from __future__ import annotations

from django.contrib.sitemaps import views
from django.http import HttpRequest, HttpResponse

from wellbeing_portal.site.sitemaps import LIMIT, PUBLISHED, SITEMAPS


def sitemap(request: HttpRequest, section: str | None = None) -> HttpResponse:
    """Return every page or, where one file would grow long, the files that name them."""
    if section is None and "p" not in request.GET and any(map(_is_long, PUBLISHED)):
        return views.index(request, SITEMAPS, sitemap_url_name="sitemap_section")
    return views.sitemap(request, SITEMAPS, section)


def _is_long(section: str) -> bool:
    """Tell whether a section has more records than go into one file, without counting them."""
    return bool(SITEMAPS[section].items()[LIMIT : LIMIT + 1].exists())
