"""Fields in which records are named by typing: any of their names, their slug, or a suggestion.

Scripts suggest while somebody types. Without them what is typed is looked up when the form is
sent: one record of that name is taken, and otherwise those that come near are named.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.core.words import joined
from wellbeing_portal.curate.picking import Found, find, named

SOME = 5
"""As many records as come near are named."""


class RecordField(forms.CharField):
    """Names one record; its value is the slug."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        kwargs.setdefault("error_messages", {"required": _("Say which.")})
        super().__init__(**kwargs)
        self.widget.attrs.update({"data-pick": kind, "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """Show the name of the record that a slug names."""
        known = named(self.kind, [value]) if value else {}
        return known.get(value, value)

    def clean(self, value: Any) -> Any:
        """Return the slug of the record that was named, or None.

        Raises:
            ValidationError: when nothing or more than one thing is called so.
        """
        text = super().clean(value)
        return the_one(self.kind, text) if text else None


class RecordsField(forms.CharField):
    """Names records, one a line; its value is the list of their slugs."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        kwargs.setdefault("error_messages", {"required": _("Name at least one.")})
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 3}), **kwargs})
        self.widget.attrs.update({"data-pick": kind, "data-pick-many": "", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """Show the names of the records that slugs name, one a line."""
        if isinstance(value, str) or value is None:
            return value
        known = named(self.kind, list(value))
        return "\n".join(known.get(slug, slug) for slug in value)

    def clean(self, value: Any) -> list[str]:
        """Return the slugs of the records that were named, each once.

        Raises:
            ValidationError: for each line that names nothing, or more than one thing.
        """
        text = super().clean(value)
        slugs: dict[str, None] = {}
        errors: list[ValidationError] = []
        for line in filter(None, map(str.strip, (text or "").splitlines())):
            try:
                slugs[the_one(self.kind, line)] = None
            except ValidationError as error:
                errors += error.error_list
        if errors:
            raise ValidationError(errors)
        return list(slugs)


def the_one(kind: str, text: str) -> str:
    """Return the slug of the one record that a text names.

    Raises:
        ValidationError: when nothing or more than one thing is called so; it names what is near.
    """
    found = find(kind, text, most=SOME)
    exact = [one for one in found if one.is_exact]
    if len(exact) == 1:
        return exact[0].slug
    raise ValidationError(_not_one(text, exact or found))


def _not_one(text: str, near: list[Found]) -> str:
    if not near:
        return gettext("Nothing here is called “%(text)s”.") % {"text": text}
    names = joined([f"“{one.name}”" for one in near], "or")
    return gettext("“%(text)s” could be %(names)s. Write one of these.") % {
        "text": text,
        "names": names,
    }
