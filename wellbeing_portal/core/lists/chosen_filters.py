"""The filters in force: as links that take them away, and as a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext

from wellbeing_portal.core.words import either

from .filtersets import Chosen, PortalFilterSet

NOT_STATE = ("page", "export")
"""Parameters that belong to one view of the results and not to what was asked for."""
TITLE_LENGTH = 160
"""Characters of a title; past that no tab, bookmark or screen reader is served."""

MANY, FEW = 24, 3
"""Filters in force past which those of a facet are taken away together, if they are not few."""


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address of the same list without it."""

    parameter: str
    facet_label: str
    label: str
    url: str


def without(query: QueryDict, one: Chosen) -> QueryDict:
    """Return the parameters of an address without one chosen filter, and on the first page."""
    left = query.copy()
    for name in NOT_STATE:
        left.pop(name, None)
    values = [value for value in left.getlist(one.parameter) if value.strip() != one.value]
    if one.alone or not values:
        left.pop(one.parameter, None)
    else:
        left.setlist(one.parameter, values)
    return left


def without_any(query: QueryDict, parameter: str) -> QueryDict:
    """Return the parameters of an address without a whole facet, and on the first page."""
    left = query.copy()
    for name in (*NOT_STATE, parameter):
        left.pop(name, None)
    return left


def only(one: Chosen) -> QueryDict:
    """Return the parameters of an address with one chosen filter and nothing else."""
    query = QueryDict(mutable=True)
    query[one.parameter] = one.value
    return query


def changed(query: QueryDict, name: str, value: str) -> QueryDict:
    """Return the parameters of an address with one changed, and on the first page."""
    left = query.copy()
    left.pop("page", None)
    left[name] = value
    return left


def chips(chosen: Sequence[Chosen], query: QueryDict, path: str) -> list[Chip]:
    """Return a chip for every filter in force, in the order of the form.

    Each holds all the others in its address, so past ``MANY`` those of a facet become one.
    """
    many = len(chosen) > MANY
    found: dict[tuple[str, str], Chip] = {}
    for one in chosen:
        alike = [other for other in chosen if other.parameter == one.parameter]
        if many and len(alike) > FEW:
            words = gettext("%(number)s chosen") % {"number": len(alike)}
            url = address(path, without_any(query, one.parameter))
            found[one.parameter, ""] = Chip(one.parameter, one.facet_label, words, url)
        else:
            url = address(path, without(query, one))
            found[one.parameter, one.value] = Chip(one.parameter, one.facet_label, one.label, url)
    return list(found.values())


def filters_query(
    filterset: PortalFilterSet, *, widen: bool = True, but: Iterable[str] = ()
) -> QueryDict:
    """Return the filters in force as parameters, in the order of the form, without those named."""
    query = QueryDict(mutable=True)
    for name in filterset.filters:
        value = filterset.values.get(name)
        if name in but or value in (None, "", []):
            continue
        values = value if isinstance(value, list) else [value]
        query.setlist(name, [str(one) for one in values])
    if not widen:
        query["widen"] = "no"
    return query


def address(path: str, query: QueryDict) -> str:
    """Return ``path`` with its parameters, empty ones left out."""
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        if any(values):
            kept.setlist(name, [value for value in values if value])
    return f"{path}?{kept.urlencode()}" if kept else path


def sentence(counted: str, phrases: Sequence[tuple[str, Sequence[str]]]) -> SafeString:
    """Say what was found: “6 case studies with *small grants* or *peer support* in *London*”."""
    between = f" {gettext('or')} "
    parts = [
        _around(phrase, format_html_join(between, "<em>{}</em>", ((label,) for label in labels)))
        for phrase, labels in phrases
    ]
    return format_html("{}{}", counted, format_html_join("", " {}", ((one,) for one in parts)))


def plain_sentence(counted: str, phrases: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return the sentence without markup, for files, feeds and titles."""
    return " ".join(
        [
            *filter(None, [counted]),
            *(gettext(phrase).replace("{}", either(labels)) for phrase, labels in phrases),
        ]
    )


def title(subject: str, phrases: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return what a page lists, short enough for a browser's tab: “Case studies in London”."""
    return Truncator(plain_sentence(subject, phrases)).chars(TITLE_LENGTH)


def _around(phrase: str, words: SafeString) -> SafeString:
    before, _, after = gettext(phrase).partition("{}")
    return format_html("{}{}{}", before, words, after)
