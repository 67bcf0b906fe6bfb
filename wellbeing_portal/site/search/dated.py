"""What words say of when strategies and case studies begin and end, and whether they still run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategies.models import Strategy
from wellbeing_portal.core.facets.ends import ENDED, RUNNING
from wellbeing_portal.core.facets.years import FIRST_YEAR
from wellbeing_portal.core.lists.bound import Bound
from wellbeing_portal.core.words import either, joined
from wellbeing_portal.search import Question, Reader

from .list_words import AskedOfList

NAMED = 3
"""Records that are named of those that begin or end in the years that were asked for."""
BEGINS, ENDS = "start", "end"
"""What documents call the first and the last year of a record."""

_YEAR = r"(?:the end of )?(?P<year>(?:19|20)\d\d)"
_SOON = (
    r"soon|shortly|before long|(?:in |over |within )?the (?:next|coming) (?:year|months|few months)"
)
_WHEN = (
    rf"(?: (?:(?P<by>by|before|until)|in|during|at|from))?"
    rf" (?:{_YEAR}|(?P<this>this year)|(?P<next>next year)|(?P<last>last year)|(?P<soon>{_SOON}))\b"
)
_AUXILIARY = (
    r"^(?:(?:that|which|have|has|had|will|are|is|were|was|be|been|due|set|to|all|already) )*"
)
_ENDING = (
    r"(?:end|finish)(?:s|es|ed|ing)?|(?:expir|laps|conclud)(?:e|es|ed|ing)|r[ua]n(?:s|ning)? out"
    r"|com(?:e|es|ing) to an end|(?:up|due) for (?:renewal|review|replacement)|be(?:ing)? renewed"
)
_BEGINNING = (
    r"(?:start|launch)(?:s|ed|ing)?|beg[aiu]n(?:s|ning)?|(?:came|come|coming) into force"
    r"|(?:newly )?(?:adopted|agreed|approved)"
)
_YEARS = (
    (ENDS, re.compile(rf"{_AUXILIARY}(?:{_ENDING}){_WHEN}")),
    (BEGINS, re.compile(rf"{_AUXILIARY}(?:{_BEGINNING}){_WHEN}")),
)
_DUE = re.compile(
    rf"{_AUXILIARY}(?:ending|expiring|running out|(?:up|due) for (?:renewal|replacement))$"
)
_STATES: Sequence[tuple[str, str, str]] = (
    ("status", Strategy.Status.DRAFT, r"(?:in |still )?drafts?"),
    (
        "status",
        Strategy.Status.CONSULTATION,
        r"(?:in|out (?:for|to)|under|open for|for) consultation|consulted on|consultation",
    ),
    ("status", Strategy.Status.SUPERSEDED, r"superseded|replaced|withdrawn"),
    (
        "ends",
        ENDED,
        r"ended|expired|lapsed|finished|run out|out of date|outdated|historic(?:al)?|past"
        r"|former|no longer (?:current|running|in force|live|active)|not (?:current|running)",
    ),
    (
        "ends",
        RUNNING,
        r"(?:still )?(?:current(?:ly (?:running|in force))?|running|live|active|in force|in place"
        r"|up to date|existing|ongoing)",
    ),
    ("status", Strategy.Status.ADOPTED, r"(?:formally )?(?:adopted|agreed|approved)"),
)
_AFTER = [(one, value, re.compile(rf"{_AUXILIARY}(?:{said})\b")) for one, value, said in _STATES]
BEFORE = re.compile(rf"(?:^| )(?P<state>{'|'.join(said for *_, said in _STATES)})$")
"""How a state is told that stands right before what has it: draft strategies."""


def dates_in_words(read: AskedOfList, said: str, facets: Sequence[str]) -> str:
    """Read when records begin or end, and in which state they are; return what else is said."""
    for name, pattern in _YEARS:
        if found := pattern.match(said):
            read.years[name] = _years(found)
            _narrow(read, *read.years[name])
            return said[found.end() :].strip()
    if _DUE.match(said):
        read.years[ENDS] = _soon()
        _narrow(read, *read.years[ENDS])
        return ""
    for facet, value, pattern in _AFTER:
        if facet in facets and (found := pattern.match(said)):
            read.narrowed[facet] = [str(value)]
            return said[found.end() :].strip()
    return said


def _years(found: re.Match[str]) -> tuple[int, int]:
    """Return the first and the last of the years that are meant."""
    this = localdate().year
    if found["soon"]:
        return _soon()
    year = int(found["year"]) if found["year"] else this + bool(found["next"])
    year -= bool(found["last"])
    if not found["by"]:
        return year, year
    last = year - (found["by"] == "before")
    return (this, last) if last >= this else (int(FIRST_YEAR), last)


def _soon() -> tuple[int, int]:
    year = localdate().year
    return year, year + 1


def _narrow(read: AskedOfList, first: int, last: int) -> None:
    """Choose what runs in the years: all that begins or ends in them does."""
    if first > int(FIRST_YEAR):
        read.narrowed["from"] = [str(first)]
    read.narrowed["to"] = [str(last)]


def told_of_years(reader: Reader, bound: Bound, read: AskedOfList) -> str:
    """Return how many of a list begin or end in the years asked for, the first by name."""
    return " ".join(_told(reader, bound, read))


def _told(reader: Reader, bound: Bound, read: AskedOfList) -> Iterator[str]:
    for name, (first, last) in read.years.items():
        ranges = {**bound.search.ranges, name: (first, last)}
        found = reader.ask(Question(replace(bound.search, ranges=ranges), "ends", size=NAMED))
        years = either(map(str, range(first, last + 1))) if first > int(FIRST_YEAR) else ""
        when = years or _("%(year)s or an earlier year") % {"year": last}
        if not found.total:
            said = {
                BEGINS: _("None of them has %(when)s as its first year."),
                ENDS: _("None of them has %(when)s as its last year."),
            }
            yield said[name] % {"when": when}
            continue
        said = {
            BEGINS: ngettext(
                "One of them has %(when)s as its first year: %(names)s.",
                "%(number)s of them have %(when)s as their first year: %(names)s.",
                found.total,
            ),
            ENDS: ngettext(
                "One of them has %(when)s as its last year: %(names)s.",
                "%(number)s of them have %(when)s as their last year: %(names)s.",
                found.total,
            ),
        }
        names = [hit.title for hit in found.found]
        more = found.total - len(names)
        rest = ngettext("%(number)s more", "%(number)s more", more) % {"number": more}
        told = joined([*names, *([rest] if more else [])])
        yield said[name] % {"number": found.total, "when": when, "names": told}
