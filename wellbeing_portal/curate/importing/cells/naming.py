"""Finds the records that cells name: by slug, code or any name; near misses are offered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django.utils.translation import gettext

from strategies.council_names.book import NameBook
from strategies.models import Council, Source
from wellbeing_portal.core.aggregates.called import name_of
from wellbeing_portal.core.models import Concept, Keyed, Publishable
from wellbeing_portal.core.text.likeness import plain_words

from .reader import NotAccepted, ReadCell

OFFERED = 3
ALIKE = 0.72


class UnknownTerm(NotAccepted):
    """A term that the vocabulary does not have; somebody may want to take it in."""


def plain(text: str) -> str:
    """Return a name as it is compared."""
    return " ".join(plain_words(text))


def plain_address(text: str) -> str:
    """Return a web address as it is compared: neither scheme nor a slash at the end matters."""
    bare = text.strip().removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return bare.rstrip("/")


def near_names(text: str, names: Iterable[str]) -> list[str]:
    """Return the names that somebody may have meant who wrote ``text``."""
    by_plain = {plain(name): name for name in names}
    found = get_close_matches(plain(text), by_plain, OFFERED, ALIKE)
    return [by_plain[one] for one in found]


@dataclass
class KnownNames:
    """All records of a kind by all that they are called; slugs lead to slugs."""

    by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    called: dict[str, str] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)

    def add(self, slug: str, name: str, others: Iterable[str] = ()) -> None:
        """Take in a record."""
        self.called.setdefault(slug, name)
        for one in (name, *others):
            if plain(one):
                self.by_name[plain(one)].add(slug)

    def meant_by(self, text: str) -> list[str]:
        """Return the slugs of what has this name."""
        if text in self.called or text in self.away:
            return [text]
        return sorted(self.by_name.get(plain(text), ())) if plain(text) else []

    def near(self, text: str) -> list[str]:
        """Return how one would write what may have been meant."""
        return near_names(text, self.called.values())


class FileNames:
    """What may be named, each kind read once; what a file itself brings can be named too."""

    def __init__(self) -> None:
        self._known: dict[type[Any], KnownNames] = {}
        self.addresses: dict[str, set[str]] = defaultdict(set)

    @cached_property
    def book(self) -> NameBook:
        """All councils by all their names."""
        return NameBook.read()

    def of(self, model: type[Any]) -> KnownNames:
        """Return what is known of a kind."""
        if model not in self._known:
            self._known[model] = self._read(model)
        return self._known[model]

    def slug(self, model: type[Any], text: str) -> str:
        """Return the slug of the one record that a text names.

        Raises:
            NotAccepted: when it names none, or several.
        """
        known = self.of(model)
        found = known.meant_by(text)
        if not found and model is Council:
            book = self.book.called(text)
            best = [one for one in book if one.nearness == book[0].nearness]
            found = [one.slug for one in best]
        if not found and model is Source:
            found = sorted(self.addresses.get(plain_address(text), ()))
        kind = str(model._meta.verbose_name)
        if len(found) == 1:
            return found[0]
        if found:
            raise NotAccepted(
                gettext("Several have this name. Write the one that is meant."), found[:OFFERED]
            )
        message = gettext("There is no %(kind)s of this name.") % {"kind": kind}
        near = known.near(text)
        if model is Council:
            near = [one.council.name for one in self.book.find(text, limit=OFFERED)] or near
        raise (UnknownTerm if issubclass(model, Concept) else NotAccepted)(message, near)

    def _read(self, model: type[Any]) -> KnownNames:
        known = KnownNames()
        every: Any = model._default_manager.all()
        rows = every.standing() if issubclass(model, Publishable | Concept) else every
        for slug, name, others in _called(model, rows):
            known.add(slug, name, others)
        if rows is not every:
            # What does not stand is named by nothing but its slug, as records have it.
            away = every.exclude(pk__in=rows.order_by().values("pk"))
            known.away = set(away.values_list("slug", flat=True))
        if model is Source:
            for slug, address in rows.exclude(url="").values_list("slug", "url"):
                self.addresses[plain_address(address)].add(slug)
        return known


def _called(model: type[Any], rows: Any) -> Iterator[tuple[str, str, list[str]]]:
    if issubclass(model, Keyed):
        # Rows of records are named as record/key.
        for called in rows.annotate(called_here=name_of(model)).values_list(
            "called_here", flat=True
        ):
            if called:
                yield called, called, []
    elif model is Council:
        for one in rows:
            yield one.slug, one.name, [*one.names(), *filter(None, [one.gss_code])]
    elif issubclass(model, Concept):
        for slug, name, synonyms in rows.values_list("slug", "name", "synonyms"):
            yield slug, name, synonyms
    else:
        title = "title" if issubclass(model, Publishable) else "name"
        for slug, name in rows.values_list("slug", title):
            yield slug, name, []


@dataclass(frozen=True)
class NameReader:
    """Another record, by any of its names."""

    model: type[Any]

    @property
    def kind(self) -> str:
        """What such a record is called."""
        return str(self.model._meta.verbose_name)

    @property
    def accepts(self) -> str:
        if self.model is Council:
            return gettext("the GSS code or any name of a council")
        if self.model is Source:
            return gettext("the slug, title or web address of a source")
        if issubclass(self.model, Concept):
            return gettext("the slug, name or a synonym: %(kind)s") % {"kind": self.kind}
        return gettext("the slug or name: %(kind)s") % {"kind": self.kind}

    @property
    def example(self) -> str:
        return ""

    def read(self, text: str, names: FileNames) -> ReadCell:
        try:
            slug = names.slug(self.model, text)
        except UnknownTerm:
            return ReadCell(None, unknown=((self.model._meta.label, text),))
        told = names.of(self.model).called.get(slug, slug)
        return ReadCell(slug, "" if text in {told, slug} else told)

    def written(self, value: Any) -> Any:
        return value or ""


@dataclass(frozen=True)
class RowNameReader:
    """A row of the same record, by its key or by what it says."""

    kind: str

    @property
    def accepts(self) -> str:
        return gettext("the key or name of the %(kind)s, of the same record") % {"kind": self.kind}

    @property
    def example(self) -> str:
        return ""

    def read(self, text: str, _names: FileNames) -> ReadCell:
        return ReadCell(text)

    def written(self, value: Any) -> Any:
        return value or ""
