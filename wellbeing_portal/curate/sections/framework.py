"""The sections of a framework."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from casestudies.aggregates import FrameworkForm
from casestudies.models import Framework
from wellbeing_portal.curate.forms.around import ReviewForm
from wellbeing_portal.curate.forms.framework import (
    ExampleRowForm,
    FrameworkBasicsForm,
    FrameworkFindingRowForm,
    ItemRowForm,
    StartFrameworkForm,
)
from wellbeing_portal.curate.forms.stated import FactRowForm

from . import telling, told_of_documents
from .noun import Noun
from .section import RowsSection, Section

WITHIN_AN_ITEM = (
    RowsSection(
        "examples",
        _("Examples that it names"),
        ExampleRowForm,
        ("examples",),
        told_of_documents.examples,
        help=_("Councils and bodies that the framework itself names."),
        one=gettext_noop("example"),
        names=told_of_documents.bodies,
        about=lambda row: telling.shortened(row.description),
    ),
    RowsSection(
        "findings",
        _("Findings that it reports"),
        FrameworkFindingRowForm,
        ("findings",),
        telling.findings,
        help=_("One statement each. They are shown as wider research, never as a council’s own."),
        one=gettext_noop("finding"),
        about=telling.finding,
    ),
    RowsSection(
        "facts",
        _("Facts that show the need"),
        FactRowForm,
        ("context_facts",),
        telling.need,
        help=_("Facts that show why it is needed. They are never counted as evidence."),
        one=gettext_noop("fact"),
        about=telling.fact,
    ),
)

SECTIONS = (
    Section(
        "basics",
        _("Basics"),
        FrameworkBasicsForm,
        ("title", "summary", "background", "source", "locator"),
        told_of_documents.framework_basics,
        heading=_("The framework"),
    ),
    RowsSection(
        "items",
        _("Items"),
        ItemRowForm,
        ("items",),
        told_of_documents.items,
        help=_("What it asks for or describes, in its own order."),
        one=gettext_noop("item"),
        about=told_of_documents.item,
        numbered=True,
        within=WITHIN_AN_ITEM,
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

FRAMEWORKS = Noun("frameworks", Framework, FrameworkForm, SECTIONS, StartFrameworkForm)
