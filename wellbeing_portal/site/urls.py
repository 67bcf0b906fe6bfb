"""Addresses of the pages that span the portal."""

from django.urls import path

from .views.about import About, StaticPage
from .views.choose import Choose
from .views.health import live, ready
from .views.home import Home
from .views.search import SiteSearch, suggestions
from .views.shortlist import ChangeShortlist, ShortlistPage
from .views.sitemap import sitemap

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("search/", SiteSearch.as_view(), name="search"),
    path("search/suggestions", suggestions, name="suggestions"),
    path("about/", About.as_view(), name="about"),
    *(
        path(f"{name}/", StaticPage.as_view(template_name=f"site/{name}.html"), name=name)
        for name in ("accessibility", "privacy", "cookies")
    ),
    path("compare/choose/", Choose.as_view(), name="choose"),
    path("shortlist/", ShortlistPage.as_view(), name="shortlist"),
    path("shortlist/change/", ChangeShortlist.as_view(), name="change_shortlist"),
    path("health/live", live, name="health_live"),
    path("health/ready", ready, name="health_ready"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap_section"),
    path(
        "robots.txt",
        StaticPage.as_view(template_name="site/robots.txt", content_type="text/plain"),
        name="robots",
    ),
]
