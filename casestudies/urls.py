"""Addresses of case studies and frameworks."""

from django.urls import path

from .views.case_study import CaseStudyDetail, CaseStudyList
from .views.compare import CompareCaseStudies, CompareCouncils
from .views.feed import CaseStudyFeed
from .views.framework import FrameworkDetail, FrameworkList

urlpatterns = [
    path("case-studies/", CaseStudyList.as_view(), name="case_studies"),
    path("case-studies/feed/", CaseStudyFeed(), name="case_study_feed"),
    path("case-studies/<slug:slug>/", CaseStudyDetail.as_view(), name="case_study"),
    path("compare/case-studies/", CompareCaseStudies.as_view(), name="compare_case_studies"),
    path("compare/councils/", CompareCouncils.as_view(), name="compare_councils"),
    path("frameworks/", FrameworkList.as_view(), name="frameworks"),
    path("frameworks/<slug:slug>/", FrameworkDetail.as_view(), name="framework"),
]
