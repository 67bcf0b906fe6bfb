"""Which words of a search are required: all of them, most of them, or none because it has nothing.

A subject that the content has nothing on must not look as if it had: where a rare word stands
nowhere, or words never stand near one another, the search says so.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tantivy import Query

from .first_pass import Best
from .meeting import MeetingWords, stems_in
from .narrowing import all_of, either
from .queries import TextQueries
from .worded import Unit, Worded

FEW = 60
"""Documents up to which it is looked whether the words stand together by chance."""
COMMON = frozenset(
    "a all big day days early first five four full half high last late later long low mixed "
    "month months much new next night old once one open part past second short single small ten "
    "third three time times two week weekend weekly weeks whole year years".split()
)
"""Words of measure, which stand in texts of any subject: with others they are one only in a row."""
OFTEN = 3
"""Documents from which on words in a row are one thing."""
RARE = 12
"""Documents up to which a word may be the one that matters."""
SHORT = 3
"""Things asked for up to which a search is one subject, and not a description."""
DESCRIBING = 5
"""Words up to which a search is taken for one subject with what is said of it."""
DROPPED = 0.4
"""The share of a long search that may be left out."""

TELLING_DIGITS = 3
"""Digits of a number that is a subject by itself."""

Count = Callable[[Query], int]
First = Callable[[Query], Best]
Enough = Callable[[Best], bool]


@dataclass(frozen=True, slots=True)
class Settled:
    """The things that are required, and those that were left out because nothing holds all.

    ``absent`` says that the content has nothing on the subject; then ``kept`` is what is nearest.
    """

    kept: tuple[Unit, ...]
    dropped: tuple[Unit, ...] = ()
    absent: bool = False


class Settling:
    """Settles one search by counting; ``count`` tells how many documents match.

    ``first`` tells the best of them as well, which may be asked for next.
    """

    def __init__(self, texts: TextQueries, said: Worded, count: Count, first: First) -> None:
        self._texts = texts
        self._meeting = MeetingWords(texts, said)
        self._said = said
        self._count = count
        self._first = first
        self._known: dict[Unit, int] = {}
        self._firsts: dict[tuple[Unit, ...], Best] = {}
        self._is_enough: Enough = _is_any

    def settle_for(self, is_enough: Enough) -> Settled:
        """Return what is required so that there is enough; if that is never so, anything is."""
        self._is_enough = is_enough
        settled = self.settle()
        self._is_enough = _is_any
        return self.settle() if settled.absent and self._number(self._said.units) else settled

    def settle(self, *, elsewhere: bool = False) -> Settled:
        """Return what is required; ``elsewhere`` says that other kinds have what this one lacks."""
        units = self._said.units
        total = self._number(units)
        if total and (self._is_plenty(units) or self._is_one_subject(units)):
            return Settled(units)
        known = [one for one in units if self._alone(one)]
        if settled := self._without_general(units):
            return settled
        words = sum(map(_words_in, units))
        is_short = len(units) > SHORT and self._standing_together(units) < SHORT
        if words >= SHORT and not is_short and self._most_are_known(known):
            for kept in self._fewer(known):
                if self._number(kept) and self._may_stand_for(kept, words, elsewhere=elsewhere):
                    left = tuple(one for one in units if one not in kept)
                    return Settled(tuple(kept), left)
        if total and self._describes(units):
            return Settled(units)
        if settled := self._about_a_name(units):
            return settled
        return Settled(tuple(self._nearest(known)), units, absent=True)

    @property
    def has_plenty(self) -> bool:
        """Whether so much holds all of the words that it is not by chance."""
        return self._is_plenty(self._said.units)

    def _is_plenty(self, units: Sequence[Unit]) -> bool:
        return self._number(units) > FEW and not self._has_common(units)

    def best_of(self, settled: Settled) -> Best | None:
        """Return how many documents meet what was settled, and the best, if that is known."""
        return None if settled.absent else self._firsts.get(tuple(settled.kept))

    def is_met(self, settled: Settled) -> bool:
        """Tell whether anything meets what was settled elsewhere; absence is the same anywhere."""
        return settled.absent or self._number(settled.kept) > 0

    def _most_are_known(self, known: Sequence[Unit]) -> bool:
        """Tell whether more than half of what says the subject stands anywhere.

        Words that only tell how it is dealt with stand everywhere, and say nothing of it.
        """
        telling = [one for one in self._said.units if not one.is_general] or self._said.units
        words = sum(map(_words_in, telling))
        return 2 * sum(_words_in(one) for one in telling if one in known) > words

    def _without_general(self, units: Sequence[Unit]) -> Settled | None:
        """Return the search without words that only say how its subject is dealt with."""
        kept = tuple(one for one in units if not one.is_general or self._said.qualifies(one))
        if not kept or len(kept) == len(units) or self._said.is_made_by_its_head:
            return None
        if not self._number(kept):
            return None
        if self._is_plenty(kept) or self._is_one_subject(kept):
            return Settled(kept, tuple(one for one in units if one not in kept))
        return None

    def _about_a_name(self, units: Sequence[Unit]) -> Settled | None:
        """Return the subject that a question names, and where, if only common words follow.

        How many drop out of exercise referral is asked of exercise referral.
        """
        named = tuple(one for one in units if one.widening is not None)
        others = tuple(one for one in units if one not in named)
        if not self._said.asks or all(one.is_name for one in named):
            return None
        if any(self._alone(one) <= RARE for one in others) or not self._number(named):
            return None
        return Settled(named, others)

    # ── Fewer words ──────────────────────────────────────────────────────────────────────

    def _fewer(self, known: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
        """Yield what may be left, the most first; the commonest words go, the rarest stays.

        In a question a longer name stays, which says more than a rare verb.

        One thing alone may be left if it is a name of several words, or a number that tells.
        """
        long_names = [one for one in known if one.widening is not None and len(one.stems) > 1]
        surest = long_names if self._said.asks and long_names else known
        rarest = min(surest, key=self._alone, default=None)
        words = sum(map(_words_in, self._said.units))
        least = max(2, round(words * (1 - DROPPED)))
        if rarest is not None and sum(map(str.isdigit, rarest.words)) >= TELLING_DIGITS:
            least = 1
        by_commonness = sorted(known, key=self._alone, reverse=True)
        for size in range(len(known), 0, -1):
            for gone in itertools.islice(
                itertools.combinations(by_commonness, len(known) - size), 12
            ):
                kept = [one for one in known if one not in gone]
                if rarest in kept and sum(map(_words_in, kept)) >= least:
                    yield kept

    def _nearest(self, known: Sequence[Unit]) -> Sequence[Unit]:
        """Return the one thing that is nearest to what was asked for: a name, or the rarest."""
        names = [one for one in known if one.widening is not None]
        return sorted(names or known, key=lambda one: (self._alone(one), one.words))[:1]

    # ── One subject ──────────────────────────────────────────────────────────────────────

    def _is_one_subject(self, units: Sequence[Unit]) -> bool:
        """Tell whether words that a few documents hold are there about the same thing."""
        others = [one for one in units if not one.stands_alone]
        if self._describes(units) or len(others) < 2 or self._said.exactly:
            return True
        if all(one.widening is not None for one in others) and not self._meeting.may_be_a_thing(
            others
        ):
            return True
        if self._has_common(others):
            # Words that stand everywhere stand near one another by chance.
            meeting = self._meeting.in_a_row(others)
        else:
            meeting = either(
                [
                    self._meeting.near(others),
                    self._meeting.telling(others),
                    self._meeting.tagged_and_told(others),
                    self._meeting.told_near_a_name(others),
                ]
            )
        return self._count(all_of([self._said.requiring(units), meeting])) > 0

    def _describes(self, units: Sequence[Unit]) -> bool:
        """Tell whether so much is asked for that it describes rather than names a subject."""
        if len(units) <= SHORT:
            return False
        return len(units) > DESCRIBING or self._standing_together(units) > SHORT

    def _has_common(self, units: Sequence[Unit]) -> bool:
        """Tell whether one of a few plain words is among the commonest of any content."""
        plain = [one for one in units if one.widening is None]
        return 1 < len(units) <= SHORT and any(
            word in COMMON
            for one in plain
            if not one.stands_alone
            for word in one.words.lower().split()
        )

    def _standing_together(self, units: Sequence[Unit]) -> int:
        """Return how many things are asked for, where words that are often said in a row are one.

        “Adult social care” is one thing, though nothing is called so.
        """
        number, row = 0, list[str]()
        for unit in units:
            longer = [*row, *unit.stems]
            if not row or self._count(self._texts.near(longer, 0)) < OFTEN:
                number, row = number + 1, list(unit.stems)
            else:
                row = longer
        return number

    def _may_stand_for(self, kept: Sequence[Unit], words: int, *, elsewhere: bool) -> bool:
        """Tell whether some of so many words are still about what was asked for.

        Of three words each may be the one that matters, unless a longer name or an abbreviation
        is kept. Of a few more, those that are kept must be said of one thing; a long search
        describes.
        """
        if self._said.asks and not self._telling_left_out(kept):
            return self._stand_near(kept)
        if words == SHORT:
            told = any(len(one.stems) > 1 or one.words.isupper() for one in kept)
            return (told or elsewhere) and self._stand_close(kept)
        return words > DESCRIBING or self._stand_near(kept)

    def _telling_left_out(self, kept: Sequence[Unit]) -> bool:
        """Tell whether a name or a rare word is left out; a question has others besides."""
        left = (one for one in self._said.units if one not in kept)
        return any(one.widening is not None or self._alone(one) <= RARE for one in left)

    def _stand_close(self, units: Sequence[Unit]) -> bool:
        others = [one for one in units if one.widening is None and not one.stands_alone]
        if len(others) < 2:
            return True
        return self._count(self._texts.near(stems_in(others), 1)) > 0

    def _stand_near(self, units: Sequence[Unit]) -> bool:
        others = [one for one in units if not one.stands_alone]
        if len(others) < 2 or all(one.widening is not None for one in others):
            return True
        stems = stems_in(others)
        meeting = either([self._meeting.near(others), self._texts.telling(stems)])
        return self._count(all_of([self._said.requiring(units), meeting])) > 0

    # ── Counting ─────────────────────────────────────────────────────────────────────────

    def _number(self, units: Sequence[Unit]) -> int:
        if not units and not self._said.exactly:
            return int(bool(self._said.never))
        kept = tuple(units)
        if kept not in self._firsts:
            self._firsts[kept] = self._first(self._said.requiring(kept))
        return self._firsts[kept].total if self._is_enough(self._firsts[kept]) else 0

    def _alone(self, unit: Unit) -> int:
        if unit not in self._known:
            self._known[unit] = self._count(unit.query)
        return self._known[unit]


def _is_any(best: Best) -> bool:
    return best.total > 0


def _words_in(unit: Unit) -> int:
    """Return how many words a thing has that is asked for; a name counts as each of them."""
    return len(unit.stems) if unit.widening is not None else 1
