"""Every council with all its names, as it is looked up by readers, curators and content files."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from django.utils.timezone import localdate
from django.utils.translation import gettext

from strategies.models import Council, CouncilChange
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.search import Memory, Remembered

from .spelling import NameSpelling, spelling

SHOWN = 8
_BOOK: Remembered[str, NameBook] = Remembered("names of councils")


class Existence(IntEnum):
    """Whether a council exists on the day that is asked about."""

    CURRENT = 0
    COMING = 1
    FORMER = 2


class Nearness(IntEnum):
    """How near a text is to a name of a council, the nearest first."""

    NAME = 0
    WITHOUT_KIND = 1
    OTHER_ORDER = 2
    BEGINNING = 3
    WORDS = 4
    BEGINNING_OF_WORDS = 5


_FORMS: dict[Nearness, Callable[[NameSpelling], Hashable]] = {
    Nearness.NAME: lambda spelt: spelt.solid,
    Nearness.WITHOUT_KIND: lambda spelt: spelt.solid_core,
    Nearness.OTHER_ORDER: lambda spelt: spelt.core_words,
}
"""What is equal for two spellings that are so near that one names what the other does."""


@dataclass(frozen=True)
class NamedCouncil:
    """A council in the book: what it is called, and from when to when it exists."""

    pk: int
    slug: str
    name: str
    official_name: str
    sort_name: str
    type: str
    begins: dt.date | None
    ends: dt.date | None
    names: tuple[str, ...]

    @property
    def url(self) -> str:
        """The address of its page."""
        return address_of("council", self.slug)

    @cached_property
    def spellings(self) -> tuple[tuple[str, NameSpelling], ...]:
        """Each of its names with how it is compared."""
        return tuple((one, spelling(one)) for one in self.names)

    def standing(self, on: dt.date) -> Existence:
        """Return whether it exists on a day."""
        if self.ends is not None and self.ends < on:
            return Existence.FORMER
        return Existence.COMING if self.begins and self.begins > on else Existence.CURRENT


@dataclass(frozen=True)
class FoundCouncil:
    """A council that a text names, by which of its names, and what followed it if it is gone."""

    council: NamedCouncil
    called: str
    nearness: Nearness
    standing: Existence
    successors: tuple[NamedCouncil, ...] = ()

    @property
    def pk(self) -> int:
        """The primary key of the council."""
        return self.council.pk

    @property
    def slug(self) -> str:
        """What addresses call the council."""
        return self.council.slug

    @property
    def url(self) -> str:
        """The address of its page, which says of a former one which councils followed."""
        return self.council.url

    @property
    def is_exact(self) -> bool:
        """Whether the text is a name of it, and not only the beginning of one."""
        return self.nearness in _FORMS

    @property
    def label(self) -> str:
        """The official name, and when it ended or begins if it does not exist on the day."""
        return self._with_year(self.council.official_name)

    @property
    def short_label(self) -> str:
        """The same with the short name."""
        return self._with_year(self.council.name)

    def _with_year(self, name: str) -> str:
        ends, begins = self.council.ends, self.council.begins
        if self.standing is Existence.FORMER and ends:
            return gettext("%(council)s (ended in %(year)s)") % {"council": name, "year": ends.year}
        if self.standing is Existence.COMING and begins:
            return gettext("%(council)s (from %(year)s)") % {"council": name, "year": begins.year}
        return name


class NameBook:
    """All councils by all their names: current, former and those to come."""

    def __init__(
        self, councils: Iterable[NamedCouncil], followed_by: Mapping[int, Sequence[int]]
    ) -> None:
        self.councils = {one.pk: one for one in councils}
        self._followed_by = followed_by

    @classmethod
    def of(cls, memory: Memory) -> NameBook:
        """Return the book, read once for as long as the content stays the same."""
        return _BOOK.once(memory, "", cls.read)

    @classmethod
    def read(cls) -> NameBook:
        """Read the book from the database. Two queries."""
        followed_by: dict[int, list[int]] = defaultdict(list)
        law = CouncilChange.objects.filter(status__in=CouncilChange.LAW)
        for before, after in law.values_list("predecessor_id", "successor_id"):
            followed_by[before].append(after)
        return cls((named(council) for council in Council.objects.all()), dict(followed_by))

    def __len__(self) -> int:
        return len(self.councils)

    def find(
        self, text: str, *, on: dt.date | None = None, limit: int = SHOWN
    ) -> list[FoundCouncil]:
        """Return councils that ``text`` names or begins to name, the nearest first.

        A former council is followed at once by the councils that are there in its place.
        """
        day = on or localdate()
        found = sorted(self._matching(spelling(text), day), key=_rank)
        return list(self._with_successors(found, day))[:limit]

    def called(self, text: str, *, on: dt.date | None = None) -> list[FoundCouncil]:
        """Return the councils that have ``text`` as a name: several, where they share it.

        Where any has just these words, one is left out that has them only without its kind.
        """
        day, asked = on or localdate(), spelling(text)
        for nearness, form in _FORMS.items():
            found = self._by_form[nearness].get(form(asked), {}) if asked.words else {}
            if found:
                theirs = (
                    self._found(self.councils[pk], nearness, name, day)
                    for pk, name in found.items()
                )
                return sorted(theirs, key=_rank)
        return []

    def in_place_of(self, council: NamedCouncil, on: dt.date) -> tuple[NamedCouncil, ...]:
        """Return the councils that exist on a day where a former one was; itself if it does."""
        reached: dict[int, NamedCouncil] = {}
        waiting, seen = [council], {council.pk}
        while waiting:
            one = waiting.pop(0)
            if one.standing(on) is not Existence.FORMER:
                reached[one.pk] = one
                continue
            after = [self.councils[pk] for pk in self._followed_by.get(one.pk, ())]
            waiting += [each for each in after if each.pk not in seen]
            seen.update(each.pk for each in after)
        return tuple(sorted(reached.values(), key=lambda one: one.sort_name))

    @cached_property
    def _by_form(self) -> dict[Nearness, dict[Hashable, dict[int, str]]]:
        """Which councils have which names, by each form in which names are the same."""
        found: dict[Nearness, dict[Hashable, dict[int, str]]] = {}
        for nearness, form in _FORMS.items():
            names = found.setdefault(nearness, {})
            for council in self.councils.values():
                for name, spelt in council.spellings:
                    names.setdefault(form(spelt), {}).setdefault(council.pk, name)
        return found

    @cached_property
    def _written(self) -> list[tuple[int, str, str, str, str]]:
        """Every name of every council, and the three forms in which its beginning is looked for."""
        return [
            (council.pk, name, spelt.solid, spelt.solid_core, spelt.spaced)
            for council in self.councils.values()
            for name, spelt in council.spellings
        ]

    def _matching(self, asked: NameSpelling, on: dt.date) -> Iterator[FoundCouncil]:
        if not asked.words:
            return
        nearest: dict[int, tuple[Nearness, str]] = {}
        for nearness, form in _FORMS.items():
            for pk, name in self._by_form[nearness].get(form(asked), {}).items():
                nearest.setdefault(pk, (nearness, name))
        exact = set(nearest)
        for pk, name, near in self._begun(asked):
            if pk not in exact and (pk not in nearest or near < nearest[pk][0]):
                nearest[pk] = near, name
        for pk, (near, name) in nearest.items():
            yield self._found(self.councils[pk], near, name, on)

    def _begun(self, asked: NameSpelling) -> Iterator[tuple[int, str, Nearness]]:
        """Yield the councils and names that a text begins, or whose words it begins."""
        solid, core = asked.solid, asked.solid_core
        begun = [f" {word}" for word in asked.words]
        for pk, name, name_solid, name_core, spaced in self._written:
            if name_solid.startswith(solid) or name_core.startswith(core):
                yield pk, name, Nearness.BEGINNING
            elif begun[0] in spaced and all(word in spaced for word in begun):
                whole = all(f"{word} " in spaced for word in begun)
                yield pk, name, Nearness.WORDS if whole else Nearness.BEGINNING_OF_WORDS

    def _found(
        self, council: NamedCouncil, nearness: Nearness, called: str, on: dt.date
    ) -> FoundCouncil:
        standing = council.standing(on)
        after = self.in_place_of(council, on) if standing is Existence.FORMER else ()
        return FoundCouncil(council, called, nearness, standing, after)

    def _with_successors(
        self, found: Iterable[FoundCouncil], on: dt.date
    ) -> Iterator[FoundCouncil]:
        seen: set[int] = set()
        for one in found:
            if one.pk not in seen:
                seen.add(one.pk)
                yield one
            for after in one.successors if one.is_exact else ():
                if after.pk not in seen:
                    seen.add(after.pk)
                    yield self._found(after, one.nearness, one.called, on)


def named(council: Council) -> NamedCouncil:
    """Return a council as the book has it; its GSS code is a name as well."""
    names = dict.fromkeys((*council.names(), *filter(None, (council.gss_code,))))
    return NamedCouncil(
        council.pk,
        council.slug,
        council.name,
        council.official_name,
        council.sort_name,
        council.type,
        council.begins,
        council.ends,
        tuple(names),
    )


def _rank(found: FoundCouncil) -> tuple[int, int, int, str]:
    named_so = found.called != found.council.name
    return found.nearness, found.standing, named_so, found.council.sort_name
