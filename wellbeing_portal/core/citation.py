"""How to cite a page of the portal: as text, for BibTeX and for reference managers (RIS)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext

from wellbeing_portal.core.words import day_in_words

PUBLISHER: str = settings.PORTAL_NAME


@dataclass(frozen=True)
class Citation:
    """What a reader needs to refer to a page.

    ``updated_on`` is None for a record that keeps no such date; it is cited by the day it was
    seen.
    """

    title: str
    slug: str
    url: str
    updated_on: dt.date | None
    seen_on: dt.date

    @property
    def year(self) -> int:
        """The year the page was last changed, or seen."""
        return (self.updated_on or self.seen_on).year

    @property
    def updated(self) -> str:
        """The day of the last change for reading, if it is known."""
        return day_in_words(self.updated_on)

    @property
    def text(self) -> str:
        """The citation as one line, ready to paste."""
        day = (
            gettext("Updated %(updated)s") % {"updated": self.updated}
            if self.updated_on
            else gettext("Seen %(seen_on)s") % {"seen_on": day_in_words(self.seen_on)}
        )
        return f"{PUBLISHER} ({self.year}) {self.title}. {day}. {self.url}"


def cite(record: Any, request: HttpRequest) -> Citation:
    """Return the citation of ``record`` at its public address."""
    updated = getattr(record, "updated_at", None)
    return Citation(
        title=getattr(record, "title", "") or getattr(record, "official_name", "") or str(record),
        slug=record.slug,
        url=request.build_absolute_uri(record.get_absolute_url()),
        updated_on=localtime(updated).date() if updated else None,
        seen_on=localdate(),
    )


# BibTeX counts even escaped braces, so they are written by name.
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{character: f"\\{character}" for character in "$&#_%"},
}


def write_bibtex(citation: Citation) -> str:
    """Return the citation as a BibTeX entry. The doubled braces keep the capitals of a name."""
    day = (
        gettext("Updated %(updated)s") % {"updated": citation.updated}
        if citation.updated_on
        else ""
    )
    fields = {
        "author": f"{{{_tex(PUBLISHER)}}}",
        "title": f"{{{_tex(citation.title)}}}",
        "year": str(citation.year),
        "url": re.sub(r"[{}\\\s]", "", citation.url),
        "urldate": citation.seen_on.isoformat(),
        "note": day,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    key = re.sub(r"[^A-Za-z0-9-]", "", citation.slug) or "page"
    return f"@misc{{{key}-{citation.year},\n" + ",\n".join(lines) + "\n}\n"


def write_ris(citation: Citation) -> str:
    """Return the citation in RIS, which ends its lines with a carriage return."""
    updated = f"{citation.updated_on:%Y/%m/%d/}" if citation.updated_on else ""
    lines = [
        ("TY", "ELEC"),
        ("AU", PUBLISHER),
        ("TI", _line(citation.title)),
        ("PB", PUBLISHER),
        ("PY", str(citation.year)),
        ("DA", updated),
        ("UR", _line(citation.url)),
        ("Y2", f"{citation.seen_on:%Y/%m/%d/}"),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER")


class CitationFormat(NamedTuple):
    """A file in which reference managers take a citation."""

    write: Callable[[Citation], str]
    ending: str
    media_type: str


CITATION_FORMATS = {
    "bibtex": CitationFormat(write_bibtex, "bib", "application/x-bibtex"),
    "ris": CitationFormat(write_ris, "ris", "application/x-research-info-systems"),
}
"""By the name that an address gives them: ``?cite=bibtex``."""


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in _line(text))


def _line(text: str) -> str:
    """Return ``text`` on one line without control characters: a new line would begin a field."""
    return " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
