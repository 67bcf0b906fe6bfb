"""Approaches, outcomes or enablers side by side: what their own pages say, row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.evidence.answers.beside import BesideFacts, beside
from casestudies.evidence.answers.changes import Change, all_ways, strength_in_words
from casestudies.evidence.answers.companions import GOES_WITH, RELATED, Companion
from casestudies.evidence.answers.counts import CHANGES_OF
from casestudies.evidence.answers.row import AnswerRow
from casestudies.evidence.answers.sentences import NOBODYS, for_whom, levels_in_words, who_ties
from casestudies.facets import FAMILIES
from casestudies.headings import heading
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.compare.comparison import (
    Claimed,
    ComparedItem,
    ComparedSection,
    Comparison,
    Point,
    Trait,
    aligned,
    compare,
    told,
)
from wellbeing_portal.core.words import counted, joined, opening
from wellbeing_portal.search import Reader

from . import entries
from .first import of_concept

NAMED = 4
"""Councils that are named at once; more are opened."""


def compare_concepts(reader: Reader, family: str, slugs: Sequence[str]) -> Comparison:
    """Lay concepts of a family side by side, in the order given."""
    table = _SideBySide(reader, family, beside(reader, family, slugs))
    return compare(table.heads, table.sections(), mention=_("have"))


@dataclass(frozen=True)
class _SideBySide:
    """The concepts compared, and each of the rows that are laid beside one another."""

    reader: Reader
    family: str
    facts: Sequence[BesideFacts]

    @property
    def heads(self) -> list[ComparedItem]:
        return [
            ComparedItem(
                one.row.slug,
                one.row.name,
                one.row.name,
                address_of(self.family, one.row.slug),
                one.row.in_a_line,
                _("“%(name)s” has") % {"name": one.row.name},
                first=of_concept(one.row),
            )
            for one in self.facts
        ]

    def sections(self) -> list[ComparedSection]:
        """Return the rows: what it is, who did it, what changed and how sure, and the rest."""
        return [
            self.said("means", _("What it is"), lambda one: one.row.definition),
            self.said("broader", _("A kind of"), lambda one: one.row.broader),
            self.councils(),
            self.sure(),
            self.changed(),
            *([self.said("cost", _("What it cost"), _cost)] if self.is_approach else []),
            self.said("for_whom", _("For whom better or worse"), _for_whom),
            self.research() if self.family != "enabler" else self.ties(),
            *(self.companions(other) for other in RELATED[self.family]),
            self.barriers(),
        ]

    @property
    def is_approach(self) -> bool:
        return self.family == "approach"

    def said(self, name: str, label: str, read: Callable[[BesideFacts], str]) -> ComparedSection:
        """Return a row of sentences."""
        return told(name, label, self.heads, [(read(one), "") for one in self.facts])

    def sure(self) -> ComparedSection:
        return self.said(
            "strongest", heading("strongest_evidence_in_words"), lambda one: _sure(one.row)
        )

    def changed(self) -> ComparedSection:
        """Return what findings say changed, or did not, a row for each that two have."""
        other = CHANGES_OF[self.family]
        nouns = {
            "outcome": "outcome with a finding of change or of none",
            "approach": "approach with a finding of change or of none",
        }
        return aligned(
            "changed",
            str(entries.WHAT_CHANGED),
            self.heads,
            self.changes(),
            nouns[other],
        )

    def changes(self) -> list[list[Trait]]:
        """Return for each what changed by it.

        Each has a row that a finding of any of them is tied to itself; what is broader and has
        none would say the same twice.
        """
        vocabulary = FAMILIES[CHANGES_OF[self.family]].vocabulary(self.reader)
        shown = {
            one.value
            for facts in self.facts
            for one in facts.row.changes
            if one.own_level is not None
        }
        found = []
        for facts in self.facts:
            changes: dict[str, list[Change]] = {}
            for change in facts.row.changes:
                if change.value in shown:
                    changes.setdefault(change.value, []).append(change)
            found.append(
                [
                    Trait(
                        value,
                        vocabulary.label(value),
                        all_ways(those),
                        points=tuple(self.point(facts.row, one) for one in those),
                    )
                    for value, those in changes.items()
                ]
            )
        return found

    def point(self, row: AnswerRow, change: Change) -> Point:
        """Return how many findings say that it went one way, the surest first, and where."""
        asked = {
            self.family: row.slug,
            CHANGES_OF[self.family]: change.value,
            "change": str(change.direction),
        }
        return Point(
            counted(change.findings, "finding"),
            url=f"{address_of('findings')}?{urlencode(asked)}",
            claimed=Claimed(
                change.sign.words,
                change.sign.shape,
                strength_in_words(change.level),
                change.level,
            ),
        )

    def research(self) -> ComparedSection:
        """Return what research bodies conclude: beside what councils found, never among it."""
        return self.said("research", _("Wider research"), _research)

    def ties(self) -> ComparedSection:
        return self.said("ties", _("Who ties it to findings"), lambda one: who_ties(one.row))

    def companions(self, other: str) -> ComparedSection:
        """Return what findings tie each to, by number of findings that name both."""
        family = FAMILIES[other]
        return aligned(
            family.many,
            GOES_WITH[self.family, other],
            self.heads,
            [
                [
                    Trait(one.value, one.label, _tied(one), address_of(other, one.value))
                    for one in facts.companions[other]
                ]
                for facts in self.facts
            ],
        )

    def barriers(self) -> ComparedSection:
        """Return what accounts say stood in the way of their work as a whole."""
        label = _("What stood in the way of the whole work")
        return told("barriers", label, self.heads, [_barriers(one) for one in self.facts])

    def councils(self) -> ComparedSection:
        """Return who did it, or in whose accounts it is."""
        label = _("Who did it") if self.is_approach else _("In whose accounts")
        return told("councils", label, self.heads, [_councils(one.row) for one in self.facts])


# ── What one of them says in a row ───────────────────────────────────────────────────────


def _sure(row: AnswerRow) -> str:
    """Return how sure the surest change is, whose it is, and how many accounts are how sure."""
    if row.level is None:
        return f"{row.strength}."
    level = _("level %(level)s of 5") % {"level": row.level}
    said = [f"{row.strength} ({', '.join(filter(None, (level, row.through)))})"]
    if row.strongest:
        said.append(row.strongest.line)
    said.append(opening(joined(levels_in_words(row.numbers))))
    return ". ".join(said) + "."


def _councils(row: AnswerRow) -> tuple[str, str]:
    """Return how many councils, three of them, and all of them to be opened."""
    if not row.councils:
        return str(NOBODYS), ""
    words = f"{counted(len(row.councils), 'council')}: {row.councils_named}."
    names = joined([one.name for one in row.councils])
    return words, f"{names}." if len(row.councils) > NAMED else ""


def _barriers(facts: BesideFacts) -> tuple[str, str]:
    """Return what the account with the surest change says first, and all of it to be opened."""
    if not facts.barriers:
        return _("Not stated"), ""
    first = f"{facts.barriers[0].text} ({facts.barriers[0].case_study.title})"
    if not facts.barriers[1:]:
        return first, ""
    return first, "\n".join(f"- {one.text} ({one.case_study.title})" for one in facts.barriers)


def _cost(facts: BesideFacts) -> str:
    """Return what accounts state, how many do, and how many only of wider work."""
    costs = facts.row.costs
    said = [opening(costs.in_words) or _("Not stated"), *([costs.how_many] if costs.own else [])]
    return ". ".join(filter(None, [*said, costs.how_many_wider])) + "."


def _for_whom(facts: BesideFacts) -> str:
    said = f"{for_whom(facts.row)}."
    if not facts.meant_for:
        return said
    meant = _("Meant for, by number of accounts:")
    return f"{said} {meant} {facts.meant_for}."


def _research(facts: BesideFacts) -> str:
    """Return each reading with what it is of, or that none was found, or nobody has looked."""
    row = facts.row
    if row.research.readings:
        lines = row.research.by_reading if row.family == "approach" else row.research.by_approach
        said = "; ".join(f"{label}: {of}" for label, of in lines)
        return f"{said}."
    return row.research.words


def _tied(one: Companion) -> str:
    """Return how many findings name both, of change, and tied by us."""
    said = [counted(one.findings, "finding")]
    said.append(
        _("%(number)s of change") % {"number": one.changed} if one.changed else _("none of change")
    )
    if one.inferred:
        said.append(
            ngettext(
                "%(number)s tied by us, not by the source",
                "%(number)s tied by us, not by the source",
                one.inferred,
            )
            % {"number": one.inferred}
        )
    return "; ".join(said)
