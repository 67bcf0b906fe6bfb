"""What is asked before a record leaves its readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import Publishable

from .numbers import tick_field
from .review import long_reason

EXAMPLE = _("“The council has taken its report back.”")


class LeaveForm(forms.Form):
    """What is asked; ``stay`` is why the record may not leave as things stand."""

    def __init__(
        self, data: Any = None, *, record: Publishable, stay: Sequence[str] = (), **kwargs: Any
    ) -> None:
        self.record, self.stay = record, stay
        super().__init__(data, **kwargs)

    def said(self) -> dict[str, Any]:
        """Return what the act is told. Only of a form that is valid."""
        return dict(self.cleaned_data)


class AskNothing(LeaveForm):
    """Asks nothing."""


class WithdrawForm(LeaveForm):
    """Why a record is withdrawn, and whether what rests on it goes too."""

    because = long_reason(
        _("Why is it withdrawn? Readers see this."), EXAMPLE, _("Say why it is withdrawn.")
    )
    with_what_rests_on_it = tick_field(_("Withdraw what rests on it too, for the same reason"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.stay:
            del self.fields["with_what_rests_on_it"]


class UnpublishForm(LeaveForm):
    """Why a record is unpublished, and where its address leads."""

    because = long_reason(
        _("Why is it unpublished? Readers who had its address see this."),
        EXAMPLE,
        _("Say why it is unpublished."),
    )
    instead = forms.CharField(
        label=_("Address on this portal that readers are led to instead"),
        help_text=_(
            "The end of its address: “york-local-area-coordination”. Leave it empty if "
            "there is none."
        ),
        required=False,
        max_length=300,
    )

    def clean_instead(self) -> Publishable | None:
        """Return the record that is named.

        Raises:
            ValidationError: when it is not another published record of the kind.
        """
        named = self.cleaned_data["instead"].strip().rstrip("/").rpartition("/")[2]
        if not named:
            return None
        model: Any = type(self.record)
        others = model._default_manager.published().exclude(pk=self.record.pk)
        found: Publishable | None = others.filter(slug=named).first()
        if found is None:
            raise ValidationError(
                gettext("No other published %(kind)s has the address “%(named)s”.")
                % {"kind": self.record._meta.verbose_name, "named": named}
            )
        return found


class TrashForm(LeaveForm):
    """Why a record is not needed."""

    because = forms.CharField(
        label=_("Why is it not needed? You may leave this empty."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
