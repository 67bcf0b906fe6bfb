"""A briefing of two pages: as much as they hold, in letters as large as they allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO
from urllib.parse import urlsplit

from django.utils.translation import gettext

from wellbeing_portal.core.citation import PUBLISHER
from wellbeing_portal.core.document import Draft, Inline, Link, WordFile
from wellbeing_portal.core.document.measure import height, page_height
from wellbeing_portal.core.export.table import LICENCE, About

from .in_short import read_in_short
from .items import BriefingRecords, Item
from .leading import (
    accounts_of,
    write_answer,
    write_conditions,
    write_notes,
    write_others,
    write_question,
    write_sources,
)
from .room import ROOMS, Room
from .subject import Subject

MOST = 5
"""Items that two pages have room for."""

FILLED = 0.97
"""How much of a page may be filled, since programs break lines and pages each a little otherwise;
and of two pages together, where a paragraph that stays whole leaves some of the first empty."""
FLOWING = 0.94

LEGIBLE = 9
"""Points of the smallest letters that are no trouble to read on paper."""

FOOTER_TITLE = 60
"""Letters of the title that stand at the foot of each page, on one line."""


def write_short(stream: BinaryIO, items: Sequence[Item], about: About) -> None:
    """Write a briefing of two pages on ``items``."""
    draft, room, is_parted = fitted(read_in_short(items, Subject.of(about.asked)), about)
    document = WordFile(
        about.title,
        author=PUBLISHER,
        about=f"{about.address} {LICENCE}",
        made=about.made,
        site=about.site,
        size=room.size,
    )
    title = about.title
    if len(title) > FOOTER_TITLE:
        title = f"{title[:FOOTER_TITLE].rsplit(' ', 1)[0]} …"
    document.footer(f"{PUBLISHER}  ·  {title}")
    draft.write(document, 0)
    if is_parted:
        document.next_on_new_page()
    draft.write(document, 1)
    document.save(stream)


def fitted(read: BriefingRecords, about: About) -> tuple[Draft, Room, bool]:
    """Return the draft that fills two pages, its room, and whether its second half begins one.

    The answer on one page and what stands behind it on the other read best, as long as the
    letters stay large enough and no text has to be cut; otherwise one half goes on beside the
    other.
    """
    flowing: tuple[Draft, Room, bool] | None = None
    page = page_height()
    for room in ROOMS:
        if flowing and (room.size < LEGIBLE or room.letters):
            break
        draft = drafted(read, about, room)
        first, second = (height(half, room.size) for half in draft.halves)
        if max(first, second) <= page * FILLED:
            return _filled(draft, read, about, room, page * FILLED), room, True
        if flowing is None and first + second <= 2 * page * FLOWING:
            left = 2 * page * FLOWING - first
            flowing = _filled(draft, read, about, room, left), room, False
    return flowing or (draft, room, False)


def _filled(draft: Draft, read: BriefingRecords, about: About, room: Room, most: float) -> Draft:
    """Return the draft with as much in its second half as ``most`` points of height hold."""
    for richer in ROOMS[: ROOMS.index(room)]:
        fuller = drafted(read, about, room, replace(richer, size=room.size))
        if height(fuller.halves[1], room.size) <= most:
            return fuller
    return draft


def drafted(read: BriefingRecords, about: About, room: Room, behind: Room | None = None) -> Draft:
    """Return a briefing in two halves: the answer and the options; what helped and what is open.

    The second may have a room of its own.
    """
    behind = behind or room
    subject = Subject.of(about.asked)
    accounts = accounts_of(read, subject)
    draft = Draft(about.site, is_short=True)
    draft.paragraph(about.title, "Title")
    if about.audience:
        draft.paragraph(f"For: {about.audience}")
    draft.paragraph(_made(about), "Table text")
    write_question(draft, read, subject)
    if about.filters:
        draft.paragraph(
            gettext("Chosen so: %(filters_in_words)s.")
            % {"filters_in_words": room.cut(about.filters_in_words)}
        )
    for note in about.notes:
        draft.paragraph(room.cut(note))
    write_answer(draft, accounts, subject, room)
    if not read.case_studies:
        write_others(draft, read, subject, room)
    draft.turn()
    write_conditions(draft, accounts, subject, behind)
    if read.case_studies:
        write_others(draft, read, subject, behind)
    write_notes(draft, read.case_studies, behind)
    write_sources(draft, explained=False)
    return draft


def _made(about: About) -> list[Inline]:
    parts = urlsplit(about.address)
    return [
        gettext("Prepared on %(made_on)s from the %(publisher)s, ")
        % {"made_on": about.made_on, "publisher": PUBLISHER},
        Link(f"{parts.netloc}{parts.path}", about.address),
        gettext(
            ", under %(licence)s. Each statement names its source; the words are the portal’s own."
        )
        % {"licence": LICENCE},
    ]
