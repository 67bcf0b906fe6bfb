"""One kind of record that content files describe."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from .reading import Parsed
from .schema import ContentModel
from .snapshot import Children, names


@dataclass(frozen=True)
class ContentKind:
    """One kind of record that content files describe.

    ``read`` yields each record's file or row; ``save`` makes the record equal to it, given the
    record that exists already or None. ``offer`` lets people decide on what the file says by now,
    given also what the record said when it was last loaded, and tells whether it could.
    """

    name: str
    plural: str
    model: type[models.Model]
    schema: type[ContentModel]
    read: Callable[[], Iterable[Parsed]]
    save: Callable[[Any, Any], models.Model]
    children: Children = field(default_factory=dict)
    offer: Callable[[Any, Any, Any], bool] | None = None

    @property
    def unique(self) -> list[str]:
        """The fields that no two records may have in common, such as slug and name."""
        return [
            field.name
            for field in self.model._meta.concrete_fields
            if field.unique and not field.primary_key
        ]

    @property
    def form(self) -> list[str]:
        """The names of all that a record of this kind can say; a release may add to them."""
        return [self.name, *names(self.model, self.children)]
