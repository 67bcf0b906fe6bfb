"""Searches that a list answers, with its filters set: case studies on a subject in a nation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext

from casestudies.facets import FAMILIES
from casestudies.views.case_study import CaseStudyList
from strategies.facets import THEME
from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.lists.bound import Bound
from wellbeing_portal.core.lists.faceted_list import FacetedListView
from wellbeing_portal.core.lists.results import Results, in_words
from wellbeing_portal.core.words import either, joined
from wellbeing_portal.search import Question, Reader
from wellbeing_portal.search.worded import GENERAL
from wellbeing_portal.search.words import STOP_WORDS
from wellbeing_portal.site.councils.views import CouncilList
from wellbeing_portal.site.strategies.views import StrategyList

from .cards import LISTED, Card, kind_name, opening_of
from .dated import BEFORE, dates_in_words, told_of_years
from .groups import link
from .list_words import AskedOfList, periods, places_in_words
from .phrases import value_called, value_of

Chosen = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Listed:
    """A list that people ask for by its ``nouns``, and the facets that words may choose in it.

    ``about`` are facets of subjects, ``where`` those of places, ``states`` those of whether
    something still runs; fewer than ``least`` are no list.
    """

    view: type[FacetedListView]
    route: str
    nouns: str
    about: tuple[str, ...]
    where: tuple[str, ...]
    states: tuple[str, ...] = ()
    least: int = 1


PLACES = ("nation", "region", "council_type", "council")
CASE_STUDIES = Listed(
    CaseStudyList,
    "case_studies",
    r"case stud(?:y|ies)|(?:worked |real |practical |good |best )*examples?|good practice"
    r"|best practice|projects|programmes|schemes|initiatives|accounts|pilots",
    tuple(FAMILIES),
    PLACES,
    ("ends",),
)
STRATEGIES = Listed(
    StrategyList,
    "strategies",
    r"(?:joint )?(?:local )?(?:health and )?(?:well ?-?being )?strateg(?:y|ies)"
    r"|(?:cynllun(?:iau)?|strategaeth(?:au)?) (?:iechyd a )?(?:lles|llesiant)"
    r"|(?:(?:joint )?(?:local )?(?:health and )?well ?-?being plan(?:s|ning)?"
    r"|community plan(?:s|ning)?(?: partnerships?)?|(?:local )?outcomes? improvement plans?|loips?)"
    r"(?= \S)",
    (THEME.name,),
    PLACES,
    ("ends", "status"),
)
OF_ONE_COUNCIL = replace(CASE_STUDIES, least=2)
COUNCILS = Listed(CouncilList, "councils", r"councils", (), ("nation", "region"))
LISTS = (CASE_STUDIES, STRATEGIES, COUNCILS)
_ASK = (
    r"(?:(?:which|what|who|how|can|where|councils?|how many|show|find|list|give|tell|see|get|all"
    r"|any|some|are|is|there|me|us|a|an|the|of|other|more|have|has|had|you|got|do|does"
    r"|looking for|i|we|want|need|best|good|great|latest|recent|relevant|uk|published) )*"
)
_OF = (
    r"(?: (?:on|of|about|for|with|that|which|who|where|showing|from|in|by|around|to|at|is|are"
    r"|mention|cover|include|address|published|told|written|dated))*"
)
_BY_NOUN = tuple(
    (one, re.compile(rf"^{_ASK}(?:{one.nouns}){_OF}(?: (?P<rest>.+))?$")) for one in LISTS
)
_AFTER = re.compile(r"^(?P<rest>.+?) (?:case stud(?:y|ies)|examples?)(?P<more> .+)?$")
_STRATEGIES_OF = re.compile(
    r"^(?P<rest>.+?)(?: (?:joint |local )*(?:health and )?well ?-?being)?"
    rf" (?:strategies|(?<=being )plans|(?<=community )plans){_OF}(?P<more> .+)?$"
)
_WHO = r"(?P<who>(?:[\w-]+ ){0,3}?(?:councils?|authorities|boroughs|districts|counties))"
_DONE_BY = re.compile(
    r"^(?:what|how|which|are there|have|has|do|did|does|any)"
    rf"(?: (?:have|has|had|do|does|did|are|were|other))* {_WHO}"
    r"(?: (?:that|which|who|have|has|had|are|been|doing|done|do|does|did|tried|used|run|using"
    r"|with|about|on|for|to|tackl\w+|work\w*|deal\w*|approach\w*|address\w*|support\w*|in))*"
    r" (?P<rest>.+)$"
)
# What one council did about something.
_DONE_BY_ONE = re.compile(
    r"^(?:what|how)(?: is| s| has| have| did| does| do| are| was)* (?P<who>[\w'. &-]+?)"
    r" (?:(?:been |already |currently )*(?:doing|done|do|did|tried|trying|tackl\w+|dealing|dealt"
    r"|address\w*|approach\w*|support\w*|help\w*|work\w*))"
    r"(?: (?:about|on|for|with|to|in|around|tackle|reduce|address|support|prevent|improve|help))*"
    r" (?P<rest>.+)$"
)


def listed(reader: Reader, asked: str) -> Card | None:
    """Return the list that answers; a subject alone is answered by its own page, if it has one."""
    for one, said in _ways_to_ask(asked):
        read = read_for_list(reader, one, said)
        only_listed = bool(read.about) and set(read.about) <= set(LISTED)
        if said and not read.narrowed and not only_listed:
            continue
        if card := _only_one(reader, one, read) or list_card(reader, one, read):
            return card
    return None


def _only_one(reader: Reader, one: Listed, read: AskedOfList) -> Card | None:
    """Return the one strategy that a list holds, in place of the list."""
    if one is not STRATEGIES or read.years:
        return None
    bound = bound_of(reader, one, read.all)
    matches = reader.ask(Question(bound.search, size=1))
    if matches.total != 1 or matches.dropped or bound.ignored:
        return None
    (hit,) = matches.found
    return Card(kind_name(hit.kind), hit.title, link(hit), opening_of(reader, hit))


def place_alone(reader: Reader, asked: str) -> Card | None:
    """Return the case studies of a region, nation or type of council, typed alone.

    A type may be said with a word for what kind of place it is: rural districts.
    """
    read = read_for_list(reader, CASE_STUDIES, asked)
    if not read.subject and len(read.narrowed) > 1 and "q" in read.narrowed:
        read.words = read.narrowed.pop("q")
        return list_card(reader, CASE_STUDIES, read) if len(read.narrowed) == 1 else None
    chosen = set(read.narrowed)
    if read.subject or len(chosen) != 1 or not chosen <= {"nation", "region", "council_type"}:
        return None
    return list_card(reader, CASE_STUDIES, read)


def _ways_to_ask(asked: str) -> Iterator[tuple[Listed, str]]:
    """Yield the lists that may be asked for, and what is said of what they should hold."""
    for one, pattern in _BY_NOUN:
        if found := pattern.match(asked):
            yield one, found["rest"] or ""
    if found := _AFTER.match(asked):
        yield CASE_STUDIES, f"{found['rest']}{found['more'] or ''}"
    if found := _STRATEGIES_OF.match(asked):
        rest = re.sub(rf"^{_ASK}", "", f"{found['rest']} ").strip()
        # A state that stands right before them is told first, as it is after them.
        state = BEFORE.search(rest)
        before = f"{state['state']} {rest[: state.start()]}" if state else rest
        yield STRATEGIES, f"{before}{found['more'] or ''}".strip()
    for one, pattern in ((CASE_STUDIES, _DONE_BY), (OF_ONE_COUNCIL, _DONE_BY_ONE)):
        if found := pattern.match(asked):
            yield one, f"{found['rest']} by {found['who']}"


def read_for_list(reader: Reader, one: Listed, said: str, first: Sequence[str] = ()) -> AskedOfList:
    """Return what words choose in a list; those of the ``first`` facets where several fit."""
    read = AskedOfList()
    said = dates_in_words(read, said, one.states) if one.states else said
    said = said if read.years else periods(read, said)
    said = places_in_words(read, said, one.where, land=bool(one.about))
    facets = {*one.about, *one.where}
    words: list[str] = []
    plain: list[str] = []
    for unit in reader.worded(said).units if said.strip() else ():
        named = unit.widening.concepts if unit.widening else ()
        value = value_of(named, unit.words, facets, first)
        if value is not None and value.facet in one.where:
            _choose(read.narrowed, value.facet, value.slug)
            continue
        words.append(unit.words)
        if value is not None:
            _choose(read.about, value.facet, value.slug)
        elif whom := of_joined_name(reader, unit.words, one.about, first):
            _choose(read.about, *whom)
        elif unit.words.lower() not in GENERAL | STOP_WORDS:
            plain.append(unit.words)
    # What is only part of what was asked for must not stand for it: then the words are asked for.
    if plain or not (read.about or read.narrowed):
        read.about, read.words = {}, words
    return read


def _choose(chosen: dict[str, list[str]], facet: str, slug: str) -> None:
    """Choose a value, once however often words name it."""
    values = chosen.setdefault(facet, [])
    if slug not in values:
        values.append(slug)


def of_joined_name(
    reader: Reader, said: str, facets: Sequence[str], first: Sequence[str]
) -> tuple[str, str] | None:
    """Return the group or the setting whose name joins what is said with more: “schools”."""
    for facet in ("population", "setting", *(["outcome"] if "outcome" in first else [])):
        if facet in facets and (slug := value_called(reader, said, facet)):
            return facet, slug
    return None


def list_card(reader: Reader, one: Listed, read: AskedOfList, *, whole: bool = True) -> Card | None:
    """Return the list with its number; where what narrows it leaves nothing, the whole of it."""
    narrow = read.all
    results = _results(reader, one, narrow)
    if results is None:
        return None
    if results.total:
        told = told_of_years(reader, results.bound, read) if read.years else ""
        card = Card("", results.words, _address(one, narrow), told)
        return card if results.total >= one.least else None
    all_of_it = _results(reader, one, read.subject) if whole and read.subject else None
    if all_of_it is None or not all_of_it.total:
        return None
    phrases = _results(reader, one, read.narrowed)
    where = joined(p.replace("{}", either(v)) for p, v in phrases.bound.phrases) if phrases else ""
    said = gettext("None of them is {where}.").format(where=where)
    url, further = _address(one, read.subject), _councils_like(reader, read)
    return Card("", all_of_it.words, url, said, is_near=True, further=further)


def _councils_like(reader: Reader, read: AskedOfList) -> list[tuple[str, str]]:
    """Return the pages of the councils like one that was asked for."""
    wanted = read.narrowed.get("council", ())
    return [
        (
            address_of("councils_like", one.slug),
            gettext("Councils like %(council)s") % {"council": one.names[0]},
        )
        for one in (reader.concepts().all if wanted else ())
        if one.facet == "council" and one.slug in wanted
    ]


def _results(reader: Reader, one: Listed, chosen: Chosen) -> Results | None:
    """Return what the list itself finds; nothing where it could not use all that was asked."""
    bound = bound_of(reader, one, chosen)
    matches = reader.ask(Question(bound.search, size=0, told=False))
    if bound.ignored or matches.dropped:
        return None
    return in_words(bound, matches, noun=one.view.noun)


def bound_of(reader: Reader, one: Listed, chosen: Chosen) -> Bound:
    """Return what a list is asked for under parameters."""
    return one.view.bind(QueryDict(_query(chosen)), reader)


def _query(chosen: Chosen) -> str:
    return urlencode(dict(chosen), doseq=True)


def _address(one: Listed, chosen: Chosen) -> str:
    query = _query(chosen)
    return f"{address_of(one.route)}{'?' if query else ''}{query}"
