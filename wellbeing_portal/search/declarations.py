"""What apps tell the index about their content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

Keys = Sequence[int]
"""Primary keys."""

FacetValues = Mapping[str, Iterable[str]]
"""The values that a document has in each facet."""


LEAST_SUGGESTED = 1
"""The weight of what is suggested and never meant by its name alone."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document, and what can be asked of it.

    A facet whose name holds ``|`` is a compound: its values tie one value of each of its parts
    together. ``suggest`` is the weight of its titles among suggestions; without one it is never
    suggested. ``alike`` are the facets by which "more like this" judges. ``names_values_of`` is
    the facet whose values are the slugs of this kind, and whose names widen a search; where they
    are ``proper`` names, as of places, they are not looked for in texts in each other's place.
    ``raised`` are values of facets whose documents come before others that match as well, each
    with its weight. ``named_in`` is a facet whose values are slugs of this kind: it tells how
    much a record is used. ``around`` says that its names tell for whom or where something is
    done, and not what.
    """

    name: str
    facets: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    suggest: int = 0
    alike: tuple[str, ...] = ()
    names_values_of: str = ""
    proper: bool = False
    raised: tuple[tuple[str, str, float], ...] = ()
    named_in: str = ""
    around: bool = False

    @property
    def is_meant(self) -> bool:
        """Whether somebody may mean it who types its name: least of all a source."""
        return self.suggest > LEAST_SUGGESTED


@dataclass(frozen=True, slots=True)
class Document:
    """What the index holds of one published thing.

    ``title`` is what it is called in lists, ``called`` what else the record itself is called:
    whoever types just one of these means it. ``names`` are other words that should find it almost
    as well, such as its councils. ``sorts`` are texts that sort upwards; ``title`` needs none.
    """

    kind: str
    pk: int
    slug: str
    title: str
    url: str = ""
    called: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    facets: FacetValues = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    sorts: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its name among all documents."""
        return f"{self.kind}:{self.pk}"


def _the_same(keys: Keys) -> Keys:
    return keys


@dataclass(frozen=True, slots=True)
class Dependency:
    """A model whose rows are told in the documents of a collection's records.

    ``lookup`` leads from the record to the row. ``owner`` gives the record of a row that belongs
    to just one, without a query. With ``fields`` only a change of those matters, and with
    ``links`` of the row's many-to-many links only those in these tables. ``reach`` adds the rows
    that a change of these rows affects, such as narrower concepts.
    """

    model: type[Model]
    lookup: str
    owner: Callable[[Any], int | None] | None = None
    fields: tuple[str, ...] = ()
    links: tuple[type[Model], ...] | None = None
    reach: Callable[[Keys], Keys] = _the_same


@dataclass(frozen=True, slots=True)
class Collection:
    """Records of one model, each with its documents: its own, and those of its parts.

    ``documents`` gets primary keys and yields the documents of those that are published, each
    with its record's key, in a number of queries that does not depend on how many they are.
    ``reach`` adds the records whose documents a change of these affects, such as broader concepts.
    """

    name: str
    model: type[Model]
    published: Callable[[], QuerySet[Any]]
    documents: Callable[[Keys], Iterable[tuple[int, Document]]]
    kinds: tuple[Kind, ...]
    depends_on: tuple[Dependency, ...] = ()
    reach: Callable[[Keys], Keys] = _the_same


@dataclass(frozen=True, slots=True)
class Addition:
    """What an extension adds to one document."""

    facets: FacetValues = field(default_factory=dict)
    sorts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extension:
    """What one app adds to the documents of another's collection.

    ``additions`` gets primary keys of records and returns what is added for each that gets
    something; it goes to their documents of ``kind``.
    """

    collection: str
    kind: str
    additions: Callable[[Keys], Mapping[int, Addition]]
    depends_on: tuple[Dependency, ...] = ()


def descending(number: float) -> str:
    """Return a text that sorts the larger number first."""
    return f"{10**17 - int(number * 1000):018d}"


class Registry:
    """Everything that apps have declared."""

    def __init__(self) -> None:
        self.collections: dict[str, Collection] = {}
        self.kinds: dict[str, Kind] = {}
        self._kind_numbers: dict[str, int] = {}
        self.extensions: list[Extension] = []
        self.nouns: set[str] = set()
        self.places: dict[tuple[str, str], tuple[str, ...]] = {}
        self.right: frozenset[str] = frozenset()

    def add(self, *collections: Collection) -> None:
        """Declare collections; a kind may appear in several."""
        for collection in collections:
            self.collections[collection.name] = collection
            for kind in collection.kinds:
                if self.kinds.setdefault(kind.name, kind) != kind:
                    raise ValueError(f"{kind.name} is declared twice, differently")
        self._kind_numbers = {name: number for number, name in enumerate(self.kind_names())}

    def extend(self, *extensions: Extension) -> None:
        """Declare additions to collections of another app."""
        self.extensions += extensions

    def name_records(self, *nouns: str) -> None:
        """Declare what people call records: in a search it says nothing of the subject."""
        self.nouns |= set(nouns)

    def name_places(self, facet: str, names: Mapping[str, Sequence[str]]) -> None:
        """Declare values of a facet that are places without a record, each with its names."""
        self.places |= {(facet, value): tuple(said) for value, said in names.items()}

    def know_words(self, words: Iterable[str]) -> None:
        """Declare words that are spelt right, in small letters, though the content lacks them."""
        self.right |= set(words)

    def names_values(self, owners: Iterable[str]) -> bool:
        """Tell whether documents of any of these owners may name values that widen searches."""
        collections = {owner.partition(":")[0] for owner in owners}
        return any(
            kind.names_values_of
            for name in collections & set(self.collections)
            for kind in self.collections[name].kinds
        )

    def kind_names(self) -> list[str]:
        """Return the names of all kinds, in a fixed order."""
        return sorted(self.kinds)

    def number_of(self, kind: str) -> int:
        """Return the place of a kind among the names of all."""
        return self._kind_numbers[kind]

    def facets(self) -> list[str]:
        """Return the names of all facets, in a fixed order."""
        return sorted({name for kind in self.kinds.values() for name in kind.facets})

    def numbers(self) -> list[str]:
        """Return the names of all numbers, in a fixed order."""
        return sorted({name for kind in self.kinds.values() for name in kind.numbers})

    def sorts(self) -> list[str]:
        """Return the names of all orders, in a fixed order."""
        return sorted({"title", *(name for kind in self.kinds.values() for name in kind.sorts)})

    def dependencies(self) -> list[tuple[Collection, Dependency]]:
        """Return each dependency with the collection that has it."""
        own = [(one, need) for one in self.collections.values() for need in one.depends_on]
        return own + [
            (self.collections[extension.collection], need)
            for extension in self.extensions
            for need in extension.depends_on
        ]


registry = Registry()
"""What is declared by the apps that are installed."""
