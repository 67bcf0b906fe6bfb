"""The facts of one row: who did it, what changed, how sure, what it cost, what research says."""

from __future__ import annotations

from dataclasses import dataclass

from .changes import Change, ChangeLine, strength_in_words
from .costs import Costs
from .counts import Numbers
from .research import Research, several
from .strongest import Strongest

COUNCILS_NAMED = 3


@dataclass(frozen=True)
class CouncilFact:
    """A council that is credited."""

    slug: str
    name: str
    nation: str


@dataclass(frozen=True)
class AnswerRow:
    """What is known of one concept. Everything that is said of it is made of this.

    ``councils`` are those that are credited, by name.
    """

    family: str
    slug: str
    name: str
    definition: str
    broader: str
    numbers: Numbers
    councils: tuple[CouncilFact, ...]
    changes: tuple[Change, ...]
    lines: tuple[ChangeLine, ...]
    strongest: Strongest | None
    costs: Costs
    research: Research
    better_for: tuple[str, ...] = ()
    worse_for: tuple[str, ...] = ()

    @property
    def level(self) -> int | None:
        """The level of the surest change."""
        return self.numbers.strongest

    @property
    def strength(self) -> str:
        """How sure the surest change is, in words; where there is none, that nobody measured it."""
        return strength_in_words(self.level)

    @property
    def councils_named(self) -> str:
        """The councils in a line: three, and how many more."""
        names = [one.name for one in self.councils]
        return several(names, len(names) if len(names) == COUNCILS_NAMED + 1 else COUNCILS_NAMED)

    @property
    def in_a_line(self) -> str:
        """What it is: the first sentence of its definition."""
        return self.definition.partition(". ")[0].rstrip(".")
