"""What is asked when a record is sent on, approved, sent back or given a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.models import Work
from wellbeing_portal.core.roles.role import GROUPS, Role

from .fields import one_line
from .numbers import DayField, tick_field

NOW, ON_A_DAY = "now", "day"


def long_reason(label: Any, help_text: Any, missing: Any, longest: int = 300) -> Any:
    """Return a field in which somebody says why."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing},
    )


class DayToCome(DayField):
    """A day that is not over."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": _("Write a day, such as 7 May 2027.")})
        super().__init__(**kwargs)

    def validate(self, value: dt.date | None) -> None:
        super().validate(value)
        if value is not None and value < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a day to come."))


class ActForm(forms.Form):
    """One thing that is done with a record. ``work`` is what is known of its way so far."""

    def __init__(self, data: Any = None, *, work: Work, user: User, **kwargs: Any) -> None:
        self.work, self.user = work, user
        super().__init__(data, **kwargs)

    def said(self) -> dict[str, Any]:
        """Return what the act is told. Only of a form that is valid."""
        return dict(self.cleaned_data)


class AssignForm(ActForm):
    """Who is asked to look at a record."""

    reviewer = forms.ChoiceField(
        label=_("Who is asked to look at it"),
        required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reviewers = {str(one.pk): one for one in reviewers_beside(self.user)}
        names = [(key, one.get_username()) for key, one in self.reviewers.items()]
        field: Any = self.fields["reviewer"]
        field.choices = [("", _("Anybody who may")), *names]
        if self.work.reviewer_id is not None:
            self.initial.setdefault("reviewer", str(self.work.reviewer_id))

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "reviewer": self.reviewers.get(self.cleaned_data["reviewer"])}


class SendForm(AssignForm):
    """Who is asked to look at a record, and what is new in it."""

    note = one_line(
        _("What is new, in a line"),
        _("“Two findings of 2025 added.” Leave it empty for small repairs."),
        300,
        required=False,
    )
    note_is_public = tick_field(_("Show this line to readers, with the date"))
    field_order = ("note", "note_is_public", "reviewer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("note", self.work.note)
        self.initial.setdefault("note_is_public", self.work.note_is_public)


class WhenForm(ActForm):
    """Whether a record goes out at once or on a day; only editors are asked."""

    when = forms.ChoiceField(
        label=_("When"),
        choices=[(NOW, _("At once")), (ON_A_DAY, _("On a day"))],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios__input"}),
        initial=NOW,
        error_messages={"required": _("Choose one of these.")},
    )
    day = DayToCome(
        label=_("Day"),
        help_text=_("Before an election, choose the day after it: “7 May 2027”."),
        required=False,
    )

    def __init__(self, *args: Any, may_choose_day: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_choose_day:
            del self.fields["when"], self.fields["day"]
        elif self.work.publish_on is not None:
            self.initial.update(when=ON_A_DAY, day=self.work.publish_on)

    def clean(self) -> dict[str, Any]:
        """Ask for a day where one is meant.

        Raises:
            ValidationError: never; what is wrong is noted at its field.
        """
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("when") == ON_A_DAY and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say which day."))
        return cleaned

    def said(self) -> dict[str, Any]:
        if "when" not in self.fields:
            return {}
        today = timezone.localdate()
        on = self.cleaned_data["day"] if self.cleaned_data["when"] == ON_A_DAY else today
        return {"publish_on": on}


class ApproveForm(WhenForm):
    """Also whether the record was checked against its source."""

    has_checked = tick_field(
        _("I have checked it against its source"),
        _("Readers are told the day: “Last checked 27 November 2026”."),
    )
    field_order = ("has_checked", "when", "day")

    def said(self) -> dict[str, Any]:
        return {**super().said(), "has_checked": self.cleaned_data["has_checked"]}


class SendBackForm(ActForm):
    """What is to be done before a record is looked at again."""

    because = long_reason(
        _("What should be done first"),
        _("“Say whether the third is of visits or of patients.”"),
        _("Say what should be done before you send it back."),
        2000,
    )


class ForceForm(WhenForm):
    """Why nobody else looks at a record."""

    because = long_reason(
        _("Why nobody else looks at it first"),
        _("Everybody who edits sees this: “Two of us are on leave, the council asked for it.”"),
        _("Say why nobody else looks at it first."),
    )
    field_order = ("because", "when", "day")

    def said(self) -> dict[str, Any]:
        return {**super().said(), "because": self.cleaned_data["because"]}


class DayForm(ActForm):
    """The day on which a record goes out."""

    publish_on = DayToCome(
        label=_("Day on which it goes out"),
        help_text=_("Leave it empty to let it go out as soon as it is approved."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("publish_on", self.work.publish_on)


class NothingForm(ActForm):
    """Asks nothing."""


def reviewers_beside(user: User) -> list[User]:
    """Return the accounts that may approve, without ``user``, by name."""
    groups = [GROUPS[role] for role in Role if role >= Role.REVIEWER]
    held = Q(groups__name__in=groups) | Q(is_superuser=True)
    accounts: Any = get_user_model()._default_manager.filter(held, is_active=True)
    return list(accounts.exclude(pk=user.pk).distinct().order_by("username"))
