"""What a source states besides findings: what stood in the way, what it cost, what was needed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casestudies.aggregates.account import BarrierForm, CostForm
from casestudies.aggregates.figures import ContextFactForm
from casestudies.models import Cost

from . import figure_field
from .fields import choice_field, one_line, record_field, sentences, year_field
from .figure_field import FigureField
from .money import MoneyField, money_kept, money_written
from .numbers import tick_field, whole_number_field
from .section_form import RowForm
from .taking_part import place_field


def source_field() -> Any:
    """Return the field for a source that is another than that of the record."""
    return record_field(
        "sources",
        _("Does another source say it?"),
        _("Leave empty if it stands in the source of the whole record."),
        required=False,
    )


class StatedRowForm(RowForm):
    """A row that says where it stands: in the source of its record, unless another is named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("source") == self.record.source:  # type: ignore[attr-defined]
            self.initial = {**self.initial, "source": None}

    def values(self) -> dict[str, Any]:
        said = super().values()
        return said | {"source": said["source"] or self.record.source}  # type: ignore[attr-defined]


class BarrierRowForm(StatedRowForm):
    """What stood in the way."""

    row_type = BarrierForm

    text = sentences(
        _("What stood in the way, or was not reached?"),
        _("One or two sentences: “Short contracts made it hard to keep coordinators”."),
    )
    locator = place_field()
    source = source_field()


class CostRowForm(StatedRowForm):
    """What something cost."""

    row_type = CostForm
    HEADINGS = {"payer_organisation": _("Who paid, if the source says")}

    covers = one_line(
        _("What is the money for?"),
        _("And over what time: “Three coordinators for two years”."),
        250,
    )
    money = MoneyField(
        label=_("How much?"),
        help_text=_("An amount or a range: “£70,000”, “about £5,000 to £10,000”."),
    )
    unit = choice_field(_("Is that"), Cost.Unit)
    price_year = year_field(_("Prices of which year?"), _("Leave empty if not stated."))
    is_shared_total = tick_field(
        _("It is a total shared with others, or for a wider area than this work")
    )
    is_planned = tick_field(
        _("It was asked for, planned or pledged, and the source does not say that it was spent")
    )
    payer_organisation = record_field(
        "organisations", _("An organisation paid"), _("Start typing its name."), required=False
    )
    payer_council = record_field(
        "councils", _("Or a council paid"), _("Start typing its name."), required=False
    )
    locator = place_field()
    source = source_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_initiatives(self, _("Which part does it pay for?"), after="covers")

    @classmethod
    def initial_of(cls, said: Any) -> dict[str, Any]:
        money = money_written(said.qualifier, said.amount, said.high_amount)
        return super().initial_of(said) | {"money": money}

    def values(self) -> dict[str, Any]:
        said = super().values()
        money = said.pop("money")
        # What nobody wrote anew stays to the last digit.
        stays = self.row is not None and "money" not in self.changed_data
        return said if stays else said | money_kept(money)


class FigureRowForm(StatedRowForm):
    """A row with a figure in it, which is kept as it was typed and as it was agreed to be read."""

    @classmethod
    def initial_of(cls, said: Any) -> dict[str, Any]:
        return super().initial_of(said) | {"figure": figure_field.written(said)}

    @property
    def is_counted_anew(self) -> bool:
        """Whether it was agreed in how many the figure was counted."""
        typed = self.cleaned_data.get("figure")
        return not self._figure_stays and typed is not None and typed.sample is not None

    def join_figure(self) -> None:
        """Take what stands with a figure as what it counts and in how many.

        What the other fields say stands. Where they say something else beside a number that was
        typed, that is asked about.
        """
        cleaned = self.cleaned_data
        typed = cleaned.get("figure")
        if typed is None or self._figure_stays:
            return
        measure = cleaned.get("measure") or ""
        is_plain = typed.number is not None and not typed.number.is_worked_out
        if typed.measure and measure and measure != typed.measure and is_plain:
            said = gettext("“%(rest)s” stands behind the figure, and “%(measure)s” below it.")
            self.add_error("figure", said % {"rest": typed.measure, "measure": measure})
        cleaned["measure"] = measure or typed.measure
        cleaned["sample_size"] = cleaned.get("sample_size") or typed.sample

    def values(self) -> dict[str, Any]:
        said = super().values()
        typed = said.pop("figure")
        return said if self._figure_stays else said | figure_field.kept(typed)

    @property
    def _figure_stays(self) -> bool:
        return self.row is not None and "figure" not in self.changed_data


class FactRowForm(FigureRowForm):
    """A fact that shows the need."""

    row_type = ContextFactForm
    HEADINGS = {
        "figure": _("The figure in it, if it has one"),
        "council": _("Where it stands, and whom it is about"),
    }

    statement = sentences(
        _("What shows the need?"),
        _(
            "One sentence with its figure: “People in the poorest part of York die eight years "
            "earlier than in the richest”."
        ),
    )
    figure = FigureField(
        label=_("The figure"),
        help_text=_(
            "As the source writes it: “76-96%”, “from 3 to 11”, “42 of 60 people”, “over 200”."
        ),
        required=False,
    )
    measure = one_line(
        _("What does the number count?"),
        _("Completes it: “of adults said they often feel lonely”."),
        160,
        required=False,
    )
    sample_size = whole_number_field(_("How many people does it rest on?"))
    period = one_line(_("When?"), _("In words: “2016 to 2020”."), 80, required=False)
    is_shared_total = tick_field(_("It is a total of a wider area than this work"))
    council = record_field(
        "councils", _("About one council alone?"), _("Then start typing its name."), required=False
    )
    locator = place_field()
    source = source_field()

    def clean(self) -> dict[str, Any]:
        self.join_figure()
        return super().clean()


def offer_initiatives(form: RowForm, label: Any, after: str) -> None:
    """Let a form name one of its record's initiatives, if it has any."""
    initiatives = getattr(form.record, "initiatives", [])
    if not initiatives:
        return
    form.fields["initiative"] = forms.TypedChoiceField(
        label=label,
        coerce=str,
        empty_value=None,
        choices=[("", _("The work as a whole")), *((one.key, one.name) for one in initiatives)],
        required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    names = list(form.fields)
    names.insert(names.index(after) + 1, names.pop())
    form.order_fields(names)
    if form.row is not None:
        form.initial = {**form.initial, "initiative": form.row.initiative}
