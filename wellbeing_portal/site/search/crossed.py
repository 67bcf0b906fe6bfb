"""Searches for a subject and whom, where or by which council: what is told of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wellbeing_portal.search import (
    FoundDocument,
    Question,
    Reader,
    Remembered,
    Search,
    all_in_a_title,
)
from wellbeing_portal.search.words import canonical

from .both import both_list, both_subjects
from .cards import ANSWERED, Card
from .list_words import AskedOfList
from .listed import CASE_STUDIES, PLACES, bound_of, list_card, read_for_list
from .phrases import named_by, plain

WHOM_AND_WHERE = ("population", "setting")
_READ: Remembered[str, AskedOfList | None] = Remembered("subjects with whom or where")
OF_PLACES = ("strategy",)
"""Kinds of records that are named after what they are and where: “Devon wellbeing plan”."""
LONG_NAME = 4
"""Words in a row that are a name and no subject with somebody whom it is for."""
ACCOUNTS = 2
"""Accounts of a subject in a place that are shown themselves, before the list of all."""


def crossed_list(reader: Reader, text: str) -> Card | None:
    """Return the list of case studies on a subject for some group, in some setting or place.

    Where a place has none it is the whole of them, and that is said; a few are shown themselves.
    """
    read = _read(reader, text)
    if read is None:
        return both_list(reader, text)
    if not read.narrowed:
        return list_card(reader, CASE_STUDIES, read, whole=False)
    few = reader.total(bound_of(reader, CASE_STUDIES, read.all).search)
    told = few or _told_there(reader, read, text)
    return list_card(reader, CASE_STUDIES, read) if few > ACCOUNTS or not told else None


def crossed(reader: Reader, text: str) -> Sequence[FoundDocument]:
    """Return the subject of which something more is asked; with a place the accounts of both."""
    read = _read(reader, text)
    if read is None:
        return both_subjects(reader, text)
    return _accounts(reader, read, text) if read.narrowed else _subject(reader, read)


def _read(reader: Reader, text: str) -> AskedOfList | None:
    """Return what a search chooses, where it is one subject with a group, a setting or a place."""
    return _READ.once(reader.memory, text, lambda: _crossing(reader, text))


def _crossing(reader: Reader, text: str) -> AskedOfList | None:
    if _is_named_in_accounts(reader, text):
        return None
    read = read_for_list(reader, CASE_STUDIES, plain(text))
    if not _subjects(read) or not _crosses(read):
        read = read_for_list(reader, CASE_STUDIES, plain(text), ANSWERED)
        # Of several subjects that words may name, none stands for a place where it has nothing,
        # unless nothing else is there to be shown.
        if not _crosses(read) or not _holds(reader, read, text):
            return None
    return None if all_in_a_title(reader, text, OF_PLACES) else _all_at_once(reader, read)


def _all_at_once(reader: Reader, read: AskedOfList) -> AskedOfList:
    """Ask for each further group or setting by its name: in one facet a list finds either."""
    for facet in WHOM_AND_WHERE:
        first, *others = read.about.get(facet, [""])
        if others:
            names = {one.slug: one.names[0] for one in reader.concepts().all if one.facet == facet}
            read.words += [names[slug] for slug in others]
            read.about[facet] = [first]
    return read


def _crosses(read: AskedOfList) -> bool:
    """Tell whether words choose two of a subject, whom it is for or in which setting, a place."""
    subjects = _subjects(read)
    whom_or_where = any(read.about.get(one) for one in WHOM_AND_WHERE)
    place = any(map(read.narrowed.get, PLACES))
    return len(subjects) < 2 and (bool(subjects), whom_or_where, place).count(True) > 1


def _subjects(read: AskedOfList) -> Sequence[str]:
    return [slug for family in ANSWERED for slug in read.about.get(family, ())]


def _holds(reader: Reader, read: AskedOfList, text: str) -> bool:
    if not read.narrowed or not _subjects(read) or _is_absent(reader, text):
        return True
    return reader.total(bound_of(reader, CASE_STUDIES, read.all).search) > 0


def _told_there(reader: Reader, read: AskedOfList, text: str) -> int:
    """Return how many accounts of the place say what was typed, though none is tagged with it."""
    there = bound_of(reader, CASE_STUDIES, read.narrowed).search
    return reader.total(replace(there, text=text))


def _is_absent(reader: Reader, text: str) -> bool:
    return reader.settled(Search("", text))[1].absent


def _is_named_in_accounts(reader: Reader, text: str) -> bool:
    """Tell whether all that was typed is a long name that accounts mention, as of a body."""
    said = canonical(plain(text))
    return len(said.split()) >= LONG_NAME and reader.count(reader.texts.one_phrase(said)) > 0


def _subject(reader: Reader, read: AskedOfList) -> Sequence[FoundDocument]:
    family, (slug,) = next((one, read.about[one]) for one in ANSWERED if one in read.about)
    concepts = reader.concepts().all
    name = next(one.names[0] for one in concepts if (one.facet, one.slug) == (family, slug))
    return [one for one in named_by(reader, name, (family,)) if one.slug == slug]


def _accounts(reader: Reader, read: AskedOfList, text: str) -> Sequence[FoundDocument]:
    """Return the accounts that fit the words best among those of the list, or else of the place."""
    for chosen in (read.all, read.narrowed):
        bound = bound_of(reader, CASE_STUDIES, chosen)
        if found := reader.ask(Question(replace(bound.search, text=text), size=ACCOUNTS)).found:
            return found
    return ()
