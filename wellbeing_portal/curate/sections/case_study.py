"""The sections of a case study."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from casestudies.aggregates import CaseStudyForm
from casestudies.facets import CASE_STUDY
from casestudies.models import CaseStudy
from wellbeing_portal.core.facets import FacetedRecord
from wellbeing_portal.curate.forms.answering import CorrectionRowForm, ReplyRowForm
from wellbeing_portal.curate.forms.around import CaveatForm, PrioritiesForm, ReviewForm
from wellbeing_portal.curate.forms.case_study import AccountForm, BasicsForm, StartCaseStudyForm
from wellbeing_portal.curate.forms.finding import FindingRowForm
from wellbeing_portal.curate.forms.for_whom import for_whom_form
from wellbeing_portal.curate.forms.initiative import InitiativeRowForm
from wellbeing_portal.curate.forms.stated import BarrierRowForm, CostRowForm, FactRowForm
from wellbeing_portal.curate.forms.taking_part import (
    ApproachRowForm,
    CouncilRowForm,
    EnablerRowForm,
    PartnerRowForm,
)

from . import telling
from .noun import Noun
from .section import Nothing, RowsSection, Section

THE_WORK = (
    Section(
        "basics",
        _("Basics"),
        BasicsForm,
        (
            *("title", "strapline", "summary", "stage", "start_year", "end_year"),
            *("told_in", "depth", "source", "locator"),
        ),
        telling.basics,
        heading=_("The work"),
    ),
    RowsSection(
        "councils",
        _("Councils and their roles"),
        CouncilRowForm,
        ("councils",),
        telling.councils,
        help=_("The council that leads comes first. At least one has to lead or be a partner."),
        one=gettext_noop("council"),
        names=telling.known_by("council", "councils"),
        about=telling.council_role,
    ),
    RowsSection(
        "partners",
        _("Partners"),
        PartnerRowForm,
        ("partners",),
        telling.partners,
        help=_("Organisations that took part in the work as a whole."),
        optional=True,
        one=gettext_noop("organisation"),
        names=telling.known_by("organisation", "organisations"),
        about=lambda row: row.contribution,
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
        telling.account,
        help=_(
            "Facts carry over from the source, its sentences do not. An empty line begins a new "
            "paragraph, “- ” a list, and **two stars** make words bold."
        ),
    ),
)

DONE = (
    RowsSection(
        "approaches",
        _("Approaches"),
        ApproachRowForm,
        ("approaches",),
        telling.approaches,
        help=_("The kinds of thing that were done, the one that matters most first."),
        heading=_("What was done, and what helped"),
        one=gettext_noop("approach"),
        names=telling.known_by("approach", "approaches"),
        about=telling.how,
    ),
    RowsSection(
        "enablers",
        _("What helped"),
        EnablerRowForm,
        ("enablers",),
        telling.enablers,
        help=_("What made it possible, as the source says."),
        one=gettext_noop("enabler"),
        names=telling.known_by("enabler", "enablers"),
        about=telling.how,
        nothing=Nothing(_("Not stated"), _("The source does not say what helped")),
    ),
    RowsSection(
        "barriers",
        _("What stood in the way"),
        BarrierRowForm,
        ("barriers",),
        telling.barriers,
        help=_("What made it hard, or was not reached: readers look for it."),
        one=gettext_noop("barrier"),
        about=telling.place,
        nothing=Nothing(_("Not stated"), _("The source names nothing that stood in the way")),
    ),
    RowsSection(
        "initiatives",
        _("Initiatives"),
        InitiativeRowForm,
        ("initiatives",),
        telling.initiatives,
        help=_("Named programmes, services and projects inside the work, if it has several."),
        one=gettext_noop("initiative"),
        about=telling.initiative,
        nothing=Nothing(_("Not needed"), _("The work is one whole")),
    ),
)

FOUND = (
    RowsSection(
        "findings",
        _("Findings"),
        FindingRowForm,
        ("findings",),
        telling.findings,
        help=_("One statement each: what was done, aimed at or changed, and how that is known."),
        heading=_("What came of it"),
        one=gettext_noop("finding"),
        about=telling.finding,
    ),
    RowsSection(
        "need",
        _("Need"),
        FactRowForm,
        ("context_facts",),
        telling.need,
        help=_("Facts that show why it was needed. They are never counted as evidence."),
        one=gettext_noop("fact"),
        about=telling.fact,
        nothing=Nothing(_("Not stated"), _("The source gives no facts that show the need")),
    ),
    RowsSection(
        "costs",
        _("Costs"),
        CostRowForm,
        ("costs",),
        telling.costs,
        help=_("What the source gives. Amounts are never added up."),
        one=gettext_noop("cost"),
        about=telling.cost,
        nothing=Nothing(_("Not stated"), _("The source gives no cost")),
    ),
)

AROUND = (
    Section(
        "priorities",
        _("Priorities it serves"),
        PrioritiesForm,
        ("strategies", "priorities"),
        telling.priorities,
        heading=_("Around it"),
        optional=True,
    ),
    Section(
        "caveat",
        _("Caveat and contact"),
        CaveatForm,
        ("caveat", "contact", "contact_address"),
        telling.caveat,
        optional=True,
    ),
    Section(
        "review",
        _("Review date and what is inferred"),
        ReviewForm,
        ("review_due", "inferred"),
        telling.review,
        optional=True,
    ),
    RowsSection(
        "corrections",
        _("Corrections"),
        CorrectionRowForm,
        ("corrections",),
        telling.number_of("corrections", "correction"),
        help=_("What readers are told was put right."),
        optional=True,
        later=True,
        one=gettext_noop("correction"),
        about=telling.on_day("made_on"),
    ),
    RowsSection(
        "replies",
        _("Replies of councils"),
        ReplyRowForm,
        ("replies",),
        telling.number_of("replies", "reply"),
        help=_("What councils say of the account. Readers see it below the account."),
        optional=True,
        later=True,
        one=gettext_noop("reply"),
        names=telling.named_by("council", "councils"),
        about=telling.on_day("given_on"),
    ),
)


def for_whom(record: FacetedRecord, others: Iterable[Section]) -> Section:
    """Return the section of a record's tags, and of the numbers that no other section asks for."""
    elsewhere = {name for section in others for name in section.edits}
    numbers = [one for one in record.stated if not elsewhere & {*one.columns}]
    form = for_whom_form(record.plain_tags, numbers)
    return Section(
        "for-whom",
        _("For whom and where"),
        form,
        tuple(form.base_fields),
        telling.tagged(record.plain_tags, numbers),
    )


CASE_STUDIES = Noun(
    "case-studies",
    CaseStudy,
    CaseStudyForm,
    (
        *THE_WORK,
        for_whom(CASE_STUDY, (*THE_WORK, *DONE, *FOUND, *AROUND)),
        *DONE,
        *FOUND,
        *AROUND,
    ),
    StartCaseStudyForm,
)
