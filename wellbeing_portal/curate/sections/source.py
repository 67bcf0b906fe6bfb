"""The one section of a source."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from strategies.aggregates import SourceForm
from strategies.models import Source
from wellbeing_portal.curate.forms.aside import AddSourceForm
from wellbeing_portal.curate.forms.source import SourcePageForm

from . import told_of_documents
from .noun import Noun
from .section import Section

SECTIONS = (
    Section(
        "source",
        _("The source"),
        SourcePageForm,
        (
            *("title", "kind", "author", "publisher", "published_year", "published_on", "url"),
            *("summary", "review_due", "inferred"),
        ),
        told_of_documents.source,
        help=_(
            "What readers need to find it. It is published together with the first record that "
            "needs it."
        ),
    ),
)

SOURCES = Noun("sources", Source, SourceForm, SECTIONS, AddSourceForm)
