"""The sections of a piece of wider research."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from casestudies.aggregates import WiderEvidenceForm
from casestudies.models import WiderEvidence
from wellbeing_portal.curate.forms.around import ReviewForm
from wellbeing_portal.curate.forms.wider_evidence import (
    ReadingRowForm,
    ResearchBasicsForm,
    StartResearchForm,
)

from . import telling, told_of_documents
from .noun import Noun
from .section import RowsSection, Section

SECTIONS = (
    Section(
        "basics",
        _("Basics"),
        ResearchBasicsForm,
        (
            *("title", "approach", "body", "scope", "concludes", "rating", "certainty"),
            *("limits", "url", "year", "edition"),
        ),
        told_of_documents.research,
        heading=_("The research"),
    ),
    RowsSection(
        "readings",
        _("Readings by outcome"),
        ReadingRowForm,
        ("readings",),
        told_of_documents.readings,
        help=_("How we read the conclusion, for one outcome each. At least one is needed."),
        one=gettext_noop("reading"),
        names=telling.known_by("outcome", "outcomes"),
        about=told_of_documents.reading,
    ),
    Section(
        "review",
        _("Review date and what is inferred"),
        ReviewForm,
        ("review_due", "inferred"),
        telling.review,
        heading=_("Around it"),
        optional=True,
    ),
)

WIDER_RESEARCH = Noun(
    "wider-research",
    WiderEvidence,
    WiderEvidenceForm,
    SECTIONS,
    StartResearchForm,
    called=_("piece of wider research"),
)
