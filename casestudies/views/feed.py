"""The list of case studies as an Atom feed."""

from __future__ import annotations

from wellbeing_portal.core.lists.feed import ListFeed

from .case_study import CaseStudyList


class CaseStudyFeed(ListFeed):
    """The newest case studies that the parameters of the list find."""

    listing = CaseStudyList
