"""A field for a figure as people write it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.figures import NotUnderstood, Understood, understand
from wellbeing_portal.core.models import Figure

FIELDS = ("qualifier", "value", "high_value", "from_value", "unit")
"""What a figure is kept as."""


class FigureField(forms.CharField):
    """Understands “76-96%”, “from 3 to 11”, “a third”; its value is what it understood, or None.

    ``understood`` says in words, once the field is cleaned, what that was.
    """

    below = "curate/_understood.html"

    def __init__(self, **kwargs: Any) -> None:
        self.understood = ""
        super().__init__(max_length=200, **kwargs)
        self.widget.attrs.update({"autocomplete": "off", "data-understood": ""})

    @property
    def understand_url(self) -> str:
        """The address that says what is understood."""
        return reverse("curate_figure")

    def clean(self, value: Any) -> Understood | None:
        """Return what was typed as a figure.

        Raises:
            ValidationError: when it is not understood; it says why.
        """
        text = super().clean(value)
        if not text:
            return None
        try:
            figure = understand(text)
        except NotUnderstood as refused:
            raise ValidationError(str(refused)) from refused
        self.understood = told(figure)
        return figure


def told(figure: Understood) -> str:
    """Return in words what was understood."""
    return gettext("Understood: %(figure)s") % {"figure": figure.told}


def written(row: Any) -> str:
    """Return the figure of a row as the field understands it; nothing where it has none."""
    return "" if row.value is None else _of(row).figure


def kept(figure: Understood | None) -> dict[str, Any]:
    """Return what a row is to say of a figure; without one that it has none."""
    if figure is None:
        return {**dict.fromkeys(FIELDS), "qualifier": Figure.Qualifier.EXACT}
    return {name: getattr(figure, name) for name in FIELDS}


def _of(row: Any) -> Understood:
    return Understood(
        row.value, Figure.Unit(row.unit), Figure.Qualifier(row.qualifier), row.high_value,
        row.from_value,
    )  # fmt: skip
