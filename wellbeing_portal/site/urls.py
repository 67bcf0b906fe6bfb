"""Addresses of the pages over both apps."""

from django.contrib import admin
from django.urls import path

from .briefing.views import BriefingPage
from .councils.views import CompareCouncils, CouncilDetail, CouncilList, CouncilsLikeIt
from .priorities.views import PriorityMap, ThemePage
from .sources.views import SourceDetail, SourceList
from .strategies.feed import StrategyFeed
from .strategies.views import CompareStrategies, StrategyDetail, StrategyList
from .views.about import AboutPage, AgreementPage, ContactPage, PrivacyPage, StaticPage
from .views.choose import Choose
from .views.explain_search import explain_search
from .views.health import live, ready
from .views.home import FrontPage
from .views.search import SiteSearch, suggestions
from .views.shortlist import ChangeShortlist, ShortlistPage
from .views.sitemap import sitemap

urlpatterns = [
    path("", FrontPage.as_view(), name="home"),
    path("search/", SiteSearch.as_view(), name="search"),
    path("search/suggestions", suggestions, name="suggestions"),
    path("admin/search/", admin.site.admin_view(explain_search), name="explain_search"),
    path("about/", AboutPage.as_view(), name="about"),
    path("about/agreement/", AgreementPage.as_view(), name="agreement"),
    path("contact/", ContactPage.as_view(), name="contact"),
    *(
        path(f"{name}/", StaticPage.as_view(template_name=f"site/{name}.html"), name=name)
        for name in ("accessibility", "cookies")
    ),
    path("privacy/", PrivacyPage.as_view(), name="privacy"),
    path("strategies/", StrategyList.as_view(), name="strategies"),
    path("strategies/feed/", StrategyFeed(), name="strategy_feed"),
    path("strategies/<slug:slug>/", StrategyDetail.as_view(), name="strategy"),
    path("compare/strategies/", CompareStrategies.as_view(), name="compare_strategies"),
    path("priorities/", PriorityMap.as_view(), name="priorities"),
    path("priorities/<slug:slug>/", ThemePage.as_view(), name="theme"),
    path("councils/", CouncilList.as_view(), name="councils"),
    path("compare/councils/", CompareCouncils.as_view(), name="compare_councils"),
    path("councils/<slug:slug>/", CouncilDetail.as_view(), name="council"),
    path("councils/<slug:slug>/like/", CouncilsLikeIt.as_view(), name="councils_like"),
    path("sources/", SourceList.as_view(), name="sources"),
    path("sources/<slug:slug>/", SourceDetail.as_view(), name="source"),
    path("compare/choose/", Choose.as_view(), name="choose"),
    path("briefing/", BriefingPage.as_view(), name="briefing"),
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
