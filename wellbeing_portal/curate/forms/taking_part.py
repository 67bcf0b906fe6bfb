"""Who took part in a case study, which approaches it took, and what helped."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from casestudies.aggregates.case_study import (
    ApproachTakenForm,
    CouncilRoleForm,
    EnablerAtWorkForm,
    PartnerRoleForm,
)
from casestudies.models.roles import CouncilRole

from .fields import choice_field, one_line, record_field, sentences
from .section_form import RowForm

PLACE = _("Page, heading or paragraph: “Impact, second paragraph”.")


def place_field() -> Any:
    """Return the field for where a source says something."""
    return one_line(_("Where does it stand in the source?"), PLACE, 200, required=False)


class CouncilRowForm(RowForm):
    """A council, and what it was to the work."""

    row_type = CouncilRoleForm

    council = record_field("councils", _("Council"), _("Start typing any of its names: “York”."))
    role = choice_field(
        _("What was it to the work?"),
        CouncilRole,
        _("Leads and partners acted. Learning partners looked on; an area is where it took place."),
    )
    contribution = one_line(
        _("What did it do?"),
        _("Only if it was not the lead: “Paid for two of the coordinators”."),
        250,
        required=False,
    )

    @classmethod
    def initial_of_new(cls, record: Any) -> dict[str, Any]:
        """Return that the first council leads and others are partners, as is usual."""
        leads = any(row.role == CouncilRole.LEAD for row in record.councils)
        return {"role": CouncilRole.PARTNER if leads else CouncilRole.LEAD}


class PartnerRowForm(RowForm):
    """An organisation, and what it did."""

    row_type = PartnerRoleForm

    organisation = record_field(
        "organisations", _("Organisation"), _("Start typing its name: “Citizens Advice”.")
    )
    contribution = one_line(_("What did it do?"), _("“Trained the volunteers”."), 250)


class ApproachRowForm(RowForm):
    """An approach, and how it was taken here."""

    row_type = ApproachTakenForm

    approach = record_field(
        "approaches", _("Approach"), _("Start typing: “local area” finds Local area coordination.")
    )
    how = sentences(
        _("How did they do it here?"),
        _("In a sentence or two: who does what, for whom, where."),
    )
    locator = place_field()


class EnablerRowForm(RowForm):
    """An enabler, and how it helped here."""

    row_type = EnablerAtWorkForm

    enabler = record_field(
        "enablers", _("What helped?"), _("Start typing: “trust” finds Trust between partners.")
    )
    how = sentences(_("How did it help here?"), _("In a sentence or two, as the source says it."))
    locator = place_field()
