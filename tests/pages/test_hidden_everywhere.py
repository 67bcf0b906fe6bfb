"""Nothing of what readers do not see is said anywhere: no page, list, search, file, feed or count.

What is hidden stands in ``tests/hidden.py``: records in every other state, and working copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.hidden import SECRET
from tests.pages.reading import LISTS, MAPS
from tests.pages.test_unused import surfaces, words_of
from tests.people import administrator, signed_in
from tests.universe import Universe
from wellbeing_portal.core.acting import SYSTEM
from wellbeing_portal.core.aggregates import read, write_as
from wellbeing_portal.core.models import Version, Work
from wellbeing_portal.core.publishing.ownership import own
from wellbeing_portal.core.publishing.working_copy import discard, start_copy
from wellbeing_portal.core.versions import keep
from wellbeing_portal.curate.models import Comment, Typed

TEXT = re.compile(rf"{SECRET} \w", re.IGNORECASE)
"""A text of what is hidden; the word alone may be what somebody searched for."""


def everywhere(universe: Universe) -> Iterator[str]:
    """Every surface, with what is hidden asked for by its word, its slug and its number."""
    yield from surfaces(universe)
    for asked in (SECRET, SECRET[:4], f"{SECRET} statement"):
        yield from (f"{path}?q={asked}" for path in (*LISTS, "/search/", "/search/suggestions"))
        yield from (f"{path}?q={asked}&export=json" for path in ("/case-studies/", "/findings/"))
    yield from (f"{path}?export=xlsx" for path in MAPS)
    case_studies = universe.hidden_case_studies
    slugs = ",".join(one.slug for one in (universe.rich, *case_studies))
    yield f"/compare/case-studies/?slugs={slugs}"
    yield f"/compare/strategies/?slugs={','.join(one.slug for one in universe.hidden_strategies)}"
    for one in case_studies:
        yield f"/briefing/?items=case-study.{one.slug}"
        yield f"/case-studies/?strategies={one.slug}"
        finding = one.findings.get()
        yield f"{one.get_absolute_url()}findings/{finding.key}/"
        yield from (f"{one.get_absolute_url()}?export={kind}" for kind in ("docx", "json", "bib"))


def written_about(universe: Universe) -> None:
    """What people who edit have noted of all that is hidden, and of what is published."""
    chief = administrator(username=f"{SECRET} person")
    for record in (*universe.hidden, universe.rich, universe.joint):
        keep(record, Version.Occasion.VISIT, by=chief, note=f"{SECRET} note")
        work = own(record, chief)
        work.note = work.sent_back_because = work.forced_because = f"{SECRET} reason"
        work.save()
        about: dict[str, Any] = {"kind": work.kind, "record": record.pk, "section": "basics"}
        Comment.objects.create(**about, text=f"{SECRET} comment", author_name=f"{SECRET} person")
        Typed.objects.create(**about, user=chief, data={"title": f"{SECRET} typed"})


def said(client: Any, address: str) -> str:
    """Everything that an address answers, or where it leads."""
    return words_of(client.get(address, follow=True))


def leaks(client: Any, universe: Universe, but: set[str]) -> list[str]:
    return [
        address
        for address in everywhere(universe)
        if address.partition("?")[0] not in but and TEXT.search(said(client, address))
    ]


@pytest.mark.parametrize("who", ["a reader", "an administrator"])
def test_no_surface_says_a_word_of_it(universe, client, who):
    written_about(universe)
    reader = client if who == "a reader" else signed_in(administrator())
    # Their own pages say that and why they are gone, and lead nowhere.
    gone = {one.get_absolute_url() for one in universe.hidden}

    assert leaks(reader, universe, gone) == []


def test_a_working_copy_changes_no_page_till_it_is_approved(universe, client):
    pages = [*LISTS, *MAPS, "/", universe.rich.get_absolute_url(), "/sitemap.xml"]
    for record in (universe.rich, universe.joint, universe.framework):
        for copy in type(record).objects.filter(copy_of=record):
            discard(copy)
    before = {page: said(client, page) for page in pages}
    for record in (universe.rich, universe.joint, universe.framework):
        copy = start_copy(record, by=SYSTEM)
        said_so = {"title": f"{SECRET} title", "summary": f"{SECRET} summary"}
        write_as(read(copy).model_copy(update=said_so), copy, by=SYSTEM)

    assert Work.objects.exists()
    assert [page for page in pages if said(client, page) != before[page]] == []
