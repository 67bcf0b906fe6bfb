"""What is asked for another address of a record."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.slugs import LONGEST

from .fields import one_line


class AddressForm(forms.Form):
    """The words at the end of an address."""

    slug = one_line(
        _("The end of its address"),
        _("Lower case words and digits joined by hyphens: “york-local-area-coordination”."),
        LONGEST,
    )
