"""Templates without their indentation: it is for those who write them, and a tenth of a page.

It goes once, when a template is read. Lines stay lines, so that faults name the right one, and
what a page puts in, such as a note in its box, keeps its spaces.
"""

from __future__ import annotations

import re
from typing import Any

from django.template.loaders import app_directories, filesystem

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Unindented:
    """Reads a page's template as it goes out."""

    def get_contents(self, origin: Any) -> str:
        """Return the text of a template; that of a page without what its lines begin with."""
        text: str = super().get_contents(origin)  # type: ignore[misc]
        return _INDENTATION.sub("", text) if str(origin.name).endswith(".html") else text


class FilesystemLoader(Unindented, filesystem.Loader):
    """Finds the portal's own templates."""


class AppDirectoriesLoader(Unindented, app_directories.Loader):
    """Finds those that come with a package."""
