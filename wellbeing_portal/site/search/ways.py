"""Searches that a list or a page of the portal answers, and not a record."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.words import counted
from wellbeing_portal.search import Question, Reader, Search

from .cards import Card

_ASKED = re.compile(r"[^\w\s]|_")
_COUNCILS = r"(?:councils?|districts?|boroughs?|counties|county|authorit(?:y|ies)|areas?|places?)"


@dataclass(frozen=True)
class Guide:
    """A page that answers what its pattern matches."""

    pattern: re.Pattern[str]
    route: str
    query: str
    title: str | Promise
    answer: str | Promise


GUIDES = (
    Guide(
        re.compile(
            rf"\b{_COUNCILS} (?:that are |who are )?(?:like|similar to) (?:mine|ours|us|my|our)\b"
            rf"|\b(?:similar|comparable) {_COUNCILS}\b|\b{_COUNCILS} like this\b"
        ),
        "councils",
        "",
        gettext_lazy("Councils"),
        gettext_lazy("Choose your own council: its page names councils like it."),
    ),
    Guide(
        re.compile(
            r"\b(?:evidence|findings?|strength)\b.* (?:graded?|grading|rated?|levels?|measured"
            r"|assessed|judged)\b|\b(?:levels?|strength|standards?|grades?) of evidence\b"
            r"|\bevidence (?:levels?|grades?|standards?)\b"
        ),
        "about",
        "#evidence",
        gettext_lazy("How evidence is graded"),
        gettext_lazy("Six levels, from what is only said to what is proven and rolled out."),
    ),
    Guide(
        re.compile(
            r"^(?:how much (?:did|does|do|will|would) (?:it|this|that|they) costs?"
            r"|what (?:did|does) it cost|costs?|how much money)$"
        ),
        "case_studies",
        "?cost=stated",
        gettext_lazy("Case studies that state a cost"),
        gettext_lazy("Amounts, who paid, and what they cover."),
    ),
)


@dataclass(frozen=True)
class Listed:
    """A list that people ask for by its noun."""

    pattern: re.Pattern[str]
    route: str
    kind: str
    noun: str
    facets: tuple[str, ...]


_OPENED = (
    r"^(?:(?:which|what) councils (?:have|has|with)|show (?:me )?|find |list(?: of)?|all|are there|"
    r"is there|any)?(?: ?(?:a|an|any|the|all))? ?"
)
_PLACED = r"(?: (?:in|from|by|of|for|across|around) (?:the )?(?P<where>.+))?$"
LISTS = (
    Listed(
        re.compile(rf"{_OPENED}case stud(?:y|ies){_PLACED}"),
        "case_studies",
        "case-study",
        "case study",
        ("nation", "region", "council"),
    ),
    Listed(
        re.compile(rf"{_OPENED}(?:(?:joint )?health and well ?being )?strateg(?:y|ies){_PLACED}"),
        "strategies",
        "strategy",
        "strategy",
        ("nation", "region", "council"),
    ),
    Listed(
        re.compile(rf"{_OPENED}councils{_PLACED}"),
        "councils",
        "council",
        "council",
        ("nation", "region"),
    ),
)
ALONE = replace(LISTS[0], facets=("nation", "region"))
"""What a region or a nation by itself asks for."""


def way_to(reader: Reader, text: str) -> Card | None:
    """Return the list or the page that answers a search, if one does."""
    asked = " ".join(_ASKED.sub(" ", text.lower()).split())
    for guide in GUIDES:
        if guide.pattern.search(asked):
            url = f"{address_of(guide.route)}{guide.query}"
            return Card("", str(guide.title), url, str(guide.answer))
    for listed in LISTS:
        if found := listed.pattern.match(asked):
            return _listed(reader, listed, found["where"] or "")
    return _listed(reader, ALONE, asked) if asked else None


def _listed(reader: Reader, listed: Listed, where: str) -> Card | None:
    """Return the list, narrowed to a place; nothing where the words name no such place."""
    chosen: dict[str, list[str]] = {}
    label = ""
    if where:
        units = reader.worded(where).units
        named = [one for one in units if one.widening is not None]
        if len(units) != 1 or not named or named[0].widening is None:
            return None
        concepts = named[0].widening.concepts
        facet = next((one for one in listed.facets if any(c.facet == one for c in concepts)), "")
        if not facet:
            return None
        place = next(one for one in concepts if one.facet == facet)
        chosen, label = {facet: [place.slug]}, place.names[0]
    search = Search(listed.kind, selection=chosen)
    total = reader.ask(Question(search, size=0, told=False)).total
    if not total:
        return None
    query = urlencode({name: value for name, (value,) in chosen.items()})
    many = counted(total, listed.noun)
    title = f"{many} in {label}" if label else many
    url = f"{address_of(listed.route)}{'?' if query else ''}{query}"
    return Card("", title, url, "")
