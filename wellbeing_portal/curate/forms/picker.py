"""Fields in which records are named by typing: any of their names, their slug, or a suggestion.

Scripts suggest while somebody types. Without them what is typed is looked up when the form is
sent: one record of that name is taken, and otherwise those that come near are offered to press.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellbeing_portal.curate.picking import Found, is_suggested, named, near, the_ones

MOST_LINES = 100
"""As many unclear lines of a field are asked about."""


@dataclass(frozen=True)
class Unclear:
    """What was typed and names nothing, or more than one thing; ``near`` may be meant."""

    text: str
    near: Sequence[Found]


class Meaning:
    """A widget that takes, for what was unclear, what was pressed as meant."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return what was typed, with the slugs of what was meant in its place."""
        typed = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        meant = dict(_meant(data, name))
        if not typed or not meant:
            return typed
        lines = [meant.get(line.strip(), line) for line in typed.splitlines()]
        return "\n".join(line for line in lines if line)


def _meant(data: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    for number in range(MOST_LINES):
        asked = data.get(f"{name}-asked-{number}")
        if asked is None:
            return
        meant = data.get(f"{name}-meant-{number}")
        if meant is not None:
            yield asked.strip(), meant


class PickedLine(Meaning, forms.TextInput):
    """A line that names a record."""


class PickedLines(Meaning, forms.Textarea):
    """Lines that name a record each."""


class PickingField(forms.CharField):
    """Names records of a kind.

    ``stands`` are the slugs of those that it named when it was opened, ``unclear`` what was typed
    and has to be settled.
    """

    below = "curate/_picking.html"
    many = False

    def __init__(self, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        self.stands: Sequence[str] = ()
        self.unclear: list[Unclear] = []
        super().__init__(**kwargs)
        suggest = reverse_lazy("curate_suggest", args=[kind])
        self.widget.attrs |= {"data-pick": kind, "data-suggest": suggest, "autocomplete": "off"}

    @property
    def aside(self) -> str:
        """What leads to what is not there yet: a source, or a term to suggest; empty if nothing."""
        if self.kind == "sources":
            return gettext("Add a source")
        if self.kind == "organisations":
            return gettext("Not there: suggest an organisation")
        return gettext("None fits: suggest a term") if is_suggested(self.kind) else ""

    def the_one(self, text: str) -> str:
        """Return the slug of the one record that a text names.

        Raises:
            ValidationError: when nothing or more than one thing is called so.
        """
        found = the_ones(self.kind, text, stands=self.stands)
        if len(found) == 1:
            return found[0].slug
        offered = found or near(self.kind, text)
        self.unclear.append(Unclear(text, offered))
        said = (
            gettext("“%(text)s” could be one of those below. Choose which you mean.")
            if offered
            else gettext("Nothing here is called “%(text)s”.")
        )
        raise ValidationError(said % {"text": text})

    def shown(self, lines: Sequence[str]) -> str:
        """Return lines with the names of the records that slugs among them name."""
        names = named(self.kind, lines)
        return "\n".join(names.get(line, line) for line in lines)


class RecordField(PickingField):
    """Names one record; its value is the slug."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": _("Say which.")})
        super().__init__(kind, widget=PickedLine, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show the name of the record that a slug names."""
        return self.shown([value]) if value else value

    def clean(self, value: Any) -> Any:
        """Return the slug of the record that was named, or None."""
        text = super().clean(value)
        return self.the_one(text) if text else None


class RecordsField(PickingField):
    """Names records, one a line; its value is the list of their slugs."""

    many = True

    def __init__(self, kind: str, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": _("Name at least one.")})
        super().__init__(kind, widget=PickedLines(attrs={"rows": 3}), **kwargs)
        self.widget.attrs["data-pick-many"] = ""

    def prepare_value(self, value: Any) -> Any:
        """Show the names of the records that slugs name, one a line."""
        if value is None:
            return value
        lines = value.splitlines() if isinstance(value, str) else list(value)
        return self.shown([line.strip() for line in lines])

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
                slugs[self.the_one(line)] = None
            except ValidationError as error:
                errors += error.error_list
        if errors:
            raise ValidationError(errors)
        return list(slugs)


def stand(fields: Mapping[str, Any], initial: Mapping[str, Any]) -> None:
    """Let fields that name records know which these were before anybody typed."""
    for name, field in fields.items():
        said = initial.get(name)
        if isinstance(field, PickingField) and said:
            field.stands = [said] if isinstance(said, str) else list(said)
