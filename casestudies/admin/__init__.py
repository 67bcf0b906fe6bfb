"""Admin pages of case studies, vocabularies, frameworks and what belongs to them."""

from strategies.models import Council, Source
from wellbeing_portal.core.admin import also_count

from .case_study import CaseStudyAdmin
from .concepts import (
    ApproachAdmin,
    EnablerAdmin,
    OutcomeAdmin,
    PopulationGroupAdmin,
    SettingAdmin,
)
from .context_fact import ContextFactAdmin
from .finding import FindingAdmin
from .framework import FrameworkAdmin, FrameworkItemAdmin
from .initiative import InitiativeAdmin
from .organisation import OrganisationAdmin

__all__ = [
    "ApproachAdmin",
    "CaseStudyAdmin",
    "ContextFactAdmin",
    "EnablerAdmin",
    "FindingAdmin",
    "FrameworkAdmin",
    "FrameworkItemAdmin",
    "InitiativeAdmin",
    "OrganisationAdmin",
    "OutcomeAdmin",
    "PopulationGroupAdmin",
    "SettingAdmin",
]

also_count(Council, "case_studies")
also_count(Source, "case_studies", "findings")
