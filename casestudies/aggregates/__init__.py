"""Whole case studies and frameworks as one typed form each."""

from .case_study import CaseStudyForm
from .framework import FrameworkForm

__all__ = ["CaseStudyForm", "FrameworkForm"]
