"""The vocabularies of case studies."""

from __future__ import annotations

from wellbeing_portal.core.lists.vocabulary import Term, Vocabulary

from .models import Approach, CaseStudy, Enabler, Finding, Outcome, PopulationGroup, Setting


def approaches() -> Vocabulary:
    """The approaches, broader and narrower."""
    return Vocabulary.of_concepts(Approach)


def enablers() -> Vocabulary:
    """The enablers, broader and narrower."""
    return Vocabulary.of_concepts(Enabler)


def outcomes() -> Vocabulary:
    """The outcomes, broader and narrower."""
    return Vocabulary.of_concepts(Outcome)


def population_groups() -> Vocabulary:
    """The population groups, broader and narrower."""
    return Vocabulary.of_concepts(PopulationGroup)


def settings() -> Vocabulary:
    """The settings, broader and narrower."""
    return Vocabulary.of_concepts(Setting)


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
