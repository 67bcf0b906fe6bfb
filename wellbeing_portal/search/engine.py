"""One commit of the index, asked one thing at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from threading import Event
from typing import Any, TypeVar

import tantivy
from tantivy import Order, Query

from .behind import Behind
from .matches import FoundDocument
from .narrowing import any_of
from .schema import ID, KIND, OWNER, PK, STORED
from .unavailable import IndexUnavailable

FIRST = 20
"""The best documents that are found while those that match words are counted: a list's page."""
DEEP = 400
"""The same where all kinds are searched, and the best of each kind are looked for among them."""

Answer = TypeVar("Answer")

_TOO_MANY = "bucket limit"
"""What the engine says when it is asked for more counts than it gives at once."""


class TooManyCounts(Exception):
    """More counts were asked for than the engine gives at once: 65,000."""


class Engine:
    """What the engine answers of one commit; it never changes under whoever holds it.

    ``gone`` names owners whose documents are not found.
    """

    def __init__(
        self,
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
        gone: Sequence[str] = (),
        behind: Behind | None = None,
        fault: Event | None = None,
    ) -> None:
        self.searcher = searcher
        self.schema = schema
        self._fault = fault or Event()
        self.behind = behind
        """Set where newer content is not in what it finds."""
        self.gone = tuple(gone)
        self._gone = any_of(schema, OWNER, gone) if gone else None

    @property
    def failed(self) -> bool:
        """Whether the engine could not read this commit, as when a file was written over."""
        return self._fault.is_set()

    def left(self, query: Query) -> Query:
        """Return a query without the documents that this reader must not find."""
        return query if self._gone is None else query.and_must_not_match(self._gone)

    def count(self, query: Query) -> int:
        """Return how many documents match."""
        # With one score for all, the engine need not work out any.
        alike = Query.const_score_query(self.left(query), 1.0)
        result: Any = self._guarded(lambda: self.searcher.search(alike, limit=1))
        return int(result.count)

    def address(self, kind: str, pk: int) -> Any:
        """Return where the engine keeps a document, or None."""
        hits = self.hits(Query.term_query(self.schema, ID, f"{kind}:{pk}"), None, 0, 1)
        return hits[0][1] if hits else None

    def stored(self, address: Any) -> dict[str, Any]:
        """Return what is kept of a document for lists and snippets."""
        kept = self._guarded(lambda: self.searcher.doc(address)[STORED][0])
        said: dict[str, Any] = json.loads(kept)
        return said

    def hits(self, query: Query, order: str | None, offset: int, limit: int) -> list[Any]:
        """Return scores and addresses of the best documents."""
        return self._guarded(
            lambda: (
                self.searcher.search(
                    self.left(query),
                    limit=limit,
                    offset=offset,
                    count=False,
                    order_by_field=order,
                    order=Order.Asc if order else Order.Desc,
                ).hits
            )
        )

    def any_hits(self, query: Query, limit: int) -> list[Any]:
        """Return addresses of documents in no order: with one score for all, none is worked out."""
        alike = Query.const_score_query(query, 0.0)
        return self.hits(alike, None, 0, max(1, limit))

    def kind_of(self, kinds: Iterable[str]) -> Query:
        """Return what lets only documents of these kinds through."""
        return any_of(self.schema, KIND, kinds)

    def aggregate(self, query: Query, wanted: dict[str, Any]) -> dict[str, Any]:
        """Return the engine's counts.

        Raises:
            TooManyCounts: when they are more than the engine gives at once.
        """
        try:
            return self._guarded(lambda: self.searcher.aggregate(self.left(query), wanted))
        except ValueError as error:
            if _TOO_MANY in str(error):
                raise TooManyCounts from error
            raise

    def counted(
        self, query: Query, order: str | None = None, offset: int = 0, limit: int = FIRST
    ) -> tuple[int, list[Any]]:
        """Count and find in one pass, which takes no longer than to find."""
        result: Any = self._guarded(
            lambda: self.searcher.search(
                self.left(query),
                limit=limit,
                offset=offset,
                order_by_field=order,
                order=Order.Asc if order else Order.Desc,
            )
        )
        return int(result.count or 0), result.hits

    def found(self, query: Query, limit: int) -> tuple[FoundDocument, ...]:
        """Return the best documents of a query."""
        return self.told(self.hits(query, None, 0, limit))

    def keys(self, hits: list[Any]) -> tuple[int, ...]:
        """Return the primary keys of documents."""
        keys = self.searcher.fast_field_values(PK, [address for _, address in hits])
        return tuple(int(pk or 0) for pk in keys)

    def told(self, hits: list[Any]) -> tuple[FoundDocument, ...]:
        """Return what lists say of documents."""
        found = []
        for (score, address), pk in zip(hits, self.keys(hits), strict=True):
            stored = self.stored(address)
            found.append(
                FoundDocument(
                    stored["kind"],
                    pk,
                    stored["slug"],
                    stored["title"],
                    stored["url"],
                    score if isinstance(score, float) else 0.0,
                    address,
                )
            )
        return tuple(found)

    def _guarded(self, ask: Callable[[], Answer]) -> Answer:
        """Turn a fault of the engine, which a damaged file brings about, into a moment's wait."""
        try:
            return ask()
        except BaseException as error:
            # The engine's panics are no ordinary exceptions.
            if type(error).__name__ == "PanicException" or isinstance(error, OSError):
                self._fault.set()
                raise IndexUnavailable("the index could not be read") from error
            raise
