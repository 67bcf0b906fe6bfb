"""What was put right in an account, and what councils say of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casestudies.aggregates.account import CorrectionForm, CouncilReplyForm

from .fields import record_field, sentences
from .numbers import day_field
from .section_form import RowForm


def _not_to_come(day: dt.date) -> dt.date:
    if day > timezone.localdate():
        raise ValidationError(gettext("This day is still to come."))
    return day


class CorrectionRowForm(RowForm):
    """What was wrong, and when it was put right."""

    row_type = CorrectionForm

    made_on = day_field(_("When was it put right?"), _("For example 27 November 2026."))
    text = sentences(
        _("What did it say, and what does it say now?"),
        _("“It said that visits fell by half; the source says a third.” Readers see this."),
    )

    @classmethod
    def initial_of_new(cls, _record: Any) -> dict[str, Any]:
        return {"made_on": timezone.localdate()}

    def clean_made_on(self) -> dt.date:
        """Refuse a day that is still to come.

        Raises:
            ValidationError: when it is.
        """
        return _not_to_come(self.cleaned_data["made_on"])


class ReplyRowForm(RowForm):
    """What a council says of the account."""

    row_type = CouncilReplyForm

    council = record_field("councils", _("Council"), _("Start typing any of its names."))
    given_on = day_field(_("When did it say so?"), _("For example 27 November 2026."))
    text = sentences(
        _("What does it say?"),
        _("In its own words, or told in ours if it is long. Readers see this."),
    )

    @classmethod
    def initial_of_new(cls, record: Any) -> dict[str, Any]:
        """Return the one council that takes part, if it is one."""
        councils = [row.council for row in record.councils]
        return {"council": councils[0]} if len(councils) == 1 else {}

    def clean_given_on(self) -> dt.date:
        """Refuse a day that is still to come.

        Raises:
            ValidationError: when it is.
        """
        return _not_to_come(self.cleaned_data["given_on"])
