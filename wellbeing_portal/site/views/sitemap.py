"""The map of the site for search engines, in one file or in several."""

from __future__ import annotations

from django.contrib.sitemaps import views
from django.http import HttpRequest, HttpResponse

from wellbeing_portal.site.sitemaps import PublishedSitemap, sitemaps


def sitemap(request: HttpRequest, section: str | None = None) -> HttpResponse:
    """Return every page or, where one file would grow long, the files that name them."""
    sections = sitemaps()
    if section is None and "p" not in request.GET and any(map(_is_long, sections.values())):
        return views.index(request, sections, sitemap_url_name="sitemap_section")
    return views.sitemap(request, sections, section)


def _is_long(section: object) -> bool:
    return isinstance(section, PublishedSitemap) and section.paginator.num_pages > 1
