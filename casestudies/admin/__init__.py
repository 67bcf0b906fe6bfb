"""Admin pages of case studies, vocabularies, frameworks and what belongs to them."""

from strategies.models import Council, Source
from wellbeing_portal.core.admin import also_count

from . import concepts
from .case_study import CaseStudyAdmin
from .context_fact import ContextFactAdmin
from .finding import FindingAdmin
from .framework import FrameworkAdmin, FrameworkItemAdmin
from .initiative import InitiativeAdmin
from .organisation import OrganisationAdmin
from .wider_evidence import WiderEvidenceAdmin

__all__ = [
    "CaseStudyAdmin",
    "ContextFactAdmin",
    "FindingAdmin",
    "FrameworkAdmin",
    "FrameworkItemAdmin",
    "InitiativeAdmin",
    "OrganisationAdmin",
    "WiderEvidenceAdmin",
    "concepts",
]

also_count(Council, "case_studies")
also_count(Source, "case_studies", "findings")
