"""The families of concepts, as addresses of the editor name them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse

from wellbeing_portal.core.models import Concept
from wellbeing_portal.core.models.redirect import kind_of
from wellbeing_portal.core.words import opening
from wellbeing_portal.curate.picking import KINDS


@dataclass(frozen=True)
class ConceptFamily:
    """A family: what addresses and fields call it, and its model."""

    key: str
    model: type[Concept]

    @property
    def many(self) -> str:
        """What its concepts are called."""
        return str(self.model._meta.verbose_name_plural)

    @property
    def one(self) -> str:
        """What one of its concepts is called."""
        return str(self.model._meta.verbose_name)

    @property
    def title(self) -> str:
        """What it is called at the beginning of a line."""
        return opening(self.many)

    @property
    def kind(self) -> str:
        """What redirects and changes call it."""
        return kind_of(self.model)

    @property
    def url(self) -> str:
        """The address of its workbench."""
        return reverse("curate_workbench", args=[self.key])

    def page(self, name: str, *args: Any) -> str:
        """Return the address of another page of the family."""
        return reverse(name, args=[self.key, *args])


@cache
def families() -> dict[str, ConceptFamily]:
    """Return every family, by its key."""
    return {
        key: ConceptFamily(key, one.model)
        for key, one in KINDS.items()
        if issubclass(one.model, Concept)
    }


def family_of(model: type[Concept]) -> ConceptFamily:
    """Return the family of a model."""
    return next(one for one in families().values() if one.model is model)
