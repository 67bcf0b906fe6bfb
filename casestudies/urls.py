"""Addresses of case studies and frameworks."""

from django.urls import path

from .views.case_study import CaseStudyDetail, CaseStudyList
from .views.framework import FrameworkDetail, FrameworkList

urlpatterns = [
    path("case-studies/", CaseStudyList.as_view(), name="case_studies"),
    path("case-studies/<slug:slug>/", CaseStudyDetail.as_view(), name="case_study"),
    path("frameworks/", FrameworkList.as_view(), name="frameworks"),
    path("frameworks/<slug:slug>/", FrameworkDetail.as_view(), name="framework"),
]
