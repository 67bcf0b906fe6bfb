"""Searches that ask for a briefing: the page that makes it, with its subject chosen."""

from __future__ import annotations

import re

from django.utils.http import urlencode
from django.utils.translation import gettext

from wellbeing_portal.core.addresses import address_of
from wellbeing_portal.core.words import in_sentence
from wellbeing_portal.search import FoundDocument, Reader, named_in
from wellbeing_portal.site.briefing.named import PUBLIC
from wellbeing_portal.takeaway.briefing import SUBJECTS

from .cards import ANSWERED, Card
from .phrases import named_by

_NOTE = (
    r"(?:briefings?|brief)(?: (?:note|paper|document|pack|report))?s?"
    r"|(?:committee|cabinet|board|scrutiny|member|members|councillor) (?:report|paper|briefing)s?"
)
_FOR = r" for (?:[\w'-]+ )+?"
_READERS = r"(?:\w+ )?(?:committee|cabinet|board|scrutiny|members|councillors|council|leader)"
_ASKED_FOR = (
    re.compile(rf"^(?:.*\b)?(?:{_NOTE}){_FOR}(?:on|about|regarding) (?P<what>.+)$"),
    re.compile(rf"^(?:.*\b)?(?:{_NOTE}) (?:on|about|of|for|regarding|into) (?P<what>.+)$"),
    re.compile(rf"^(?P<what>.+?) (?:{_NOTE})$"),
    re.compile(r"^brief (?:me|us|members|councillors|the committee) (?:on|about) (?P<what>.+)$"),
    re.compile(
        r"^(?:.*\b)?(?:report|paper|note|summary) (?:on|about) (?P<what>.+?)"
        rf" for (?:the )?{_READERS}$"
    ),
)
KINDS = ("council", *ANSWERED, "theme", "population", "setting", "strategy", "case-study")
"""Kinds of records that a briefing may be about, by how likely somebody means them."""


def briefing(reader: Reader, asked: str) -> Card | None:
    """Return the page that makes a briefing on what is asked for."""
    for pattern in _ASKED_FOR:
        if (found := pattern.match(asked)) and (subject := _subject(reader, found["what"])):
            return Card(
                "",
                gettext("Make a briefing on {subject}").format(subject=_called(subject)),
                f"{address_of('briefing')}?{urlencode(_chosen(subject))}",
                gettext("A Word document of two pages or in full, with sources."),
            )
    return None


def _subject(reader: Reader, said: str) -> FoundDocument | None:
    """Return the record that words name, or the one subject that some of them name."""
    if hits := named_by(reader, said, KINDS):
        return hits[0]
    named = named_in(reader, said)
    hits = named_by(reader, named[0], KINDS) if len(named) == 1 else ()
    return hits[0] if hits else None


def _called(subject: FoundDocument) -> str:
    return in_sentence(subject.title) if subject.kind in SUBJECTS else subject.title


def _chosen(subject: FoundDocument) -> dict[str, str]:
    if subject.kind in SUBJECTS:
        return {"about": f"{subject.kind}.{subject.slug}"}
    return {"item": f"{subject.kind}.{subject.slug}"} if subject.kind in PUBLIC else {}
