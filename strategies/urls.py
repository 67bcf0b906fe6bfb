"""Addresses of councils, strategies and sources."""

from django.urls import path

from .views.compare import CompareStrategies
from .views.council import CouncilDetail, CouncilList
from .views.feed import StrategyFeed
from .views.priority import PriorityMap, ThemePage
from .views.source import SourceDetail, SourceList
from .views.strategy import StrategyDetail, StrategyList

urlpatterns = [
    path("strategies/", StrategyList.as_view(), name="strategies"),
    path("strategies/feed/", StrategyFeed(), name="strategy_feed"),
    path("strategies/<slug:slug>/", StrategyDetail.as_view(), name="strategy"),
    path("compare/strategies/", CompareStrategies.as_view(), name="compare_strategies"),
    path("priorities/", PriorityMap.as_view(), name="priorities"),
    path("priorities/<slug:slug>/", ThemePage.as_view(), name="theme"),
    path("councils/", CouncilList.as_view(), name="councils"),
    path("councils/<slug:slug>/", CouncilDetail.as_view(), name="council"),
    path("sources/", SourceList.as_view(), name="sources"),
    path("sources/<slug:slug>/", SourceDetail.as_view(), name="source"),
]
