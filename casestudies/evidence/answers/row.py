"""The facts of one row: who did it, what changed, how sure, what it cost, what research says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from casestudies.evidence.grammar import Sign
from casestudies.evidence.ways import worse_by
from casestudies.models.claims import Direction
from wellbeing_portal.core.words import counted, in_sentence, joined

from .changes import (
    DIRECTIONS,
    Change,
    ChangeLine,
    lines_of,
    own_changes,
    strength_in_words,
    told_once,
)
from .costs import Costs
from .counts import Numbers
from .named import several, through, through_how_many
from .research import Research
from .strongest import Strongest

COUNCILS_NAMED = 3
LINES_NAMED = 2


@dataclass(frozen=True)
class CouncilFact:
    """A council that is credited."""

    slug: str
    name: str
    nation: str


class HowNamed(Enum):
    """How much of what something is said of is named."""

    NOTHING = 0
    FEW = 1
    ALL = 2


@dataclass(frozen=True)
class AnswerRow:
    """What is known of one concept. Everything that is said of it is made of this.

    ``councils`` are those that are credited, by name. ``owed_to`` are the narrower concepts, by
    name, to which it owes its level: no change as sure is tied to just it.
    """

    family: str
    slug: str
    name: str
    definition: str
    broader: str
    numbers: Numbers
    councils: tuple[CouncilFact, ...]
    changes: tuple[Change, ...]
    strongest: Strongest | None
    costs: Costs
    research: Research
    better_for: tuple[str, ...] = ()
    worse_for: tuple[str, ...] = ()
    owed_to: tuple[str, ...] = ()

    @cached_property
    def told(self) -> tuple[Change, ...]:
        """What is told of each thing, one way alone, by the findings that are tied to just it."""
        return told_once(own_changes(self.changes))

    @cached_property
    def lines(self) -> tuple[ChangeLine, ...]:
        """What is told, a line for each sign."""
        return lines_of(self.told)

    @property
    def level(self) -> int | None:
        """The level of the surest change."""
        return self.numbers.strongest

    @property
    def is_found(self) -> bool:
        """Whether more stands behind any change than that it is said without figures."""
        return bool(self.level)

    @property
    def found_lines(self) -> tuple[ChangeLine, ...]:
        """The lines of what was found, and not only said."""
        return tuple(line for line in self.lines if line.is_found)

    @property
    def of_what(self) -> str:
        """What things are called that changes of it are told of."""
        return "approach" if self.family == "outcome" else "outcome"

    @property
    def lines_in_room(self) -> tuple[tuple[Sign, str], ...]:
        """The lines where there is little room: two by what they name first, more by number."""
        lines = self.found_lines or self.lines
        return tuple(
            (
                line.sign,
                line.in_short
                if place < LINES_NAMED or line.number == 1
                else counted(line.number, self.of_what),
            )
            for place, line in enumerate(lines)
        )

    @cached_property
    def also_said(self) -> str:
        """Which ways something else is only said to have gone, beside what was found."""
        if not self.found_lines:
            return ""
        said = {one.direction for one in self.told if not one.is_found}
        said -= {Direction.WORSE} if self.also_worse else set()
        ways = [way for way in DIRECTIONS if way in said]
        return joined([in_sentence(str(way.label)) for way in ways])

    @cached_property
    def also_worse(self) -> str:
        """By how many findings something got worse, which what was found does not tell."""
        return self.worse_beside(self._ways_told)

    @property
    def also_worse_how_often(self) -> str:
        """The same without what it was that got worse."""
        return self.worse_beside(self._ways_told, HowNamed.NOTHING)

    @property
    def also_worse_beside_all(self) -> str:
        """The same where everything that was found or said is told."""
        return self.worse_beside({one.direction for one in self.lines})

    @property
    def _ways_told(self) -> set[Direction]:
        return {one.direction for one in self.found_lines or self.lines}

    def worse_beside(self, told: Collection[str], named: HowNamed = HowNamed.FEW) -> str:
        """Return by how many findings something got worse, where the ways told do not say it.

        What it was that did is ``named`` as far as there is room.
        """
        number = self.numbers.directions.get(Direction.WORSE, 0)
        if not number or Direction.WORSE in told:
            return ""
        worse = [one for one in self.changes if one.direction == Direction.WORSE]
        names = [one.name for one in worse if one.own_level is not None]
        is_found = not worse or any(one.is_found for one in worse)
        if named == HowNamed.NOTHING:
            names = []
        elif named == HowNamed.FEW and names:
            names = [several(names)]
        return worse_by(number, names, is_found=is_found)

    @property
    def strength(self) -> str:
        """How sure the surest change is, in words; where there is none, that nobody measured it."""
        return strength_in_words(self.level)

    @property
    def through(self) -> str:
        """By way of what it has its level: “through Investing locally”; nothing if of itself."""
        return through(self.owed_to)

    @property
    def through_how_many(self) -> str:
        """The same, where only one of them is named: “through one narrower approach”."""
        return through_how_many(self.owed_to)

    @property
    def councils_named(self) -> str:
        """The councils in a line: three, and how many more."""
        names = [one.name for one in self.councils]
        return several(names, len(names) if len(names) == COUNCILS_NAMED + 1 else COUNCILS_NAMED)

    @property
    def in_a_line(self) -> str:
        """What it is: the first sentence of its definition."""
        return in_a_line(self.definition)


def in_a_line(definition: str) -> str:
    """Return the first sentence of what a concept means."""
    return definition.partition(". ")[0].rstrip(".")
