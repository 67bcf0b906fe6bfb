"""What words choose in a list: years, kinds of places, and what else they ask for."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from strategies.models import Council

_TYPES = {
    Council.Type.DISTRICT: r"(?:non-metropolitan |shire )?districts?(?: councils?)?"
    r"|borough councils",
    Council.Type.COUNTY: r"county councils?|counties|shire counties",
    Council.Type.UNITARY: r"unitar(?:y|ies)(?: councils?| authorit(?:y|ies))?",
    Council.Type.METROPOLITAN: r"metropolitan (?:boroughs?|districts?|councils?|authorities)"
    r"(?: councils?)?|mets",
    Council.Type.LONDON_BOROUGH: r"london boroughs?(?: councils?)?",
    Council.Type.COMBINED_AUTHORITY: r"combined authorit(?:y|ies)|mayoral authorities",
}
_BY = r"(?:\b(?:in|by|from|at|of|for|among|across|within|run by) )?(?:the |other |most )*"
_TYPED = {one: re.compile(rf"{_BY}\b(?:{said})(?: areas?)?\b") for one, said in _TYPES.items()}
_NATIONS = {
    Council.Nation.WALES: "welsh",
    Council.Nation.SCOTLAND: "scottish|scots",
    Council.Nation.NORTHERN_IRELAND: "northern irish",
    Council.Nation.ENGLAND: "english",
}
_OF_NATION = {
    one: re.compile(
        rf"{_BY}\b(?:{said})"
        r"(?: (?:councils?|(?:local )?authorit(?:y|ies)|areas?|ones?)\b|$"
        r"|(?= (?:case stud|examples?|strateg)))"
    )
    for one, said in _NATIONS.items()
}

_LAND = re.compile(
    rf"{_BY}\b(?P<land>rural|urban|coastal|seaside|remote|inner[ -]city)"
    r"(?: (?:areas?|places?|councils?|communities|districts?|towns?|counties|authorities))?\b"
)
"""What kind of place: a word that accounts use, for which there is no filter."""

_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_TOLD = r"(?:\b(?:published|told|written|dated|starting|started|running|run) )?"
_PERIODS = (
    re.compile(
        _TOLD
        + r"\b(?:between|from|in) "
        + _YEAR.format("first")
        + r" (?:and|to|until|-) "
        + _YEAR.format("last")
        + r"\b"
    ),
    re.compile(
        _TOLD
        + r"\b(?:since|(?P<after>after)|post) "
        + _YEAR.format("first")
        + r"(?: onwards?| on)?\b"
    ),
    re.compile(
        r"\b(?:from )?"
        + _YEAR.format("first")
        + r" (?:onwards?|or later|to (?:now|date|present))\b"
    ),
    re.compile(
        _TOLD + r"\b(?:(?P<before>before)|until|up to|till|by|pre) " + _YEAR.format("last") + r"\b"
    ),
    re.compile(_TOLD + r"\b(?:in|of|during|from) (?P<year>(?:19|20)\d\d)\b"),
    re.compile(r"^(?P<year>(?:19|20)\d\d)\b"),
)


@dataclass
class AskedOfList:
    """What words choose in a list: subjects, and what narrows them to places and years.

    ``years`` are those in which what is wanted begins or ends, for which there is no filter.
    """

    about: dict[str, list[str]] = field(default_factory=dict)
    narrowed: dict[str, list[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    years: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def subject(self) -> dict[str, list[str]]:
        """The parameters without what narrows."""
        return ({"q": [" ".join(self.words)]} if self.words else {}) | self.about

    @property
    def all(self) -> dict[str, list[str]]:
        """All parameters; words for a kind of place are searched for with the others."""
        words = [*self.words, *self.narrowed.get("q", [])]
        return self.about | self.narrowed | ({"q": [" ".join(words)]} if words else {})


def periods(read: AskedOfList, said: str) -> str:
    """Read years, and return what else is said."""
    for pattern in _PERIODS:
        if found := pattern.search(said):
            years = found.groupdict()
            moved = {"from": bool(years.get("after")), "to": -bool(years.get("before"))}
            for name, group in (("from", "first"), ("to", "last")):
                if year := years.get(group) or years.get("year"):
                    read.narrowed[name] = [str(int(year) + moved[name])]
            return " ".join((said[: found.start()] + said[found.end() :]).split())
    return said


def places_in_words(read: AskedOfList, said: str, where: Collection[str], *, land: bool) -> str:
    """Read kinds of places, types of councils, and nations; return what else is said."""
    if land and (found := _LAND.search(said)):
        read.narrowed["q"] = [found["land"]]
        said = " ".join(_LAND.sub(" ", said).split())
    for facet, patterns in (("council_type", _TYPED), ("nation", _OF_NATION)):
        for value, pattern in patterns.items() if facet in where else ():
            if pattern.search(said):
                read.narrowed.setdefault(facet, []).append(str(value))
                said = " ".join(pattern.sub(" ", said).split())
    return said
