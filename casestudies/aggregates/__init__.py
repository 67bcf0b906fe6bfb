"""Whole case studies and frameworks as one typed form each."""

from wellbeing_portal.core import aggregates

from .case_study import CaseStudyForm
from .framework import FrameworkForm

__all__ = ["CaseStudyForm", "FrameworkForm", "declare"]


def declare() -> None:
    """Let case studies and frameworks be read."""
    aggregates.declare(CaseStudyForm, FrameworkForm)
