"""Whether everything that can be found has its place among what is found."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info

from wellbeing_portal.search import registry

from .search import groups


def check_groups(**_kwargs: Any) -> list[CheckMessage]:
    """Report kinds of documents that the search of the whole portal would never show."""
    shown = [kind for group in groups.GROUPS for kind in group.kinds]
    missing = [
        Error(
            f"The index has documents of the kind “{kind}”, and no group of results shows them.",
            hint="Add the kind to a group in site/search/groups.py.",
            id="facets.E008",
        )
        for kind in registry.kinds
        if kind not in shown
    ]
    unknown = [
        Error(
            f"A group of results shows the kind “{kind}”, which the index does not have.",
            id="facets.E009",
        )
        for kind in shown
        if kind not in registry.kinds
    ]
    return [*missing, *unknown]


NO_MAILBOX = "No CONTACT_EMAIL is set: readers have no link to say that something is wrong."
"""What the start says of a portal that nobody can write to."""


def check_contact(**_kwargs: Any) -> list[CheckMessage]:
    """Say that readers cannot write to anybody."""
    if settings.CONTACT_EMAIL:
        return []
    hint = "Name the mailbox of a team, never a person’s own."
    return [Info(NO_MAILBOX, hint=hint, id="portal.I001")]
