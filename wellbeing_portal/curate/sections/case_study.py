"""The sections of a case study."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casestudies.aggregates import CaseStudyForm
from casestudies.models import CaseStudy
from wellbeing_portal.core.words import counted
from wellbeing_portal.curate.forms.case_study import (
    AccountForm,
    BasicsForm,
    StartCaseStudyForm,
)

from .noun import Noun
from .section import Section


def _basics(said: CaseStudyForm) -> str:
    told = gettext("told in %(year)s") % {"year": said.told_in} if said.told_in else ""
    return ", ".join(filter(None, [said.strapline, told]))


def _account(said: CaseStudyForm) -> str:
    texts = (said.ambition, said.approach, said.impact, said.sustainability)
    words = sum(len(text.split()) for text in (*texts, said.pandemic_response))
    return counted(words, "word") if words else ""


CASE_STUDIES = Noun(
    "case-studies",
    CaseStudy,
    CaseStudyForm,
    (
        Section(
            "basics",
            _("Basics"),
            BasicsForm,
            (
                *("title", "strapline", "summary", "stage", "start_year", "end_year"),
                *("told_in", "depth", "source", "locator"),
            ),
            _basics,
        ),
        Section(
            "account",
            _("The account"),
            AccountForm,
            (
                *("ambition", "ambition_preview", "approach", "approach_preview"),
                *("impact", "impact_preview", "sustainability", "sustainability_preview"),
                *("pandemic_response", "pandemic_response_preview"),
            ),
            _account,
        ),
    ),
    StartCaseStudyForm,
)
