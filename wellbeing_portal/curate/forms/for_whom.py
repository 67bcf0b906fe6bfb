"""For whom the work is and where: what a case study is tagged with, and the numbers it states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from casestudies.facets import CASE_STUDY, POPULATION, SETTING
from wellbeing_portal.core.facets import Range, Tag

from .fields import records_field
from .numbers import whole_number_field
from .section_form import SectionForm

ASKED = {
    POPULATION: (
        _("For whom is it?"),
        _("Start typing: “older” finds Older people. Leave empty if for everybody."),
    ),
    SETTING: (_("Where does it take place?"), _("For example “Schools”, “Workplaces”.")),
}
"""The questions that families have of their own, with what helps to answer them."""


def for_whom_form(tags: Sequence[Tag], numbers: Sequence[Range]) -> type[SectionForm]:
    """Return the form that asks for the concepts of families, and then for numbers."""
    fields = {
        **{tag.relation: _concepts(tag) for tag in tags},
        **{column: _number(one, column) for one in numbers for column in one.columns},
    }
    doc = "For whom the work is, where it takes place, and what else it is tagged with."
    return type("ForWhomForm", (SectionForm,), {"__doc__": doc, "__module__": __name__, **fields})


def _concepts(tag: Tag) -> Any:
    family = tag.family
    label, help_text = ASKED.get(family) or (
        format_lazy(_("Which {things} apply?"), things=_(family.many)),
        "",
    )
    return records_field(family.in_addresses, label, help_text, required=False)


def _number(one: Range, column: str) -> Any:
    """Return the field for a number: the model says what it means, the range how large it is."""
    field: Any = CASE_STUDY.model._meta.get_field(column)
    return whole_number_field(_(one.heading), field.help_text, *one.within)
