"""How to cite a page of the portal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime

PUBLISHER = "Council Wellbeing Portal"


@dataclass(frozen=True)
class Citation:
    """What a reader needs to refer to a page: its text is ready to paste."""

    title: str
    year: int
    updated: str
    url: str

    @property
    def text(self) -> str:
        """The citation as one line."""
        return f"{PUBLISHER} ({self.year}) {self.title}. Updated {self.updated}. {self.url}"


def cite(record: Any, request: HttpRequest) -> Citation:
    """Return the citation of ``record``, a publishable record, at its public address."""
    updated = localtime(record.updated_at)
    return Citation(
        title=record.title,
        year=updated.year,
        updated=date_format(updated, "j F Y"),
        url=request.build_absolute_uri(record.get_absolute_url()),
    )
