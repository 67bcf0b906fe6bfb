"""A finding, asked for in plain questions that lead to its claim and its level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casestudies.aggregates.case_study import CaseStudyFindingForm
from casestudies.evidence.grading import (
    Answers,
    Compared,
    Measured,
    answers_of,
    missing,
    verdict,
)
from casestudies.models.claims import Basis, Claim, Direction, EvidenceLevel, Output
from wellbeing_portal.curate.grades import Grade, graded

from . import figure_field
from .conditions import holds, written
from .disagreeing import reason_of, settled
from .fields import choice_field, one_line, records_field, sentences
from .figure_field import FigureField
from .finding_questions import ASKED, BASES, CLAIMS, HOW_KNOWN, WHEN, level_in_words
from .numbers import tick_field, whole_number_field
from .picker import RecordsField
from .stated import StatedRowForm, offer_initiatives, source_field
from .taking_part import place_field


class FindingRowForm(StatedRowForm):
    """A finding. What it claims and how sure it is follow from what was found in the source."""

    PAGE = "curate/finding.html"
    HEADINGS = {
        "figure": _("The figure in it, if it has one"),
        "locator": _("Where it stands, and what it is about"),
        "inferred_outcomes": _("More, if the source says it"),
    }
    FOLDED = HEADINGS["inferred_outcomes"]
    row_type = CaseStudyFindingForm

    statement = sentences(
        _("Say it in one sentence"),
        _("Who, what, how much: “48 of 50 people at high risk moved to low risk”."),
    )
    claim = choice_field(_("What does the source claim?"), Claim, required=False)
    output = choice_field(_("What was done or reached?"), Output, required=False)
    direction = choice_field(_("Which way?"), Direction, required=False)
    outcomes = records_field(
        "outcomes",
        _("What changed, or was to change?"),
        _("As the source itself says. “lonely” finds Loneliness and social isolation."),
        required=False,
    )
    measured = choice_field(_("Was it measured before and after?"), Measured, required=False)
    compared = choice_field(
        _("Was it compared with people or places without it?"), Compared, required=False
    )
    basis = choice_field(
        _("How is it known?"),
        Basis,
        _("Leave it out where it was compared, calculated, or measured before and after."),
        required=False,
    )
    disagree = tick_field(_("I disagree: another level is right"))
    evidence_level = choice_field(_("Which level is right?"), EvidenceLevel, required=False)
    disagree_because = one_line(
        _("Why?"),
        _("One sentence, which reviewers and readers see beside the level."),
        250,
        required=False,
    )
    figure = FigureField(
        label=_("The figure"),
        help_text=_(
            "A number, a range or from–to: “76-96%”, “from 3 to 11”, “a third”, “over 200 people”."
        ),
        required=False,
    )
    measure = one_line(
        _("What does the figure count?"),
        _("Completes it: “of participants said they knew more about health”."),
        160,
        required=False,
    )
    sample_size = whole_number_field(
        _("How many people was it measured in?"),
        _("Leave empty if the source does not say; the page will say so."),
    )
    method_note = one_line(
        _("How was it measured?"),
        _("If the source says: the scale, what it was compared with, dates."),
        250,
        required=False,
    )
    period = one_line(_("When?"), _("In words: “2016 to 2020”."), 80, required=False)
    locator = place_field()
    approaches = records_field(
        "approaches", _("Which approach did it?"), _("One, or two if it was both.")
    )
    enablers = records_field(
        "enablers",
        _("What helped it?"),
        _("Only where the source says that it helped this."),
        required=False,
    )
    inferred_outcomes = records_field(
        "outcomes",
        _("Outcomes that we tie to it, and the source does not"),
        _("Readers are told that these are our own reading."),
        required=False,
    )
    inferred_enablers = records_field(
        "enablers", _("What helped it, by our own reading"), required=False
    )
    better_for = records_field(
        "population-groups",
        _("For whom did it work better than for others?"),
        _("Only where the source says so."),
        required=False,
    )
    worse_for = records_field(
        "population-groups", _("For whom did it work less well?"), required=False
    )
    councils = records_field(
        "councils",
        _("Whose work is it?"),
        _("Only where not all councils of the account did it."),
        required=False,
    )
    is_shared_total = tick_field(
        _("The figure is a total shared with others, or of a wider area than this work")
    )
    source = source_field()
    key_order = whole_number_field(
        _("Its place among the key findings"), _("1 to 3: these stand on top of the page.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("claim", CLAIMS)
        self._choices("basis", BASES)
        self._choices(
            "evidence_level", [(level.value, level_in_words(level)) for level in EvidenceLevel]
        )
        fields: Any = self.fields
        fields["evidence_level"].coerce = lambda value: EvidenceLevel(int(value))
        for name, when in WHEN.items():
            fields[name].when = written(when)
        offer_initiatives(self, _("Which part is it about?"), after="enablers")

    @classmethod
    def initial_of(cls, said: CaseStudyFindingForm) -> dict[str, Any]:
        answers = _answers_of(said)
        reached = verdict(answers)
        differs = said.claim == Claim.CHANGED and (
            reached is None or reached.level != said.evidence_level
        )
        asked = {
            "measured": answers.measured or None,
            "compared": answers.compared or None,
            "basis": said.basis if holds(HOW_KNOWN, vars(answers)) else None,
            "figure": figure_field.written(said),
            "disagree": differs,
            "evidence_level": said.evidence_level if differs else None,
            "disagree_because": reason_of(said) if differs else "",
        }
        return super().initial_of(said) | asked

    @classmethod
    def initial_of_new(cls, record: Any) -> dict[str, Any]:
        """Return the one approach of the record, if it is one."""
        approaches = [row.approach for row in record.approaches]
        return {"approaches": approaches} if len(approaches) == 1 else {}

    @property
    def grade(self) -> Grade | None:
        """What the answers that stand in the form lead to."""
        said = {one.name: one.value() for one in self}
        return graded(verdict(self._answers(said)), str(said["direction"] or ""))

    @property
    def stands_folded(self) -> bool:
        """Whether the questions that are seldom asked stand closed."""
        group = next(one for one in self.groups if one.heading == self.FOLDED)
        return not any(bound.value() or bound.errors for bound in group.fields)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        self._let_pass(cleaned)
        self._ask_for_what_is_missing(cleaned)
        self._join_figure(cleaned)
        self._check_key_order(cleaned)
        return super().clean()

    def values(self) -> dict[str, Any]:
        said = super().values()
        cleaned = self.cleaned_data
        reached = verdict(self._answers(cleaned))
        graded: dict[str, Any] = {}
        if self.row is not None and not self._is_graded_anew():
            graded = {"basis": self.row.basis, "evidence_level": self.row.evidence_level}
        elif reached is not None:
            level = cleaned["evidence_level"] if cleaned.get("disagree") else reached.level
            graded = {"basis": reached.basis, "evidence_level": level}
            graded |= settled(self.row, reached.claim, level, cleaned.get("disagree_because") or "")
        figure = {} if self._stays("figure") else figure_field.kept(cleaned.get("figure"))
        asked = ("measured", "compared", "disagree", "disagree_because", "figure")
        return {name: value for name, value in said.items() if name not in asked} | graded | figure

    def _choices(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = list(choices)

    def _stays(self, name: str) -> bool:
        return self.row is not None and name not in self.changed_data

    def _is_graded_anew(self) -> bool:
        asked = {"claim", "measured", "compared", "basis", "disagree", "evidence_level"}
        asked |= {"disagree_because", "sample_size", "method_note"}
        return bool(asked & set(self.changed_data))

    def _answers(self, said: Mapping[str, Any]) -> Answers:
        how = said.get("sample_size") or said.get("method_note")
        basis = str(said.get("basis") or "")
        return Answers(
            str(said.get("claim") or ""),
            str(said.get("measured") or ""),
            str(said.get("compared") or ""),
            bool(how),
            basis if basis in Basis else "",
        )

    def _let_pass(self, cleaned: dict[str, Any]) -> None:
        """Take out what is not asked after these answers, wrong or not."""
        answers = cleaned | {"disagree": "on" if cleaned.get("disagree") else ""}
        for name, when in WHEN.items():
            if not holds(when, answers):
                field = self.fields[name]
                self.errors.pop(name, None)
                cleaned[name] = None
                if isinstance(field, RecordsField):
                    cleaned[name], field.unclear = [], []

    def _ask_for_what_is_missing(self, cleaned: dict[str, Any]) -> None:
        for question in missing(self._answers(cleaned)):
            if ASKED[question] not in self.errors:
                self.add_error(ASKED[question], question.label)
        claim = cleaned.get("claim")
        if claim == Claim.CHANGED and not cleaned.get("direction"):
            self.add_error("direction", gettext("Say which way it changed."))
        if claim == Claim.DONE and not cleaned.get("output"):
            self.add_error("output", gettext("Say what was done or reached."))
        ties = ("outcomes", "inferred_outcomes")
        is_tied = any(cleaned.get(name) or name in self.errors for name in ties)
        if claim and claim != Claim.DONE and not is_tied:
            self.add_error("outcomes", gettext("Name what changed, or was to change."))
        if cleaned.get("disagree") and claim == Claim.CHANGED:
            self._ask_why(cleaned)

    def _ask_why(self, cleaned: dict[str, Any]) -> None:
        level = cleaned.get("evidence_level")
        if level is None:
            self.add_error("evidence_level", gettext("Say which level is right."))
        stands = self.row is not None and self.row.evidence_level == level
        if not cleaned.get("disagree_because") and not stands:
            self.add_error("disagree_because", gettext("Say why the other level is right."))

    def _join_figure(self, cleaned: dict[str, Any]) -> None:
        """Take what stands behind a figure as what it counts, if nothing else says it."""
        figure = cleaned.get("figure")
        if figure is None or not figure.measure or self._stays("figure"):
            return
        measure = cleaned.get("measure") or ""
        if measure and measure != figure.measure:
            said = gettext("“%(rest)s” stands behind the figure, and “%(measure)s” below it.")
            self.add_error("figure", said % {"rest": figure.measure, "measure": measure})
        cleaned["measure"] = figure.measure

    def _check_key_order(self, cleaned: dict[str, Any]) -> None:
        place = cleaned.get("key_order")
        if place is None:
            return
        if place > 3:
            self.add_error("key_order", gettext("Write 1, 2 or 3."))
        own = "" if self.row is None else self.row.key
        for other in getattr(self.record, "findings", []):
            if other.key_order == place and other.key != own:
                said = gettext("“%(finding)s” has this place.") % {"finding": other.statement}
                self.add_error("key_order", said)


def _answers_of(said: CaseStudyFindingForm) -> Answers:
    how = bool(said.sample_size or said.method_note)
    return answers_of(said.claim, said.basis, said.evidence_level, says_how=how)
