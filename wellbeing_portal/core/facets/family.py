"""A family of concepts: what it is called, and which model holds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from django.utils.text import capfirst
from django.utils.translation import gettext

from wellbeing_portal.core.lists.remembered import read_once
from wellbeing_portal.core.lists.vocabulary import Vocabulary
from wellbeing_portal.core.models import Concept
from wellbeing_portal.search import Reader


@cache
def reading(model: type[Concept]) -> Callable[[], Vocabulary]:
    """Return what reads the concepts of ``model``: the same every time, so that it is read once."""
    return partial(Vocabulary.of_concepts, model)


@dataclass(frozen=True)
class Family:
    """A family of concepts.

    ``name`` is its parameter in addresses, its facet in the index and the kind of its documents.
    ``one`` and ``many`` are what people call its concepts. ``heading`` stands over them in files,
    comparisons and on pages, where that is not simply “Approaches”; ``key`` is the column's name
    in files for programs, which stays when words change.
    """

    name: str
    model: type[Concept]
    one: str
    many: str
    heading: str = ""
    key: str = ""

    @property
    def title(self) -> str:
        """What it is called at the beginning of a line."""
        return str(capfirst(gettext(self.many)))

    @property
    def label(self) -> str:
        """What one of its concepts is called at the beginning of a line."""
        return str(capfirst(gettext(self.one)))

    @property
    def table(self) -> str:
        """The name of the table of its concepts among the content files."""
        return self.many.replace(" ", "_")

    @property
    def in_addresses(self) -> str:
        """What addresses of the editor, and its fields, call its concepts: ``cost-bands``."""
        return self.many.replace(" ", "-")

    @property
    def read(self) -> Callable[[], Vocabulary]:
        """What reads its concepts, broader and narrower."""
        return reading(self.model)

    def vocabulary(self, reader: Reader) -> Vocabulary:
        """Return its concepts, read once for as long as the content stays the same."""
        return read_once(reader.memory, self.read)
