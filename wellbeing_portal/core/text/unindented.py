"""Templates without the white space of those who write them, which is a tenth of a page.

It goes once, when a template is read. What a page puts in, such as a note in its box, keeps its
spaces. While errors are shown in full, lines stay lines, so that faults name the right one.
"""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.template.loaders import app_directories, filesystem

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)

_OPENS = re.compile(r"(?<=\n)((?:\{#(?:(?!#\}).)*#\}|\{% (?:if|with|load)\b(?:(?!%\}).)*%\})+)\n")
"""A line that shows nothing itself: the line before it has ended, so that its own end is one too
many. One that begins a loop, or ends anything, stays: its end may be all that stands between two
items, or between what comes before and after."""


class Unindented:
    """Reads a page's template as it goes out."""

    def get_contents(self, origin: Any) -> str:
        """Return the text of a template; that of a page without what nobody sees of it."""
        text: str = super().get_contents(origin)  # type: ignore[misc]
        if not str(origin.name).endswith(".html"):
            return text
        text = _INDENTATION.sub("", text)
        return text if settings.DEBUG else _OPENS.sub(r"\1", text)


class FilesystemLoader(Unindented, filesystem.Loader):
    """Finds the portal's own templates."""


class AppDirectoriesLoader(Unindented, app_directories.Loader):
    """Finds those that come with a package."""
