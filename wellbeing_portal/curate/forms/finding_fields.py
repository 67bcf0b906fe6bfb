"""What is asked of a finding, in plain questions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from casestudies.aggregates.case_study import CaseStudyFindingForm
from casestudies.aggregates.figures import FindingForm
from casestudies.evidence.grading import Compared, Measured
from casestudies.models.claims import Basis, Claim, Direction, EvidenceLevel, Output

from .conditions import written
from .fields import choice_field, one_line, records_field, sentences
from .figure_field import FigureField
from .finding_questions import BASES, CLAIMS, WHEN, level_in_words
from .numbers import tick_field, whole_number_field
from .stated import FigureRowForm, offer_initiatives, source_field
from .taking_part import place_field


class FindingQuestionsForm(FigureRowForm):
    """The questions about a finding, and after which answers each is asked."""

    PAGE = "curate/finding.html"
    HEADINGS = {
        "figure": _("The figure in it, if it has one"),
        "locator": _("Where it stands, and what it is about"),
        "inferred_outcomes": _("More, if the source says it"),
    }
    FOLDED = HEADINGS["inferred_outcomes"]
    row_type: type[FindingForm] = CaseStudyFindingForm

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
            "As the source writes it: “76-96%”, “from 3 to 11”, “42 of 60 people”, “over 200”."
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
        _(
            "Only where the finding itself sets one group beside another, as the source does. That "
            "all whom it reached are of one group says nothing of others."
        ),
        required=False,
    )
    worse_for = records_field(
        "population-groups",
        _("For whom did it work less well?"),
        _("Only where the finding itself sets one group beside another, as the source does."),
        required=False,
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

    def _choices(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = list(choices)
