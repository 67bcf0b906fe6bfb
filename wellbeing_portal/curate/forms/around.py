"""What stands around an account: what it serves, whom to ask, when to check."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from strategies.models import Priority, Strategy
from wellbeing_portal.core.contact import public_address

from .fields import one_line, records_field, sentences
from .numbers import day_field
from .section_form import SectionForm

PRIORITIES = "priorities_"


class PrioritiesForm(SectionForm):
    """Which strategies the work serves, and which of their priorities, one by one."""

    strategies = records_field(
        "strategies",
        _("Which strategies does it serve?"),
        _("Their priorities are asked for once this is saved."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serves = {one.split("/")[0] for one in self.record.priorities}  # type: ignore[attr-defined]
        offered = serves | {*self.record.strategies}  # type: ignore[attr-defined]
        for strategy in Strategy.objects.filter(slug__in=offered).prefetch_related("priorities"):
            priorities = [*strategy.priorities.all()]
            if priorities:
                name = f"{PRIORITIES}{strategy.slug}"
                self.fields[name] = _ticks(strategy, priorities)
                chosen = [f"{strategy.slug}/{one.key}" for one in priorities]
                said = {*self.record.priorities}  # type: ignore[attr-defined]
                self.initial[name] = [one for one in chosen if one in said]

    def values(self) -> dict[str, Any]:
        """Return the strategies and the priorities; with a strategy its priorities go."""
        strategies = self.cleaned_data["strategies"]
        gone = {*self.record.strategies} - {*strategies}  # type: ignore[attr-defined]
        ticked = [
            one
            for name, some in self.cleaned_data.items()
            if name.startswith(PRIORITIES) and name.removeprefix(PRIORITIES) not in gone
            for one in some
        ]
        return {"strategies": sorted(strategies), "priorities": sorted(ticked)}

    @property
    def asks_more(self) -> bool:
        """Whether a strategy was named whose priorities have not been asked for yet."""
        named = [
            one
            for one in self.cleaned_data["strategies"]
            if f"{PRIORITIES}{one}" not in self.fields
        ]
        return Priority.objects.filter(strategy__slug__in=named).exists()


def _ticks(strategy: Strategy, priorities: list[Priority]) -> Any:
    return forms.MultipleChoiceField(
        label=gettext("Priorities of “%(title)s”") % {"title": strategy.title},
        choices=[(f"{strategy.slug}/{one.key}", one.title) for one in priorities],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes__input"}),
    )


class CaveatForm(SectionForm):
    """What a reader should bear in mind, and whom to ask."""

    caveat = one_line(
        _("What should a reader bear in mind about the strongest number?"),
        _("One sentence: “Only those who finished the course were asked”."),
        250,
        required=False,
    )
    contact = one_line(
        _("Whom can readers ask?"),
        _("A role or a team, never a person’s name: “Public health team”."),
        150,
        required=False,
    )
    contact_address = one_line(
        _("Where?"),
        _("A public page, or the mailbox of a team: never a person’s own."),
        200,
        required=False,
    )
    contact_address.validators.append(public_address)

    def clean(self) -> dict[str, Any]:
        """Note an address at which nobody in particular answers."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("contact_address") and not cleaned.get("contact"):
            said = gettext("Say which role or team answers at that address.")
            self.add_error("contact", ValidationError(said))
        return cleaned


class ReviewForm(SectionForm):
    """When somebody should look again, and what is inferred."""

    review_due = day_field(
        _("When should somebody check that it is still right?"),
        _("For example 27 November 2027. It comes up on everybody’s first page then."),
        required=False,
    )
    inferred = sentences(
        _("What does it assume that its source does not state, and why?"),
        _("Readers see this as a notice. Leave empty when everything comes from the source."),
        required=False,
    )
