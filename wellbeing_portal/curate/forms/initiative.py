"""A named programme, service or project, with whoever paid for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError as NotAForm

from casestudies.aggregates.case_study import FunderForm, InitiativeForm

from .fields import long_text, one_line, record_field, records_field, year_field
from .money import MoneyField, money_kept, money_written
from .picker import stand
from .section_form import RowForm
from .taking_part import place_field

MOST_FUNDERS = 40
FUNDER = ("organisation", "council", "money", "note")


class InitiativeRowForm(RowForm):
    """An initiative. Its funders stand below it, and one more can always be named."""

    row_type = InitiativeForm
    HEADINGS = {"partners": _("Who and how")}

    name = one_line(_("What is it called?"), _("As the source calls it: “HAPPY Hub”."), 150)
    description = long_text(_("What does it do, and for whom?"), rows=5)
    start_year = year_field(_("Year it began"), _("Leave empty if the source does not say."))
    end_year = year_field(_("Year it ended"), _("Leave empty if it was still going on."))
    partners = records_field("organisations", _("Organisations that work in it"), required=False)
    approaches = records_field("approaches", _("Approaches that it takes"), required=False)
    councils = records_field(
        "councils",
        _("Councils whose it is"),
        _("Leave empty if all councils that acted did it."),
        required=False,
    )
    locator = place_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = self.row.funders if self.row is not None else []
        self.initial = {**self.initial, **_initial_of_funders(standing)}
        self.numbers = range(self._room(len(standing)))
        for number in self.numbers:
            for name, field in _funder_fields().items():
                self.fields[f"funder_{number}_{name}"] = field
        stand(self.fields, self.initial)

    def _room(self, standing: int) -> int:
        """Return how many funders there is room for: all that stand or were typed, and one."""
        typed = [name for name in self.data if name.startswith("funder_")]
        numbers = [int(one) for name in typed if (one := name.split("_")[1]).isdecimal()]
        wanted = max([standing, *(number + 1 for number in numbers)])
        more = not self.is_bound or self.MORE in self.data
        return min(wanted + 1 if more else wanted, MOST_FUNDERS)

    @property
    def headings(self) -> Mapping[str, Any]:
        below = {
            f"funder_{number}_organisation": gettext("Funder %(number)s") % {"number": number + 1}
            for number in self.numbers
        }
        return {**super().headings, **below}

    @property
    def room_for(self) -> str:
        return gettext("Make room for another funder")

    def clean(self) -> dict[str, Any]:
        self._funders = [made for number in self.numbers if (made := self._funder(number))]
        return super().clean()

    def values(self) -> dict[str, Any]:
        said = super().values()
        plain = {name: value for name, value in said.items() if not name.startswith("funder_")}
        return plain | {"funders": [_dumped(one) for one in self._funders]}

    def _funder(self, number: int) -> FunderForm | None:
        """Return a funder as it is typed; none where nothing is, or something is wrong."""
        typed = {name: self.cleaned_data.get(f"funder_{number}_{name}") for name in FUNDER}
        if not any(typed.values()):
            return None
        money = money_kept(typed.pop("money"))
        del money["high_amount"]
        key = self._key_of_funder(number, typed)
        try:
            made = {**typed, **money, **({"key": key} if key else {})}
            return FunderForm.model_validate(made)
        except NotAForm as error:
            for detail in error.errors(include_url=False):
                said = detail.get("ctx", {}).get("error", detail["msg"])
                self.add_error(f"funder_{number}_organisation", str(said))
            return None

    def _key_of_funder(self, number: int, typed: Mapping[str, Any]) -> str:
        """Return the key of the funder that stood here, as long as it is the same one."""
        standing = self.row.funders if self.row is not None else []
        if number >= len(standing):
            return ""
        was = standing[number]
        is_same = (was.organisation, was.council) == (typed["organisation"], typed["council"])
        return str(was.key) if is_same else ""


def _dumped(funder: FunderForm) -> dict[str, Any]:
    """Return a funder as values; one whose key is made has none yet."""
    return funder.model_dump(exclude={"key"} if funder.key_is_made else None)


def _initial_of_funders(funders: list[FunderForm]) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for number, one in enumerate(funders):
        said = {"organisation": one.organisation, "council": one.council, "note": one.note}
        said["money"] = money_written(one.qualifier, one.amount)
        initial |= {f"funder_{number}_{name}": value for name, value in said.items()}
    return initial


def _funder_fields() -> dict[str, Any]:
    return {
        "organisation": record_field(
            "organisations",
            _("An organisation paid"),
            _("Start typing its name. To take a funder away, empty its fields."),
            required=False,
        ),
        "council": record_field("councils", _("Or a council paid"), required=False),
        "money": MoneyField(
            label=_("How much?"),
            help_text=_("“About £1.2 million”. Leave empty if not stated."),
            required=False,
            ranges=False,
        ),
        "note": one_line(
            _("What was the money for?"),
            _("Over what time, and with whom it was shared."),
            250,
            required=False,
        ),
    }
