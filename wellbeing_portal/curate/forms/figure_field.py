"""A field for a figure as people write it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext

from wellbeing_portal.core.figures import NotUnderstood, Understood, understand
from wellbeing_portal.core.models import Figure

FIELDS = ("qualifier", "value", "high_value", "from_value", "unit")
"""What the number of a figure is kept as."""

KEEP_AS = "_as"
"""What the name of the field ends in that says how a figure is to be kept."""

NUMBER, SAMPLE, WORDS = "number", "sample", "words"


@dataclass(frozen=True)
class OfferedReading:
    """A way in which a figure can be kept: as the number that was worked out, or in its words.

    ``value`` says what is agreed to, so that consent to one reading is none to another.
    """

    value: str
    label: str


@dataclass(frozen=True)
class TypedFigure:
    """A figure as it was typed, with the number that it is agreed to stand for.

    ``sample`` is how many were counted, if that is to be kept too.
    """

    wording: str
    number: Understood | None = None
    sample: int | None = None

    @property
    def measure(self) -> str:
        """What stands behind the number."""
        return self.number.measure if self.number else ""


class WrittenText(str):
    """What was typed into a field for a figure, and how it is to be kept."""

    __slots__ = ("keep_as",)
    keep_as: str

    @classmethod
    def of(cls, text: Any, keep_as: str = "") -> WrittenText:
        """Return a text with how it is to be kept."""
        made = cls(text or "")
        made.keep_as = keep_as
        return made


class FigureInput(forms.TextInput):
    """One line for a figure, and the choice below it of how that is kept."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        text = super().value_from_datadict(data, files, name)
        return text if text is None else WrittenText.of(text, data.get(f"{name}{KEEP_AS}", ""))


class BoundFigure(forms.BoundField):
    """A field for a figure on its form."""

    @property
    def understood(self) -> str:
        """What is understood of what stands in the field, in words."""
        try:
            return told(understand(_text(self.value())))
        except NotUnderstood:
            return ""

    @property
    def readings(self) -> list[OfferedReading]:
        """The ways in which what stands in the field can be kept, where that is a question."""
        field: Any = self.field
        return readings_of(_text(self.value())) if field.may_be_worked_out else []

    @property
    def keep_as(self) -> str:
        """The way that is chosen."""
        value = self.data if self.form.is_bound else self.initial
        return getattr(value, "keep_as", "")

    @property
    def keep_as_name(self) -> str:
        """The name of the choice."""
        return f"{self.html_name}{KEEP_AS}"


class FigureField(forms.CharField):
    """Understands “76-96%”, “from 3 to 11”; what is typed stays, and no number takes its place.

    Where a number has to be worked out, as of “42 of 60 people” or “a third”, it is offered, and
    kept only if whoever typed it says so. The value is a ``TypedFigure`` or None.
    """

    widget = FigureInput
    below = "curate/_understood.html"
    may_be_worked_out = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.widget.attrs.update({"autocomplete": "off", "data-understood": ""})

    def get_bound_field(self, form: Any, field_name: str) -> BoundFigure:
        """Return the field of a form, which knows what can be made of its text."""
        return BoundFigure(form, self, field_name)

    @property
    def understand_url(self) -> str:
        """The address that says what is understood."""
        return reverse("curate_figure")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether something else was typed, or is to be kept otherwise."""
        chosen = getattr(data, "keep_as", "")
        other = bool(chosen) and chosen != getattr(initial, "keep_as", "")
        return super().has_changed(initial, data) or (other and bool(_text(data)))

    def clean(self, value: Any) -> Any:
        """Return what was typed as a figure.

        Raises:
            ValidationError: when it is not understood, or has to be agreed to; it says why.
        """
        text = super().clean(value)
        return self.agreed(text, getattr(value, "keep_as", "")) if text else None

    def agreed(self, text: str, keep_as: str, /) -> Any:
        """Return a text with the number that whoever typed it wants to be kept.

        Raises:
            ValidationError: when it is not understood, or nobody said how to keep it.
        """
        offered = {one.value for one in readings_of(text)}
        if keep_as in offered and keep_as.startswith(WORDS):
            return TypedFigure(text)
        number = read(text)
        if not number.is_worked_out:
            return TypedFigure(_without_measure(text, number), number)
        if keep_as not in offered:
            said = gettext("“%(text)s” is not a number as it stands. Choose how it is to be kept.")
            raise ValidationError(said % {"text": text})
        return TypedFigure(text, number, number.out_of if keep_as.startswith(SAMPLE) else None)


def read(text: str) -> Understood:
    """Return the number that a text gives.

    Raises:
        ValidationError: when it is not understood; it says why.
    """
    try:
        return understand(text)
    except NotUnderstood as refused:
        raise ValidationError(str(refused)) from refused


def readings_of(text: str) -> list[OfferedReading]:
    """Return the ways in which a figure can be kept; none where it is one number as it stands."""
    if not text:
        return []
    words = gettext("As written, without a number: “%(text)s”") % {"text": text}
    in_words = OfferedReading(f"{WORDS}:{text}", words)
    try:
        number = understand(text)
    except NotUnderstood:
        return [in_words]
    if not number.is_worked_out:
        return []
    asked = {"figure": number.told, "sample": f"{number.out_of or 0:,}"}
    as_number = OfferedReading(
        f"{NUMBER}:{number.told}", gettext("As a number: %(figure)s") % asked
    )
    if number.out_of is None:
        return [as_number, in_words]
    counted = gettext("As a number: %(figure)s, measured in %(sample)s") % asked
    return [OfferedReading(f"{SAMPLE}:{number.told}/{number.out_of}", counted), as_number, in_words]


def told(figure: Understood) -> str:
    """Return in words what was understood."""
    return gettext("Understood: %(figure)s") % {"figure": figure.told}


def written(row: Any) -> WrittenText:
    """Return the figure of a row as it was typed, and how that is kept; nothing without one."""
    wording = getattr(row, "wording", "")
    if row.value is None:
        return WrittenText.of(wording, f"{WORDS}:{wording}" if wording else "")
    text = wording or _of(row).figure
    offered = [one.value for one in readings_of(text)]
    kept = [one for one in offered if not one.startswith(WORDS)]
    counted = kept and kept[0].endswith(f"/{row.sample_size}")
    return WrittenText.of(text, next(iter(kept if counted else kept[-1:]), ""))


def kept(typed: TypedFigure | None) -> dict[str, Any]:
    """Return what a row is to say of a figure; without one that it has none."""
    number = typed.number if typed else None
    said: dict[str, Any] = {"wording": typed.wording if typed else ""}
    if number is None:
        return {**dict.fromkeys(FIELDS), "qualifier": Figure.Qualifier.EXACT, **said}
    return {**{name: getattr(number, name) for name in FIELDS}, **said}


def _without_measure(text: str, number: Understood) -> str:
    """Return a text without what it counts, which has a field of its own."""
    plain = text.strip()
    if number.measure and plain.casefold().endswith(number.measure.casefold()):
        return plain[: len(plain) - len(number.measure)].rstrip(" ,;:")
    return plain


def _text(value: Any) -> str:
    return str(value or "").strip()


def _of(row: Any) -> Understood:
    return Understood(
        row.value, Figure.Unit(row.unit), Figure.Qualifier(row.qualifier), row.high_value,
        row.from_value,
    )  # fmt: skip
