"""What people fill in about accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.roles import Role
from wellbeing_portal.core.words import opening
from wellbeing_portal.curate.accounts import send_mail

ROLES = tuple(role for role in Role if role is not Role.NOBODY)
MAY = {
    Role.CONTRIBUTOR: _("Starts records, edits their own and sends them for review."),
    Role.REVIEWER: _("Also comments, sends back, and approves what they did not write."),
    Role.EDITOR: _("Also edits everything, sets dates, withdraws, and keeps the vocabulary."),
    Role.ADMINISTRATOR: _("Also keeps accounts, empties the trash and imports records."),
}


class LooksLikeOurs(forms.BaseForm):
    """Gives the inputs of a form the classes of the editor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            kind = getattr(field.widget, "input_type", "text")
            look = {"radio": "govuk-radios__input", "checkbox": "govuk-checkboxes__input"}
            field.widget.attrs.setdefault("class", look.get(kind, "govuk-input"))


def role_choices() -> list[tuple[str, str]]:
    """Return the roles with what each may do."""
    return [(str(int(role)), f"{opening(role.label)}: {MAY[role]}") for role in ROLES]


class RoleForm(LooksLikeOurs, forms.Form):
    """What somebody may do."""

    role = forms.TypedChoiceField(
        label=_("Role"),
        choices=role_choices,
        coerce=lambda said: Role(int(said)),
        widget=forms.RadioSelect,
    )


class InviteForm(RoleForm):
    """Who is invited, and what they may do."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The invitation goes there, for example robin@council.example."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("email", "role")


class SignInForm(LooksLikeOurs, auth_forms.AuthenticationForm):
    """A name and a password."""


class ChangePasswordForm(LooksLikeOurs, auth_forms.PasswordChangeForm):
    """One's password, and another."""


class NewPasswordForm(LooksLikeOurs, auth_forms.SetPasswordForm):
    """Another password."""


class AcceptForm(NewPasswordForm):
    """The name and the password of somebody who was invited."""

    name = forms.CharField(
        label=_("User name"),
        max_length=150,
        help_text=_("You sign in with it, and your work is kept under it. For example robin.lee."),
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    field_order = ("name", "new_password1", "new_password2")

    def clean_name(self) -> str:
        """Refuse the name of somebody else, in whatever letters."""
        name: str = self.cleaned_data["name"]
        others = User.objects.exclude(pk=self.user.pk)
        if others.filter(username__iexact=name).exists():
            raise forms.ValidationError(gettext("Somebody else has this name. Choose another."))
        # The password must not be like it.
        self.user.username = name
        return name


class ForgottenForm(LooksLikeOurs, auth_forms.PasswordResetForm):
    """The address of whoever has forgotten their password."""

    def send_mail(self, *said: Any, **_html: Any) -> None:
        """Send the link.

        Raises:
            MailNotSent: when it cannot be sent.
        """
        _subject, template, context, _sender, address = said
        send_mail(address, template, context)
