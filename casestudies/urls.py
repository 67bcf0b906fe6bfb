"""Addresses of case studies and frameworks."""

from django.urls import path

from .evidence.views.concept import ConceptPage
from .evidence.views.concept_index import ConceptIndex
from .evidence.views.map import EvidenceMapPage
from .evidence.views.pathways import PathwaysPage
from .views.case_study import CaseStudyDetail, CaseStudyList
from .views.compare import CompareCaseStudies
from .views.compare_concepts import CompareConcepts
from .views.feed import CaseStudyFeed
from .views.finding import FindingDetail, FindingFeed, FindingList
from .views.framework import FrameworkCoverage, FrameworkDetail, FrameworkList, FrameworkSection

CONCEPTS = (("approach", "approaches"), ("enabler", "enablers"), ("outcome", "outcomes"))
"""The families with pages of their own: the name of one, and of many."""

urlpatterns = [
    path("case-studies/", CaseStudyList.as_view(), name="case_studies"),
    path("case-studies/feed/", CaseStudyFeed(), name="case_study_feed"),
    path("case-studies/<slug:slug>/", CaseStudyDetail.as_view(), name="case_study"),
    path("case-studies/<slug:slug>/findings/<slug:key>/", FindingDetail.as_view(), name="finding"),
    path("findings/", FindingList.as_view(), name="findings"),
    path("findings/feed/", FindingFeed(), name="finding_feed"),
    path("compare/case-studies/", CompareCaseStudies.as_view(), name="compare_case_studies"),
    *(path(f"{many}/", ConceptIndex.as_view(family=one), name=many) for one, many in CONCEPTS),
    *(
        path(
            f"compare/{many}/",
            CompareConcepts.as_view(**CompareConcepts.of(one)),
            name=f"compare_{many}",
        )
        for one, many in CONCEPTS
    ),
    path("approaches/<slug:slug>/", ConceptPage.as_view(family="approach"), name="approach"),
    path("enablers/<slug:slug>/", ConceptPage.as_view(family="enabler"), name="enabler"),
    path("outcomes/<slug:slug>/", ConceptPage.as_view(family="outcome"), name="outcome"),
    path("evidence-map/", EvidenceMapPage.as_view(), name="evidence_map"),
    path("pathways/", PathwaysPage.as_view(), name="pathways"),
    path("frameworks/", FrameworkList.as_view(), name="frameworks"),
    path("frameworks/coverage/", FrameworkCoverage.as_view(), name="framework_coverage"),
    path("frameworks/<slug:slug>/", FrameworkDetail.as_view(), name="framework"),
    path(
        "frameworks/<slug:slug>/<slug:section>/",
        FrameworkSection.as_view(),
        name="framework_section",
    ),
]
