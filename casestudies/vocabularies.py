"""The vocabularies of case studies."""

from __future__ import annotations

from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

from .models import CaseStudy, Finding


def stages() -> Vocabulary:
    """How far a case study has come."""
    return Vocabulary.of_choices(CaseStudy.Stage.choices)


def least_levels() -> Vocabulary:
    """Evidence levels, each as the least that is wanted."""
    return Vocabulary.of(
        Term(str(level.value), f"level {level.value} or stronger")
        for level in Finding.EvidenceLevel
        if level
    )
