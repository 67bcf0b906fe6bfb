"""What two people wrote in the same section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
        if _text(saved) != _text(typed):
            found.append(Differs(bound.name, str(bound.label), _text(saved), _text(typed)))
    return found


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
