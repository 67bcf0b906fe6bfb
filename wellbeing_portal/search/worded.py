"""What was typed, as things that can be asked for in full or in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from tantivy import Occur, Query

from .asked import KNOWLEDGE, WANTED
from .declarations import registry
from .doings import DOINGS
from .narrowing import either
from .numbers import holds_a_number, tells_a_number
from .widening import NamedValue, Widening


class Met(Enum):
    """In which way a document answers to what was typed."""

    TYPED = "typed"
    TAGGED = "tagged"
    OTHER_NAME = "other name"
    CALLED = "called"
    IN_TITLE = "in title"
    PHRASE = "phrase"
    TOGETHER = "together"


@dataclass(frozen=True, eq=False)
class Way:
    """One way to answer to some words: its query, with the weight that it has.

    ``concept`` is what the words name, where that is what is looked for.
    """

    how: Met
    words: str
    query: Query
    concept: NamedValue | None = None


GENERAL = frozenset(
    "accidents action activities admissions adults attendances based better campaign campaigns "
    "case centre centres change changes communities delivery development effect effects example "
    "examples group groups guidance help hesitancy impact improve improvement improving increase "
    "increasing intervention interventions issue issues lessons level levels local management "
    "model models need needs number numbers people plan plans policies policy practice prevent "
    "preventing prevention problem problems programme programmes project projects promote "
    "promoting provide providing provision rates reduce reducing reduction residents result "
    "results save scheme schemes service services session sessions spending stop study support "
    "supporting tackle tackling time times uptake zone zones".split()
)
"""Words that tell how a subject is dealt with: they may go where the subject itself stands."""

HEADS = frozenset(
    "accidents admissions attendances centre centres hesitancy lessons level levels number numbers "
    "session sessions study time times uptake zone zones".split()
)
"""Those of them that make another thing of the one word before them: screen time."""

DOING = frozenset(
    "based better changes help impact improve improvement improving increase increasing prevent "
    "preventing promote promoting provide providing reduce reducing save stop support supporting "
    "tackle tackling".split()
)
"""Those of them that may stand before what they are done to."""

LIGHT = frozenset(
    "action actions activities control delivery development effect effects guidance help impact "
    "impacts improve improvement improving increase increasing intervention interventions issue "
    "issues management model models need needs prevent preventing prevention problem problems "
    "promote promoting promotion provide providing provision reduce reducing reduction service "
    "services support supporting tackle tackling work working".split()
)
"""Words that add nothing to the name of a subject that stands beside them: “carers support”."""

GENERAL_WEIGHT = 0.4
"""How much a word counts that only tells how the subject is dealt with, beside the subject."""

KNOWLEDGE_WEIGHT = 0.02
"""How much it counts to have a word for what somebody wants to read of a subject."""


@dataclass(frozen=True, eq=False)
class Unit:
    """One thing that is asked for: a word, words that are a name together, a number and its word.

    ``typed`` finds just the words, ``query`` also what they mean: by the best of its ``ways``.
    ``stems`` are those of its words. ``widening`` says what it names, if anything; ``weight`` how
    much it counts beside other things.
    """

    words: str
    ways: tuple[Way, ...]
    stems: tuple[str, ...]
    widening: Widening | None = None
    weight: float = 1.0

    @classmethod
    def plain(cls, words: str, query: Query, stems: tuple[str, ...]) -> Unit:
        """Return words that name nothing."""
        return cls(words, (Way(Met.TYPED, words, query),), stems)

    @property
    def typed(self) -> Query:
        """What finds just the words."""
        return self.ways[0].query

    @cached_property
    def query(self) -> Query:
        """What finds the words, or what they mean."""
        query = either([one.query for one in self.ways])
        return query if self.weight == 1 else Query.boost_query(query, self.weight)

    @property
    def is_name(self) -> bool:
        """Whether it is the name of a record or of a place: it may stand far from other words."""
        return self.widening is not None and self.widening.is_proper

    @property
    def facets(self) -> frozenset[str]:
        """The facets of which it names values."""
        return (
            frozenset(one.facet for one in self.widening.concepts) if self.widening else frozenset()
        )

    @property
    def is_around(self) -> bool:
        """Whether it may name for whom or where something is done."""
        return any(
            one.names_values_of in self.facets for one in registry.kinds.values() if one.around
        )

    @property
    def is_general(self) -> bool:
        """Whether it only tells how a subject is dealt with, or what kind of record is wanted."""
        return is_general(self.words.lower())

    @property
    def has_number(self) -> bool:
        """Whether it holds a number that is no year."""
        return holds_a_number(self.words.lower())

    @property
    def stands_alone(self) -> bool:
        """Whether it means the same wherever it stands: a name, a number, or words joined."""
        if self.is_name or tells_a_number(self.words):
            return True
        return any(sign.isdigit() or sign == "-" for sign in self.words)


def is_general(word: str) -> bool:
    """Tell whether a word, in small letters, tells only how a subject is dealt with."""
    return word in GENERAL or word in registry.nouns


def weighed(units: Sequence[Unit]) -> list[Unit]:
    """Return units with what is general counting less, where there is anything else."""
    light = [one for one in units if one.widening is None and one.is_general]
    if len(light) == len(units):
        return list(units)
    return [replace(one, weight=GENERAL_WEIGHT) if one in light else one for one in units]


def aside_of(units: Sequence[Unit]) -> list[Unit]:
    """Return words for doing something, where the subject of a question has other words.

    With a capital they are rather a part of a name: the Wigan Deal.
    """
    doings = [one for one in units if one.widening is None and one.words in DOINGS]
    return doings if len(doings) < len(units) else []


def wanted_of(units: Sequence[Unit]) -> list[Unit]:
    """Return words for what is wanted of a subject, where the search has other words for it."""
    wanted = [one for one in units if one.widening is None and one.words.lower() in WANTED]
    subject = [one for one in units if not (one.is_name or one.is_general or one in wanted)]
    return wanted if subject else []


def light_of(units: Sequence[Unit]) -> list[Unit]:
    """Return words that add nothing to the name of a subject, where the search has one.

    One that stands right before a word that names nothing may say which: “support dogs”.
    """
    if not any(one.widening and one.widening.concepts and not one.is_name for one in units):
        return []
    after = (*units[1:], None)
    return [
        one
        for one, following in zip(units, after, strict=True)
        if one.widening is None
        and one.words.lower() in LIGHT
        and (following is None or following.widening is not None or following.is_general)
    ]


def beside(units: Sequence[Unit]) -> list[Unit]:
    """Return units that only raise what has them; words for knowledge hardly do that."""
    return [
        replace(one, weight=KNOWLEDGE_WEIGHT) if one.words.lower() in KNOWLEDGE else one
        for one in units
    ]


@dataclass(frozen=True)
class Worded:
    """The words of a search, ready to be asked for in full, or with only some of them required.

    ``exactly`` are the clauses for quoted phrases, which are always required; ``never`` those for
    what is excluded; ``bonus`` raises what fits better. ``aside`` are words that a question uses
    of its subject, or for what is wanted of it: they raise what has them. ``typed`` are the
    words that were read, small ones among them; ``asks`` says that more was typed, as a question.
    """

    units: tuple[Unit, ...]
    exactly: tuple[Query, ...] = ()
    never: tuple[Query, ...] = ()
    bonus: tuple[Way, ...] = ()
    aside: tuple[Unit, ...] = ()
    typed: tuple[str, ...] = ()
    asks: bool = False

    def __bool__(self) -> bool:
        return bool(self.units or self.exactly or self.never)

    @property
    def widenings(self) -> tuple[Widening, ...]:
        """What the words name, and what was searched for as well."""
        return tuple(one.widening for one in self.units if one.widening and one.widening.concepts)

    def small_between(self, units: Sequence[Unit]) -> int:
        """Return how many small words stand among those of units."""
        told = {word for one in units for word in one.words.split()}
        places = [at for at, word in enumerate(self.typed) if word in told]
        return places[-1] - places[0] + 1 - len(places) if places else 0

    def qualifies(self, unit: Unit) -> bool:
        """Tell whether a word stands right before another, and so says which: “time banks”."""
        words = list(self.typed)
        if unit.words.lower() in DOING or unit.words not in words[:-1]:
            return False
        after = words[words.index(unit.words) + 1]
        return any(
            after in one.words.split() and not (one.is_general or one.is_name) for one in self.units
        )

    @property
    def is_compound(self) -> bool:
        """Whether two words alone were typed, one right after the other: “heat networks”."""
        if len(self.units) != 2 or self.exactly:
            return False
        one, other = self.units
        plain = all(len(unit.stems) == 1 and not unit.stands_alone for unit in self.units)
        return plain and self.typed == (one.words, other.words)

    @property
    def is_made_by_its_head(self) -> bool:
        """Whether the second of two words makes another thing of the first."""
        return self.is_compound and self.units[1].words.lower() in HEADS

    def requiring(self, kept: Sequence[Unit]) -> Query:
        """Return the query in which these must stand; the others raise what holds them."""
        clauses = [(Occur.Must, query) for query in self.exactly]
        clauses += [(Occur.Must, one.query) for one in kept]
        if not clauses:
            clauses.append((Occur.Must, Query.all_query()))
        clauses += [(Occur.MustNot, query) for query in self.never]
        others = (*self.units, *self.aside)
        clauses += [(Occur.Should, one.query) for one in others if one not in kept]
        clauses += [(Occur.Should, one.query) for one in self.bonus]
        return Query.boolean_query(clauses)


@dataclass(frozen=True)
class Words:
    """The query for the words of a search, if it has any, and how it was made."""

    query: Query | None = None
    widenings: tuple[Widening, ...] = ()
    dropped: tuple[str, ...] = ()
    absent: bool = False
    near: str = ""
