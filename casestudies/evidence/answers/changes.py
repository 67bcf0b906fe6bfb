"""What changed, and which way: of findings, what they say of each concept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext, gettext_noop

from casestudies.evidence.grammar import Sign, sign_of_change, strength_at
from casestudies.evidence.ways import told_ways
from casestudies.models import Finding
from casestudies.models.claims import Direction
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.core.words import counted, in_sentence, joined, opening

from .counts import Numbers

Level = Finding.EvidenceLevel
DIRECTIONS = tuple(Direction)

MEASURED = Level.MEASURED
"""From here on a change was measured; below, somebody said so, or gave a number."""

NAMED = 2
"""Concepts named in one line before it says how many more there are."""


@dataclass(frozen=True)
class Change:
    """What findings say went one way: ``level`` is the surest of them.

    ``own_level`` and ``own_findings`` are of those tied to just this, and not only to something
    narrower; it has no level where there are none.
    ``label`` may be its words for this way, such as “fewer falls”; ``name`` is what it is called.
    """

    value: str
    name: str
    label: str
    direction: Direction
    level: int
    findings: int
    own_level: int | None
    own_findings: int

    @property
    def own(self) -> Change | None:
        """What those findings say that are tied to just this, if there are any."""
        if self.own_level is None:
            return None
        if (self.own_level, self.own_findings) == (self.level, self.findings):
            return self
        return replace(self, level=self.own_level, findings=self.own_findings)

    @property
    def is_found(self) -> bool:
        """Whether more stands behind it than that somebody said so."""
        return self.level > Level.SAID

    @property
    def sign(self) -> Sign:
        """Its shape and word."""
        return sign_of_change(self.level, self.direction)


@dataclass(frozen=True)
class ChangeLine:
    """One line of a row: a sign, and what it is said of.

    ``noted`` are the labels with how many findings say so, where others say another way.
    """

    sign: Sign
    labels: tuple[str, ...]
    noted: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The line as words, with everything that it is said of."""
        return f"{self.sign.words}: {', '.join(self.noted)}"

    @property
    def of(self) -> str:
        """What it is said of."""
        return _several(self.noted, NAMED)

    @property
    def first(self) -> str:
        """What it is said of: the first, and how many more."""
        return _several(self.noted, 1)

    @property
    def in_short(self) -> str:
        """The same in a table, where a line has no room for how many findings say so."""
        return _several(self.labels, 1)

    @property
    def number(self) -> int:
        """Of how many things it is said."""
        return len(self.labels)

    @property
    def is_found(self) -> bool:
        """Whether more stands behind it than that somebody said so."""
        return not self.sign.shape.startswith("said-")

    @property
    def direction(self) -> Direction:
        """Which way it went."""
        return Direction(self.sign.shape.removeprefix("said-"))


def _several(names: Sequence[str], most: int) -> str:
    few, more = ", ".join(names[:most]), len(names[most:])
    return gettext("%(names)s and %(more)s more") % {"names": few, "more": more} if more else few


def changes_in(
    numbers: Numbers, vocabulary: Vocabulary, words: Mapping[tuple[str, str], str]
) -> tuple[Change, ...]:
    """Return what was counted of changes, the surest first.

    ``words`` are labels of their own for a concept that went a way.
    """
    found = [
        Change(
            value,
            name := vocabulary.label(value),
            words.get((value, direction), name),
            Direction(direction),
            level,
            findings,
            *numbers.itself.get((value, direction), (None, 0)),
        )
        for (value, direction), (level, findings) in numbers.changes.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                -one.level,
                -one.findings,
                DIRECTIONS.index(one.direction),
                one.name.casefold(),
            ),
        )
    )


def own_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return what findings tied to just each thing say: its name and words are true of no others.

    What something narrower stands for is not named, and its level is not that of the broader.
    """
    own = [own for one in changes if (own := one.own)]
    return tuple(sorted(own, key=lambda one: (-one.level, -one.findings)))


def told_once(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes, found before said, with each thing told one way alone, or as no change.

    What went better by one finding and worse by another is mixed. What was only said to have gone
    a way is not repeated where it was found to have gone that way, or both ways. Pages, tables and
    comparisons all tell by it which way a pair went.
    """
    given = tuple(changes)
    found = tuple(_each_one_way(one for one in given if one.is_found))
    ways = {(one.value, one.direction) for one in found}
    said = (
        one
        for one in given
        if not one.is_found
        and not {(one.value, one.direction), (one.value, Direction.MIXED)} & ways
    )
    return (*found, *_each_one_way(said))


def all_ways(changes: Iterable[Change]) -> str:
    """Return which way one thing went by findings that differ: “Mixed: 4 better, 1 worse”.

    Nothing where all of them say the same.
    """
    given = tuple(changes)
    if len({one.sign for one in given}) < 2:
        return ""
    told = joined(dict.fromkeys(in_sentence(one.sign.words) for one in told_once(given)))
    each = joined(f"{one.findings} {in_sentence(one.sign.words)}" for one in given)
    return opening(f"{told}: {each}")


def _each_one_way(changes: Iterable[Change]) -> Iterator[Change]:
    given = tuple(changes)
    ways: dict[str, set[Direction]] = {}
    for one in given:
        ways.setdefault(one.value, set()).add(one.direction)
    told: set[tuple[str, Direction]] = set()
    for one in given:
        way = told_ways(ways[one.value]).get(one.direction, one.direction)
        if (one.value, way) not in told:
            told.add((one.value, way))
            yield one if way == one.direction else replace(one, direction=way, label=one.name)


def lines_of(told: Collection[Change]) -> tuple[ChangeLine, ...]:
    """Return what is told once, a line for each sign: found before said, never one for another.

    What went a way as well as not changing is named last among what did not, with how many
    findings say so.
    """
    went = {one.value for one in told if one.direction != Direction.NO_CHANGE}
    groups: dict[Sign, list[Change]] = {}
    for one in told:
        groups.setdefault(one.sign, []).append(one)
    return tuple(_line(sign, those, beside=went) for sign, those in groups.items())


def _line(sign: Sign, changes: Iterable[Change], *, beside: Collection[str]) -> ChangeLine:
    """Name what a line is said of; what did not change only by some findings comes last."""

    def partly(one: Change) -> bool:
        return one.direction == Direction.NO_CHANGE and one.value in beside

    those = sorted(changes, key=partly)
    noted = (
        gettext("%(name)s by %(findings)s")
        % {"name": one.label, "findings": counted(one.findings, "finding")}
        if partly(one)
        else one.label
        for one in those
    )
    return ChangeLine(sign, tuple(one.label for one in those), tuple(noted))


def strength_in_words(level: int | None) -> str:
    """Return how sure the surest change is; where none was found, that nobody measured it."""
    return gettext(NOBODY) if level is None else strength_at(level)


NOBODY = gettext_noop("Nobody has measured it")
