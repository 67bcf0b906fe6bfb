"""A remark."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CommentForm(forms.Form):
    """What somebody says of a record, a section or a row."""

    text = forms.CharField(
        label=_("Comment"),
        help_text=_(
            "For those who edit; readers never see it. “Is the third a count of visits or "
            "of patients?”"
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write something here.")},
    )
    section = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=40)
    row = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=60)
