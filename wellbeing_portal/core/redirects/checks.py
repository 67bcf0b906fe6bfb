"""Whether every record that has a page can be reached on it."""

from __future__ import annotations

import re
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error

from wellbeing_portal.core.models import Addressed
from wellbeing_portal.core.slugs import beside, place_of


def check_addresses(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse addresses beside records' pages that could be any record's.

    Words that stand there are reserved by themselves; a pattern is not a word.
    """
    return [
        Error(
            f"“{route.text}” stands where the slug of a {model._meta.verbose_name} stands.",
            hint="Begin it with a word of its own.",
            obj=model,
            id="core.E001",
        )
        for model in apps.get_models()
        if issubclass(model, Addressed) and (place := place_of(model)) is not None
        for segment, route in beside(place)
        if _could_be_a_slug(segment)
    ]


def _could_be_a_slug(segment: str) -> bool:
    """Tell whether what a pattern writes between two slashes takes more than one word."""
    return re.search("<.+>", segment) is not None and "." not in re.sub("<.+?>", "", segment)
