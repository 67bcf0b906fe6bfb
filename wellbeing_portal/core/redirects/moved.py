"""Addresses whose parameters have other values now."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponsePermanentRedirect, QueryDict
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes

NewNames = Mapping[str, Mapping[str, str]]
"""What values are called now, by parameter: ``{"approach": {"old": "new"}}``."""


class Moved(Exception):
    """A page was asked for by a value that is called something else now.

    A page that has no use for a value raises it once it knows the value's present name; the
    middleware answers with the address under that name.
    """

    def __init__(self, values: NewNames) -> None:
        self.values = values
        super().__init__(str(values))

    def query(self, asked: QueryDict) -> QueryDict:
        """Return the parameters asked for, with the present values."""
        query = asked.copy()
        for name in query.keys() & self.values.keys():
            now = self.values[name]
            values = (now.get(value, value) for value in asked.getlist(name))
            query.setlist(name, list(dict.fromkeys(values)))
        return query


def lead_to(path: str, query: str) -> HttpResponsePermanentRedirect:
    """Answer with the place to which an address leads for good.

    Browsers are to ask again: a record may take a former slug back, and what a browser has kept
    would then lead round in a circle.
    """
    address = escape_leading_slashes(escape_uri_path(path))
    response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    response["Cache-Control"] = "no-cache"
    return response


def lead_on(request: HttpRequest, moved: Moved) -> HttpResponsePermanentRedirect | None:
    """Answer a page that was asked for by former values; None where nothing would change."""
    query = moved.query(request.GET)
    if query == request.GET:
        return None
    return lead_to(request.path, query.urlencode())
