"""A finding: what is claimed, of what, and how it is known."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from casestudies.aggregates.case_study import CaseStudyFindingForm
from casestudies.models.claims import Basis, Claim, Direction, EvidenceLevel, Output

from .fields import choice_field, one_line, records_field, sentences
from .numbers import list_field
from .stated import StatedRowForm, offer_initiatives, source_field
from .taking_part import place_field


class FindingRowForm(StatedRowForm):
    """A finding, in the terms in which it is kept."""

    row_type = CaseStudyFindingForm

    statement = sentences(
        _("Say it in one sentence"),
        _("Who, what, how much: “48 of 50 people at high risk moved to low risk”."),
    )
    claim = choice_field(_("What does the source claim?"), Claim)
    approaches = records_field("approaches", _("What was done?"), _("One a line."))
    outcomes = records_field(
        "outcomes", _("What changed, or was to change?"), _("One a line."), required=False
    )
    output = list_field(_("What was done or reached?"), Output)
    direction = list_field(_("Which way did it go?"), Direction)
    basis = list_field(_("How is it known?"), Basis, required=True)
    evidence_level = list_field(_("How sure is it?"), EvidenceLevel)
    method_note = one_line(_("How was it measured?"), "", 250, required=False)
    locator = place_field()
    source = source_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_initiatives(self, _("Which part is it about?"), after="statement")
