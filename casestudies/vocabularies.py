"""The vocabularies of case studies."""

from __future__ import annotations

from wellbeing_portal.core.vocabulary import Vocabulary

from .models import Approach, CaseStudy, Enabler, Outcome, PopulationGroup, Setting


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
