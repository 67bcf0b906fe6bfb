"""Finds the record that a line of a file is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from strategies.models import Council
from wellbeing_portal.core.models import Publishable, Redirect
from wellbeing_portal.core.slugs import reserved_words

from .cells import FileNames, NotAccepted
from .cells.naming import plain, plain_address
from .said import CellPlace, RowSaid
from .tables import FileTable


@dataclass(frozen=True)
class FoundRecord:
    """The primary key of the record that a line is about, if it is there."""

    key: int | None = None


Known = tuple[str, ...]


class Identities:
    """All records of a kind, by slug and by what else they are known by; read once."""

    def __init__(self, table: FileTable, names: FileNames) -> None:
        self.table = table
        self.names = names
        rows: Any = table.model._default_manager.all()
        if issubclass(table.model, Publishable):
            rows = rows.filter(copy_of=None)
        self._keys: dict[str, int] = dict(rows.values_list("slug", "pk"))
        self._slugs = {key: slug for slug, key in self._keys.items()}
        former = Redirect.objects.filter(kind=table.model._meta.label_lower)
        self.former: dict[str, int] = dict(former.values_list("slug", "record"))
        self.slugs = {*self._keys, *self.former, *reserved_words(table.model)}
        self._by_known: dict[Known, list[int]] = defaultdict(list)
        for fields in table.known_by:
            paths = [_path(table.model, name) for name in fields]
            for key, *values in rows.values_list("pk", *paths):
                known = _known(fields, values)
                if known is not None:
                    self._by_known[known].append(key)
        self._claimed: dict[Known, CellPlace] = {}
        self._found: dict[int, FoundRecord] = {}

    def find(self, said: RowSaid) -> FoundRecord:
        """Return the record that a line is about. What it cannot tell, the line notes."""
        if id(said) not in self._found:
            self._found[id(said)] = self._find(said)
        return self._found[id(said)]

    def _find(self, said: RowSaid) -> FoundRecord:
        slug = str(said.values.get("slug") or "")
        if slug:
            return self._named(said, slug) if self.table.of_rows else self._with_slug(said, slug)
        for fields in self.table.known_by:
            known = _known(fields, [said.values.get(name) for name in fields])
            if known is None:
                continue
            there = self._by_known.get(known, [])
            if len(there) == 1:
                return self._known_by(said, there[0])
            if there:
                said.trouble(
                    fields[0],
                    gettext("Several are known by this. Give the slug of the one that is meant."),
                )
            # What is said more surely decides: another address is another document.
            if there or issubclass(self.table.model, Publishable):
                return FoundRecord()
        return self._council(said) if self.table.model is Council else self._term(said)

    def _with_slug(self, said: RowSaid, slug: str) -> FoundRecord:
        key = self._keys.get(slug, self.former.get(slug))
        if key is not None or issubclass(self.table.model, Publishable):
            return FoundRecord(key)
        for fields in self.table.known_by:
            known = _known(fields, [said.values.get(name) for name in fields])
            for other in self._by_known.get(known, ()) if known is not None else ():
                what = {"slug": self._slugs[other], "field": fields[0].replace("_", " ")}
                said.trouble(
                    "slug",
                    gettext("“%(slug)s” has the same %(field)s. Leave the slug empty.") % what,
                    gettext("the slug of the portal, or nothing"),
                )
                return FoundRecord()
        return FoundRecord()

    def _named(self, said: RowSaid, text: str) -> FoundRecord:
        """Return the record whose rows a table of rows alone brings."""
        try:
            slug = self.names.slug(self.table.model, text)
        except NotAccepted as error:
            near = " ".join(error.near)
            said.trouble("slug", str(error), near)
            return FoundRecord()
        said.values["slug"] = slug
        return FoundRecord(self._keys.get(slug))

    def _known_by(self, said: RowSaid, key: int) -> FoundRecord:
        said.values["slug"] = self._slugs[key]
        return FoundRecord(key)

    def _council(self, said: RowSaid) -> FoundRecord:
        """Return a council that has the name as another one of its names."""
        for key in ("official_name", "name"):
            text = str(said.values.get(key) or "")
            found = [one for one in self.names.book.called(text) if one.nearness == 0]
            if len(found) == 1:
                return self._known_by(said, self._keys[found[0].slug])
        return FoundRecord()

    def _term(self, said: RowSaid) -> FoundRecord:
        if self.table.only_changes and said.values.get("name"):
            there = self.names.of(self.table.model).meant_by(str(said.values["name"]))
            if len(there) == 1:
                return self._known_by(said, self._keys[there[0]])
        return FoundRecord()

    def claim(self, said: RowSaid, found: FoundRecord) -> None:
        """Note that a line is about a record; a second line about the same is refused."""
        claims: list[Known] = []
        if found.key is not None:
            claims.append(("record", str(found.key)))
        elif said.values.get("slug"):
            claims.append(("slug", str(said.values["slug"])))
        else:
            for fields in self.table.known_by:
                known = _known(fields, [said.values.get(name) for name in fields])
                claims += [] if known is None else [known]
        # As among the records that are there, what is said most surely decides.
        decisive = claims[:1] if issubclass(self.table.model, Publishable) else claims
        for one in claims:
            first = self._claimed.setdefault(one, said.place)
            if first != said.place and one in decisive:
                key = one[0].partition(",")[0]
                said.trouble(
                    key,
                    gettext("It is the same record as row %(row)s of “%(sheet)s”.")
                    % {"row": first.row, "sheet": first.sheet},
                    gettext("each record once"),
                )
                return


def _known(fields: Sequence[str], values: Sequence[Any]) -> Known | None:
    """Return what tells a record from others; None where any of it is not said."""
    if not all(values):
        return None
    return (
        ",".join(fields),
        *(
            plain_address(str(value)) if name == "url" else plain(str(value))
            for name, value in zip(fields, values, strict=True)
        ),
    )


def _path(model: Any, name: str) -> str:
    return f"{name}__slug" if model._meta.get_field(name).is_relation else name
