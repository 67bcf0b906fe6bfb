from .case_study import (
    CaseStudy,
    CaseStudyApproach,
    CaseStudyCouncil,
    CaseStudyEnabler,
    CaseStudyPartner,
    CaseStudyQuerySet,
)
from .concepts import Approach, Enabler, Outcome, PopulationGroup, Setting
from .context_fact import ContextFact
from .finding import Finding, FindingQuerySet
from .framework import Framework, FrameworkExample, FrameworkItem
from .initiative import Initiative, InitiativeFunder
from .organisation import Organisation

__all__ = [
    "Approach",
    "CaseStudy",
    "CaseStudyApproach",
    "CaseStudyCouncil",
    "CaseStudyEnabler",
    "CaseStudyPartner",
    "CaseStudyQuerySet",
    "ContextFact",
    "Enabler",
    "Finding",
    "FindingQuerySet",
    "Framework",
    "FrameworkExample",
    "FrameworkItem",
    "Initiative",
    "InitiativeFunder",
    "Organisation",
    "Outcome",
    "PopulationGroup",
    "Setting",
]
