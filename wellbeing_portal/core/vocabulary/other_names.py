"""Which names already mean another concept of a family."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext

from wellbeing_portal.core.text.likeness import letters


def taken_names(concept: Any, names: Iterable[str]) -> Iterator[str]:
    """Yield, in plain words, which of some new names of a concept mean another one already."""
    wanted = {letters(name): name for name in names}
    for other in type(concept)._default_manager.exclude(pk=concept.pk).order_by("name"):
        for name in other.names():
            if letters(name) in wanted:
                yield _said(wanted[letters(name)], other)
                break


def _said(name: str, other: Any) -> str:
    if letters(name) == letters(other.name):
        said = gettext("There is “%(other)s” already. Use that, or merge the two.")
    else:
        said = gettext(
            "“%(name)s” is another name of “%(other)s”. Use that, or take the name away there "
            "first."
        )
    return said % {"name": name, "other": other.name}
