"""Every council of the starter content is found by every name it has, and the right one first."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache
from importlib import import_module

import pytest

from strategies.content_councils import CouncilRow, read_councils
from strategies.content_files import CONTENT
from strategies.council_names.book import (
    Existence,
    FoundCouncil,
    NameBook,
    NamedCouncil,
    named,
)
from strategies.council_names.sorting import sort_key
from strategies.council_names.spelling import is_postcode, spelling
from strategies.models import Council, CouncilChange
from wellbeing_portal.core.content.snapshot import differs

TODAY = dt.date(2026, 11, 27)


@cache
def rows() -> dict[str, CouncilRow]:
    read = [CouncilRow.model_validate(parsed.data) for parsed in read_councils(CONTENT)]
    return {row.slug: row for row in read}


@cache
def book() -> NameBook:
    """The book as the content files have it, without a database."""
    keys = {slug: key for key, slug in enumerate(rows(), start=1)}
    followed_by = {
        keys[slug]: [
            keys[str(change.successor)]
            for change in row.followed_by
            if change.status in CouncilChange.LAW
        ]
        for slug, row in rows().items()
    }
    councils = [
        Council(
            pk=keys[slug],
            sort_name=sort_key(row.name),
            **row.model_dump(exclude={"followed_by", "parent"}),
        )
        for slug, row in rows().items()
    ]
    return NameBook((named(council) for council in councils), followed_by)


def find(text: str, limit: int = 8) -> list[FoundCouncil]:
    return book().find(text, on=TODAY, limit=limit)


def slugs(text: str) -> list[str]:
    return [one.slug for one in find(text)]


def written_otherwise(name: str) -> set[str]:
    """The name as people type it: in capitals, without accents, apostrophes, hyphens, “and”."""
    plain = name.replace("’", "'")
    return {
        name,
        name.upper(),
        name.lower(),
        plain,
        plain.replace("'", ""),
        name.replace("-", " "),
        name.replace(" and ", " & "),
        f"  {name}. ",
    }


def test_the_register_is_whole():
    standing = [one.standing(TODAY) for one in book().councils.values()]

    assert standing.count(Existence.CURRENT) == 382
    assert standing.count(Existence.FORMER) > 100
    assert standing.count(Existence.COMING) >= 2


def test_each_council_is_first_by_each_of_its_names_or_among_as_many_as_share_it():
    asked = 0
    sharing: dict[str, set[int]] = defaultdict(set)
    for council in book().councils.values():
        for name in council.names:
            sharing[spelling(name).solid].add(council.pk)
    for council in book().councils.values():
        for name in council.names:
            asked += 1
            others = sharing[spelling(name).solid]
            gone = {pk for pk in others if book().councils[pk].standing(TODAY) is Existence.FORMER}
            found = [one.pk for one in find(name, limit=100)]
            after = {
                one.pk for pk in gone for one in book().in_place_of(book().councils[pk], TODAY)
            }
            first = [pk for pk in found if pk in others or pk not in after][: len(others)]
            assert council.pk in first, (name, council.slug, first)
            assert found[0] in others
    assert asked > 1_000


def test_names_are_found_however_they_are_written():
    for council in book().councils.values():
        for name in council.names:
            for text in written_otherwise(name):
                found = book().called(text, on=TODAY)
                assert council.pk in {one.pk for one in found}, (text, council.slug)


def test_each_former_council_leads_to_all_its_successors():
    former = [one for one in book().councils.values() if one.standing(TODAY) is Existence.FORMER]
    for council in former:
        said = {str(change.successor) for change in rows()[council.slug].followed_by}
        found = next(one for one in find(council.official_name, 100) if one.slug == council.slug)
        assert said, f"{council.slug} has no successor"
        still = {slug for slug in said if book_of(slug).standing(TODAY) is not Existence.FORMER}
        assert still <= {one.slug for one in found.successors}
        assert found.successors
        assert all(one.standing(TODAY) is not Existence.FORMER for one in found.successors)
        offered = [one.pk for one in find(council.official_name, 100)]
        assert {one.pk for one in found.successors} <= set(offered)


def book_of(slug: str) -> NamedCouncil:
    return next(one for one in book().councils.values() if one.slug == slug)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Brum", "birmingham"),
        ("RCT", "rhondda-cynon-taff"),
        ("Rhondda Cynon Taff", "rhondda-cynon-taff"),
        ("BCP", "bournemouth-christchurch-and-poole"),
        ("B.C.P. Council", "bournemouth-christchurch-and-poole"),
        ("Ynys Mon", "isle-of-anglesey"),
        ("Western Isles", "eilean-siar"),
        ("Comhairle nan Eilean Siar", "eilean-siar"),
        ("Caerdydd", "cardiff"),
        ("Hull", "kingston-upon-hull"),
        ("Durham", "county-durham"),
        ("RBKC", "kensington-and-chelsea"),
        ("Borough Council of Kings Lynn and West Norfolk", "kings-lynn-and-west-norfolk"),
        ("Vale of White Horse", "vale-of-white-horse"),
        ("east riding", "east-riding-of-yorkshire"),
        ("Shepway", "folkestone-and-hythe"),
        ("Newcastle upon Tyne", "newcastle-upon-tyne"),
        ("St. Helens", "st-helens"),
        ("Saint Albans", "st-albans"),
        ("LB Hackney", "hackney"),
        ("RB Greenwich", "greenwich"),
        ("S Glos", "south-gloucestershire"),
        ("W Sussex County Council", "west-sussex"),
        ("NW Leics", "north-west-leicestershire"),
        ("Gt Yarmouth", "great-yarmouth"),
    ],
)
def test_names_that_people_use(text, first):
    assert slugs(text)[0] == first, slugs(text)


def test_who_is_gone_is_followed_by_those_in_its_place():
    assert slugs("South Lakeland")[:2] == ["south-lakeland", "westmorland-and-furness"]
    assert {"cumberland", "westmorland-and-furness"} <= set(slugs("Cumbria County Council")[:3])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Vale of Glamorgan", "vale of glamorgan"),
        ("City of London", "london"),
        ("County Durham", "durham"),
        ("Isle of Wight", "isle of wight"),
        ("Ynys Môn", "ynys mon"),
    ],
)
def test_councils_sort_as_people_look_them_up(name, key):
    assert sort_key(name) == key


@pytest.mark.parametrize(
    "text", ["LS1 1UR", "ls11ur", "SW1A 1AA", " M1  1AE ", "EC1", "my LS1 1UR"]
)
def test_postcodes_are_told_from_names(text):
    assert is_postcode(text)


def test_no_name_of_a_council_is_taken_for_a_postcode():
    assert not any(is_postcode(name) for one in book().councils.values() for name in one.names)


@pytest.mark.parametrize("text", ["", " ", "’", "-", "&", "(", "\x00", "x" * 5000, "²", "the"])
def test_signs_alone_name_nobody_and_break_nothing(text):
    assert book().called(text, on=TODAY) == []
    assert isinstance(find(text), list)


def test_what_loads_remember_of_councils_is_said_in_todays_terms():
    renamed = import_module("strategies.migrations.0009_successors_are_changes").renamed
    then = {"name": "Old Marl", "established": None, "abolished": "2009-03-31", "successors": []}

    now = {"name": "Old Marl", "begins": None, "ends": "2009-03-31", "followed_by": []}
    assert renamed(then) == now
    named_by_curators = now | {"followed_by": [{"successor": 7, "status": "in-force"}]}
    assert not differs(renamed(then), now)
    assert differs(renamed(then), named_by_curators)
    assert not differs(renamed(then | {"successors": [7]}), named_by_curators)
