from .account import Barrier, Correction, CouncilReply
from .case_study import CaseStudy
from .case_study_queries import CaseStudyQuerySet
from .case_study_rows import (
    CaseStudyApproach,
    CaseStudyCouncil,
    CaseStudyEnabler,
    CaseStudyPartner,
)
from .concepts import Approach, Enabler, Outcome, PopulationGroup, Setting
from .context_fact import ContextFact
from .cost import Cost
from .finding import Finding, FindingQuerySet
from .framework import Framework, FrameworkExample, FrameworkItem
from .grade_reading import GradeReading
from .initiative import Initiative, InitiativeFunder
from .organisation import Organisation
from .wider_evidence import WiderEvidence, WiderReading

__all__ = [
    "Approach",
    "Barrier",
    "CaseStudy",
    "CaseStudyApproach",
    "CaseStudyCouncil",
    "CaseStudyEnabler",
    "CaseStudyPartner",
    "CaseStudyQuerySet",
    "ContextFact",
    "Correction",
    "Cost",
    "CouncilReply",
    "Enabler",
    "Finding",
    "FindingQuerySet",
    "Framework",
    "FrameworkExample",
    "FrameworkItem",
    "GradeReading",
    "Initiative",
    "InitiativeFunder",
    "Organisation",
    "Outcome",
    "PopulationGroup",
    "Setting",
    "WiderEvidence",
    "WiderReading",
]
