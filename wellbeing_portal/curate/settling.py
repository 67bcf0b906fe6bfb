"""What two people wrote in the same section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from wellbeing_portal.curate.forms import SectionForm


@dataclass(frozen=True)
class Differs:
    """A field that says something else by now than what somebody typed."""

    name: str
    label: str
    saved: Any
    typed: Any


def differing(form: SectionForm) -> list[Differs]:
    """Return the fields in which what was sent and what is saved differ, as people read them."""
    found = []
    for bound in form:
        saved = bound.field.prepare_value(form.get_initial_for_field(bound.field, bound.name))
        typed = bound.value()
        said = _Words.of(bound.field)
        if said.text(saved) != said.text(typed):
            found.append(Differs(bound.name, str(bound.label), said.text(saved), said.text(typed)))
    return found


@dataclass(frozen=True)
class _Words:
    """What the values of a field are called, where it offers some to choose from."""

    labels: Mapping[str, str]

    @classmethod
    def of(cls, field: Any) -> _Words:
        return cls({str(value): str(label) for value, label in getattr(field, "choices", ())})

    def text(self, value: Any) -> str:
        """Return a value as people read it."""
        if isinstance(value, list):
            return "\n".join(map(self.text, value))
        if isinstance(value, bool):
            return gettext("yes") if value else ""
        if value is None:
            return ""
        plain = str(value).replace("\r\n", "\n").strip()
        return self.labels.get(plain, plain)
