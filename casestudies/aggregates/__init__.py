"""Whole case studies, frameworks and wider evidence as one typed form each."""

from wellbeing_portal.core import aggregates

from .case_study import CaseStudyForm
from .framework import FrameworkForm
from .wider_evidence import WiderEvidenceForm

__all__ = ["CaseStudyForm", "FrameworkForm", "WiderEvidenceForm", "declare"]


def declare() -> None:
    """Let all of them be read."""
    aggregates.declare(CaseStudyForm, FrameworkForm, WiderEvidenceForm)
