"""A finding, asked for in plain questions that lead to its claim and its level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from casestudies.aggregates.case_study import CaseStudyFindingForm
from casestudies.evidence.grading import (
    Answers,
    answers_of,
    missing,
    verdict,
)
from casestudies.models.claims import Basis, Claim
from wellbeing_portal.curate.grades import Grade, graded

from .conditions import holds
from .disagreeing import reason_of, settled
from .finding_fields import FindingQuestionsForm
from .finding_questions import ASKED, HOW_KNOWN, WHEN
from .picker import RecordsField


class FindingRowForm(FindingQuestionsForm):
    """A finding. What it claims and how sure it is follow from what was found in the source."""

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
        self.join_figure()
        self._ask_for_what_is_missing(cleaned)
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
        asked = ("measured", "compared", "disagree", "disagree_because")
        return {name: value for name, value in said.items() if name not in asked} | graded

    def _is_graded_anew(self) -> bool:
        asked = {"claim", "measured", "compared", "basis", "disagree", "evidence_level"}
        asked |= {"disagree_because", "sample_size", "method_note"}
        return bool(asked & set(self.changed_data)) or self.is_counted_anew

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
