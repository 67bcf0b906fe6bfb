"""The links under which a page offers its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

from .offers import PURPOSES
from .response import SHORT, without_own_parameters


@dataclass(frozen=True)
class DownloadLink:
    """One format: what it is called, what it is good for, and its address."""

    file_format: str
    label: str
    purpose: str
    url: str


def download_links(
    request: HttpRequest,
    formats: Sequence[str],
    purposes: Mapping[str, tuple[str, str]] = PURPOSES,
) -> list[DownloadLink]:
    """Return a link for each of ``formats`` to the content of this very page.

    A briefing comes in two lengths.
    """
    links = []
    for file_format in formats:
        label, purpose = map(gettext, purposes[file_format])
        address = without_own_parameters(request, export=file_format)
        links.append(DownloadLink(file_format, label, purpose, address))
    if "docx" in formats and purposes is PURPOSES:
        address = without_own_parameters(request, export="docx", length=SHORT)
        links.insert(
            0, DownloadLink("docx", gettext("Word, two pages"), gettext("for a committee"), address)
        )
    return links
